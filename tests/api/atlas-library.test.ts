// Finding what people design, through the API: search in two languages, lists and counts by owner, every place of a record, handing over.
import type { AtlasEdit, AtlasKind } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House, type Proof } from './house.ts'

let house: House
let region: string
let sales: string
let team: string
let service: string
/** A member of the team, below sales. */
let tina: Proof

let count = 0
const change = (edits: AtlasEdit[], ownerId?: string, headers = house.as('admin')) =>
  house.ok('changeAtlas', { body: { id: `c${++count}`, base: 0, edits, ...(ownerId && { ownerId }) } }, headers)
const make = (kind: AtlasKind, id: string, fields: object, journey: string | null = null): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey,
  fields: { ...fields },
})
const unit = async (kind: 'department' | 'team' | 'region', name: string, parentId: string | null = null) =>
  (await house.ok('createUnit', { body: { kind, name, parentId } })).id

beforeAll(async () => {
  house = await House.build()
  region = await unit('region', 'Nord')
  sales = await unit('department', 'Vertrieb', region)
  team = await unit('team', 'Web-Shop', sales)
  service = await unit('department', 'Kundenservice')
  await house.addMember('tina@shop.example', 'department')
  await house.world.pool.query(
    `insert into membership_unit select $1, id, $2 from member where email = 'tina@shop.example'`,
    [house.workspace, team],
  )
  tina = await house.signIn('tina@shop.example')
  await change([make('touchpoint', 'shop', { name: { de: 'Web-Shop', en: 'Web shop' } })], team)
  await change([make('touchpoint', 'hotline', { name: { de: 'Telefon-Hotline', en: 'Phone hotline' } })], service)
  await change([make('persona', 'anna', { name: { de: 'Anna' }, goals: { de: 'Eine schnelle Bestellbestätigung' } })])
  await change(
    [
      make('journey', 'buy', { name: { de: 'Im Web-Shop kaufen', en: 'Buy in the web shop' }, personas: ['anna'] }),
      make('phase', 'p1', { name: { de: 'Kaufen', en: 'Buying' }, order: 'V' }, 'buy'),
      make(
        'step',
        's1',
        { name: { de: 'Bestellbestätigung', en: 'Order confirmation' }, phase: 'p1', order: 'G' },
        'buy',
      ),
      make(
        'step',
        's2',
        { name: { de: 'Rückfrage' }, about: { de: 'Die Bestellbestätigung kam nicht an.' }, phase: 'p1', order: 'V' },
        'buy',
      ),
      make('lane', 'l1', { name: { de: 'Kontakt' }, type: 'touchpoint', order: 'V', persona: 'anna' }, 'buy'),
      make('placement', 'x1', { item: 'shop', step: 's1', lane: 'l1', order: 'V' }, 'buy'),
      make('placement', 'x2', { item: 'hotline', step: 's2', lane: 'l1', order: 'V' }, 'buy'),
      make('feeling', 'f1', { step: 's2', persona: 'anna', value: -2 }, 'buy'),
    ],
    sales,
  )
})
afterAll(() => house?.close())

const found = async (find: string, kinds?: AtlasKind[], headers?: Proof) =>
  (await house.ok('searchAtlas', { query: { find, ...(kinds && { kinds: kinds.join(',') }) } }, headers)).items
const ids = async (find: string) => (await found(find)).map(({ id }) => id)

test('[R0.1] one search box finds journeys, touchpoints, personas and steps in either language, best first', async () => {
  expect(await ids('web sho')).toEqual(['shop', 'buy'])
  expect(await ids('CONFIRMATION')).toEqual(['s1'])
  // In the name before in other words; what a joined word ends with, too.
  expect(await ids('bestell')).toEqual(['s1', 'anna', 's2'])
  expect(await ids('bestätigung')).toEqual(['s1'])
  expect(await ids('bestatigung')).toEqual(['s1'])
  expect(await ids("kauf' & !x:*")).toEqual([])
  expect(await ids('…')).toEqual([])
  const [hit] = await found('kam nicht')
  expect(hit).toMatchObject({
    id: 's2',
    journey: 'buy',
    journeyName: { en: 'Buy in the web shop' },
    excerpt: { field: 'about', language: 'de', text: 'Die Bestellbestätigung kam nicht an.' },
    ownerId: sales,
  })
  expect((await found('kauf', ['phase'])).map(({ id }) => id)).toEqual(['p1'])
})

test('[R0.1] what was put aside is not found, nor what stands in it, until it comes back', async () => {
  const aside = await change([{ do: 'remove', id: 's2' }])
  expect(await ids('ruckfrage')).toEqual([])
  await house.ok('undoChange', { params: { id: aside.id }, body: { id: 'u1' } })
  expect(await ids('ruckfrage')).toEqual(['s2'])
  await change([{ do: 'remove', id: 'buy' }])
  expect(await ids('bestell')).toEqual(['anna'])
  await change([{ do: 'restore', id: 'buy' }])
  expect(await ids('bestell')).toEqual(['s1', 'anna', 's2'])
})

