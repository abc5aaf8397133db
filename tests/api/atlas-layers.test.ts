// What stands on what, through the API: from an application up to the journeys it touches, from a journey down to the data it lives on.
import type { AtlasEdit, AtlasKind, FlowDocument } from '@lotse/protocol'
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

test('[R1.9] A13 a journey answers how what it stands on works together: each names what it carries, and how', async () => {
  const { items } = await house.ok('getLayers', { params: { id: 'buy' }, query: { direction: 'down' } })
  expect(items.map(({ id, how, through }) => `${id} ${how} ${through}`).sort()).toEqual([
    'crm supports shop',
    'dispatch placed s2',
    'erp supports pick',
    'order uses pick',
    'pick part dispatch',
    's1 part buy',
    's2 part buy',
    'shop placed s1',
    'warehouse feeds erp',
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

test('A14 flows that listen to an event, or send a message, met on what stands above are named with what ties them', async () => {
  const flow = (name: string, event: string): FlowDocument => ({
    lotse: 'flow/1',
    name,
    trigger: { event },
    entry: { rule: 'once' },
    start: 'end',
    steps: [{ id: 'end', kind: 'exit' }],
  })
  const publish = async (document: FlowDocument) => {
    const { id } = await house.ok('createFlow', { body: document })
    await house.ok('publishFlow', { params: { id } })
    return id
  }
  const greeting = await publish(flow('Greeting', 'Shop Entered'))
  const other = await publish(flow('Other', 'Elsewhere'))
  await house.ok('createFlow', { body: flow('Draft', 'Shop Entered') })
  await change([
    { do: 'set', id: 'shop', field: 'binding', value: { on: [{ event: 'Shop Entered' }] } },
    {
      do: 'set',
      id: 's2',
      field: 'binding',
      value: { on: [{ message: { flow: other, what: 'opened' } }] },
    },
  ])
  const tied = async (id: string) =>
    (await house.ok('listTiedFlows', { params: { id } }, house.as('viewer'))).items.map(({ id: flowId, ties }) => [
      flowId,
      ties.map(({ record, as, event }) => `${record} ${as} ${event}`),
    ])
  expect(await tied('crm')).toEqual([
    [greeting, ['shop trigger Shop Entered']],
    [other, ['s2 message null']],
  ])
  expect(await tied('s2')).toEqual([[other, ['s2 message null']]])
  expect(await tied('anna')).toEqual([])
  expect((await house.call('listTiedFlows', { params: { id: 'shop' } }, house.as('foreign'))).status).toBe(404)
})
