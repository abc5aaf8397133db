// The survey of the log: every event once, in the right stretch, hour and source; properties learnt; lists found through it.
import { HOUR_MS } from '@lotse/core/base'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendEvents, type LogRow } from '../adapters/store/log.ts'
import { testWorld } from '../adapters/store/testing.ts'
import { searchEvents } from './event-search.ts'
import { Learner } from './learn-schema.ts'
import { BLOCK_EVENTS, surveyStep } from './survey.ts'

const NOW = Date.UTC(2026, 10, 20, 12, 30)
let made: Awaited<ReturnType<typeof testWorld>>
beforeAll(async () => {
  made = await testWorld({ now: () => NOW })
})
afterAll(() => made.drop())

let count = 0
const row = (part: Partial<LogRow> = {}): LogRow => ({
  workspaceId: 1,
  customerId: (count++ % 500) + 1,
  kind: 1,
  flags: 0,
  sourceId: 7,
  name: 'Seen',
  channel: 'web',
  messageId: `m${count}`,
  occurredAt: NOW,
  receivedAt: NOW,
  body: '{"p":{"price":12,"name":"Tent"}}',
  ...part,
})
const rows = (many: number, part: Partial<LogRow> = {}): LogRow[] => Array.from({ length: many }, () => row(part))

async function append(entries: readonly LogRow[]): Promise<void> {
  const client = await made.world.pool.connect()
  await client.query('begin')
  await appendEvents(client, entries)
  await client.query('commit')
  client.release()
}

const learner = new Learner()
/** Transactions of other test files, in other databases of the same server, hold the horizon back for a moment. */
async function visible(): Promise<void> {
  const seen = 'select coalesce(max(txid) < log_horizon(), true) as all from event'
  for (const deadline = performance.now() + 20_000; performance.now() < deadline; ) if ((await one(seen)).all) return
  throw new Error('entries stay unseen')
}
async function surveyAll(with_: Learner = learner): Promise<number> {
  await visible()
  return surveyNow(with_)
}
async function surveyNow(with_: Learner = learner): Promise<number> {
  let events = 0
  for (let steps = 0; steps < 100; steps++) {
    const step = await surveyStep(made.world.pool, with_)
    events += step?.events ?? 0
    if (!step?.behind) return events
  }
  throw new Error('the survey does not end')
}
const one = async (text: string, values: unknown[] = []) => (await made.world.pool.query(text, values)).rows[0]

test('L60 every event is counted once, however the steps fall', async () => {
  await append(rows(3000))
  await append([
    ...rows(5),
    ...rows(7, { name: 'Bought', sourceId: null, channel: 'mail' }),
    ...rows(2, { kind: 10, name: '' }),
  ])
  expect(await surveyAll()).toBe(3014)
  expect(await surveyAll()).toBe(0)
  await append(rows(11))
  expect(await surveyAll()).toBe(11)
  const found = await made.world.pool.query(
    'select name, source_id, channel, sum(count)::int as n from log_block_part group by 1, 2, 3 order by 1',
  )
  expect(found.rows).toEqual([
    { name: 'Bought', source_id: 0, channel: 'mail', n: 7 },
    { name: 'Seen', source_id: 7, channel: 'web', n: 3016 },
  ])
  expect(await one('select sum(count)::int as n, min(hour) as hour from event_hour')).toEqual({
    n: 3023,
    hour: NOW - HOUR_MS / 2,
  })
})

test('L61 an event of a writer that is still at work is left for a later step', async () => {
  const slow = await made.world.pool.connect()
  await slow.query('begin')
  await appendEvents(slow, rows(3, { name: 'Slow' }))
  await append(rows(4, { name: 'Quick' }))
  expect(await surveyNow()).toBe(0)
  await slow.query('commit')
  slow.release()
  expect(await surveyAll()).toBe(7)
})

test('L62 while one process surveys, another does nothing', async () => {
  const other = await made.world.pool.connect()
  await other.query('begin; select from survey for update')
  expect(await surveyStep(made.world.pool, new Learner())).toBeUndefined()
  await other.query('rollback')
  other.release()
})

