// The demo's atlas as its members write it through the API: theirs by unit, found by its words, done once, and left alone where somebody changed it since.
import { keyBetween } from '@lotse/core/atlas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callerFor } from '../../packages/server/src/demo/caller.ts'
import { readCompany } from '../../packages/server/src/demo/company.ts'
import { atlasChanges, journeys, measured, templates } from '../../packages/server/src/demo/journeys/atlas.ts'
import { settleAtlas } from '../../packages/server/src/demo/journeys/settle.ts'
import { readFlows } from '../../packages/server/src/demo/library.ts'
import { ensureMembers } from '../../packages/server/src/demo/members.ts'
import { settleUnits, type UnitIds } from '../../packages/server/src/demo/units.ts'
import { House, PASSWORD } from '../api/house.ts'

const company = readCompany()
const flows = new Map([...readFlows('http://127.0.0.1:1').keys()].map((file) => [file, `flow-${file}`]))
let house: House
let url: string
let units: UnitIds

beforeAll(async () => {
  house = await House.build()
  url = await house.app.listen({ port: 0, host: '127.0.0.1' })
  await ensureMembers(house.world, company, PASSWORD)
  units = await settleUnits(caller(), company)
  await settle()
}, 120_000)
afterAll(() => house?.close())

const caller = () => callerFor(url, (house.as('admin')['authorization'] ?? '').slice('Bearer '.length))
const settle = (password = PASSWORD, to = units) =>
  settleAtlas({ call: caller(), url, company, units: to, flows, password, signal: new AbortController().signal })
const changes = async () => (await house.ok('listAudit', { query: { operation: 'changeAtlas', limit: 200 } })).items
const published = async () =>
  (await house.ok('listAudit', { query: { operation: 'publishJourney', limit: 200 } })).items
const unitName = (id: string | null) => company.units.find(({ key }) => units.get(key) === id)?.name

test('each change is a member’s, on what is theirs, and all journeys are there', async () => {
  const written = await changes()
  expect(written).toHaveLength(atlasChanges(company, { flows, members: new Map() }).length)
  expect(new Set(written.map(({ member }) => member?.name))).toEqual(
    new Set(['Malte Hinrichs', 'Clara Voss', 'Tobias Reimann', 'Selin Aydın', 'Ursina Caflisch', 'Hannes Gruber']),
  )
  const { items } = await house.ok('listJourneys', { query: { limit: 100 } })
  expect(items.map(({ id }) => id).toSorted()).toEqual([...templates, ...journeys].map(({ id }) => id).toSorted())
  const receive = items.find(({ id }) => id === 'receive')
  expect(unitName(receive?.ownerId ?? null)).toBe('Logistik')
  const { items: people } = await house.ok('listMembers', { query: { limit: 100 } })
  expect(people.find(({ id }) => id === receive?.fields['responsible'])?.name).toBe('Selin Aydın')
  expect((await house.ok('listAudit', { query: { operation: 'signOut', limit: 100 } })).items).toHaveLength(6)
})

test('[R1.2] giving something back has insights on each of its layers: the journey, steps, touchpoints, processes, applications, data', async () => {
  const { insights } = await house.ok('getLayers', { params: { id: 'return' }, query: { direction: 'down' } })
  const kinds = new Set(insights.flatMap(({ at }) => at.map(({ kind }) => kind)))
  for (const kind of ['journey', 'step', 'touchpoint', 'process', 'application', 'dataObject'] as const)
    expect(kinds).toContain(kind)
  const { origins } = await house.ok('getRecord', { params: { id: 'i-refund-wait' } })
  expect(origins.map(({ how, id }) => `${how} ${id}`)).toEqual(
    expect.arrayContaining(['concerns return.silence', 'concerns p-refund', 'concerns a-pay']),
  )
})

