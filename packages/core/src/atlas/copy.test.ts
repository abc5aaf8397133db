// Journeys made from others: the copy is the same and stands by itself, and what differs later is told.
import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyOf, deviationOf, differencesFromOrigin, editsOfCopy } from './copy.ts'
import { applyEdits } from './edit.ts'
import { checkEdits } from './fields.ts'
import { journeyMap } from './map.ts'
import { cellIdOf, feelingIdOf } from './place-id.ts'

const make = (
  kind: AtlasRecord['kind'],
  id: string,
  fields: AtlasRecord['fields'],
  journey: string | null = 'j',
): AtlasRecord => ({
  id,
  kind,
  journey,
  fields,
  removed: false,
})
const ORIGIN = [
  make('journey', 'j', { name: { de: 'Vorlage' }, isTemplate: true }, null),
  make('phase', 'p', { name: { de: 'Kaufen' }, order: 'V' }),
  make('step', 's1', { name: { de: 'Korb' }, phase: 'p', order: 'G' }),
  make('step', 's2', { name: { de: 'Zahlung' }, phase: 'p', order: 'V' }),
  make('lane', 'l', { name: { de: 'Text' }, type: 'text', order: 'V' }),
  make('cell', cellIdOf('s1', 'l'), { step: 's1', lane: 'l', text: { de: 'Legt hinein.' } }),
  make('cell', 'imported', { step: 's2', lane: 'l' }),
  make('feeling', feelingIdOf('s2', 'anna'), { step: 's2', persona: 'anna', value: -1 }),
  make('placement', 'x', { item: 'shop', step: 's1', lane: 'l', order: 'V' }),
  make('transition', 't', { from: 's1', to: 's2' }),
  { ...make('step', 'gone', { phase: 'p', order: 'Z' }), removed: true },
  make('touchpoint', 'shop', { name: { de: 'Laden' } }, null),
  make('persona', 'anna', { name: { de: 'Anna' } }, null),
]
const LOST = make('cell', cellIdOf('gone', 'gone-too'), { step: 'gone', lane: 'gone-too' })
const COPYING = { from: 'j', to: 'k' }
const library = new Map(ORIGIN.filter(({ journey }) => journey === null).map((one) => [one.id, one]))

function made(edits: readonly AtlasEdit[]): AtlasRecord[] {
  checkEdits((id) => library.get(id), edits)
  return [...applyEdits((id) => library.get(id), edits).records]
}

test('A10 a copy holds all that stands, names itself within and the library as before, and is laid out the same', () => {
  const copy = made(editsOfCopy([...ORIGIN, LOST], COPYING, { name: { de: 'Neue' }, isTemplate: null, template: 'j' }))
  expect(copy.some(({ id, fields }) => id === LOST.id || fields['step'] === 'gone')).toBe(false)
  expect(copy.find(({ id }) => id === 'k')?.fields).toEqual({ name: { de: 'Neue' }, template: 'j' })
  const ids = new Set(ORIGIN.filter(({ journey }) => journey === 'j').map(({ id }) => id))
  expect(copy.filter(({ id }) => ids.has(id))).toEqual([])
  const shape = (records: readonly AtlasRecord[]) => {
    const map = journeyMap(records)
    return map.steps.map((step) => [
      step.fields['name'],
      map.lanes.map(({ id }) => [
        map.cell(step.id, id)?.fields['text'],
        map.placed(step.id, id).map(({ fields }) => fields['item']),
      ]),
      map.feeling(step.id, 'anna')?.fields['value'],
      map.leaving(step.id).length,
    ])
  }
  expect(shape(copy)).toEqual(shape(ORIGIN))
})

test('A10 cells and feelings have the ids in the copy that whoever begins them there would give', () => {
  const copy = copyOf(ORIGIN, COPYING)
  const [step] = copy.filter(({ kind, fields }) => kind === 'step' && JSON.stringify(fields['name']).includes('Korb'))
  const [lane] = copy.filter(({ kind }) => kind === 'lane')
  expect(copy.some(({ id }) => id === cellIdOf(step?.id ?? '', lane?.id ?? ''))).toBe(true)
})

