// Searching on a real database: what it narrows agrees with the rules, pages hold everybody once, counts are whole.

import { compileCondition, printCondition } from '@lotse/core/base'
import { CustomerFacts, type CustomerState, emptyState, lexemesOf, narrow, writeState } from '@lotse/core/understand'
import type { Condition } from '@lotse/protocol'
import { randomCondition, randomJson, somePaths } from '@lotse/testkit'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { queryText, vectorText } from '../adapters/store/lexemes.ts'
import { testWorld } from '../adapters/store/testing.ts'
import type { World } from '../base/world.ts'
import { deriveAll } from '../jobs/derive.ts'
import { countPiece, type Filters, findPage, questOf } from './search.ts'

const CUSTOMERS = 400
const WORKSPACE = 1
const NOW = Date.UTC(2026, 2, 29, 12)

let world: World
let drop: () => Promise<void>
let states: CustomerState[]

const isTrue = (state: CustomerState, condition: Condition): boolean =>
  compileCondition(condition).test(new CustomerFacts(state, undefined, NOW, 'Europe/Berlin', new Map())) === true

const randomState = fc
  .record({
    traits: fc.dictionary(fc.constantFrom(...somePaths.filter((path) => path !== '__proto__')), randomJson(), {
      maxKeys: 5,
    }),
    ids: fc.dictionary(fc.constantFrom('email', 'plan', 'total'), fc.constantFrom('gold', 'Gold', '10'), {
      maxKeys: 2,
    }),
    last: fc.integer({ min: 1, max: 5 }),
  })
  .map(
    ({ traits, ids, last }): CustomerState => ({
      ...emptyState(),
      traits: Object.fromEntries(Object.entries(traits).map(([name, value]) => [name, [value, 1]])),
      ids: Object.fromEntries(Object.entries(ids).map(([kind, value]) => [kind, [value, 1]])),
      first: 1000 + last,
      last: last * 200_000,
    }),
  )

beforeAll(async () => {
  const opened = await testWorld({ now: () => NOW })
  world = opened.world
  drop = opened.drop
  states = fc.sample(randomState, { numRuns: CUSTOMERS, seed: 7 })
  await world.pool.query(
    `insert into workspace (name, zone, created_at) values ('A', 'Europe/Berlin', 0), ('B', 'UTC', 0)`,
  )
  for (const [n, state] of states.entries()) await store(n + 1, WORKSPACE, state)
  await store(CUSTOMERS + 1, 2, { ...emptyState(), traits: { plan: ['gold', 1] } })
}, 60_000)
afterAll(() => drop())

async function store(id: number, workspace: number, state: CustomerState): Promise<void> {
  await world.pool.query(
    `insert into customer_state (customer_id, workspace_id, bucket, state, first_at, last_at, facts) values ($1, $2, 0, $3, $4, $5, $6::tsvector)`,
    [id, workspace, writeState(state), state.first, state.last, vectorText(lexemesOf(state))],
  )
}

/** All ids that a search finds, page by page. */
async function everyId(filters: Filters, sort: '-last' | 'last' | '-first' | 'first', limit = 7): Promise<number[]> {
  const quest = await questOf(world, WORKSPACE, filters)
  const ids: number[] = []
  for (let after: readonly [number, number] | null | undefined; after !== null; ) {
    const { rows, next } = await findPage(quest, { sort, after, limit })
    ids.push(...rows.map(({ id }) => id))
    after = next
  }
  return ids
}

test('law: U5 the database narrows to just those whom the rules narrow to', async () => {
  const conditions = fc.sample(randomCondition(), { numRuns: 300, seed: 11 })
  for (const condition of conditions) {
    const { by, exact } = narrow(condition)
    const query = queryText(by)
    const taken =
      typeof query === 'boolean'
        ? new Set(query ? states.map((_, n) => n + 1) : [])
        : new Set(
            (
              await sql<{
                id: number
              }>`select customer_id as id from customer_state where workspace_id = 1 and facts @@ ${query}::tsquery`.execute(
                world.db,
              )
            ).rows.map(({ id }) => id),
          )
    for (const [n, state] of states.entries()) {
      const met = isTrue(state, condition)
      if (exact ? met !== taken.has(n + 1) : met && !taken.has(n + 1))
        throw new Error(`${printCondition(condition)} on ${JSON.stringify(state)}: rules say ${met}`)
    }
  }
})

test('law: a search by condition finds everybody for whom it is true, once, and counts as many', async () => {
  const conditions = fc.sample(randomCondition(), { numRuns: 25, seed: 5 })
  for (const condition of conditions) {
    const cond = printCondition(condition)
    if (cond.length > 4000) continue
    const wanted = states.flatMap((state, n) => (isTrue(state, condition) ? [n + 1] : []))
    const found = await everyId({ cond }, '-last', 50)
    expect(
      found.toSorted((a, b) => a - b),
      cond,
    ).toEqual(wanted)
    const quest = await questOf(world, WORKSPACE, { cond })
    expect(await countPiece(quest, undefined), cond).toMatchObject({
      count: wanted.length,
      examined: CUSTOMERS,
      next: null,
    })
  }
}, 60_000)