test('touchpoints are owned by departments, teams and regions, and their pages name every journey', async () => {
  const { items } = await house.ok('listRecords', { query: { kind: 'touchpoint', limit: 100 } })
  const owners = new Set(items.map(({ ownerId }) => unitName(ownerId)))
  expect(owners).toEqual(
    new Set([
      'Marketing',
      'Produkt & Web',
      'Logistik',
      'Kundenservice',
      'Telefon',
      'Chat & Messaging',
      'Vertrieb',
      'Schulen & Vereine',
      'DE-Nord',
      'DE-Süd',
      'AT',
      'CH',
    ]),
  )
  const { places } = await house.ok('getRecord', { params: { id: 't-chat' } })
  expect(new Set(places.flatMap(({ journey }) => journey ?? [])).size).toBeGreaterThanOrEqual(6)
  const found = await house.ok('searchAtlas', { query: { find: 'verspätungsm', limit: 5 } })
  expect(found.items[0]?.id).toBe('t-delay-mail')
})

test('two journeys come from a template, which tells how far each moved away from it', async () => {
  const { items } = await house.ok('listDeviations', { params: { id: 'concern' } })
  expect(items.map(({ journey }) => journey).toSorted()).toEqual(['complain', 'repair'])
  for (const { added, removed, changed, ownerId } of items) {
    expect(Math.min(added, removed, changed)).toBeGreaterThan(0)
    expect(unitName(ownerId)).toBe('Kundenservice')
  }
  const { items: differences } = await house.ok('compareVersions', {
    params: { id: 'concern' },
    query: { copy: 'complain' },
  })
  const step = differences.find(({ kind, what }) => kind === 'step' && what === 'changed')
  expect(step?.before['name']).not.toEqual(step?.after['name'])
})

test('journeys with signs at both ends are measured, the others are not', async () => {
  expect((await published()).map(({ target }) => target['id']).toSorted()).toEqual(
    measured.map(({ id }) => id).toSorted(),
  )
  expect((await house.ok('checkJourney', { params: { id: 'buy' } })).changed).toBe(false)
  expect((await house.ok('listEditions', { params: { id: 'repair' } })).items).toEqual([])
})

test('a second telling changes nothing, and leaves alone what somebody changed since', async () => {
  const name = { de: 'Bezahlt', en: 'Pays' }
  const order = keyBetween(null, null)
  await house.ok('changeAtlas', {
    body: {
      id: 'mine',
      edits: [
        { do: 'set', id: 'buy.pay', field: 'name', value: name },
        { do: 'remove', id: 'tender' },
        { do: 'make', id: 'buy.mine', kind: 'lane', journey: 'buy', fields: { type: 'text', order } },
      ],
    },
  })
  const { seq } = await house.ok('openJourney', { params: { id: 'buy' } })
  await settle()
  const { seq: after, records } = await house.ok('openJourney', { params: { id: 'buy' } })
  expect(after).toBe(seq)
  expect(records.find(({ id }) => id === 'buy.pay')?.fields['name']).toEqual(name)
  expect((await house.ok('getRecord', { params: { id: 'tender' } })).removed).toBe(true)
  expect(await published()).toHaveLength(measured.length)
})

test('where members have other passwords by now, and a unit another name, everything is written all the same', async () => {
  const other = await House.build()
  try {
    const there = await other.app.listen({ port: 0, host: '127.0.0.1' })
    const call = callerFor(there, (other.as('admin')['authorization'] ?? '').slice('Bearer '.length))
    await ensureMembers(other.world, company, PASSWORD)
    const all = await settleUnits(call, company)
    const some = new Map([...all].filter(([key]) => key !== 'logistics'))
    const setting = { call, url: there, company, units: some, flows, password: 'quite another one' }
    expect(await settleAtlas({ ...setting, signal: AbortSignal.abort() })).toBe(false)
    expect((await other.ok('listJourneys', { query: { limit: 100 } })).items).toEqual([])
    expect(await settleAtlas({ ...setting, signal: new AbortController().signal })).toBe(true)
    const { items } = await other.ok('listJourneys', { query: { limit: 100 } })
    expect(items).toHaveLength(journeys.length + templates.length)
    expect(items.find(({ id }) => id === 'receive')).toMatchObject({ ownerId: null })
    expect(items.filter(({ fields }) => fields['responsible'] !== undefined)).toEqual([])
  } finally {
    await other.close()
  }
}, 120_000)
