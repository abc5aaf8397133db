// What goes out comes in again: documents, tables of records, a journey as one table; and what a file does to what stands.
import { type AtlasRecord, atlasDocument, atlasKindNames, travellingFields } from '@lotse/protocol'
import { RANDOM_JOURNEY, randomAtlas } from '@lotse/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits } from '../edit.ts'
import {
  columnsMeant,
  columnText,
  documentOf,
  type ImportPlan,
  type ImportWish,
  importPlan,
  type Lookup,
  languagesOf,
  mapTable,
  namesIn,
  readMapTable,
  readRecordTables,
  recordTable,
  travellingForms,
} from './index.ts'

const NOBODY: Lookup = { nameOf: () => undefined, isKnown: () => false, called: () => [] }
const knowing = (records: readonly AtlasRecord[]): Lookup => ({
  ...NOBODY,
  isKnown: (id) => records.some((record) => record.id === id),
})

function after(standing: readonly AtlasRecord[], { edits }: ImportPlan): AtlasRecord[] {
  const records = new Map(standing.map((record) => [record.id, record]))
  for (const record of applyEdits((id) => records.get(id), edits).records) records.set(record.id, record)
  return [...records.values()]
}
const wishOf = (records: ReturnType<typeof documentOf>['records']): ImportWish => ({
  wanted: records.map((record) => ({ ...record, row: null })),
  absent: [],
  unreadable: [],
})
const record = (
  kind: AtlasRecord['kind'],
  id: string,
  fields: AtlasRecord['fields'],
  journey: string | null = null,
): AtlasRecord => ({
  id,
  kind,
  journey,
  fields,
  removed: false,
})

test('law: X1 a document imported elsewhere and exported again is the same, and changes nothing where it came from', () => {
  fc.assert(
    fc.property(randomAtlas(), fc.array(fc.nat()), (records, aside) => {
      const gone = new Set(
        aside.map((n) => records[n % Math.max(1, records.length)]?.id).filter((id) => id !== RANDOM_JOURNEY),
      )
      const world = records.map((one) => ({ ...one, removed: gone.has(one.id) }))
      const document = documentOf(RANDOM_JOURNEY, world)
      expect(atlasDocument.parse(document)).toEqual(document)
      const there = importPlan([], wishOf(document.records))
      expect(there.refused).toEqual([])
      expect(documentOf(RANDOM_JOURNEY, after([], there))).toEqual(document)
      const here = importPlan(world, wishOf(document.records))
      expect([here.refused, here.edits]).toEqual([[], []])
    }),
    { numRuns: 40 },
  )
})

test('X1 what was put aside does not travel, nor what cannot stand without it, nor who and which file', () => {
  const world = [
    record('journey', 'j', { name: { en: 'Buy' }, responsible: '7', products: ['gone', 'kept'] }),
    record('product', 'kept', { name: { en: 'Lamp' } }),
    { ...record('product', 'gone', { name: { en: 'Old' } }), removed: true },
    { ...record('phase', 'p', { order: 'V' }, 'j'), removed: true },
    record('step', 's', { phase: 'p', order: 'V' }, 'j'),
    record('lane', 'l', { type: 'text', order: 'V' }, 'j'),
    record('cell', 'c', { step: 's', lane: 'l', text: { en: 'x', de: '' } }, 'j'),
  ]
  const { records } = documentOf('j', world)
  expect(records.map(({ id }) => id)).toEqual(['j', 'l', 'kept'])
  expect(records[0]?.fields).toEqual({ name: { en: 'Buy' }, products: ['kept'] })
})