test('[R0.2] A7 the page of a touchpoint or persona names every journey, phase and step, however it stands there', async () => {
  const places = async (id: string) =>
    (await house.ok('getRecord', { params: { id } })).places.map(({ via, field, journey, phase, step }) =>
      [via, field, journey, phase, step].map((part) => part ?? '–').join(' '),
    )
  expect(await places('shop')).toEqual(['x1 item buy p1 s1'])
  expect(await places('anna')).toEqual(['f1 persona buy p1 s2', 'buy personas buy – –', 'l1 persona buy – –'])
  await change([make('phase', 'p2', { name: { de: 'Danach' }, order: 'Z' }, 'buy')])
  const moved = await change([
    { do: 'set', id: 's1', field: 'phase', value: 'p2' },
    { do: 'set', id: 'x1', field: 'item', value: 'hotline' },
  ])
  expect(await places('shop')).toEqual([])
  expect(await places('hotline')).toEqual(['x2 item buy p1 s2', 'x1 item buy p2 s1'])
  await house.ok('undoChange', { params: { id: moved.id }, body: { id: 'u2' } })
  expect(await places('shop')).toEqual(['x1 item buy p1 s1'])
  const [place] = (await house.ok('getRecord', { params: { id: 'shop' } })).places
  expect(place).toMatchObject({
    journeyName: { de: 'Im Web-Shop kaufen' },
    phaseName: { en: 'Buying' },
    ownerId: sales,
  })
})

test('[R0.3] one journey holds touchpoints of several departments, and each names its owner', async () => {
  const { records } = await house.ok('openJourney', { params: { id: 'buy' } })
  const owners = records.filter(({ kind }) => kind === 'touchpoint').map(({ id, ownerId }) => [id, ownerId])
  expect(Object.fromEntries(owners)).toEqual({ shop: team, hotline: service })
})

test('lists and counts are narrowed to a region, a department or a team, to the own and to nobody’s', async () => {
  const listed = async (ownerId: string, kind?: AtlasKind, headers?: Proof) =>
    (await house.ok('listRecords', { query: { ownerId, kind } }, headers)).items.map(({ id }) => id).sort()
  expect(await listed(region, 'touchpoint')).toEqual(['shop'])
  expect(await listed(team)).toEqual(['shop'])
  expect(await listed(service)).toEqual(['hotline'])
  // What stands in a journey is its owner's.
  expect(await listed(sales, 'step')).toEqual(['s1', 's2'])
  expect(await listed('mine', undefined, tina)).toEqual(['shop'])
  expect(await listed('none', 'persona')).toEqual(['anna'])
  const counts = await house.ok('countRecords', { query: { kind: 'touchpoint' } })
  expect(counts.total).toBe(2)
  expect(counts.items).toEqual(
    expect.arrayContaining([
      { kind: 'touchpoint', ownerId: team, count: 1 },
      { kind: 'touchpoint', ownerId: service, count: 1 },
    ]),
  )
  expect((await house.ok('countRecords', { query: { ownerId: region, find: 'web' } })).total).toBe(2)
  expect(
    (await house.ok('listRecords', { query: { uses: 'anna', journey: 'buy' } })).items.map(({ id }) => id).sort(),
  ).toEqual(['f1', 'l1'])
})

test('lists go on where a page ends, and name nothing twice', async () => {
  const pages: string[] = []
  let cursor: string | undefined
  do {
    const page = await house.ok('listRecords', { query: { limit: 4, ...(cursor && { cursor }) } })
    pages.push(...page.items.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  expect(pages.length).toBe((await house.ok('countRecords', {})).total)
  expect(new Set(pages).size).toBe(pages.length)
})

test('[R0.46] a department changes its own records and journeys and no others; handing over changes that', async () => {
  const name = (id: string) =>
    change([{ do: 'set', id, field: 'about', value: { de: `Neu ${count}` } }], undefined, tina)
  await name('shop')
  await expect(name('hotline')).rejects.toThrow('auth.not_owner')
  await expect(name('s1')).rejects.toThrow('auth.not_owner')
  await expect(name('anna')).rejects.toThrow('auth.not_owner')
  const mine = [make('phase', 'p9', { name: { de: 'Fremd' }, order: 'V' }, 'buy')]
  await expect(change(mine, undefined, tina)).rejects.toThrow('auth.not_owner')
  await house.ok('setRecordOwner', { params: { id: 'buy' }, body: { ownerId: team } })
  await name('s1')
  await house.ok('setRecordOwner', { params: { id: 'buy' }, body: { ownerId: sales } }, tina)
  await expect(name('s1')).rejects.toThrow('auth.not_owner')
  const inside = await house.call('setRecordOwner', { params: { id: 's1' }, body: { ownerId: team } })
  expect(inside.json.code).toBe('atlas.wrong_home')
})

test('[E9] another workspace finds, lists and counts nothing of it', async () => {
  const foreign = house.as('foreign')
  expect(await found('web', undefined, foreign)).toEqual([])
  expect((await house.ok('countRecords', {}, foreign)).total).toBe(0)
  expect((await house.ok('listRecords', { query: { uses: 'anna' } }, foreign)).items).toEqual([])
  const theirs = await house.call('setRecordOwner', { params: { id: 'shop' }, body: { ownerId: null } }, foreign)
  expect(theirs.status).toBe(404)
})
