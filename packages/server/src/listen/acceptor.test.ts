// The acceptor on a real database: what is durable, what counts once, whose event it is.
import type { IncomingEvent } from '@lotse/core/listen'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWorld } from '../adapters/store/testing.ts'
import type { World } from '../base/world.ts'
import { type Acceptor, createAcceptor } from './acceptor.ts'

let world: World
let acceptor: Acceptor
let drop: () => Promise<void>
let workspaceId: number
let now = Date.UTC(2026, 10, 20, 12)

beforeAll(async () => {
  ;({ world, drop } = await testWorld({ now: () => now }))
  acceptor = createAcceptor(world)
})
afterAll(async () => {
  await acceptor.close()
  await drop()
})

let workspaces = 0
let messages = 0
const freshWorkspace = () => {
  workspaceId = ++workspaces
}

type Named = Readonly<Record<string, string>>
const event = (named: Named, extra: Partial<IncomingEvent> = {}): IncomingEvent => ({
  workspaceId,
  sourceId: 7,
  kind: 'track',
  name: 'Seen',
  channel: 'web',
  messageId: `m${++messages}`,
  occurredAt: now,
  history: false,
  clockCorrected: false,
  identifiers: Object.entries(named).map(([kind, value]) => ({ kind, value })),
  body: {},
  ...extra,
})

const log = async () =>
  (
    await world.pool.query<{ name: string; kind: number; customer_id: number; message_id: string; body: string }>(
      'select name, kind, customer_id, message_id, body from event where workspace_id = $1 order by txid, seq',
      [workspaceId],
    )
  ).rows
const identities = async () => {
  const { rows } = await world.pool.query<{ kind: string; value: string; customer_id: number }>(
    'select kind, value, customer_id from identity where workspace_id = $1',
    [workspaceId],
  )
  return new Map(rows.map((row) => [`${row.kind}:${row.value}`, row.customer_id]))
}
const notes = async () =>
  (
    await world.pool.query<{ note: string; kind: string; customer_id: number; other_id: number | null }>(
      'select note, kind, customer_id, other_id from identity_note where workspace_id = $1 order by id',
      [workspaceId],
    )
  ).rows

test('E1 an event is in the log once accept resolves, with its body and identifiers', async () => {
  freshWorkspace()
  const accepted = await acceptor.accept([event({ userId: 'u1' }, { name: 'Order Paid', body: { p: { total: 5 } } })])
  expect(accepted).toEqual({ duplicates: 0 })
  const [row, ...rest] = await log()
  expect(rest).toEqual([])
  expect(row).toMatchObject({ name: 'Order Paid', kind: 1 })
  expect(JSON.parse(row?.body ?? '')).toEqual({ p: { total: 5 }, i: [['userId', 'u1']] })
})

test('E1 the same message id counts once: in one call, in concurrent calls, and later', async () => {
  freshWorkspace()
  const same = event({ userId: 'u1' }, { messageId: 'once' })
  const answers = await Promise.all([acceptor.accept([same, same]), acceptor.accept([same])])
  const later = await acceptor.accept([same, event({ userId: 'u1' })])
  expect(answers.map((answer) => answer.duplicates).reduce((a, b) => a + b)).toBe(2)
  expect(later.duplicates).toBe(1)
  expect(await log()).toHaveLength(2)
})

test('the same message id in another workspace is another event', async () => {
  freshWorkspace()
  await acceptor.accept([event({ userId: 'u1' }, { messageId: 'shared-id' })])
  freshWorkspace()
  expect(await acceptor.accept([event({ userId: 'u1' }, { messageId: 'shared-id' })])).toEqual({ duplicates: 0 })
})

test('[R2.2] I2 anonymous history joins the user on identify', async () => {
  freshWorkspace()
  await acceptor.accept([event({ anonymousId: 'a1' })])
  await acceptor.accept([event({ userId: 'u1', anonymousId: 'a1' })])
  await acceptor.accept([event({ userId: 'u1' })])
  const rows = await log()
  expect(new Set(rows.map((row) => row.customer_id)).size).toBe(1)
})

test('I4 two known customers merge: the older carries on, the younger leaves its own log, consents follow', async () => {
  freshWorkspace()
  const consent = (state: 'granted' | 'refused', at: number) =>
    ({
      kind: 'consent',
      occurredAt: at,
      body: { s: { channel: 'email', topic: 'news', state, source: 'form' } },
    }) as const
  await acceptor.accept([event({ userId: 'u1' }, consent('granted', now))])
  await acceptor.accept([event({ anonymousId: 'a1' }, consent('refused', now))])
  await acceptor.accept([event({ userId: 'u1', anonymousId: 'a1' })])
  const [older, younger] = [...new Set((await log()).map((row) => row.customer_id))]
  expect([...(await identities()).values()]).toEqual([older, older])
  const rows = await log()
  expect(rows.map((row) => [row.kind, row.customer_id])).toEqual([
    [7, older],
    [7, younger],
    [10, younger],
    [1, older],
  ])
  expect(JSON.parse(rows[2]?.body ?? '')).toEqual({ to: older })
  const { rows: consents } = await world.pool.query('select customer_id, state from consent where workspace_id = $1', [
    workspaceId,
  ])
  expect(consents).toEqual([{ customer_id: older, state: 'refused' }])
})

