// Removing by age and counting cost what came of age, not what the log holds: shown by the database's own plans, and by a law over random histories.
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mentionsWithin } from '../../adapters/store/privacy/remains.ts'
import { countAged, dropRetention, putRetention, removeAgedIn } from '../../adapters/store/privacy/retention.ts'
import { testWorld } from '../../adapters/store/testing.ts'
import type { World } from '../../base/world.ts'
import { removeAllAged } from './remove.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const START = Date.UTC(2026, 0, 1)

let made: { readonly world: World; drop(): Promise<void> }
let now = START
beforeAll(async () => {
  made = await testWorld({ now: () => now })
  await made.world.pool.query(`insert into workspace (id, name, created_at) overriding system value values (7, 'W', 0)`)
  // The engine is done with everything.
  await made.world.pool.query(`update bucket set txid = '9000000000000000000'`)
})
afterAll(() => made.drop())

const event = (name: string, occurredAt: number, receivedAt: number, id: string) =>
  made.world.pool.query(
    `insert into event (workspace_id, bucket, customer_id, kind, name, channel, message_id, occurred_at, received_at, body)
     values (7, abs(hashtext($1)) % 256, 1, 1, $2, 'web', $1, $3, $4, '{}')`,
    [id, name, occurredAt, receivedAt],
  )

describe('the cost', () => {
  const ROWS = 200_000
  const SPAN_MS = 1000
  beforeAll(async () => {
    await made.world.pool.query(
      `insert into event (workspace_id, bucket, customer_id, kind, name, channel, message_id, occurred_at, received_at, body)
       select 7, n % 256, n, 1, 'Seen', 'web', 'm' || n, $1::bigint + n * ${SPAN_MS}::bigint, $1::bigint + n * ${SPAN_MS}::bigint, '{"p":{"who":"somebody else"}}'
       from generate_series(1, ${ROWS}) n`,
      [START],
    )
    await made.world.pool.query('vacuum analyze event')
  }, 120_000)
  afterAll(() => made.world.pool.query('truncate event'))

  /** The plan of the last statement that a function of the store runs, with the blocks that it really touched. */
  async function planOf(run: (client: Pick<Pool, 'query'>) => Promise<unknown>) {
    let plan = ''
    let blocks = 0
    const client = await made.world.pool.connect()
    const query = async (text: string, values?: unknown[]) => {
      const explained = await client.query(`explain (analyze, buffers, format json) ${text}`, values)
      const [whole] = explained.rows[0]['QUERY PLAN']
      plan = JSON.stringify(whole)
      blocks = whole.Plan['Shared Hit Blocks'] + whole.Plan['Shared Read Blocks']
      return client.query(text, values)
    }
    await client.query('begin')
    await run({ query } as Pick<Pool, 'query'>)
    await client.query('rollback')
    client.release()
    return { plan, blocks }
  }
  const pagesOf = async () =>
    Number((await made.world.pool.query(`select pg_relation_size('event') / 8192 as n`)).rows[0].n)

  test.each([
    ['occurred_at', 'event_of_time'],
    ['received_at', 'event_of_age'],
  ] as const)('PD13 a round looks by %s at what came since the last one, through %s', async (by, index) => {
    const from = START + 50_000 * SPAN_MS
    const aged = { workspaceId: 7, event: 'Seen', others: [], before: START + ROWS * SPAN_MS }
    const { plan, blocks } = await planOf((client) =>
      removeAgedIn(client, aged, { by, from, until: from + 60 * SPAN_MS, limit: 2000 }),
    )
    expect(plan).toContain(`"Index Name":"${index}"`)
    expect(blocks).toBeLessThan((await pagesOf()) / 5)
  })

  test('PD13 what a rule would remove is counted exactly in a small log, and in a large one from so many pages', async () => {
    const aged = { workspaceId: 7, event: 'Seen', others: [], before: START + (ROWS / 2) * SPAN_MS }
    expect(await countAged(made.world.pool, aged)).toEqual({ due: ROWS / 2 - 1, exact: true })
    const pages = Math.floor((await pagesOf()) / 4)
    const { plan, blocks } = await planOf((client) => countAged(client, aged, pages))
    expect(plan).toContain('Sample Scan')
    expect(blocks).toBeLessThan(pages * 1.3)
    const { due, exact } = await countAged(made.world.pool, aged, pages)
    expect(exact).toBe(false)
    expect(Math.abs(due - ROWS / 2)).toBeLessThan(ROWS / 10)
  })

  test('PD12 who others name is searched in stretches: each reads its own pages, together they find each once', async () => {
    await made.world.pool.query(
      `update event set body = '{"p":{"who":"Zoe@Shop.example"}}' where message_id in ('m1', 'm199999', 'm100000')`,
    )
    const asked = { workspaceId: 7, parts: ['zoe@shop.example'] }
    const { plan, blocks } = await planOf((client) => mentionsWithin(client, 'event', asked, { from: 500, pages: 100 }))
    expect(plan).toContain('Tid Range Scan')
    expect(blocks).toBeLessThan(130)
    let found = 0
    for (let from = 0, looked = 1000; looked === 1000; from += looked) {
      const stretch = await mentionsWithin(made.world.pool, 'event', asked, { from, pages: 1000 })
      found += stretch.found
      looked = stretch.looked
    }
    expect(found).toBe(3)
    expect(
      await mentionsWithin(made.world.pool, 'event', { ...asked, workspaceId: 8 }, { from: 0, pages: 1e6 }),
    ).toMatchObject({ found: 0 })
    expect(
      await mentionsWithin(made.world.pool, 'event', { ...asked, parts: ['%'] }, { from: 0, pages: 1e6 }),
    ).toMatchObject({ found: 0 })
  })
})

