// Lists page by page: the pages together are the whole, each item once, whatever the page size and whatever is added meanwhile.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { House } from './house.ts'

type Item = { readonly id?: string; readonly key?: string }
type ListName =
  | 'listSources'
  | 'listTokens'
  | 'listCustomers'
  | 'listFlows'
  | 'listMessages'
  | 'listTemplates'
  | 'listRefusedEvents'
  | 'listSetAsideInputs'
  | 'listAudit'
const lists: readonly ListName[] = [
  'listSources',
  'listTokens',
  'listCustomers',
  'listFlows',
  'listMessages',
  'listTemplates',
  'listRefusedEvents',
  'listSetAsideInputs',
  'listAudit',
]
const COUNT = 23
let house: House
let anna: string

beforeAll(async () => {
  house = await House.build()
  const { pool } = house.world
  const many = Array.from({ length: COUNT }, (_, n) => n)
  for (const n of many) await house.call('createSource', { body: { name: `Source ${n}` } })
  await house.track(many.map((n) => ({ type: 'identify', userId: `u${n}` })))
  // Several things at one instant, and one out of order: neither may be lost between two pages.
  const at = (n: number) => new Date(house.now - Math.floor(n / 4) * 1000).toISOString()
  await house.track(many.map((n) => ({ type: 'track', event: `E${n}`, userId: 'anna', timestamp: at(n) })))
  await house.settle()
  await house.track([
    ...many.map((n) => ({ type: 'track', userId: 'x', messageId: `bad${n}` })),
    { type: 'track', event: 'Good', userId: 'x' },
  ])
  anna = await house.customer('anna')
  const values = `select n from generate_series(1, ${COUNT}) n`
  await pool.query(
    `insert into message (key, workspace_id, customer_id, channel, state, created_at, due_at, request)
    select 'k' || n, $1, $2, 'email', 'dead', $3::bigint - n / 3, 0, '{"template":"t"}' from (${values}) v`,
    [house.workspace, anna, house.now],
  )
  await pool.query(
    `insert into template select $1, 't' || n, 1, '{"name":"T","channel":"email","locale":"de"}', 0 from (${values}) v`,
    [house.workspace],
  )
  await pool.query(
    `insert into api_token (hash, workspace_id, name, role, created_at) select n::text::bytea, $1, 't' || n, 'viewer', 0 from (${values}) v`,
    [house.workspace],
  )
  await pool.query(
    `insert into flow (id, workspace_id, name, status, draft, created_at, updated_at)
    select 'f' || n, $1, 'F', 'draft', '{}', n / 5, 0 from (${values}) v`,
    [house.workspace],
  )
  await pool.query(
    `insert into set_aside (workspace_id, customer_id, bucket, reason, stack, state, set_aside_at) select $1, 1, 0, 'r', '', '{}', 0 from (${values}) v`,
    [house.workspace],
  )
})
afterAll(() => house.close())

const keyOf = ({ id, key }: Item): string => id ?? key ?? ''

async function pages(
  read: (query: { limit: number; cursor?: string }) => Promise<{ items: Item[]; next: string | null }>,
  limit: number,
) {
  const all: string[] = []
  let cursor: string | undefined
  for (let page = 0; page < 200; page += 1) {
    const { items, next } = await read({ limit, ...(cursor === undefined ? {} : { cursor }) })
    expect(items.length).toBeLessThanOrEqual(limit)
    all.push(...items.map(keyOf))
    if (next === null) return all
    cursor = next
  }
  throw new Error('the list does not end')
}

const reader = (name: ListName) => async (query: { limit: number; cursor?: string }) => {
  const reply = await house.call(name, { query })
  expect(reply.status, reply.text).toBe(200)
  return JSON.parse(reply.text) as { items: Item[]; next: string | null }
}

describe.each(lists)('%s', (name) => {
  test('pages of any size make up the whole', async () => {
    const whole = (await reader(name)({ limit: 200 })).items.map(keyOf)
    expect(whole.length).toBeGreaterThanOrEqual(COUNT)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (limit) => {
        expect(await pages(reader(name), limit)).toEqual(whole)
      }),
      { numRuns: 4, seed: 7 },
    )
  })

  test.each([
    '?',
    'bnVsbA',
    Buffer.from('[]').toString('base64url'),
    Buffer.from('["x","y","z"]').toString('base64url'),
    Buffer.from('[1e999]').toString('base64url'),
  ])('a cursor that is none (%s) is refused by name', async (cursor) => {
    const reply = await house.call(name, { query: { cursor } })
    expect(reply.json).toMatchObject({ status: 400, code: 'request.invalid', field: 'cursor' })
  })
})

test('a timeline read in pages of any size is whole and in order', async () => {
  const read = async (query: { limit: number; cursor?: string }) => {
    const reply = await house.call('getTimeline', { params: { id: anna }, query })
    return JSON.parse(reply.text) as { items: Item[]; next: string | null }
  }
  const whole = (await read({ limit: 200 })).items.map(keyOf)
  expect(whole).toHaveLength(2 * COUNT)
  for (const limit of [1, 4, 7]) expect(await pages(read, limit)).toEqual(whole)
})

test('messages of a time come by when they were made, whatever order they were stored in, and page by page the same', async () => {
  const time = { since: new Date(house.now - 6).toISOString(), until: new Date(house.now - 1).toISOString() }
  const read = async (query: { limit: number; cursor?: string }) => {
    const reply = await house.call('listMessages', { query: { ...query, ...time } })
    return JSON.parse(reply.text) as { items: (Item & { createdAt: string })[]; next: string | null }
  }
  const { items } = await read({ limit: 200 })
  const instants = items.map(({ createdAt }) => Date.parse(createdAt))
  expect(instants).toEqual([2, 3, 4, 5, 6].flatMap((n) => [n, n, n]).map((n) => house.now - n))
  for (const limit of [1, 2, 4]) expect(await pages(read, limit)).toEqual(items.map(keyOf))
})

test('what is added while reading shifts nothing', async () => {
  const first = await reader('listSources')({ limit: 5 })
  await house.call('createSource', { body: { name: 'New' } })
  const second = await reader('listSources')({ limit: 5, cursor: first.next ?? '' })
  expect(new Set([...first.items, ...second.items].map(keyOf)).size).toBe(10)
})

test.each([0, 201, 1.5, 'ten'])('a limit of %s is refused by name', async (limit) => {
  const reply = await house.send('GET', `/api/v1/sources?limit=${limit}`, { headers: house.as('admin') })
  expect(reply.json).toMatchObject({ status: 400, code: 'request.invalid', field: 'limit', in: 'query' })
})
