// What the repository keeps of a journey across departments: one person in charge, processes with their parts, what stands behind a step, all of it for everybody to read.
import type { AtlasEdit, AtlasKind } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
let made = 0
const change = (edits: AtlasEdit[], ownerId?: string) =>
  house.ok('changeAtlas', { body: { id: `r${++made}`, edits, ...(ownerId && { ownerId }) } })
const make = (kind: AtlasKind, id: string, fields: object, journey: string | null = null): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey,
  fields: { ...fields },
})
const named = (kind: AtlasKind, id: string, fields: object = {}) => make(kind, id, { name: { de: id }, ...fields })
const place = (id: string, item: string, step: string) => make('placement', id, { item, step, order: 'V' }, 'buy')
const link = (id: string, from: string, how: string, to: string) => make('link', id, { from, how, to })
const unit = async (name: string) =>
  (await house.ok('createUnit', { body: { kind: 'department', name, parentId: null } })).id
const down = async (id: string) =>
  (await house.ok('getLayers', { params: { id }, query: { direction: 'down' } }, house.as('viewer'))).items
const set = (id: string, field: string, value: string | null): AtlasEdit => ({ do: 'set', id, field, value })

const units: Record<string, string> = {}

beforeAll(async () => {
  house = await House.build()
  for (const name of ['Vertrieb', 'Logistik', 'Service']) units[name] = await unit(name)
  await change([named('channel', 'web'), named('channel', 'store'), named('channel', 'phone')])
  await change([named('touchpoint', 'shop', { channels: ['web', 'store'] })], units['Vertrieb'])
  await change([named('touchpoint', 'parcel', { channels: ['store'] })], units['Logistik'])
  await change([named('touchpoint', 'hotline', { channels: ['phone', 'web'] })], units['Service'])
  await change([
    named('dataObject', 'order', { personal: true }),
    named('dataSource', 'warehouse', { technology: { de: 'PostgreSQL 17 hinter SAP' } }),
    named('application', 'crm', { vendor: { de: 'Nordsoft' } }),
    named('process', 'dispatch', { roles: { de: 'Lager, Versand' } }),
    named('process', 'selfReturn', { selfService: true }),
    named('transaction', 'pick', { process: 'dispatch', order: 'G', role: { de: 'Lager' }, data: ['order'] }),
    named('transaction', 'pack', { process: 'dispatch', order: 'V', role: { de: 'Versand' }, after: ['pick'] }),
    link('k1', 'warehouse', 'feeds', 'crm'),
    link('k2', 'crm', 'supports', 'dispatch'),
  ])
  await change(
    [
      named('journey', 'buy', { state: 'asIs' }),
      make('phase', 'p', { name: { de: 'Kaufen' }, order: 'V' }, 'buy'),
      ...(['choose', 'receive', 'ask'] as const).map((id, at) =>
        make(
          'step',
          id,
          {
            name: { de: id },
            phase: 'p',
            order: 'GVk'[at] ?? 'V',
            selfService: id === 'choose',
            binding: { on: [{ event: id }] },
          },
          'buy',
        ),
      ),
      place('x1', 'shop', 'choose'),
      place('x2', 'parcel', 'receive'),
      place('x3', 'hotline', 'ask'),
      place('x4', 'dispatch', 'receive'),
      place('x5', 'crm', 'ask'),
      place('x6', 'selfReturn', 'choose'),
    ],
    units['Vertrieb'],
  )
}, 60_000)
afterAll(() => house?.close())

test('[R1.4] a process keeps its transactions: what each comes after, who does it, what data it needs', async () => {
  const { items } = await house.ok('listRecords', { query: { kind: 'transaction', uses: 'dispatch' } })
  expect(items.map(({ id, fields }) => [id, fields['role'], fields['after'], fields['data']]).sort()).toEqual([
    ['pack', { de: 'Versand' }, ['pick'], undefined],
    ['pick', { de: 'Lager' }, undefined, ['order']],
  ])
  expect((await house.ok('getRecord', { params: { id: 'dispatch' } })).fields['roles']).toEqual({
    de: 'Lager, Versand',
  })
  // Nothing comes after what is no transaction.
  const wrong = await house.call('changeAtlas', {
    body: { id: 'wrong', edits: [{ do: 'set', id: 'pack', field: 'after', value: ['crm'] }] },
  })
  expect(wrong.json.code).toBe('atlas.value_invalid')
})

test('[R1.6] behind a step stand its data with their technology, and the system between them', async () => {
  const behind = await down('ask')
  expect(behind.map(({ kind, id }) => `${kind} ${id}`)).toEqual(
    expect.arrayContaining(['application crm', 'dataSource warehouse', 'touchpoint hotline']),
  )
  const { fields } = await house.ok('getRecord', { params: { id: 'warehouse' } })
  expect(fields['technology']).toEqual({ de: 'PostgreSQL 17 hinter SAP' })
})

