// Putting away what went wrong: by its reason, up to what somebody has seen, and back again exactly as it was.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
let anna = ''

beforeAll(async () => {
  house = await House.build()
  await house.track([{ type: 'track', userId: 'anna', event: 'Seen' }])
  await house.settle()
  anna = await house.customer('anna')
})
afterAll(() => house.close())

const aside = (reason: string, count: number) =>
  house.world.pool.query(
    `insert into set_aside (workspace_id, customer_id, bucket, reason, stack, state, due_at, set_aside_at)
     select $1, $2, 0, $3, '', '', 1, $4 from generate_series(1, $5::int)`,
    [house.workspace, anna, reason, house.now, count],
  )
const left = async () => (await house.ok('groupSetAsideInputs', {})).items.map(({ reason, count }) => [reason, count])

test('B2 inputs set aside are put away without being applied, and taken back; nobody is woken by it', async () => {
  await aside('broken rule', 2)
  await aside('other rule', 3)
  const upTo = (await house.ok('groupSetAsideInputs', {})).items.find(({ reason }) => reason === 'other rule')?.lastId
  await aside('other rule', 1)
  const body = { reason: 'other rule', upTo: upTo ?? '' }
  const { discarded, at } = await house.ok('discardSetAsideInputs', { body })
  expect(discarded).toBe(3)
  expect(await left()).toEqual([
    ['broken rule', 2],
    ['other rule', 1],
  ])
  const timers = await house.world.pool.query('select from timer where customer_id = $1', [anna])
  expect(timers.rowCount).toBe(0)
  const back = { body: { ...body, back: at } }
  expect(await house.ok('discardSetAsideInputs', back, house.as('foreign'))).toMatchObject({ discarded: 0 })
  expect(await house.ok('discardSetAsideInputs', back)).toMatchObject({ discarded: 3 })
  expect(await left()).toContainEqual(['other rule', 4])
})

test('what was applied again in the meantime is not taken back, and a role that only looks puts nothing away', async () => {
  const { items } = await house.ok('groupSetAsideInputs', {})
  const body = { reason: 'broken rule', upTo: items.find(({ reason }) => reason === 'broken rule')?.lastId ?? '' }
  expect((await house.call('discardSetAsideInputs', { body }, house.as('cx'))).json.code).toBe('auth.forbidden')
  const instant = new Date(house.now).toISOString()
  await house.ok('replaySetAsideInputs', { body })
  expect(await house.ok('discardSetAsideInputs', { body: { ...body, back: instant } })).toMatchObject({ discarded: 0 })
  expect(await left()).toEqual([['other rule', 4]])
})
