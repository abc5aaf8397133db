// The atlas as a whole: how journeys hang together, how far each is worked out, how it fares, and where customers are on all of them.
import type { AtlasEdit, AtlasKind } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

const HOUR = 3_600_000
let house: House
let count = 0

const change = (edits: AtlasEdit[]) => {
  house.now += 1000
  return house.ok('changeAtlas', { body: { id: `o${++count}`, edits } })
}
type Fields = Extract<AtlasEdit, { do: 'make' }>['fields']
const make = (kind: AtlasKind, id: string, journey: string | null, fields: Fields): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey,
  fields,
})
const journey = (id: string, fields: Fields = {}) => make('journey', id, null, { name: { de: id }, ...fields })
const step = (id: string, fields: Fields = {}) =>
  make('step', id, 'buy', { name: { de: id }, phase: 'p', order: 'V', ...fields })
const place = (id: string, item: string, at: string) => make('placement', id, 'buy', { item, step: at, order: 'V' })
const seen = (userId: string, event: string, hours: number) => ({
  type: 'track',
  userId,
  event,
  messageId: `${userId} ${event}`,
  timestamp: new Date(house.now + hours * HOUR).toISOString(),
  context: { channel: 'web' },
})
const atlas = async (headers = house.as('viewer')) => (await house.ok('getAtlas', {}, headers)).items
const one = async (id: string) => (await atlas()).find((item) => item.id === id)
const here = async (headers = house.as('viewer')) => (await house.ok('countHere', {}, headers)).items

beforeAll(async () => {
  house = await House.build()
  await change([
    journey('life', { level: 'lifecycle' }),
    journey('buy', { under: 'life', level: 'journey', state: 'asIs', order: 'V' }),
  ])
  await change([
    make('phase', 'p', 'buy', { name: { de: 'Kauf' }, order: 'V' }),
    step('look', { binding: { on: [{ event: 'Product Viewed' }] }, order: 'G' }),
    step('cart'),
    step('pay', { order: 'n' }),
    make('touchpoint', 'shop', null, { name: { de: 'Shop' }, binding: { on: [{ event: 'Product Added' }] } }),
    make('touchpoint', 'mail', null, { name: { de: 'Mail' } }),
    place('shop-cart', 'shop', 'cart'),
    place('mail-cart', 'mail', 'cart'),
    place('mail-pay', 'mail', 'pay'),
    make('feeling', 'f', 'buy', { step: 'look', value: 1 }),
  ])
  await change([journey('paying', { ofStep: 'pay', level: 'part' })])
}, 60_000)
afterAll(() => house?.close())

test('what is only a template for other journeys is none of those that customers take', async () => {
  await change([journey('pattern', { isTemplate: true })])
  expect(await one('pattern')).toBeUndefined()
  await house.ok('undoChange', { params: { id: `o${count}` }, body: { id: 'no-pattern' } })
})

test('the atlas says what belongs to what, and of which step a part is', async () => {
  await change([journey('looking', { ofStep: 'look', under: 'life', level: 'part' })])
  // Parts come in the order of their steps, others after them in their own.
  expect((await atlas()).map(({ id, parent, ofStep }) => [id, parent, ofStep?.id ?? null])).toEqual([
    ['looking', 'buy', 'look'],
    ['paying', 'buy', 'pay'],
    ['buy', 'life', null],
    ['life', null, null],
  ])
  expect((await one('paying'))?.ofStep).toEqual({
    id: 'pay',
    name: { de: 'pay' },
    phase: { id: 'p', name: { de: 'Kauf' } },
  })
  expect(await one('buy')).toMatchObject({ level: 'journey', state: 'asIs', name: { de: 'buy' } })
})

test('it counts steps that events tell of, by themselves or by what is placed there, feelings, and touchpoints with an owner', async () => {
  expect(await one('buy')).toMatchObject({
    phases: 1,
    steps: 3,
    bound: 2,
    felt: 1,
    touchpoints: 2,
    owned: 0,
    live: null,
  })
  const { id: unit } = await house.ok('createUnit', { body: { name: 'Web', kind: 'team', parentId: null } })
  await house.ok('setRecordOwner', { params: { id: 'shop' }, body: { ownerId: unit } })
  expect(await one('buy')).toMatchObject({ touchpoints: 2, owned: 1 })
  expect(await one('life')).toMatchObject({ steps: 0, bound: 0, touchpoints: 0 })
})

test('what is put aside counts no more, and the last change of anything in a journey is the journey’s', async () => {
  const before = Date.parse((await one('buy'))?.touchedAt ?? '')
  const { id: put } = await change([
    { do: 'remove', id: 'cart' },
    { do: 'remove', id: 'f' },
  ])
  expect(await one('buy')).toMatchObject({ steps: 2, bound: 1, felt: 0, touchpoints: 1, owned: 0 })
  expect(Date.parse((await one('buy'))?.touchedAt ?? '')).toBeGreaterThan(before)
  await house.ok('undoChange', { params: { id: put }, body: { id: 'back' } })
  expect(await one('buy')).toMatchObject({ steps: 3, bound: 2, felt: 1, touchpoints: 2 })
  const { id: whole } = await change([{ do: 'remove', id: 'life' }])
  expect(await one('life')).toBeUndefined()
  expect((await one('buy'))?.parent).toBeNull()
  await house.ok('undoChange', { params: { id: whole }, body: { id: 'whole-back' } })
})

test('a measured journey says how many customers are there now and how well they keep to it; nobody is counted elsewhere', async () => {
  expect(await here()).toEqual([])
  await house.track([
    seen('anna', 'Product Viewed', -3),
    seen('anna', 'Product Added', -2),
    seen('ben', 'Product Viewed', -1),
    seen('old', 'Product Viewed', -24 * 40),
  ])
  await house.settle()
  await house.ok('publishJourney', { params: { id: 'buy' } })
  house.now += 2000
  await house.settle()
  const numbers = await house.ok('getJourneyNumbers', { params: { id: 'buy' }, query: {} })
  const live = (await one('buy'))?.live
  expect(live).toMatchObject({ edition: 1, here: numbers.here, started: 2 })
  expect(numbers.started).toBe(3)
  expect(live?.fitness).toBeGreaterThan(0)
  expect((await one('life'))?.live).toBeNull()
  expect(await here()).toEqual([
    { journey: 'buy', step: 'cart', here: 1 },
    { journey: 'buy', step: 'look', here: 1 },
  ])
})

test('what is measured no longer has no figures of now', async () => {
  await house.ok('stopMeasuring', { params: { id: 'buy' } })
  expect((await one('buy'))?.live).toBeNull()
  expect(await here()).toEqual([])
})

test('[E9] another workspace sees none of it', async () => {
  expect(await atlas(house.as('foreign'))).toEqual([])
  expect(await here(house.as('foreign'))).toEqual([])
})
