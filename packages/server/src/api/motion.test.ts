// What moved, from real batches on a real database: sources, flows, results, lag, the sample of decisions, and what is compared.
import { END, flowOf, sendStep, waitStep } from '@lotse/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HandEngine } from '../act/engine/testing.ts'
import { appendEvents } from '../adapters/store/log.ts'
import { sumUpMinutes } from '../adapters/store/motion.ts'
import { testWorld } from '../adapters/store/testing.ts'
import { measure } from '../jobs/measure.ts'
import { createMotions, windowOf } from './motion.ts'

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Twelve minutes past ten in the morning in Berlin. */
const NOW = Date.UTC(2026, 0, 5, 9, 12)

let made: Awaited<ReturnType<typeof testWorld>>
let engine: HandEngine
let shop: number
let number = 0

beforeEach(async () => {
  made = await testWorld({ now: () => engine.now })
  engine = await HandEngine.on(made.world.config.databaseUrl ?? '')
  engine.now = NOW
  const { rows } = await made.world.pool.query(
    `insert into source (workspace_id, name, write_key, created_at) values ($1, 'Shop', 'wk', 0) returning id`,
    [engine.workspace],
  )
  shop = rows[0].id
})
afterEach(async () => {
  await engine.close()
  await made.drop()
})

/** An event from the shop, or one of our own where `own`. */
async function happen(
  customer: number,
  name: string,
  { own = false, at = engine.now, flags = 0, properties = {} }: Partial<Happening> = {},
): Promise<void> {
  await appendEvents(engine.client, [
    {
      workspaceId: engine.workspace,
      customerId: customer,
      kind: 1,
      flags,
      sourceId: own ? null : shop,
      name,
      channel: own ? 'email' : 'web',
      messageId: `h${++number}`,
      occurredAt: at,
      receivedAt: at,
      body: JSON.stringify({ p: properties }),
    },
  ])
}
type Happening = { own: boolean; at: number; flags: number; properties: object }

const ask = (span: 'now' | 'day' | 'week' = 'now') => createMotions(made.world)(engine.workspace, span)
const told = (name: string, properties: object) => happen(7, name, { own: true, properties })

async function publish(): Promise<void> {
  await engine.publish(
    'cart',
    flowOf({ goal: { event: 'Paid' }, steps: [waitStep('wait', '1h', 'mail'), sendStep('mail'), END] }),
  )
  await made.world.pool.query(`update flow set status = 'published'`)
}

test('events count under their source, entries and goals under their flow, history and our own events nowhere', async () => {
  await publish()
  await happen(7, 'Started')
  await happen(8, 'Started')
  await happen(9, 'Started', { flags: 1 })
  await engine.rest()
  await happen(7, 'Paid')
  await engine.rest()
  const { sources, flows, waiting, customers, series } = await ask()
  expect(sources).toEqual([{ id: String(shop), name: 'Shop', revoked: false, events: { now: 3, before: 0 } }])
  expect(flows).toMatchObject([{ id: 'cart', active: 1, entered: { now: 2, before: 0 }, goals: { now: 1, before: 0 } }])
  expect(waiting.now).toBe(1)
  expect(customers).toEqual({ known: 3, moving: 3, movingCut: false, movingBefore: null })
  expect(series).toHaveLength(60)
  expect(series.at(-1)).toMatchObject({ events: 3, sent: 0, errors: 0 })
})

test('results of messages count by flow and channel, what was held back with its reason, a withdrawal as a result', async () => {
  await publish()
  const facts = { flow: 'cart', channel: 'email', step: 'mail', message: 'm' }
  await told('Message Sent', facts)
  await told('Message Opened', facts)
  await told('Message Suppressed', { ...facts, reason: 'no_consent' })
  await told('Message Failed', facts)
  await happen(7, 'Message Sent', { properties: facts })
  await engine.rest()
  const { sends, channels, heldReasons, today, errors } = await ask()
  expect(sends).toEqual([{ flowId: 'cart', channel: 'email', sent: 1, held: 1 }])
  expect(channels).toMatchObject([
    {
      channel: 'email',
      sent: { now: 1 },
      held: { now: 1 },
      results: { opened: { now: 1 }, failed: { now: 1 }, clicked: { now: 0 } },
    },
  ])
  expect(heldReasons).toEqual([{ reason: 'no_consent', count: 1 }])
  expect(today).toEqual({ since: '2026-01-04T23:00:00.000Z', sent: 1, held: 1 })
  expect(errors).toEqual({ refused: 0, setAside: 0, failed: 1, before: 0 })
})

