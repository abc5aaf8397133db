// Writes under an Idempotency-Key: done once, answered the same every time, however they are repeated.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
beforeAll(async () => {
  house = await House.build()
})
afterAll(() => house.close())

const key = (text: string, role: 'admin' | 'data' = 'admin') => ({ ...house.as(role), 'idempotency-key': text })
const make = (name: string, headers: Record<string, string>) => house.call('createSource', { body: { name } }, headers)
const countOf = async (name: string): Promise<number> =>
  (await house.world.pool.query('select count(*) as n from source where name = $1', [name])).rows[0].n

test('a repeated write gives the first answer and does nothing', async () => {
  const [first, second] = [await make('Once', key('a')), await make('Once', key('a'))]
  expect(second.text).toBe(first.text)
  expect([first.status, second.status]).toEqual([201, 201])
  expect(first.headers['idempotent-replayed']).toBeUndefined()
  expect(second.headers['idempotent-replayed']).toBe('true')
  expect(await countOf('Once')).toBe(1)
})

test('many at the same time are one', async () => {
  const replies = await Promise.all(Array.from({ length: 8 }, () => make('Crowd', key('crowd'))))
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
  expect(await countOf('Crowd')).toBe(1)
})

test('a key used for something else is refused', async () => {
  await make('First', key('b'))
  const other = await make('Other', key('b'))
  expect([other.status, other.json.code]).toEqual([422, 'request.key_reused'])
  expect(await countOf('Other')).toBe(0)
})

test('a key belongs to who chose it', async () => {
  await make('Shared', key('c'))
  expect((await make('Shared', key('c', 'data'))).status).toBe(201)
  expect(await countOf('Shared')).toBe(2)
})

test('a refused write keeps no answer: mended, it is done', async () => {
  const refused = await house.call('createSource', { body: { name: '' } }, key('d'))
  expect(refused.status).toBe(400)
  expect((await make('Mended', key('d'))).status).toBe(201)
})

test('after a day the key is free again', async () => {
  await make('Daily', key('e'))
  house.now += 86_400_001
  await make('Daily', key('e'))
  expect(await countOf('Daily')).toBe(2)
})

test('a secret that is shown once is answered again, and stands nowhere as it is', async () => {
  const create = () => house.call('createToken', { body: { name: 'T', role: 'viewer' } }, key('f'))
  const [first, second] = [await create(), await create()]
  expect(second.text).toBe(first.text)
  const kept = await house.world.pool.query('select answer from kept_answer')
  expect(JSON.stringify(kept.rows)).not.toContain(first.json.secret)
})

test('a consent under a key is one statement in the log', async () => {
  await house.track([{ type: 'identify', userId: 'anna' }])
  const id = await house.customer('anna')
  const body = { channel: 'email', topic: 'news', state: 'granted', source: 'phone' } as const
  const state = () => house.call('stateConsent', { params: { id }, body }, key('g'))
  const [first, second] = [await state(), await state()]
  expect([first.status, second.text]).toEqual([201, first.text])
  const { rows } = await house.world.pool.query(`select count(*) as n from event where name = 'Consent Changed'`)
  expect(rows[0].n).toBe(1)
  const reused = await house.call('stateConsent', { params: { id }, body: { ...body, state: 'refused' } }, key('g'))
  expect(reused.json.code).toBe('request.key_reused')
  expect((await house.call('getCustomer', { params: { id } })).json.consents).toMatchObject([{ state: 'granted' }])
})

test.each(['', 'with space', 'ü', 'x'.repeat(201)])('the key %j is refused by name', async (text) => {
  const reply = await make('Odd', { ...house.as('admin'), 'idempotency-key': text })
  expect(reply.json).toMatchObject({ code: 'request.invalid', field: 'Idempotency-Key' })
})
