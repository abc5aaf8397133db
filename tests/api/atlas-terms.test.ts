// The words a company agreed on, through the API: refused or flagged, renamed and replaced everywhere, kept by those who may.
import type { AtlasEdit, AtlasKind } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
let count = 0
const change = (edits: AtlasEdit[], headers = house.as('admin')) =>
  house.ok('changeAtlas', { body: { id: `c${++count}`, base: 0, edits } }, headers)
const tried = async (edits: AtlasEdit[], headers = house.as('admin')) =>
  (await house.call('changeAtlas', { body: { id: `c${++count}`, base: 0, edits } }, headers)).json
const make = (kind: AtlasKind, id: string, fields: object, journey: string | null = null): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey,
  fields: { ...fields },
})
const setTerms = (id: string, ...terms: string[]): AtlasEdit => ({ do: 'set', id, field: 'terms', value: terms })
const termsAt = async (id: string) => (await house.ok('getRecord', { params: { id } })).fields['terms']
const flags = async (query: object = {}) =>
  (await house.ok('listTermFlags', { query })).items.map(
    ({ id, faults }) =>
      `${id} ${faults.map(({ what, instead }) => [what, instead].filter(Boolean).join(' ')).join(', ')}`,
  )

beforeAll(async () => {
  house = await House.build()
  await change([
    make('taxonomy', 'phases', {
      name: { de: 'Phasen', en: 'Phases' },
      policy: 'refuse',
      of: ['phase'],
      expected: true,
      single: true,
    }),
    make('taxonomy', 'topics', { name: { de: 'Themen' }, policy: 'flag' }),
    make('term', 'buy', {
      name: { de: 'Kaufen', en: 'Buying' },
      about: { de: 'Vom Warenkorb bis zur Zahlung.' },
      taxonomy: 'phases',
      synonyms: { de: 'Erwerb' },
    }),
    make('term', 'use', { name: { de: 'Nutzen' }, taxonomy: 'phases' }),
    make('term', 'price', { name: { de: 'Preis' }, taxonomy: 'topics' }),
    make('term', 'cost', { name: { de: 'Kosten' }, taxonomy: 'topics' }),
    make('journey', 'shop', { name: { de: 'Kauf' } }),
    make('phase', 'p1', { name: { de: 'Erste' }, order: 'B', terms: ['buy'] }, 'shop'),
    make('phase', 'p2', { name: { de: 'Erwerb' }, order: 'C' }, 'shop'),
    make('step', 's1', { name: { de: 'Zahlen' }, phase: 'p1', order: 'B', terms: ['price'] }, 'shop'),
  ])
})
afterAll(() => house?.close())

test('[R1.15] [R1.17] A8 a value outside of the taxonomy is refused where it refuses, and nothing has happened', async () => {
  expect(await tried([setTerms('s1', 'buy')])).toMatchObject({
    code: 'atlas.outside_taxonomy',
    why: 'foreign',
    id: 's1',
    term: 'buy',
  })
  expect(await tried([setTerms('p1', 'buy', 'use')])).toMatchObject({ code: 'atlas.outside_taxonomy', why: 'several' })
  expect(await termsAt('p1')).toEqual(['buy'])
  expect((await tried([setTerms('p1', 'nothing')])).code).toBe('atlas.value_invalid')
  // What is made in the same change counts.
  const both = [make('term', 'later', { name: { de: 'Später' }, taxonomy: 'phases' }), setTerms('p2', 'later')]
  await change(both)
  const bypass = [make('term', 'sly', { name: { de: 'Schlau' }, taxonomy: 'phases' }), setTerms('s1', 'sly')]
  expect(await tried(bypass)).toMatchObject({ code: 'atlas.outside_taxonomy', why: 'foreign' })
  const aside = await change([setTerms('p2'), { do: 'remove', id: 'later' }])
  expect((await tried([setTerms('p2', 'later')])).why).toBe('gone')
  // Taking back is no new use.
  await house.ok('undoChange', { params: { id: aside.id }, body: { id: 'u1' } })
  await change([setTerms('p2'), { do: 'remove', id: 'later' }])
})

