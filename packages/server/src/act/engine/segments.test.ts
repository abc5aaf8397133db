// Counters by segment as the engine keeps them on a real database: against all runs counted anew, through changes of customers, merges and fills.
import { compileJourney, countsOf, keptCounts, runsOf, type Visit } from '@lotse/core/understand'
import type { JourneyDocument } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onStage } from './stage.fixture.ts'

const HOUR = 3_600_000
const STEPS = ['look', 'cart', 'pay', 'bought']
const is = (trait: string, literal: string) => ({ op: 'eq' as const, left: { trait }, right: { literal } })
const buy: JourneyDocument = {
  steps: STEPS.map((id) => ({ id, name: {}, on: [{ event: id }], channels: [] })),
  moves: [
    { from: 'look', to: 'cart' },
    { from: 'cart', to: 'pay' },
    { from: 'pay', to: 'bought' },
  ],
  starts: ['look'],
  ends: ['bought'],
  idleMs: 48 * HOUR,
  segments: [
    { id: 'club', name: {}, where: is('club', 'gold') },
    { id: 'abroad', name: {}, where: is('country', 'CH') },
  ],
}
const edition = compileJourney({ journey: 'buy', number: 1 }, buy)
const on = onStage()

/** The counters of everybody (0) and of each segment, as the database has them. */
async function stored(): Promise<Record<string, number>> {
  const rows = await on.rows(
    `select segment || ' ' || what || ' ' || step || ' ' || next || ' ' || day || ' ' || rung || ' ' || channel as key, sum(count)::int as n
     from journey_count where workspace_id = $1 and journey = 'buy' group by 1 having sum(count) <> 0`,
    [on.engine.workspace],
  )
  return Object.fromEntries(rows.map((row) => [row['key'], row['n']]).sort())
}

/** What visits count for at an instant, each customer's by themselves. */
function counted(visits: ReadonlyMap<number, readonly Visit[]>, now: number): Record<string, number> {
  const runs = [...visits.values()].flatMap((list) => runsOf(list.toSorted(edition.order), edition, now))
  return Object.fromEntries([...keptCounts(countsOf(runs, edition))].map(([key, { count }]) => [key, count]).sort())
}

const place = (customer: number) =>
  on.rows('select step, segments from journey_place where customer_id = $1', [customer])

test('law: J13 whoever changes between visits, whoever turns out to be one: each run counts in the segments of its first visit', async () => {
  await on.engine.measure('buy', buy)
  const happenings = fc.sample(
    fc.tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(...STEPS, 'gold', 'plain', 'CH', 'DE'),
      fc.integer({ min: -90, max: 0 }),
      fc.integer({ min: 0, max: 6 }),
    ),
    { numRuns: 160, seed: 4 },
  )
  const visits = new Map<number, Visit[]>()
  const bits = new Map<number, number>()
  for (const [customer, what, hours, pause] of happenings) {
    const known = bits.get(customer) ?? 0
    if (STEPS.includes(what)) {
      const occurredAt = on.engine.now + hours * HOUR
      await on.engine.append(customer, what, { occurredAt })
      const own: Visit = known === 0 ? [what, occurredAt, 'web'] : [what, occurredAt, 'web', known]
      visits.set(customer, [...(visits.get(customer) ?? []), own])
    } else {
      const club = what === 'gold' || what === 'plain'
      const bit = club ? 1 : 2
      bits.set(customer, what === 'gold' || what === 'CH' ? known | bit : known & ~bit)
      await on.engine.append(customer, 'Identified', {
        kind: 'identify',
        body: { t: { [club ? 'club' : 'country']: what } },
      })
    }
    on.engine.now += 1
    if (pause === 0) await on.engine.rest()
  }
  await on.engine.rest()
  const before = await stored()
  expect(before).toEqual(counted(visits, on.engine.now))
  for (const segment of [1, 2]) expect(Object.keys(before).some((key) => key.startsWith(`${segment} here `))).toBe(true)
  await on.engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
  await on.engine.rest()
  visits.set(1, [...(visits.get(1) ?? []), ...(visits.get(2) ?? [])])
  visits.delete(2)
  expect(await stored()).toEqual(counted(visits, on.engine.now))
  await on.replayEqualsStore(1)
  await on.replayEqualsStore(3)
})

test('J13 J7 an edition is filled for the segments a customer is in then, and beside the customer it stands which', async () => {
  const occurredAt = on.engine.now - 5 * HOUR
  await on.engine.append(1, 'look', { occurredAt })
  await on.engine.append(1, 'Identified', { kind: 'identify', body: { t: { club: 'gold', country: 'CH' } } })
  await on.engine.append(2, 'look', { occurredAt })
  await on.engine.rest()
  await on.engine.measure('buy', buy)
  await on.engine.rest()
  const visits = new Map<number, Visit[]>([
    [1, [['look', occurredAt, 'web', 3]]],
    [2, [['look', occurredAt, 'web']]],
  ])
  expect(await stored()).toEqual(counted(visits, on.engine.now))
  expect(await place(1)).toEqual([{ step: 'look', segments: 3 }])
  expect(await place(2)).toEqual([{ step: 'look', segments: 0 }])
  await on.engine.append(1, 'Identified', { kind: 'identify', body: { t: { club: 'plain' } } })
  await on.engine.append(1, 'cart')
  const then = on.engine.now
  await on.engine.rest()
  visits.get(1)?.push(['cart', then, 'web', 2])
  expect(await stored()).toEqual(counted(visits, on.engine.now))
  expect(await place(1)).toEqual([{ step: 'cart', segments: 3 }])
  await on.replayEqualsStore(1)
})
