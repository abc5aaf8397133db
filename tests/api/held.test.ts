// Messages that a restore held: seen as a whole, let go, given up, by those who may and in their own workspace alone.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPhotographer } from '../../packages/server/src/api/snapshot.ts'
import { House } from './house.ts'

let house: House
beforeAll(async () => {
  house = await House.build()
})
afterAll(() => house.close())

let ids: string[]
beforeEach(async () => {
  const { pool } = house.world
  await pool.query('truncate message, message_count, message_hold cascade')
  const { rows } = await pool.query<{ id: number; workspace: number }>(
    `insert into message (key, workspace_id, customer_id, channel, state, reason, created_at, due_at, request)
     select 'k' || n, case when n = 5 then $2::int else $1 end, 1, 'email', case when n = 4 then 'queued' else 'held' end, 'restored', n, n, '{}'
     from generate_series(1, 5) n returning id, workspace_id as workspace`,
    [house.workspace, house.foreignWorkspace],
  )
  await pool.query(
    `insert into message_count select workspace_id, state, channel, 0, count(*) from message group by 1, 2, 3`,
  )
  ids = rows.filter(({ workspace }) => workspace === house.workspace).map(({ id }) => String(id))
})

const states = async () => {
  const { rows } = await house.world.pool.query('select state, reason, due_at from message order by id')
  return rows.map(({ state, reason }) => `${state} ${reason}`)
}
const counts = async () => {
  const { rows } = await house.world.pool.query(
    `select state, sum(count)::int as n from message_count where workspace_id = $1 group by 1 having sum(count) <> 0 order by 1`,
    [house.workspace],
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

test('M10 how many are held, and since when they may have left', async () => {
  expect(await house.ok('getHeldMessages', {})).toEqual({ count: 3, since: null, until: null })
  await house.world.pool.query('insert into message_hold values (1, $1, $2)', [house.now - 1000, house.now])
  expect(await house.ok('getHeldMessages', {})).toEqual({
    count: 3,
    since: '2026-11-20T11:59:59.000Z',
    until: '2026-11-20T12:00:00.000Z',
  })
  expect((await house.ok('listMessages', { query: { state: 'held' } })).items.map(({ id }) => id)).toEqual(
    ids.slice(0, 3).reverse(),
  )
})

test('M10 all are let go: due now, counted, and those of another workspace stay', async () => {
  expect(await house.ok('releaseHeldMessages', { body: {} })).toEqual({ count: 3 })
  expect(await states()).toEqual([
    'queued released',
    'queued released',
    'queued released',
    'queued restored',
    'held restored',
  ])
  expect(await counts()).toEqual({ queued: 4 })
  const { rows } = await house.world.pool.query(`select distinct due_at from message where reason = 'released'`)
  expect(rows).toEqual([{ due_at: house.now }])
  expect(await house.ok('releaseHeldMessages', { body: {} })).toEqual({ count: 0 })
})

test('M10 some are let go, the others given up; what is not held is left as it is', async () => {
  expect(await house.ok('releaseHeldMessages', { body: { ids: [ids[0] ?? '', ids[3] ?? ''] } })).toEqual({ count: 1 })
  expect(await house.ok('discardHeldMessages', { body: {} })).toEqual({ count: 2 })
  expect(await states()).toEqual([
    'queued released',
    'cancelled discarded',
    'cancelled discarded',
    'queued restored',
    'held restored',
  ])
  expect(await counts()).toEqual({ queued: 2, cancelled: 2 })
})

test('M10 two people who decide at once: each message follows one of them', async () => {
  const all = { body: {} }
  const answers = await Promise.all([
    house.ok('releaseHeldMessages', all),
    house.ok('discardHeldMessages', all),
    house.ok('releaseHeldMessages', all),
  ])
  expect(answers.reduce((sum, { count }) => sum + count, 0)).toBe(3)
})

test('E9 who may only read messages sees them and decides nothing; another workspace decides about its own', async () => {
  for (const role of ['cx', 'service_agent'] as const) {
    expect((await house.ok('getHeldMessages', {}, house.as(role))).count).toBe(3)
    for (const name of ['releaseHeldMessages', 'discardHeldMessages'] as const)
      expect((await house.call(name, { body: {} }, house.as(role))).json.code).toBe('auth.forbidden')
  }
  expect((await house.call('getHeldMessages', {}, house.as('viewer'))).json.code).toBe('auth.forbidden')
  expect(await house.ok('releaseHeldMessages', { body: { ids } }, house.as('foreign'))).toEqual({ count: 0 })
  expect(await house.ok('discardHeldMessages', { body: {} }, house.as('foreign'))).toEqual({ count: 1 })
  expect((await counts())['held']).toBe(3)
})

test('one that is held can be given up by itself, and is not tried again', async () => {
  expect((await house.call('retryMessage', { params: { id: ids[0] ?? '' } })).json.code).toBe('message.wrong_state')
  expect((await house.ok('discardMessage', { params: { id: ids[0] ?? '' } })).state).toBe('cancelled')
})

test('what is held stands among what needs somebody, and among the findings', async () => {
  expect((await createPhotographer(house.world, house.workspace, async () => 0)()).stuck).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: 'message_held', count: 3 })]),
  )
  const { findings } = await house.ok('getHealth', {})
  expect(findings.find(({ finding }) => finding === 'messages_held')).toMatchObject({ figures: { messages: 4 } })
})
