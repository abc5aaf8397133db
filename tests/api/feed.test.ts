// Feeds as members read them: answers, alerts, moves, insights and what becomes of them reach exactly those whose things they are about, once, without anybody starting it.
import type { AtlasEdit } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGatherer } from '../../packages/server/src/insights/feeds/gather.ts'
import { eraseAll } from '../../packages/server/src/privacy/erasure/job.ts'
import { InsightStage, make } from './insight-stage.ts'

let stage: InsightStage
let gather: () => Promise<number>
let sent = 0

const DAY_MS = 86_400_000
const csat = (event: string) => ({ on: [], asks: [{ kind: 'csat', event, property: 'stars' }] })
const set = (id: string, field: string, value: object | string): AtlasEdit =>
  ({ do: 'set', id, field, value }) as AtlasEdit

beforeAll(async () => {
  stage = await InsightStage.build()
  gather = createGatherer(stage.house.world)
  await stage.change([
    set('checkout', 'binding', csat('Checkout Rated')),
    set('parcel', 'binding', csat('Parcel Rated')),
    set('nobodys', 'binding', csat('Other Rated')),
    set('pay', 'binding', { on: [{ event: 'Paid' }], ...{ asks: csat('Paying Rated').asks } }),
    { do: 'make', id: 'pl1', kind: 'placement', journey: 'buy', fields: { item: 'parcel', step: 'pay', order: 'V' } },
  ])
})
afterAll(() => stage.close())

/** Customers answer, `ago` milliseconds before now. */
async function rate(event: string, stars: readonly number[], ago = 0): Promise<void> {
  const timestamp = new Date(stage.house.now - ago).toISOString()
  await stage.house.track(
    stars.map((one) => {
      sent += 1
      return {
        type: 'track',
        userId: `person${sent}`,
        event,
        messageId: `rate${sent}`,
        timestamp,
        properties: { stars: one },
      }
    }),
  )
}

async function gathered(): Promise<void> {
  stage.house.now += 1000
  while ((await gather()) > 0);
}

const items = async (who: string, query: object = {}) =>
  (await stage.house.ok('listFeed', { query: { limit: 200, ...query } }, stage.as(who))).items
const told = async (who: string, query: object = {}) =>
  (await items(who, query)).map(({ kind, record, answers }) => [kind, record.id, answers?.count ?? null])
const state = (who: string) => stage.house.ok('getFeedState', {}, stage.as(who))

test('[R0.31] [R0.33] [R0.34] each group reads what belongs to its own touchpoints, in any journey, and nothing of another’s; answers come with time and source', async () => {
  await rate('Checkout Rated', [5, 4])
  await rate('Parcel Rated', [5])
  await rate('Other Rated', [4])
  await rate('Paying Rated', [4])
  await gathered()
  expect(await told('wanda', { kind: 'answers' })).toEqual([['answers', 'checkout', 2]])
  const logistics = await told('lars', { kind: 'answers' })
  expect(logistics).toHaveLength(2)
  expect(logistics).toEqual(
    expect.arrayContaining([
      ['answers', 'parcel', 1],
      ['answers', 'pay', 1],
    ]),
  )
  for (const all of ['cora', 'boss', 'admin']) expect(await told(all, { kind: 'answers' })).toHaveLength(4)
  const { rows } = await stage.house.world.pool.query(
    `select a.kind, a.value, a.at, s.name as source from feed_answer a join source s on s.id = a.source_id where a.record = 'checkout' order by value`,
  )
  const at = stage.house.now - 1000
  expect(rows).toEqual([
    { kind: 'csat', value: 400, at, source: 'Site' },
    { kind: 'csat', value: 500, at, source: 'Site' },
  ])
  expect((await items('wanda'))[0]?.answers).toMatchObject({ ask: 'csat', mean: 4.5, bad: 0 })
})