test('the sample says who waits until when, who was not let in and why, what was sent and what was held back', async () => {
  await publish()
  await happen(7, 'Started')
  await engine.rest()
  await happen(7, 'Started')
  await engine.rest()
  engine.now += 1000
  await told('Message Suppressed', { flow: 'cart', channel: 'email', step: 'mail', reason: 'quiet_hours' })
  await engine.rest()
  const { rows } = await made.world.pool.query('select outcome, reason, step, channel, until from decision order by id')
  expect(rows).toEqual([
    { outcome: 'waiting', reason: null, step: 'wait', channel: null, until: expect.any(Number) },
    { outcome: 'not_entered', reason: 'already_in', step: null, channel: null, until: null },
    { outcome: 'held', reason: 'quiet_hours', step: 'mail', channel: 'email', until: null },
  ])
  expect(rows[0].until - NOW).toBeGreaterThan(HOUR - MINUTE)
})

test('a flood of decisions is sampled, its counts are whole', async () => {
  await publish()
  for (let customer = 1; customer <= 40; customer += 1) await happen(customer, 'Started')
  await engine.rest()
  const [decisions] = (await made.world.pool.query('select count(*) as n from decision')).rows
  expect(decisions.n).toBeLessThan(20)
  expect(decisions.n).toBeGreaterThan(0)
  expect((await ask()).flows[0]?.entered.now).toBe(40)
})

test('minutes become hours without a count being lost or doubled, whenever it is done', async () => {
  await happen(7, 'Seen', { at: NOW - 3 * HOUR })
  await happen(7, 'Seen', { at: NOW - 3 * HOUR + MINUTE })
  await happen(7, 'Seen', { at: NOW })
  await engine.rest()
  const whole = (await ask('day')).sources[0]?.events.now
  await sumUpMinutes(made.world.db, NOW - (NOW % HOUR) - 2 * HOUR)
  await happen(8, 'Seen', { at: NOW - 3 * HOUR })
  await engine.rest()
  await sumUpMinutes(made.world.db, NOW - (NOW % HOUR) - 2 * HOUR)
  expect([whole, (await ask('day')).sources[0]?.events.now]).toEqual([3, 4])
  const { rows } = await made.world.pool.query(
    `select span, sum(count) as n from motion where what = 'source' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { span: 1, n: '1' },
    { span: 60, n: '3' },
  ])
})

test('the span before is as long as the present one, to the share of its last hour', async () => {
  const { since, before, edge, share } = windowOf('day', NOW)
  expect(NOW - since).toBe(edge + share * HOUR - before)
  await made.world.pool.query(
    `insert into motion values ($1, 60, $2, 'source', $3, '', 0, 100), ($1, 60, $4, 'source', $3, '', 0, 50)`,
    [engine.workspace, edge, String(shop), before],
  )
  expect((await ask('day')).sources[0]?.events).toEqual({ now: 0, before: 50 + 100 * share })
})

test('every minute it is written down how things stand, so that an hour later can be compared', async () => {
  await publish()
  await happen(7, 'Started')
  await engine.rest()
  await measure(made.world)
  await measure(made.world)
  expect((await made.world.pool.query('select moving, waiting from gauge')).rows).toEqual([{ moving: 1, waiting: 1 }])
  engine.now += HOUR
  expect((await ask()).customers.movingBefore).toBe(1)
  expect((await ask()).waiting.before).toBe(1)
})

test('how long decisions took is known by source events alone', async () => {
  await happen(7, 'Late', { at: NOW - 800 })
  await happen(7, 'Message Sent', { own: true, at: NOW - HOUR })
  // The hand-driven clock moves on with each look; what other tests hold back must not count as lag.
  await engine.visible()
  await engine.rest()
  const { lag } = await ask()
  expect(lag.now.p50).toBeGreaterThan(500)
  expect(lag.now.p99).toBeLessThan(2000)
  expect(lag.before).toEqual({ p50: null, p99: null })
})

test('E9 another workspace sees none of it', async () => {
  await publish()
  await happen(7, 'Started')
  await engine.rest()
  const other = await createMotions(made.world)(engine.workspace + 1, 'now')
  expect(other).toMatchObject({ sources: [], flows: [], sends: [], customers: { known: 0, moving: 0 } })
})

test('many who ask at once are one question', async () => {
  const motions = createMotions(made.world)
  const answers = await Promise.all(Array.from({ length: 20 }, () => motions(engine.workspace, 'week')))
  expect(new Set(answers).size).toBe(1)
})

test('a day is no longer than a day', () => {
  for (const at of [NOW, NOW - (NOW % HOUR), NOW - (NOW % DAY)]) {
    expect(at - windowOf('day', at).since).toBeLessThan(DAY)
    expect(at - windowOf('now', at).since).toBeLessThan(HOUR)
  }
})
