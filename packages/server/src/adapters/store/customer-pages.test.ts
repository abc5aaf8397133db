// Pages of customers on a real database: whichever way is taken, the same customers come in the same order.
import type { Narrowing } from '@lotse/core/understand'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../../base/world.ts'
import { type Bounds, nextCustomers, type Order } from './customer-pages.ts'
import type { Search } from './customer-search.ts'
import { peopleOfSource, withFewOfSource } from './source-people.ts'
import { testWorld } from './testing.ts'

const CUSTOMERS = 300
/** Never gathered, always gathered, walked in steps. */
const WALK: Bounds = { walked: 1_000_000, perRow: 1, step: 1_000_000 }
const GATHER: Bounds = { walked: 0, perRow: 0, step: 1 }
const STEPS: Bounds = { walked: 10, perRow: 1, step: 7 }

let world: World
let drop: () => Promise<void>

beforeAll(async () => {
  const opened = await testWorld({ now: () => 0 })
  world = opened.world
  drop = opened.drop
  await world.pool.query(`insert into workspace (name, zone, created_at) values ('A', 'UTC', 0), ('B', 'UTC', 0)`)
  await world.pool.query(
    `insert into customer_state (customer_id, workspace_id, bucket, state, first_at, last_at, facts)
     select n, 1 + (n % 50 = 0)::int, n % 256, '{}', n * 7919 % 101, n * 104729 % 100 * 100000, array_to_tsvector(array['a', 'm' || n % 2, 'r' || n % 90])
     from generate_series(1, $1::int) n`,
    [CUSTOMERS],
  )
  await world.pool.query(
    `insert into source (workspace_id, name, write_key, created_at) values (1, 'S', 'a', 0), (1, 'T', 'b', 0)`,
  )
  await world.pool.query(
    `insert into event (workspace_id, bucket, customer_id, kind, source_id, name, channel, message_id, occurred_at, received_at, body)
     select 1 + (n % 50 = 0)::int, n % 256, n, 1, 1 + (n % 20 = 0)::int, 'Bought', 'web', 'e' || n, n, n, '{}' from generate_series(1, $1::int) n`,
    [CUSTOMERS],
  )
  await world.pool.query(
    `insert into run (id, workspace_id, bucket, customer_id, flow_id, version, key, started_at, step, step_at, ended_at, state)
     select 'r' || n, 1, n % 256, n, 'f', 1, 'k', 0, 's' || n % 3, 0, case when n % 4 = 0 then 1 end, '{}' from generate_series(1, 120) n`,
  )
}, 60_000)
afterAll(() => drop())

/** Everybody whom a search finds, page by page. */
async function everybody(search: Search, { sort, limit }: Pick<Order, 'sort' | 'limit'>, bounds: Bounds) {
  const ids: number[] = []
  for (let after: Order['after']; ; ) {
    const { rows, last, end } = await nextCustomers(world.db, search, { sort, after, limit }, bounds)
    expect(rows.length).toBeLessThanOrEqual(limit)
    ids.push(...rows.map(({ id }) => id))
    if (end || !last) return ids
    after = [sort.endsWith('last') ? last.last_at : last.first_at, last.id]
  }
}

const narrowings: readonly Narrowing[] = [
  'always',
  { has: 'a' },
  { has: 'm1' },
  { has: 'r5' },
  { has: 'none' },
  { starts: 'r1' },
]
const searches = fc.record({
  by: fc.constantFrom(...narrowings),
  flow: fc.constantFrom(undefined, 'f', 'other'),
  step: fc.constantFrom(undefined, 's1'),
  source: fc.constantFrom(undefined, 1, 2, 9),
  since: fc.constantFrom(undefined, 0, 250),
})

test('law: walking down the list, gathering and walking in steps find the same customers in the same order', async () => {
  const cases = fc.sample(
    fc.record({
      search: searches,
      sort: fc.constantFrom('-last', 'last', '-first', 'first', 'id'),
      limit: fc.constantFrom(3, 50),
    }),
    { numRuns: 60, seed: 3 },
  )
  let found = 0
  for (const { search, ...order } of cases) {
    const asked: Search = { workspaceId: 1, ...search, ...(search.flow === undefined ? { step: undefined } : {}) }
    const walked = await everybody(asked, order, WALK)
    expect(new Set(walked).size, JSON.stringify(asked)).toBe(walked.length)
    const few = await withFewOfSource(world.db, asked, 1_000_000)
    expect(few.among === undefined).toBe(asked.source === undefined)
    for (const [one, bounds] of [
      [few, GATHER],
      [asked, STEPS],
    ] as const)
      expect(await everybody(one, order, bounds), JSON.stringify(asked)).toEqual(walked)
    found += walked.length
  }
  expect(found).toBeGreaterThan(CUSTOMERS)
}, 120_000)

test('people of a source are read from the log where few entries stand in its stretches, and only there', async () => {
  const rare: Search = { workspaceId: 1, by: 'always', source: 2 }
  const ids = Array.from({ length: CUSTOMERS }, (_, n) => n + 1).filter((n) => n % 20 === 0 && n % 50 !== 0)
  expect((await peopleOfSource(world.db, rare, 0))?.toSorted((a, b) => a - b)).toEqual(ids)
  // Two stretches were surveyed; the source stands in the second.
  const { rows } = await world.pool.query<{ txid: string }>('select txid::text from event limit 1')
  const at = BigInt(rows[0]?.txid ?? 0)
  await world.pool.query(`insert into log_block values ('1', 5000, 0, 300), ($1::text::xid8, 300, 0, 300)`, [
    String(at),
  ])
  await world.pool.query(
    `insert into log_block_part values (1, '1', 'Bought', 1, 'web', 5000), (1, $1::text::xid8, 'Bought', 2, 'web', 15)`,
    [String(at)],
  )
  await world.pool.query(`update survey set txid = $1::text::xid8, block = $2::text::xid8`, [
    String(at + 1n),
    String(at),
  ])
  expect(await peopleOfSource(world.db, rare, 299)).toBeUndefined()
  expect((await peopleOfSource(world.db, rare, 300))?.toSorted((a, b) => a - b)).toEqual(ids)
  expect(await peopleOfSource(world.db, { ...rare, since: 250 }, 300)).toEqual(expect.arrayContaining([260, 280]))
  expect(await peopleOfSource(world.db, { ...rare, since: 301 }, 0)).toEqual([])
  expect(await peopleOfSource(world.db, { workspaceId: 1, by: 'always' }, 300)).toBeUndefined()
})