test('law: X4 records in one table, or in one for each kind, come back exactly', () => {
  fc.assert(
    fc.property(randomAtlas(), fc.boolean(), fc.constantFrom('de' as const, 'en' as const), (world, mixed, words) => {
      const document = documentOf(RANDOM_JOURNEY, world)
      const { records } = document
      const style = { words, languages: languagesOf(records, ['de', 'en']), nameOf: namesIn(document, words) }
      const kinds = atlasKindNames.filter((kind) => records.some((one) => one.kind === kind))
      const tables = mixed
        ? [{ ...recordTable('', { kinds, records, mixed: true }, style), kind: undefined }]
        : kinds.map((kind) => ({
            ...recordTable(kind, { kinds: [kind], records: records.filter((one) => one.kind === kind) }, style),
            kind,
          }))
      const reading = { journey: null, language: 'de', mapping: {}, prefix: 'new' }
      const there = readRecordTables(tables, { ...reading, standing: () => undefined, lookup: NOBODY })
      const plan = importPlan([], { ...there, absent: [] })
      expect(plan.refused).toEqual([])
      expect(documentOf(RANDOM_JOURNEY, after([], plan))).toEqual(document)
      const here = readRecordTables(tables, {
        ...reading,
        standing: (id) => world.find((one) => one.id === id),
        lookup: knowing(world),
      })
      expect(importPlan(world, { ...here, absent: [] }).edits).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('law: X5 a journey as a table changes nothing where it came from, and makes the same table elsewhere', () => {
  fc.assert(
    fc.property(
      randomAtlas({ languages: ['de', 'en'] }),
      fc.constantFrom('de' as const, 'en' as const),
      (world, words) => {
        const document = documentOf(RANDOM_JOURNEY, world)
        const table = mapTable('', document, { words, languages: ['de', 'en'] })
        const forms = [...travellingForms(world).values()].map((one) => ({ ...one, removed: false }))
        const reading = {
          language: 'de',
          mapping: {},
          prefix: 'new',
          title: 'T',
          removeAbsent: true,
          journey: RANDOM_JOURNEY,
        }
        const here = importPlan(world, readMapTable(table, { ...reading, forms, lookup: knowing(forms) }))
        expect([here.refused, here.edits]).toEqual([[], []])

        const library = forms.filter(
          ({ journey, id, fields }) => journey === null && id !== RANDOM_JOURNEY && !('ofStep' in fields),
        )
        const bare = [...travellingForms(library).values()].map((one) => ({ ...one, removed: false }))
        const named = new Set(bare.map(({ id }) => id))
        fc.pre(
          forms.every(
            ({ kind, fields }) =>
              (kind !== 'placement' && kind !== 'feeling') ||
              ['item', 'persona'].every((field) => fields[field] === undefined || named.has(String(fields[field]))),
          ),
        )
        const there = importPlan(bare, readMapTable(table, { ...reading, forms: bare, lookup: knowing(bare) }))
        expect(there.refused).toEqual([])
        const again = mapTable('', documentOf(RANDOM_JOURNEY, after(bare, there)), { words, languages: ['de', 'en'] })
        expect(again).toEqual(table)
      },
    ),
    { numRuns: 60 },
  )
})

const shop: AtlasRecord[] = [
  record('journey', 'j', { name: { de: 'Kauf' } }),
  record('phase', 'p', { name: { de: 'Kaufen' }, order: 'V' }, 'j'),
  record('step', 's1', { name: { de: 'Korb', en: 'Cart' }, about: { de: 'Alt' }, phase: 'p', order: 'G' }, 'j'),
  record('step', 's2', { name: { de: 'Zahlung' }, phase: 'p', order: 'V' }, 'j'),
  record('lane', 'l', { name: { de: 'Kontakt' }, type: 'touchpoint', order: 'V' }, 'j'),
  record('touchpoint', 'shop', { name: { de: 'Web-Shop' }, state: 'live' }),
  record('placement', 'x', { item: 'shop', step: 's1', lane: 'l', order: 'V' }, 'j'),
]
const byName = (records: readonly AtlasRecord[]): Lookup => ({
  ...knowing(records),
  called: (name, kinds) =>
    records
      .filter(({ kind, fields }) => kinds.includes(kind) && Object.values(fields['name'] ?? {}).includes(name))
      .map(({ id }) => id),
})
test('X5 pictures stand in a table by what they show, and their words come back without touching the picture', () => {
  const world: AtlasRecord[] = [
    ...shop,
    record('lane', 'pics', { name: { de: 'Bilder' }, type: 'image', order: 'X' }, 'j'),
    record('cell', 'c', { step: 's1', lane: 'pics', image: 'one', alt: { de: 'Die Kasse' } }, 'j'),
  ]
  const table = mapTable('', documentOf('j', world), { words: 'de', languages: ['de', 'en'] })
  const at = table.headings.indexOf('Bilder (de) [pics]')
  expect(table.rows.map((row) => row[at])).toEqual(['Die Kasse', null])
  const changed = table.rows.map((row, n) => row.map((cell, m) => (n === 0 && m === at ? 'Die Theke' : cell)))
  const reading = { language: 'de', mapping: {}, prefix: 'new', title: 'T', removeAbsent: true, journey: 'j' }
  const plan = importPlan(
    world,
    readMapTable({ ...table, rows: changed }, { ...reading, forms: world, lookup: knowing(world) }),
  )
  expect(plan.edits).toEqual([{ do: 'set', id: 'c', field: 'alt', value: { de: 'Die Theke' } }])
})

test('X5 what lanes say by themselves stands in columns at the end, which mean nothing on the way back', () => {
  const world: AtlasRecord[] = [
    ...shop,
    record('lane', 'hands', { type: 'handover', order: 'X' }, 'j'),
    record('lane', 'whose', { name: { de: 'Wer: alle' }, type: 'owner', order: 'Y' }, 'j'),
    record('cell', 'c', { step: 's2', lane: 'hands', text: { de: 'Von Hand' } }, 'j'),
  ]
  const byItself = (type: unknown, step: string) =>
    type === 'handover' ? `${step} → Lager` : type === 'owner' ? 'Lager' : ''
  const table = mapTable('', documentOf('j', world), { words: 'de', languages: ['de', 'en'], byItself })
  const of = (heading: string) => table.rows.map((row) => row[table.headings.indexOf(heading)])
  expect(table.headings.slice(-2)).toEqual(['Übergabe: von selbst [hands]', 'Wer alle: von selbst [whose]'])
  // What somebody wrote about a hand-over stands instead; who is responsible stands besides.
  expect([of('Übergabe: von selbst [hands]'), of('Wer alle: von selbst [whose]')]).toEqual([
    ['s1 → Lager', null],
    ['Lager', 'Lager'],
  ])
  const reading = { language: 'de', mapping: {}, prefix: 'new', title: 'T', removeAbsent: true, journey: 'j' }
  const plan = importPlan(world, readMapTable(table, { ...reading, forms: world, lookup: knowing(world) }))
  expect([plan.edits, plan.refused]).toEqual([[], []])
  const plain = mapTable('', documentOf('j', world), { words: 'en', languages: ['de', 'en'] })
  expect(plain.headings.some((heading) => heading.includes('by itself'))).toBe(false)
})

const mapOf = (
  headings: string[],
  rows: (string | number | null)[][],
  more: Partial<Parameters<typeof readMapTable>[1]> = {},
) =>
  importPlan(
    shop,
    readMapTable(
      { headings, rows },
      {
        journey: 'j',
        title: 'T',
        language: 'de',
        mapping: {},
        prefix: 'new',
        forms: shop,
        lookup: byName(shop),
        removeAbsent: false,
        ...more,
      },
    ),
  )
const told = ({ items }: ImportPlan) => items.map(({ what, kind, id, row }) => `${row} ${what} ${kind} ${id}`).sort()

test('X3 X5 a table of somebody else finds steps by their names, adds what is new in its place, and leaves the rest alone', () => {
  const plan = mapOf(
    ['Phase', 'Schritt', 'Kontakt [l]', 'Gedanken', 'Emotion'],
    [
      ['Kaufen', 'Korb', 'Web-Shop', 'Passt alles?', 1],
      [null, 'Versand', 'Web-Shop\nFiliale', null, '-0,5'],
      [null, 'Zahlung', null, null, null],
      ['Danach', 'Dank', null, null, null],
    ],
  )
  expect(plan.refused).toEqual([])
  expect(told(plan)).toEqual(
    [
      '1 added cell c.s1.new-l2',
      '1 added feeling f.s1.',
      '2 added feeling f.new-s2.',
      '2 added placement new-x1',
      '2 added placement new-x2',
      '2 added step new-s2',
      '2 added touchpoint new-i1',
      '4 added phase new-p4',
      '4 added step new-s4',
      'null added lane new-l2',
    ].sort(),
  )
  const steps = after(shop, plan).filter(({ kind, fields }) => kind === 'step' && fields['phase'] === 'p')
  const order = steps.toSorted((a, b) => (String(a.fields['order']) < String(b.fields['order']) ? -1 : 1))
  expect(order.map(({ id }) => id)).toEqual(['s1', 'new-s2', 's2'])
  expect(steps.find(({ id }) => id === 's1')?.fields).toMatchObject({
    name: { de: 'Korb', en: 'Cart' },
    about: { de: 'Alt' },
    order: 'G',
  })
})

test('X2 a row whose id is none is refused, not taken for one', () => {
  const plan = mapOf(
    ['Phasen-ID', 'Phase', 'Schritt-ID', 'Schritt'],
    [
      ['Ganz neu', 'Phase', null, 'A'],
      [null, 'Kaufen', 'a b', 'B'],
    ],
  )
  expect(plan.refused.map(({ row, field, code }) => `${row} ${field} ${code}`)).toEqual([
    '1 id atlas.value_invalid',
    '2 id atlas.value_invalid',
  ])
  expect(plan.items).toEqual([])
})

test('X5 a new journey gets a lane for the emotions it comes with, a standing one keeps the lanes it has', () => {
  const rows = [['Kaufen', 'Korb', 1, -1]]
  const headings = ['Phase', 'Schritt', 'Emotion', 'Emotion: Wer [nobody]']
  const lanes = (plan: ImportPlan) => plan.items.filter(({ kind }) => kind === 'lane')
  const fresh = mapOf(headings, rows, { journey: 'fresh' })
  expect(lanes(fresh).map(({ what, id }) => `${what} ${id}`)).toEqual(['added new-e1'])
  expect(after(shop, fresh).find(({ id }) => id === 'new-e1')).toMatchObject({
    journey: 'fresh',
    fields: { type: 'emotion' },
  })
  expect(lanes(mapOf(headings, rows))).toEqual([])
})

test('X2 what a row does not make sense of is refused with its reason, and what is not named stays unless it is asked for', () => {
  const plan = mapOf(
    ['Schritt-ID', 'Schritt', 'Emotion', 'Kontakt [l]'],
    [
      ['s1', 'Korb', 'gut', 'Web-Shop [nirgends]'],
      ['s1', 'Nochmal', null, null],
    ],
  )
  expect(plan.refused.map(({ row, field, detail }) => `${row} ${field} ${detail}`)).toEqual([
    '1 item nothing is called “Web-Shop [nirgends]”',
    '1 value is no number',
    '2 id the id stands twice in the file',
  ])
  expect(mapOf(['Schritt'], [['Korb']]).items).toEqual([])
  expect(told(mapOf(['Schritt'], [['Korb']], { removeAbsent: true }))).toEqual(['null removed step s2'])
  const moved = mapOf(['Schritt'], [['Zahlung'], ['Korb']])
  expect(told(moved)).toEqual(['2 moved step s1'])
})

test('X3 a list changes the columns and languages that it has, finds by name, and refuses what others have', () => {
  const table = {
    kind: 'touchpoint' as const,
    headings: ['Name', 'Stand', 'Farbe'],
    rows: [
      ['Web-Shop', 'retired', 'rot'],
      ['Kiosk', 'wrong', null],
      ['Laden', '', null],
    ],
  }
  const reading = {
    journey: null,
    language: 'de',
    mapping: {},
    prefix: 'new',
    standing: (id: string) => shop.find((one) => one.id === id),
    lookup: byName(shop),
  }
  const plan = importPlan(shop, { ...readRecordTables([table], reading), absent: [] })
  expect(told(plan)).toEqual(['1 changed touchpoint shop', '3 added touchpoint new-3'])
  expect(plan.items[0]?.fields).toEqual([{ field: 'state', before: 'live', after: 'retired' }])
  expect(plan.refused).toEqual([{ row: 2, id: 'new-2', field: 'state', code: 'atlas.value_invalid', detail: null }])
  const taken = readRecordTables([{ kind: 'persona', headings: ['id', 'Titel'], rows: [['shop', 'Anna']] }], {
    ...reading,
    mapping: { Titel: 'name:en' },
  })
  expect(importPlan(shop, { ...taken, absent: [] }).refused).toMatchObject([{ code: 'atlas.kind_taken', row: 1 }])
})

test('X2 what names a refused record is refused with it, and what comes back has only what the file says', () => {
  const aside = shop.map((one) => (one.id === 'shop' ? { ...one, removed: true } : one))
  const wish = wishOf([
    { id: 'shop', kind: 'touchpoint', journey: null, fields: { name: { en: 'Shop' } } },
    { id: 'n', kind: 'need', journey: null, fields: { name: { en: 'x' }, touchpoints: ['bad'] } },
    { id: 'bad', kind: 'touchpoint', journey: null, fields: { state: 'nowhere' } },
  ])
  const plan = importPlan(aside, wish)
  expect(plan.refused.map(({ id, field }) => `${id} ${field}`)).toEqual(['bad state', 'n touchpoints'])
  expect(after(aside, plan).find(({ id }) => id === 'shop')).toEqual({
    ...record('touchpoint', 'shop', { name: { en: 'Shop' } }),
  })
})

test('X4 every field has a heading of its own in both languages, which means it again', () => {
  for (const kind of atlasKindNames)
    for (const words of ['de', 'en'] as const) {
      const { headings } = recordTable(
        '',
        { kinds: [kind], records: [] },
        { words, languages: ['de', 'en'], nameOf: () => undefined },
      )
      const meant = columnsMeant(headings, { mapping: {}, language: 'xx' }).map(
        (column) => column && columnText(column),
      )
      const fields = travellingFields(kind).flatMap(([field, { type }]) =>
        type === 'text' || type === 'prose' ? [`${field}:de`, `${field}:en`] : [field],
      )
      expect(meant.filter((text) => text !== 'id' && text !== 'journey')).toEqual(fields)
    }
})
