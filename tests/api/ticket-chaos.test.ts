// Insights and tickets while everything goes wrong: the process dies between any two steps, answers are lost, systems lie and lag, people work on both sides. In the end both agree, nothing was opened twice, no change is lost unseen.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Died, type Mishap } from './fakes/tickets.ts'
import { TicketStage } from './ticket-stage.ts'

const CALLS = ['create', 'findByMarker', 'read', 'transition', 'write', 'changesSince'] as const
const MISHAPS: readonly Mishap[] = ['later', 'down', 'unknown', 'died', 'diedBefore', 'silent', 'conflict']
const MEANS: Readonly<Record<string, string>> = { '1': 'ticket', '3': 'inProgress', '4': 'inProgress', '5': 'solved' }

let stage: TicketStage
beforeAll(async () => {
  stage = await TicketStage.build()
}, 60_000)
afterAll(() => stage?.close())

/** A round in which a process may die: as after `kill -9`, nothing of it is tidied up, and another one takes over once its lease is over. */
async function roundOf(mishaps: Mishap[], at: string | null): Promise<void> {
  stage.remote.mishap = (call) => (at === null || call === at ? (mishaps.shift() ?? null) : null)
  await stage.round(5 * 60_000).catch((error: unknown) => {
    if (!(error instanceof Died)) throw error
  })
}

async function rest(rounds = 6): Promise<void> {
  stage.remote.mishap = () => null
  for (let round = 0; round < rounds; round++) await stage.round(20 * 60_000)
}

test.each(CALLS.flatMap((call) => MISHAPS.map((mishap) => [mishap, call] as const)))(
  'TK7 TK8 after %s at %s there is one ticket, and both sides agree',
  async (mishap, call) => {
    const { remote } = stage
    remote.lagMs = 10_000
    const before = remote.tickets.size
    const id = await stage.accepted()
    await roundOf([mishap], call)
    await roundOf([mishap], call)
    await rest()
    expect([remote.tickets.size, await stage.status(id)]).toEqual([before + 1, 'ticket'])
    await stage.stage.move(id, 'wanda', { step: 'start' })
    await roundOf([mishap], call)
    await rest()
    const ref = (await stage.sql<{ ref: string }>('select ref from ticket_link where insight = $1', [id]))[0]?.ref ?? ''
    expect([remote.tickets.size, stage.there(ref), await stage.status(id)]).toEqual([before + 1, '3', 'inProgress'])
    expect((await stage.ticket(id)).failure).toBeNull()
    await close(id)
  },
)

/** So that the rounds that follow have less to do. */
async function close(id: string): Promise<void> {
  const { version } = await stage.ticket(id)
  await stage.house.ok('unlinkInsightTicket', { params: { id }, body: { version } }, stage.stage.as('wanda'))
}

const happening = fc.oneof(
  fc.record({
    do: fc.constant('here' as const),
    step: fc.constantFrom('start' as const, 'solve' as const, 'reopen' as const),
  }),
  fc.record({ do: fc.constant('there' as const), status: fc.constantFrom('1', '3', '4', '5') }),
  fc.record({ do: fc.constant('round' as const), mishaps: fc.array(fc.constantFrom(...MISHAPS), { maxLength: 4 }) }),
)

test('[R0.22] whatever two people and all faults do in whatever order, both sides agree in the end or show a conflict of just what they hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 14 }), async (history) => {
      await stage.renew()
      const { remote } = stage
      const before = remote.tickets.size
      const id = await stage.accepted()
      await roundOf([], null)
      await roundOf([], null)
      const [link] = await stage.sql<{ ref: string }>('select ref from ticket_link where insight = $1', [id])
      const ref = link?.ref ?? ''
      for (const event of history) {
        stage.house.now += 1000
        if (event.do === 'here') await stage.stage.move(id, 'wanda', { step: event.step, reason: 'so' })
        else if (event.do === 'there') remote.change(ref, { status: event.status })
        else await roundOf([...event.mishaps], null)
      }
      await rest(12)
      const { conflicts, failure } = await stage.ticket(id)
      const open = conflicts.filter(({ resolvedAt }) => resolvedAt === null)
      const here = await stage.status(id)
      const there = MEANS[stage.there(ref) ?? '']
      if (open.length > 0) expect(open).toMatchObject([{ field: 'status', local: here, remote: there }])
      else expect([here, failure]).toEqual([there, null])
      expect(remote.tickets.size).toBe(before + 1)
      await close(id)
    }),
    { numRuns: 25, seed: 8, endOnFailure: true },
  )
}, 180_000)

test('TK7 two workers at once open one ticket for each insight', async () => {
  await stage.renew()
  stage.remote.mishap = () => null
  const before = stage.remote.tickets.size
  const ids: string[] = []
  for (let made = 0; made < 5; made++) ids.push(await stage.accepted())
  await Promise.all([stage.round(1000), stage.round(1000), stage.round(1000)])
  await rest(2)
  expect(stage.remote.tickets.size).toBe(before + 5)
  for (const id of ids) expect(await stage.status(id)).toBe('ticket')
})
