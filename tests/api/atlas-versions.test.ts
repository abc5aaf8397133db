// Versions of journeys, through the API: kept for ever, compared, restored and taken back; journeys made from templates, and how they moved away.
import type { AtlasEdit, AtlasKind, Json } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
let count = 0
const change = (edits: AtlasEdit[], headers = house.as('admin')) =>
  house.ok('changeAtlas', { body: { id: `c${++count}`, base: 0, edits } }, headers)
const make = (kind: AtlasKind, id: string, fields: object, journey: string | null = null): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey,
  fields: { ...fields },
})
const set = (id: string, field: string, value: Json): AtlasEdit => ({ do: 'set', id, field, value })
const standing = async (id: string) =>
  Object.fromEntries(
    (await house.ok('openJourney', { params: { id } })).records
      .filter(({ removed, journey }) => !removed && journey === id)
      .map((record) => [record.id, record.fields]),
  )
const keep = (name: string, id = 'buy', headers = house.as('admin')) =>
  house.ok('createVersion', { params: { id }, body: { name } }, headers)
const differences = async (query: object, id = 'buy') =>
  (await house.ok('compareVersions', { params: { id }, query })).items
    .map((one) => `${one.kind} ${one.id} ${one.what}`)
    .sort()

beforeAll(async () => {
  house = await House.build()
  await change([
    make('touchpoint', 'shop', { name: { de: 'Web-Shop' } }),
    make('journey', 'buy', { name: { de: 'Kaufen', en: 'Buying' }, state: 'asIs' }),
    make('phase', 'p1', { name: { de: 'Kauf' }, order: 'V' }, 'buy'),
    make('step', 's1', { name: { de: 'Korb' }, phase: 'p1', order: 'G' }, 'buy'),
    make('step', 's2', { name: { de: 'Zahlung' }, phase: 'p1', order: 'V' }, 'buy'),
    make('lane', 'l1', { name: { de: 'Kontakt' }, type: 'touchpoint', order: 'V' }, 'buy'),
    make('placement', 'x1', { item: 'shop', step: 's1', lane: 'l1', order: 'V' }, 'buy'),
  ])
})
afterAll(() => house?.close())

test('A11 [E8] a version keeps the journey as it stood, whatever happens later, and the database refuses to change it', async () => {
  const first = await keep('Vor dem Umbau')
  expect(first).toMatchObject({ number: 1, name: 'Vor dem Umbau', count: 7, by: null })
  await change([
    set('s1', 'name', { de: 'Warenkorb' }),
    set('s2', 'order', 'B'),
    { do: 'remove', id: 'x1' },
    make('step', 's3', { name: { de: 'Danke' }, phase: 'p1', order: 'Z' }, 'buy'),
    set('shop', 'name', { de: 'Laden im Netz' }),
  ])
  expect(await keep('Nach dem Umbau', 'buy', house.as('cx'))).toMatchObject({ number: 2 })
  const kept = await house.ok('getVersion', { params: { id: 'buy', number: 1 } })
  expect(kept.records.find(({ id }) => id === 's1')?.fields['name']).toEqual({ de: 'Korb' })
  expect(kept.records.find(({ id }) => id === 'shop')?.fields['name']).toEqual({ de: 'Web-Shop' })
  expect((await house.ok('listVersions', { params: { id: 'buy' } })).items.map(({ number }) => number)).toEqual([2, 1])
  const page = await house.ok('listVersions', { params: { id: 'buy' }, query: { limit: 1 } })
  const next = await house.ok('listVersions', { params: { id: 'buy' }, query: { limit: 1, cursor: page.next ?? '' } })
  expect([page, next].map(({ items }) => items.map(({ number }) => number))).toEqual([[2], [1]])
  await expect(house.world.pool.query(`update atlas_version set records = '[]'`)).rejects.toThrow('never changes')
})

test('A5 two versions, or a version and now, are compared: added, removed, moved, changed', async () => {
  expect(await differences({ from: 1, to: 2 })).toEqual([
    'placement x1 removed',
    'step s1 changed',
    'step s2 moved',
    'step s3 added',
  ])
  expect(await differences({ from: 2 })).toEqual([])
  await change([set('s2', 'selfService', true)])
  const [now] = (await house.ok('compareVersions', { params: { id: 'buy' }, query: { from: 2 } })).items
  expect(now).toMatchObject({ id: 's2', name: { de: 'Zahlung' }, before: {}, after: { selfService: true } })
  // What people design is nobody's personal data.
  const asLeader = await house.ok(
    'compareVersions',
    { params: { id: 'buy' }, query: { from: 1, to: 2 } },
    house.as('leadership'),
  )
  expect(asLeader.items.find(({ id }) => id === 's1')?.after).toEqual({ name: { de: 'Warenkorb' } })
  expect((await house.call('compareVersions', { params: { id: 'buy' }, query: { from: 9 } })).status).toBe(404)
})

