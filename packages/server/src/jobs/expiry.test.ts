// What is forgotten, and when.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWorld } from '../adapters/store/testing.ts'
import { expireAll } from './expiry.ts'

const NOW = 1_763_000_000_000
const DAY_MS = 86_400_000

let made: Awaited<ReturnType<typeof testWorld>>
beforeAll(async () => {
  made = await testWorld({ now: () => NOW })
})
afterAll(() => made.drop())

const running = new AbortController().signal
const count = async (table: string) => (await made.world.pool.query(`select count(*) as n from ${table}`)).rows[0].n

test('keys of retries stay for 8 days to the millisecond, and older ones go, however many', async () => {
  const { pool } = made.world
  await pool.query(
    `insert into event_key (key, received_at) select decode(lpad(to_hex(n), 24, '0'), 'hex'), $1::bigint - (n % 2) from generate_series(1, 12000) n`,
    [NOW - 8 * DAY_MS],
  )
  expect(await expireAll(made.world, running)).toBe(6000)
  expect((await pool.query('select min(received_at) as oldest, count(*) as n from event_key')).rows).toEqual([
    { oldest: NOW - 8 * DAY_MS, n: 6000 },
  ])
  expect(await expireAll(made.world, running)).toBe(0)
})

test('ended sessions, kept answers and old minutes go; live ones stay', async () => {
  const { pool } = made.world
  await pool.query(`insert into member (email, name, password_hash, created_at) values ('a', 'a', 'a', 1)`)
  await pool.query(
    `insert into session (hash, member_id, created_at, seen_at, expires_at) select decode(lpad(to_hex(n), 2, '0'), 'hex'), 1, 0, 0, $1::bigint + n - 16 from generate_series(15, 16) n`,
    [NOW],
  )
  await pool.query(
    `insert into kept_answer (workspace_id, caller, key, request, kept_at) values (1, 'a', 'old', '', $1), (1, 'a', 'new', '', $2)`,
    [NOW - DAY_MS - 1, NOW - DAY_MS],
  )
  await pool.query(
    `insert into event_minute (workspace_id, minute, name, slot, count) values (1, $1, 'old', 0, 1), (1, $2, 'new', 0, 1)`,
    [NOW - 8 * DAY_MS - 1, NOW - 8 * DAY_MS],
  )
  expect(await expireAll(made.world, running)).toBe(3)
  expect([await count('session'), await count('kept_answer'), await count('event_minute')]).toEqual([1, 1, 1])
})

test('rows that another process holds do not hold up the round', async () => {
  const { pool } = made.world
  await pool.query(`insert into event_key (key, received_at) values ('\\x01', 1), ('\\x02', 2)`)
  const client = await pool.connect()
  await client.query('begin')
  await client.query(`select from event_key where key = '\\x01' for update`)
  expect(await expireAll(made.world, running)).toBe(1)
  await client.query('rollback')
  client.release()
  expect(await expireAll(made.world, running)).toBe(1)
})

test('a server that stops ends the round after the batch at hand', async () => {
  const stopping = new AbortController()
  stopping.abort()
  await made.world.pool.query(`insert into event_key (key, received_at) values ('\\x03', 1)`)
  expect(await expireAll(made.world, stopping.signal)).toBe(0)
})