test.each(['-last', 'last', '-first', 'first'] as const)(
  'sorted by %s, pages hold everybody once, in order',
  async (sort) => {
    const ids = await everyId({}, sort)
    expect(new Set(ids).size).toBe(CUSTOMERS)
    const values = ids.map((id) => states[id - 1]?.[sort.endsWith('last') ? 'last' : 'first'] ?? 0)
    expect(values).toEqual(values.toSorted((a, b) => (sort.startsWith('-') ? b - a : a - b)))
  },
)

test('[E9] nobody of another workspace is found or counted', async () => {
  expect(await everyId({ cond: 'trait.plan = "gold"' }, '-last')).not.toContain(CUSTOMERS + 1)
  expect((await countPiece(await questOf(world, 2, {}), undefined)).count).toBe(1)
})

test('who was merged away is neither found nor counted, and is again when the merge has ended', async () => {
  await world.pool.query(
    `insert into merge (loser_id, survivor_id, workspace_id, kind, value, merged_at) values (2, 1, 1, 'email', 'x', 0)`,
  )
  expect(await everyId({}, '-last', 200)).not.toContain(2)
  expect((await countPiece(await questOf(world, WORKSPACE, {}), undefined)).count).toBe(CUSTOMERS - 1)
  await world.pool.query('update merge set ended_at = 1 where loser_id = 2')
  expect(await everyId({}, '-last', 200)).toContain(2)
})

test('an identity of any kind is found whole, whoever the words belong to', async () => {
  await world.pool.query(
    `insert into identity values (1, 'anonymousId', 'F00-bar', 5, 0, null), (2, 'anonymousId', 'F00-bar', 401, 0, null)`,
  )
  expect(await everyId({ find: 'F00-bar' }, '-last')).toEqual([5])
  expect(await everyId({ find: 'anonymousId:F00-bar' }, '-last')).toEqual([5])
  expect(await everyId({ find: 'F00-ba' }, '-last')).toEqual([])
})

test('an address is looked for as a whole first, and by its parts where nobody has it', async () => {
  const words = (id: number, list: string) =>
    world.pool.query('update customer_state set facts = facts || $2::tsvector where customer_id = $1', [id, list])
  await words(21, `'wanna' 'wanna@kiel.example' 'wkiel' 'wexample'`)
  await words(22, `'wkiel' 'wanna' 'wexample' 'wanna-kiel'`)
  expect(await everyId({ find: 'anna@kiel' }, '-last')).toEqual([21])
  expect((await everyId({ find: 'kiel.example' }, '-last')).sort()).toEqual([21, 22])
  expect((await everyId({ find: 'Anna Kiel' }, '-last')).sort()).toEqual([21, 22])
})

test('aggregates are counted from the log, whether a flow keeps them or not', async () => {
  const event = (customer: number, name: string, at: number) =>
    world.pool.query(
      `insert into event (workspace_id, bucket, customer_id, kind, name, channel, message_id, occurred_at, received_at, body) values (1, 0, $1, 1, $2, 'web', $3, $4, $4, '{}')`,
      [customer, name, `${customer}${name}${at}`, at],
    )
  for (const at of [NOW - 1000, NOW - 2000]) await event(7, 'Bought', at)
  await event(8, 'Bought', NOW - 40 * 86_400_000)
  await event(8, 'Bought', NOW - 1000)
  expect(await everyId({ cond: 'count("Bought" within 30d) >= 2' }, '-last')).toEqual([7])
  expect((await everyId({ cond: 'count("Bought") >= 2' }, '-last')).sort()).toEqual([7, 8])
  expect(await everyId({ cond: 'count("Bought") = 0' }, '-last', 100)).toHaveLength(CUSTOMERS - 2)
})

test('a condition that cannot be read is refused with its place', async () => {
  await expect(questOf(world, WORKSPACE, { cond: 'trait.plan = ' })).rejects.toMatchObject({ code: 'condition.syntax' })
})

test('states that an older version wrote are found once they are derived', async () => {
  const before = await everyId({}, '-last', 200)
  await world.pool.query('update customer_state set facts = null, last_at = 0, first_at = 0')
  expect(await everyId({ cond: 'exists(trait.plan)' }, '-last', 200)).toEqual([])
  expect(await deriveAll(world, new AbortController().signal)).toBe(CUSTOMERS + 1)
  expect(await everyId({}, '-last', 200)).toEqual(before)
})