test('[R1.27] whoever belongs to the company sees all its journeys, whoever owns them; nobody else does', async () => {
  await change([named('journey', 'return')], units['Service'])
  for (const role of ['department', 'leadership', 'sales', 'viewer'] as const) {
    const { items } = await house.ok('getAtlas', {}, house.as(role))
    expect(items.map(({ id }) => id).sort(), role).toEqual(['buy', 'return'])
  }
  expect((await house.ok('getAtlas', {}, house.as('foreign'))).items).toEqual([])
})

test('[R1.29] one journey holds touchpoints of several owners over many channels, and tells who meets whom', async () => {
  const { rows, cells } = await house.ok('getMatrix', { query: { of: 'owner.journey' } })
  expect(rows.map(({ name }) => name['de']).sort()).toEqual(['Logistik', 'Service', 'Vertrieb'])
  expect(cells.every(({ column, count }) => column === 'buy' && count === 1)).toBe(true)
  const channels = await house.ok('getMatrix', { query: { of: 'journey.channel' } })
  expect(channels.cells.map(({ column, count }) => `${column} ${count}`)).toEqual(['phone 1', 'store 2', 'web 2'])
})

test('[R3.22] a process and a step without an employee are told apart, and measured as others are', async () => {
  expect((await house.ok('getRecord', { params: { id: 'selfReturn' } })).fields['selfService']).toBe(true)
  await house.track([
    {
      type: 'track',
      userId: 'anna',
      event: 'choose',
      messageId: 'anna-choose',
      timestamp: new Date(house.now - 60_000).toISOString(),
      context: { channel: 'web' },
    },
  ])
  await house.settle()
  await house.ok('publishJourney', { params: { id: 'buy' } })
  house.now += 2000
  await house.settle()
  expect((await house.ok('countHere', {})).items).toEqual([{ journey: 'buy', step: 'choose', here: 1 }])
})

test('[R3.31] units, processes and applications are kinds of their own, each tied to a step', async () => {
  const { places } = await house.ok('getRecord', { params: { id: 'crm' } })
  expect(places.find(({ step }) => step === 'ask')).toMatchObject({ journey: 'buy', kind: 'placement' })
  const process = await house.ok('getRecord', { params: { id: 'dispatch' } })
  expect([process.kind, process.places.some(({ step }) => step === 'receive')]).toEqual(['process', true])
  const { items } = await house.ok('listMatrixPlaces', {
    query: { of: 'owner.journey', row: units['Logistik'] ?? '', column: 'buy' },
  })
  expect(items.map(({ id }) => id)).toEqual(['parcel'])
})

test('[R3.15] [R4.8] one person is in charge of a journey from end to end, of whatever department the parts are', async () => {
  const { items: members } = await house.ok('listMembers', { query: {} })
  const one = members[0]?.id ?? ''
  await change([set('buy', 'responsible', one)])
  const journey = async () => (await house.ok('listJourneys', { query: { find: 'buy' } }, house.as('viewer'))).items[0]
  expect((await journey())?.fields['responsible']).toBe(one)
  expect((await journey())?.ownerId).toBe(units['Vertrieb'])
  // One at most, and none once nobody is named.
  const several = { id: 'several', edits: [{ do: 'set' as const, id: 'buy', field: 'responsible', value: [one, one] }] }
  expect((await house.call('changeAtlas', { body: several })).json.code).toBe('atlas.value_invalid')
  await change([set('buy', 'responsible', null)])
  expect((await journey())?.fields['responsible'] ?? null).toBeNull()
})

test('A16 nobody is in charge who is no member of the workspace; who left stays named until somebody else is', async () => {
  const refused = async (responsible: string) =>
    (
      await house.call('changeAtlas', {
        body: { id: `stranger-${responsible}`, edits: [set('buy', 'responsible', responsible)] },
      })
    ).json.code
  const foreign = (await house.ok('listMembers', { query: {} }, house.as('foreign'))).items[0]?.id ?? ''
  expect([await refused(foreign), await refused('999999'), await refused('nobody')]).toEqual([
    'atlas.value_invalid',
    'atlas.value_invalid',
    'atlas.value_invalid',
  ])
  await house.addMember('leaver@shop.example', 'cx')
  const leaver = (await house.ok('listMembers', { query: { find: 'leaver' } })).items[0]?.id ?? ''
  await change([set('buy', 'responsible', leaver)])
  await house.ok('removeMember', { params: { id: leaver } })
  await change([set('buy', 'responsible', leaver), { do: 'set', id: 'buy', field: 'state', value: 'toBe' }])
  const journey = async () => (await house.ok('listJourneys', { query: { find: 'buy' } })).items[0]
  expect((await journey())?.fields).toMatchObject({ responsible: leaver, state: 'toBe' })
  await change([set('buy', 'responsible', null)])
  expect((await journey())?.fields['responsible'] ?? null).toBeNull()
})