test('A10 a fresh copy differs in nothing; later only its shape counts as deviation', () => {
  const copy = made(editsOfCopy(ORIGIN, COPYING, { name: { de: 'Neue' } }))
  expect(differencesFromOrigin(ORIGIN, copy, COPYING)).toEqual([])
  const [step] = copy.filter(
    ({ kind, fields }) => kind === 'step' && JSON.stringify(fields['name']).includes('Zahlung'),
  )
  const [cell] = copy.filter(({ kind }) => kind === 'cell')
  const edits: AtlasEdit[] = [
    { do: 'set', id: step?.id ?? '', field: 'order', value: 'B' },
    { do: 'set', id: cell?.id ?? '', field: 'text', value: { de: 'Anders.' } },
    { do: 'make', id: 'new', kind: 'lane', journey: 'k', fields: { type: 'text', order: 'Z' } },
  ]
  const records = new Map(copy.map((one) => [one.id, one]))
  for (const one of applyEdits((id) => records.get(id), edits).records) records.set(one.id, one)
  const differences = differencesFromOrigin(ORIGIN, records.values(), COPYING)
  expect(differences.map(({ kind, what }) => `${kind} ${what}`).sort()).toEqual([
    'cell changed',
    'lane added',
    'step moved',
  ])
  expect(deviationOf(differences)).toEqual({ added: 1, removed: 0, moved: 1, changed: 0 })
  // Where a step was put in the graph is how it is drawn.
  const put = copy.map((one) =>
    one.kind === 'step' ? { ...one, fields: { ...one.fields, leftPx: 8, topPx: 16 } } : one,
  )
  const drawnElsewhere = differencesFromOrigin(ORIGIN, put, COPYING)
  expect(drawnElsewhere.every(({ what }) => what === 'moved')).toBe(true)
  expect(deviationOf(drawnElsewhere)).toEqual({ added: 0, removed: 0, moved: 0, changed: 0 })
})

test('law: A10 copies of any journey stand by themselves: no id stands in two, and nothing hangs on what stayed behind', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'a-very-long-id-as-imports-bring-them-0000000000000000000')
  const part: fc.Arbitrary<AtlasRecord> = fc
    .record({
      id: ids,
      kind: fc.constantFrom('step' as const, 'cell' as const, 'placement' as const),
      one: ids,
      other: ids,
      placed: fc.boolean(),
      removed: fc.boolean(),
    })
    .map(({ id, kind, one, other, placed, removed }) => {
      const fields = {
        step: { phase: one, order: 'V' },
        cell: { step: one, lane: other },
        placement: { item: other, step: one, order: 'V' },
      }
      return { ...make(kind, kind === 'cell' && placed ? cellIdOf(one, other) : id, fields[kind]), removed }
    })
  const journeys = fc
    .uniqueArray(part, { selector: ({ id }) => id, maxLength: 12 })
    .map((records) => [
      make('journey', 'j', { name: { de: 'J' } }, null),
      make('phase', 'c', { order: 'V' }),
      ...records.filter(({ id }) => id !== 'c'),
    ])
  fc.assert(
    fc.property(journeys, (records) => {
      const copy = copyOf(records, COPYING)
      expect(new Set(copy.map(({ id }) => id)).size).toBe(copy.length)
      const ids = new Set(copy.map(({ id }) => id))
      for (const { fields } of copy)
        if (fields['step'] !== undefined) expect(ids.has(String(fields['step']))).toBe(true)
      for (const { id } of copy) expect(id.length).toBeLessThanOrEqual(60)
      const taken = new Set(records.map(({ id }) => id))
      const copies = [copy, copyOf(records, { from: 'j', to: 'm' }), copyOf(copy, { from: 'k', to: 'n' })]
      for (const { id } of copies.flat()) {
        expect(taken.has(id)).toBe(false)
        taken.add(id)
      }
    }),
  )
})