test('I4 an event of our own for a merged customer goes to the one that carries on', async () => {
  freshWorkspace()
  await acceptor.accept([event({ email: 'a@b.de' }), event({ anonymousId: 'a1' })])
  const [older, younger] = (await log()).map((row) => row.customer_id)
  await acceptor.accept([event({ email: 'a@b.de', anonymousId: 'a1' })])
  await acceptor.accept([event({}, { customerId: younger ?? 0, name: 'Message Sent' })])
  expect((await log()).at(-1)).toMatchObject({ name: 'Message Sent', customer_id: older })
})

test('I2 a shared device goes over to the user who signs in, and both facts are recorded', async () => {
  freshWorkspace()
  await acceptor.accept([event({ userId: 'u1', anonymousId: 'kiosk' })])
  await acceptor.accept([event({ userId: 'u2', anonymousId: 'kiosk' })])
  const owners = await identities()
  expect(owners.get('anonymousId:kiosk')).toBe(owners.get('userId:u2'))
  expect(owners.get('userId:u1')).not.toBe(owners.get('userId:u2'))
  expect(await notes()).toEqual([
    {
      note: 'shared_device',
      kind: 'anonymousId',
      customer_id: owners.get('userId:u2'),
      other_id: owners.get('userId:u1'),
    },
  ])
})

test('I3 an identity links 20 customers a day; the next stay apart until a day has gone by', async () => {
  freshWorkspace()
  const visit = async (n: number) => {
    await acceptor.accept([event({ anonymousId: `a${n}` })])
    await acceptor.accept([event({ anonymousId: `a${n}`, email: 'test@firm.de' })])
  }
  await acceptor.accept([event({ email: 'test@firm.de' })])
  for (let n = 1; n <= 22; n++) await visit(n)
  const customers = new Set((await identities()).values())
  expect(customers.size).toBe(3)
  expect((await notes()).filter((note) => note.note === 'merge_limit')).toHaveLength(1)
  now += 86_400_001
  await visit(21)
  expect(new Set((await identities()).values()).size).toBe(2)
})

test('concurrent callers who bring the same new person end with one customer', async () => {
  freshWorkspace()
  const second = createAcceptor(world, { waitMs: 0 })
  const calls = Array.from({ length: 60 }, (_, n) =>
    (n % 2 ? acceptor : second).accept([event({ userId: `u${n % 7}`, anonymousId: `a${n % 14}` })]),
  )
  await Promise.all(calls)
  await second.close()
  const owners = await identities()
  expect(new Set(owners.values()).size).toBe(7)
  expect((await log()).filter((row) => row.kind === 1)).toHaveLength(60)
})

test('I2 one device, two users signing in at once in two processes: still one user id a customer', async () => {
  freshWorkspace()
  const second = createAcceptor(world, { waitMs: 0 })
  for (let n = 0; n < 10; n++) await acceptor.accept([event({ anonymousId: `k${n}` })])
  const calls = Array.from({ length: 10 }, (_, n) => [
    acceptor.accept([event({ anonymousId: `k${n}`, userId: `first${n}` })]),
    second.accept([event({ anonymousId: `k${n}`, userId: `second${n}` })]),
  ])
  await Promise.all(calls.flat())
  await second.close()
  const owners = await identities()
  const users = [...owners].filter(([key]) => key.startsWith('userId:')).map(([, owner]) => owner)
  expect(new Set(users).size).toBe(20)
})

test('one call that the database cannot store fails alone', async () => {
  freshWorkspace()
  const bad = acceptor.accept([event({ userId: 'u1' }, { name: 'nul \u0000 here' })])
  const good = acceptor.accept([event({ userId: 'u1' })])
  await expect(bad).rejects.toThrow()
  await expect(good).resolves.toEqual({ duplicates: 0 })
  expect(await log()).toHaveLength(1)
})

test('a full line refuses with the time to come back, and takes events again afterwards', async () => {
  freshWorkspace()
  const narrow = createAcceptor(world, { queueEvents: 10 })
  const first = narrow.accept(Array.from({ length: 9 }, () => event({ userId: 'u1' })))
  await expect(narrow.accept([event({ userId: 'u2' }), event({ userId: 'u2' })])).rejects.toMatchObject({
    code: 'listen.queue_full',
    facts: { retryAfterS: 1 },
  })
  await first
  await expect(narrow.accept([event({ userId: 'u2' })])).resolves.toEqual({ duplicates: 0 })
  expect(narrow.depth()).toBe(0)
  await narrow.close()
})

test('a closed acceptor settles what it took and refuses what comes later', async () => {
  freshWorkspace()
  const closing = createAcceptor(world, { waitMs: 1000 })
  const taken = closing.accept([event({ userId: 'u1' })])
  await closing.close()
  await expect(taken).resolves.toEqual({ duplicates: 0 })
  await expect(closing.accept([event({ userId: 'u1' })])).rejects.toMatchObject({ code: 'server.unavailable' })
})

test('callers wait while the connections are cut, and lose nothing', async () => {
  freshWorkspace()
  const calls = Array.from({ length: 40 }, (_, n) => acceptor.accept([event({ userId: `u${n}` })]))
  await world.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await Promise.all(calls)
  expect(await log()).toHaveLength(40)
})