test('A11 a version is restored as a change, which is taken back at once', async () => {
  const before = await standing('buy')
  const body = { id: 'r1' }
  const done = await house.ok('restoreVersion', { params: { id: 'buy', number: 1 }, body })
  expect(await differences({ from: 1 })).toEqual([])
  // The library is nobody's version.
  expect((await house.ok('getRecord', { params: { id: 'shop' } })).fields['name']).toEqual({ de: 'Laden im Netz' })
  expect((await house.ok('restoreVersion', { params: { id: 'buy', number: 1 }, body })).seq).toBe(done.seq)
  const again = await house.call('restoreVersion', { params: { id: 'buy', number: 1 }, body: { id: 'r2' } })
  expect(again.json.code).toBe('atlas.same_already')
  await house.ok('undoChange', { params: { id: 'r1' }, body: { id: 'u1' } })
  expect(await standing('buy')).toEqual(before)
})

test('[R1.18] A10 a journey is made from a template, and a report tells how far each moved away from it', async () => {
  await change([set('buy', 'isTemplate', true)])
  const copy = (journey: string, name: string) =>
    house.ok('copyJourney', { params: { id: 'buy' }, body: { id: `copy-${journey}`, journey, name: { de: name } } })
  await copy('north', 'Kaufen im Norden')
  await copy('south', 'Kaufen im Süden')
  const { records } = await house.ok('openJourney', { params: { id: 'north' } })
  const journey = records.find(({ id }) => id === 'north')
  expect(journey?.fields).toMatchObject({ name: { de: 'Kaufen im Norden' }, template: 'buy' })
  expect(journey?.fields).not.toHaveProperty('isTemplate')
  const step = records.find(({ kind, fields }) => kind === 'step' && JSON.stringify(fields['name']).includes('Zahlung'))
  await change([
    { do: 'remove', id: step?.id ?? '' },
    make('lane', 'north-l', { name: { de: 'Eigene' }, type: 'text', order: 'Z' }, 'north'),
  ])
  const report = async () =>
    (await house.ok('listDeviations', { params: { id: 'buy' } })).items.map(
      (one) => `${one.journey} ${one.added} ${one.removed} ${one.moved} ${one.changed}`,
    )
  expect(await report()).toEqual(['north 1 1 0 0', 'south 0 0 0 0'])
  // The template moves on; those made from it have not.
  await change([set('p1', 'name', { de: 'Kaufphase' })])
  expect(await report()).toEqual(['north 1 1 0 1', 'south 0 0 0 1'])
  expect(await differences({ copy: 'south' })).toEqual([expect.stringMatching(/^phase .* changed$/)])
  const taken = { id: 'copy-again', journey: 'south', name: { de: 'Nochmals' } }
  expect((await house.call('copyJourney', { params: { id: 'buy' }, body: taken })).json.code).toBe('atlas.kind_taken')
  await house.ok('undoChange', { params: { id: 'copy-south' }, body: { id: 'u3' } })
  expect(await report()).toEqual(['north 1 1 0 1'])
})

test('a journey as it is to be is made from the one as it is, and the two are compared', async () => {
  await change([
    make('journey', 'plain', { name: { de: 'Bestellen' }, state: 'asIs' }),
    make('phase', 'pp', { name: { de: 'Eins' }, order: 'V' }, 'plain'),
  ])
  const body = { id: 'copy-future', journey: 'future', name: { de: 'Bestellen morgen' }, state: 'toBe' as const }
  await house.ok('copyJourney', { params: { id: 'plain' }, body })
  const { fields } = await house.ok('getRecord', { params: { id: 'future' } })
  expect(fields).toEqual({ name: { de: 'Bestellen morgen' }, state: 'toBe' })
  await change([make('phase', 'extra', { name: { de: 'Zwei' }, order: 'Z' }, 'future')])
  expect(await differences({ copy: 'future' }, 'plain')).toEqual(['phase extra added'])
})

test('[E9] versions of a journey are its owner’s to make and restore, and nobody’s in another workspace', async () => {
  const department = (await house.ok('createUnit', { body: { kind: 'department', name: 'Vertrieb' } })).id
  await house.addMember('dora@shop.example', 'department')
  await house.world.pool.query(
    `insert into membership_unit select $1, id, $2 from member where email = 'dora@shop.example'`,
    [house.workspace, department],
  )
  const dora = await house.signIn('dora@shop.example')
  const asked = { params: { id: 'buy' }, body: { name: 'Meine' } }
  expect((await house.call('createVersion', asked, dora)).json.code).toBe('auth.not_owner')
  const restore = { params: { id: 'buy', number: 1 }, body: { id: 'r7' } }
  expect((await house.call('restoreVersion', restore, dora)).json.code).toBe('auth.not_owner')
  await house.ok('setRecordOwner', { params: { id: 'buy' }, body: { ownerId: department } })
  expect((await house.ok('createVersion', asked, dora)).by?.name).toBe('dora')
  // Whoever may design makes an own journey from what they may only read.
  const body = { id: 'copy-dora', journey: 'doras', name: { de: 'Doras' } }
  await house.ok('copyJourney', { params: { id: 'plain' }, body }, dora)
  expect((await house.ok('getRecord', { params: { id: 'doras' } })).ownerId).toBe(department)
  const foreign = house.as('foreign')
  expect((await house.call('getVersion', { params: { id: 'buy', number: 1 } }, foreign)).status).toBe(404)
  expect((await house.call('listVersions', { params: { id: 'buy' } }, foreign)).status).toBe(404)
  expect(
    (await house.call('compareVersions', { params: { id: 'buy' }, query: { copy: 'future' } }, foreign)).status,
  ).toBe(404)
})