describe('law', () => {
  beforeEach(() => made.world.pool.query('truncate event, retention_rule'))

  /** Numbers of a seed, the same every time. */
  function* chance(seed: number): Generator<number, never> {
    for (let state = seed * 2654435761 + 1; ; ) {
      state = (state * 1664525 + 1013904223) % 4294967296
      yield state / 4294967296
    }
  }

  test.each([1, 2, 3])(
    'PD13 whatever came when, late or not, and however rules changed: after a round exactly what is due is gone (seed %s)',
    async (seed) => {
      const dice = chance(seed)
      const roll = (n: number) => Math.floor(dice.next().value * n)
      const kept = new Map<string, { name: string; at: number }>()
      const rules = new Map<string, number>()
      now = START + 200 * DAY_MS
      for (let step = 0; step < 10; step++) {
        for (let n = 0; n < 6; n++) {
          const [name, id] = [['A', 'B', 'C'][roll(3)] ?? 'A', `${seed} ${step} ${n}`]
          const at = now - (roll(3) === 0 ? roll(90 * DAY_MS) : roll(HOUR_MS))
          await event(name, at, now, id)
          kept.set(id, { name, at })
        }
        if (roll(4) === 0) {
          const rule = ['A', 'B', '*'][roll(3)] ?? 'A'
          const days = 1 + roll(40)
          rules.set(rule, days)
          await putRetention(made.world.db, { workspaceId: 7, event: rule, days, now })
        }
        const [dropped] = [...rules.keys()]
        if (dropped !== undefined && roll(5) === 0) {
          rules.delete(dropped)
          await dropRetention(made.world.db, { workspaceId: 7, event: dropped, now })
        }
        now += HOUR_MS * (1 + roll(72))
        await removeAllAged(made.world, new AbortController().signal)
        for (const [id, { name, at }] of kept) {
          const days = rules.get(name) ?? rules.get('*')
          if (days !== undefined && at < now - days * DAY_MS) kept.delete(id)
        }
        const { rows } = await made.world.pool.query('select message_id as id from event order by 1')
        expect(rows.map(({ id }) => id)).toEqual([...kept.keys()].sort())
      }
    },
    120_000,
  )
})
