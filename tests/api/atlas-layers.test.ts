// What stands on what, through the API: from an application up to the journeys it touches, from a journey down to the data it lives on.
import type { AtlasEdit, AtlasKind } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
const make = (kind: AtlasKind, id: string, fields: object, journey: string | null = null): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey,
  fields: { ...fields },
})
const named = (kind: AtlasKind, id: string, fields: object = {}) => make(kind, id, { name: { de: id }, ...fields })
const link = (id: string, from: string, how: string, to: string) => make('link', id, { from, how, to })
let count = 0
const change = (edits: AtlasEdit[]) => house.ok('changeAtlas', { body: { id: `c${++count}`, base: 0, edits } })
const layers = async (id: string, direction: 'up' | 'down') =>
  (await house.ok('getLayers', { params: { id }, query: { direction } })).items
    .map((one) => `${one.far} ${one.kind} ${one.id}`)
    .sort()

beforeAll(async () => {
  house = await House.build()
  await change([
    named('journey', 'life'),
    named('journey', 'buy', { under: 'life' }),
    make('phase', 'p', { order: 'V' }, 'buy'),
    make('step', 's1', { phase: 'p', order: 'G' }, 'buy'),
    make('step', 's2', { phase: 'p', order: 'V' }, 'buy'),
    named('touchpoint', 'shop'),
    named('persona', 'anna'),
    named('process', 'dispatch'),
    named('dataObject', 'order'),
    named('transaction', 'pick', { process: 'dispatch', order: 'V', data: ['order'] }),
    named('application', 'erp'),
    named('application', 'crm'),
    named('dataSource', 'warehouse'),
    make('placement', 'x1', { item: 'shop', step: 's1', order: 'V' }, 'buy'),
    make('placement', 'x2', { item: 'anna', step: 's1', order: 'W' }, 'buy'),
    make('placement', 'x3', { item: 'dispatch', step: 's2', order: 'V' }, 'buy'),
    link('k1', 'crm', 'supports', 'shop'),
    link('k2', 'erp', 'supports', 'pick'),
    link('k3', 'warehouse', 'feeds', 'erp'),
    // The two use each other.
    link('k4', 'erp', 'uses', 'crm'),
    link('k5', 'crm', 'uses', 'erp'),
  ])
})
afterAll(() => house?.close())

test('[R1.5] A13 from an application one sees every step and journey that it touches, each once, nearest first', async () => {
  expect(await layers('warehouse', 'up')).toEqual([
    '1 application erp',
    '2 application crm',
    '2 transaction pick',
    '3 process dispatch',
    '3 touchpoint shop',
    '4 step s1',
    '4 step s2',
    '5 journey buy',
    '6 journey life',
  ])
  const { items, whole } = await house.ok('getLayers', { params: { id: 'erp' } })
  expect(whole).toBe(true)
  expect(items.find(({ id }) => id === 'pick')).toMatchObject({
    far: 1,
    through: 'erp',
    how: 'supports',
    name: { de: 'pick' },
  })
  expect(items.find(({ id }) => id === 's2')).toMatchObject({ journey: 'buy', through: 'dispatch', how: 'placed' })
})

test('[R1.8] [R1.10] [R1.11] A13 from a journey one sees the processes, applications and data that it stands on', async () => {
  expect(await layers('buy', 'down')).toEqual([
    '1 step s1',
    '1 step s2',
    '2 process dispatch',
    '2 touchpoint shop',
    '3 application crm',
    '3 transaction pick',
    '4 application erp',
    '4 dataObject order',
    '5 dataSource warehouse',
  ])
  // Whoever owns them takes part.
  const owner = await house.ok('createUnit', { body: { kind: 'department', name: 'Logistik' } })
  await house.ok('setRecordOwner', { params: { id: 'dispatch' }, body: { ownerId: owner.id } })
  const { items } = await house.ok('getLayers', { params: { id: 'buy' }, query: { direction: 'down' } })
  expect(items.flatMap(({ id, ownerId }) => (ownerId === null ? [] : [[id, ownerId]]))).toEqual([
    ['dispatch', owner.id],
  ])
})

test('A13 what was put aside carries nothing', async () => {
  const aside = await change([{ do: 'remove', id: 'k3' }])
  expect(await layers('warehouse', 'up')).toEqual([])
  await house.ok('undoChange', { params: { id: aside.id }, body: { id: 'u1' } })
  await change([{ do: 'remove', id: 's1' }])
  expect(await layers('shop', 'up')).toEqual([])
  await change([
    { do: 'restore', id: 's1' },
    { do: 'remove', id: 'buy' },
  ])
  expect(await layers('shop', 'up')).toEqual([])
  await change([{ do: 'restore', id: 'buy' }])
  expect(await layers('shop', 'up')).toEqual(['1 step s1', '2 journey buy', '3 journey life'])
})

test('[E9] another workspace reaches nothing', async () => {
  const reply = await house.call('getLayers', { params: { id: 'erp' } }, house.as('foreign'))
  expect(reply.status).toBe(404)
})
