// Journeys as a list: their size, their last change, whose they are; and changes that are meant for whatever stands.
import type { AtlasEdit } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
let count = 0

beforeAll(async () => {
  house = await House.build()
  for (const [id, name, state] of [
    ['buy', 'Im Web-Shop kaufen', 'asIs'],
    ['return', 'Ware zurückgeben', 'toBe'],
  ] as const)
    await change([{ do: 'make', id, kind: 'journey', journey: null, fields: { name: { de: name }, state } }])
  await change([
    { do: 'make', id: 'p1', kind: 'phase', journey: 'buy', fields: { order: 'G' } },
    { do: 'make', id: 'p2', kind: 'phase', journey: 'buy', fields: { order: 'V' } },
    { do: 'make', id: 's1', kind: 'step', journey: 'buy', fields: { phase: 'p1', order: 'V' } },
  ])
})
afterAll(() => house?.close())

const change = (edits: AtlasEdit[]) => {
  house.now += 1000
  return house.ok('changeAtlas', { body: { id: `j${++count}`, edits } })
}
const listed = (query: Parameters<typeof house.ok<'listJourneys'>>[1]['query'] = {}, headers = house.as('viewer')) =>
  house.ok('listJourneys', { query }, headers)

test('[R0.3] a list of journeys says how large each is and puts first what was touched last', async () => {
  const { items } = await listed()
  expect(items.map(({ id, phases, steps }) => [id, phases, steps])).toEqual([
    ['buy', 2, 1],
    ['return', 0, 0],
  ])
  const before = items[0]?.touchedAt ?? ''
  await change([{ do: 'remove', id: 'p2' }])
  const [buy] = (await listed()).items
  expect(buy?.phases).toBe(1)
  expect(Date.parse(buy?.touchedAt ?? '') - Date.parse(before)).toBe(1000)
})

test('it is narrowed by words, by state and by whose journeys are, and comes in pages', async () => {
  const ids = async (query: Parameters<typeof listed>[0]) => (await listed(query)).items.map(({ id }) => id)
  expect(await ids({ find: 'zurück' })).toEqual(['return'])
  expect(await ids({ state: 'asIs' })).toEqual(['buy'])
  expect(await ids({ ownerId: 'none' })).toHaveLength(2)
  expect(await ids({ ownerId: 'mine' })).toEqual([])
  const first = await listed({ limit: 1 })
  expect(first.items.map(({ id }) => id)).toEqual(['buy'])
  const second = await listed({ limit: 1, cursor: first.next ?? '' })
  expect([second.items.map(({ id }) => id), second.next]).toEqual([['return'], null])
})

test('who may read no personal data reads what is designed all the same: it is no customer’s', async () => {
  const seen = (caller: 'admin' | 'viewer') => house.ok('openJourney', { params: { id: 'buy' } }, house.as(caller))
  expect((await seen('viewer')).records).toEqual((await seen('admin')).records)
  expect((await listed({ find: 'web' })).items[0]?.fields['name']).toEqual({ de: 'Im Web-Shop kaufen' })
})

test('[E9] another workspace sees none of them', async () => {
  expect((await listed({}, house.as('foreign'))).items).toEqual([])
})

test('a change without a base does what it says to whatever stands, and a put-aside journey is listed no more', async () => {
  await change([{ do: 'set', id: 'return', field: 'name', value: { de: 'Umtauschen' } }])
  expect((await listed({ find: 'umtausch' })).items.map(({ id }) => id)).toEqual(['return'])
  await change([{ do: 'remove', id: 'return' }])
  expect((await listed()).items.map(({ id }) => id)).toEqual(['buy'])
})