test('[R1.17] A8 A9 what is flagged is done and named, and so is a name that says it otherwise', async () => {
  expect(await flags()).toEqual(['p2 missing, wording buy'])
  expect(await flags({ journey: 'nowhere' })).toEqual([])
  await change([{ do: 'set', id: 'topics', field: 'of', value: ['touchpoint'] }])
  expect(await flags({ journey: 'shop' })).toEqual(['p2 missing, wording buy', 's1 foreign'])
  const first = await house.ok('listTermFlags', { query: { limit: 1 } })
  const second = await house.ok('listTermFlags', { query: { limit: 1, cursor: first.next ?? '' } })
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['p2', 's1'])
  await change([{ do: 'set', id: 'topics', field: 'of', value: [] }])
  const aside = await change([{ do: 'remove', id: 'price' }])
  expect(await flags()).toEqual(['p2 missing, wording buy', 's1 gone'])
  await house.ok('undoChange', { params: { id: aside.id }, body: { id: 'u-price' } })
})

test('a journey brings the definitions of its terms along, and a term tells where it stands', async () => {
  const { records } = await house.ok('openJourney', { params: { id: 'shop' } })
  expect(records.find(({ id }) => id === 'buy')?.fields['about']).toEqual({ de: 'Vom Warenkorb bis zur Zahlung.' })
  const { places } = await house.ok('getRecord', { params: { id: 'buy' } })
  expect(places.map(({ via, phase }) => [via, phase])).toEqual([['p1', 'p1']])
})

test('[R1.17] A9 a renamed term is another word everywhere at once', async () => {
  await change([{ do: 'set', id: 'buy', field: 'name', value: { de: 'Bestellen', en: 'Ordering' } }])
  const { records } = await house.ok('openJourney', { params: { id: 'shop' } })
  expect(records.find(({ id }) => id === 'buy')?.fields['name']).toEqual({ de: 'Bestellen', en: 'Ordering' })
  expect(await termsAt('p1')).toEqual(['buy'])
})

test('A9 a replaced term gives its place everywhere, and all of it is taken back at once', async () => {
  const body = { id: 'r1', by: 'cost' }
  const done = await house.ok('replaceTerm', { params: { id: 'price' }, body })
  expect(await termsAt('s1')).toEqual(['cost'])
  expect((await house.ok('replaceTerm', { params: { id: 'price' }, body })).seq).toBe(done.seq)
  expect(await flags()).toEqual(['p2 missing, wording buy'])
  await house.ok('undoChange', { params: { id: 'r1' }, body: { id: 'u2' } })
  expect(await termsAt('s1')).toEqual(['price'])
  const self = await house.call('replaceTerm', { params: { id: 'price' }, body: { id: 'r2', by: 'price' } })
  expect(self.json.code).toBe('atlas.value_invalid')
  const other = await house.call('replaceTerm', { params: { id: 's1' }, body: { id: 'r3', by: 'cost' } })
  expect(other.status).toBe(404)
})

test('[R1.15] [E9] terms are kept by the CX team: a department designs with them and changes none', async () => {
  await house.addMember('dora@shop.example', 'department')
  const unit = (await house.ok('createUnit', { body: { kind: 'department', name: 'Vertrieb' } })).id
  await house.world.pool.query(
    `insert into membership_unit select $1, id, $2 from member where email = 'dora@shop.example'`,
    [house.workspace, unit],
  )
  const dora = await house.signIn('dora@shop.example')
  expect((await tried([make('term', 'mine', { name: { de: 'Eigener' }, taxonomy: 'topics' })], dora)).code).toBe(
    'auth.forbidden',
  )
  await change([make('touchpoint', 'kiosk', { name: { de: 'Kiosk' }, terms: ['price'] })], dora)
  await change([make('term', 'new', { name: { de: 'Neu' }, taxonomy: 'topics' })], house.as('cx'))
  const foreign = house.as('foreign')
  expect((await house.ok('listTermFlags', {}, foreign)).items).toEqual([])
  const theirs = await house.call('replaceTerm', { params: { id: 'price' }, body: { id: 'r9', by: 'cost' } }, foreign)
  expect(theirs.status).toBe(404)
})