test('L63 one writer with more events than a step reads is surveyed whole', async () => {
  await append(rows(6000, { customerId: 1, name: 'Flood' }))
  expect(await surveyAll()).toBe(6000)
  const blocks = await made.world.pool.query('select events from log_block order by block')
  expect(blocks.rows.slice(0, -1).every(({ events }) => events >= BLOCK_EVENTS)).toBe(true)
})

test('L64 what a source sent, how late and how often its clock was wrong', async () => {
  await append([
    ...rows(2, { sourceId: 9, occurredAt: NOW - 3000 }),
    ...rows(1, { sourceId: 9, flags: 2 }),
    ...rows(1, { sourceId: 9, flags: 1, occurredAt: 0 }),
  ])
  await surveyAll()
  expect(
    await one('select events, corrected, delayed, delay_ms, last_at from source_hour where source_id = 9'),
  ).toEqual({
    events: 4,
    corrected: 1,
    delayed: 3,
    delay_ms: 6000,
    last_at: NOW,
  })
})

test('L66 properties are learnt, also by a process that begins with an empty memory', async () => {
  await append(rows(30, { name: 'Rated', body: '{"p":{"stars":4,"tags":["a","b"],"who":{"email":"a@b.de"}}}' }))
  await surveyAll()
  await append(rows(10, { name: 'Rated', body: '{"p":{"stars":"five"}}' }))
  await surveyAll(new Learner())
  const { rows: found } = await made.world.pool.query(
    `select path, present, types, examples from event_property where name = 'Rated' order by path collate "C"`,
  )
  expect(found.map(({ path, present }) => [path, present])).toEqual([
    ['stars', 30],
    ['tags', 20],
    ['tags[]', 20],
    ['who', 20],
    ['who.email', 20],
  ])
  expect(found[0].types).toMatchObject({ number: { n: 20 }, text: { n: 10 } })
  expect(found[4].examples).toEqual({ shown: [], withheld: 'personal' })
  expect(await one(`select events, looked from event_name where name = 'Rated'`)).toEqual({ events: 40, looked: 30 })
})

const search = async (filter: object, limit = 1000, before?: { txid: string; seq: number }) =>
  searchEvents(made.world.db, 1, { filter, before, limit }, () => 0)

test('L70 a search finds what a look at everything finds, surveyed or not, in the same order', async () => {
  await append(rows(40, { name: 'Late', sourceId: 9 }))
  for (const filter of [
    { name: 'Slow' },
    { name: 'Late' },
    { sourceId: 9 },
    { channel: 'mail' },
    { sourceId: 0 },
    { name: 'No' },
  ]) {
    const { rows: all } = await made.world.pool.query(
      `select seq from event where kind < 10 and ($1::text is null or name = $1) and ($2::int is null or coalesce(source_id, 0) = $2)
       and ($3::text is null or channel = $3) order by txid desc, seq desc limit 1000`,
      [
        'name' in filter ? filter.name : null,
        'sourceId' in filter ? filter.sourceId : null,
        'channel' in filter ? filter.channel : null,
      ],
    )
    expect((await search(filter)).rows.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq))
  }
})

test('L70 pages of any size make up the whole', async () => {
  const whole = (await search({})).rows.map(({ seq }) => seq)
  const paged: number[] = []
  let before: { txid: string; seq: number } | undefined
  while (paged.length < 1000) {
    const { rows: page } = await search({}, 170, before)
    paged.push(...page.map(({ seq }) => seq))
    before = page.at(-1)
  }
  expect(paged.slice(0, 1000)).toEqual(whole)
})

test('L70 a search that takes too long says where it stopped, and goes on from there', async () => {
  let time = 0
  const slow = () => (time += 150)
  const first = await searchEvents(
    made.world.db,
    1,
    { filter: { property: { path: 'stars', value: '4' } }, before: undefined, limit: 1000 },
    slow,
  )
  expect(first.stopped).not.toBeNull()
  const rest = await search({ property: { path: 'stars', value: '4' } }, 1000, first.stopped?.place)
  expect(first.rows.length + rest.rows.length).toBe(30)
})

test('another workspace finds nothing of this one', async () => {
  expect((await searchEvents(made.world.db, 2, { filter: {}, before: undefined, limit: 10 })).rows).toEqual([])
})