test('[R1.31] one bad answer raises an alert at once, with its customer for who may see customers; an old one does not', async () => {
  await rate('Checkout Rated', [1])
  await rate('Checkout Rated', [1], 3 * DAY_MS)
  await gathered()
  const alerts = await items('wanda', { kind: 'alert' })
  expect(alerts).toHaveLength(1)
  expect(alerts[0]?.answers).toMatchObject({ ask: 'csat', mean: 1, channel: 'server', source: 'Site' })
  expect(alerts[0]?.answers?.customerId).toMatch(/^\d+$/)
  expect((await items('boss', { kind: 'alert' }))[0]?.answers?.customerId).toBeNull()
  expect(await items('lars', { kind: 'alert' })).toEqual([])
  expect((await state('wanda')).alerts).toBe(1)
})

test('insights of every layer and what becomes of them reach who owns what they concern', async () => {
  await stage.change([make('application', 'shopware', {})], stage.units.logistics)
  const web = await stage.insight(['checkout'])
  const app = await stage.insight(['shopware'])
  expect(await stage.move(web, 'wanda', { step: 'submit' })).toBe('backlog')
  await gathered()
  const of = async (who: string) => (await told(who)).filter(([kind]) => kind === 'insight' || kind === 'work')
  expect(await of('wanda')).toEqual([
    ['work', web, null],
    ['insight', web, null],
  ])
  expect(await of('lars')).toEqual([['insight', app, null]])
  expect((await items('wanda', { kind: 'work' }))[0]?.work).toMatchObject({ what: 'status', step: 'submit' })
  expect((await items('wanda', { kind: 'work' }))[0]?.by).toBe('wanda')
})

test('a touchpoint that is handed over takes its feed along, and so does a team that moves', async () => {
  const handed = async (ownerId: string | null) =>
    stage.house.ok('setRecordOwner', { params: { id: 'checkout' }, body: { ownerId } }, stage.as('admin'))
  await handed(stage.units.logistics)
  expect((await told('lars', { kind: 'alert' })).length).toBe(1)
  expect(await told('wanda')).toEqual([])
  await handed(null)
  expect(await told('lars', { kind: 'alert' })).toEqual([])
  expect(await told('cora', { kind: 'alert', ownerId: 'none' })).toHaveLength(1)
  await handed(stage.units.shop)
  await stage.house.ok('updateUnit', { params: { id: stage.units.shop }, body: { parentId: stage.units.logistics } })
  expect((await told('lars', { kind: 'alert' })).length).toBe(1)
  expect(await told('wanda', { kind: 'alert' })).toEqual([])
  await stage.house.ok('updateUnit', { params: { id: stage.units.shop }, body: { parentId: stage.units.web } })
})

test('a feed is narrowed to a journey, a touchpoint and a unit, and its pages hold each item once', async () => {
  expect(new Set((await told('cora', { journey: 'buy' })).map(([, id]) => id))).toEqual(new Set(['pay', 'parcel']))
  const at = new Set((await items('cora', { touchpoint: 'checkout' })).map(({ kind }) => kind))
  expect(at).toEqual(new Set(['alert', 'answers', 'insight', 'work']))
  expect(new Set((await told('cora', { ownerId: stage.units.shop })).map(([, id]) => id)).has('parcel')).toBe(false)
  const all = (await items('cora')).map(({ id }) => id)
  const paged: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await stage.house.ok('listFeed', { query: { limit: 2, ...(cursor && { cursor }) } }, stage.as('cora'))
    paged.push(...page.items.map(({ id }) => id))
    if (page.next === null) break
    cursor = page.next
  }
  expect(paged).toEqual(all)
})

test('FD10 what was seen is seen until something comes to it; everything can be marked as seen, and that can be taken back', async () => {
  const before = (await state('lars')).unread
  const [first] = await items('lars')
  const mark = (body: object) => stage.house.ok('markFeed', { body: body as never }, stage.as('lars'))
  stage.house.now += 10
  expect((await mark({ items: [first?.id], read: true })).unread).toBe(before - 1)
  expect((await items('lars', { unread: 'true' })).map(({ id }) => id)).not.toContain(first?.id)
  stage.house.now += 10
  expect((await mark({ items: [first?.id], read: false })).unread).toBe(before)
  stage.house.now += 10
  const { readTo } = await state('lars')
  expect((await mark({ readTo: new Date(stage.house.now).toISOString() })).unread).toBe(0)
  await rate('Parcel Rated', [5])
  await gathered()
  expect((await items('lars', { unread: 'true' })).map(({ record }) => record.id)).toEqual(['parcel'])
  expect((await mark({ readTo })).unread).toBeGreaterThanOrEqual(before)
  expect((await state('wanda')).unread).toBeGreaterThan(0)
})

test('FD7 FD8 answers of a day are one item; those that became worse over a week are news, once', async () => {
  await rate('Parcel Rated', [5, 5, 5, 5, 5], 20 * DAY_MS)
  await rate('Parcel Rated', [2, 2, 3, 3, 2, 2, 2, 2, 2])
  stage.house.now += 11 * 60_000
  await gathered()
  stage.house.now += 11 * 60_000
  await gathered()
  const moves = await items('lars', { kind: 'move' })
  expect(moves.map(({ record, move }) => [record.id, move?.direction, move?.ask])).toEqual([['parcel', 'down', 'csat']])
})

test('[R0.36] E1 what is gathered twice, by two at once or after a crash in the middle counts once', async () => {
  const { pool } = stage.house.world
  await rate('Checkout Rated', [5, 5, 5])
  stage.house.now += 1000
  // A server dies at the worst moment: everything was written and nothing committed.
  const dying = {
    ...stage.house.world,
    pool: {
      connect: async () => {
        const client = await pool.connect()
        return new Proxy(client, {
          get: (target, name) => {
            if (name === 'query')
              return (text: unknown, ...rest: unknown[]) =>
                text === 'commit'
                  ? Promise.reject(new Error('killed'))
                  : Reflect.apply(target.query, target, [text, ...rest])
            const value: unknown = Reflect.get(target, name)
            return typeof value === 'function' ? value.bind(target) : value
          },
        })
      },
    },
  }
  await expect(createGatherer(dying as never)()).rejects.toThrow('killed')
  const count = async () => {
    const { rows } = await pool.query(`select count(*)::int as n from feed_answer where record = 'checkout'`)
    return rows[0]?.n
  }
  const before = await count()
  await Promise.all([createGatherer(stage.house.world)(), createGatherer(stage.house.world)()])
  await gathered()
  expect(await count()).toBe(before + 3)
  // Positions that were lost read everything again.
  await pool.query(`update feed_bucket set txid = '0', seq = 0`)
  await pool.query(`update insight_change set gathered = false`)
  await pool.query(`update feed_design set seq = 0`)
  const items = async () => (await pool.query('select source, kind, facts from feed_item order by source')).rows
  const stood = await items()
  await createGatherer(stage.house.world)()
  await gathered()
  expect(await items()).toEqual(stood)
})

test('who is erased is no longer named by answers and alerts, which stay counted', async () => {
  const alert = (await items('cora', { kind: 'alert' })).at(-1)
  const id = alert?.answers?.customerId ?? ''
  expect(id).not.toBe('')
  await stage.house.ok(
    'eraseCustomer',
    { params: { id }, body: { confirm: id, reason: 'request' } },
    await stage.house.signIn(),
  )
  await eraseAll(stage.house.world, new AbortController().signal)
  const { rows } = await stage.house.world.pool.query(
    `select (select count(*)::int from feed_answer where customer_id = $1) + (select count(*)::int from feed_item where customer_id = $1) as n`,
    [id],
  )
  expect(rows).toEqual([{ n: 0 }])
  expect((await items('cora', { kind: 'alert' })).find((one) => one.id === alert?.id)?.answers?.customerId).toBeNull()
})
