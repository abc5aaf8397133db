// Two editions: what differs is named, and what is named makes the one of the other.
import type { AtlasRecord } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareEditions, editsTowards } from './compare.ts'
import { applyEdits } from './edit.ts'
import { journeyMap } from './map.ts'

const record = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  kind: fc.constant('step' as const),
  journey: fc.constant('j'),
  fields: fc.record(
    {
      name: fc
        .record(
          { de: fc.constantFrom('Zahlung', 'Bestellt', '😀 قريب'), en: fc.constantFrom('Payment', 'Ordered') },
          { requiredKeys: [] },
        )
        .filter((texts) => Object.keys(texts).length > 0),
      phase: fc.constantFrom('p', 'q'),
      order: fc.constantFrom('A', 'B', 'C'),
      momentOfTruth: fc.boolean(),
    },
    { requiredKeys: ['phase', 'order'] },
  ),
  removed: fc.boolean(),
})
const edition = fc.uniqueArray(record, { selector: ({ id }) => id }).map((records) =>
  // A text without its language is one that is not there.
  records.map(
    ({ fields, ...one }): AtlasRecord => ({
      ...one,
      fields: JSON.parse(JSON.stringify(fields)),
    }),
  ),
)

test('law: A5 the edits towards an edition make it, and nothing differs then', () => {
  fc.assert(
    fc.property(edition, edition, (now, wanted) => {
      const records = new Map(now.map((one) => [one.id, one]))
      for (const changed of applyEdits((id) => records.get(id), editsTowards(now, wanted)).records)
        records.set(changed.id, changed)
      expect(compareEditions(records.values(), wanted)).toEqual([])
      expect(compareEditions(wanted, records.values())).toEqual([])
    }),
  )
})

test('A5 added, removed, moved and changed are told apart', () => {
  const step = (id: string, fields: AtlasRecord['fields']): AtlasRecord => ({
    id,
    kind: 'step',
    journey: 'j',
    fields,
    removed: false,
  })
  const before = [
    step('a', { phase: 'p', order: 'A' }),
    step('b', { phase: 'p', order: 'B' }),
    step('c', { phase: 'p', order: 'C', momentOfTruth: true }),
  ]
  const after = [
    step('b', { phase: 'q', order: 'B' }),
    step('c', { phase: 'q', order: 'C', momentOfTruth: false }),
    step('d', { phase: 'q', order: 'D' }),
  ]
  expect(compareEditions(before, after).map(({ id, what }) => `${id} ${what}`)).toEqual([
    'a removed',
    'b moved',
    'c changed',
    'd added',
  ])
  expect(compareEditions(before, after)[2]?.fields).toEqual([
    { field: 'phase', before: 'p', after: 'q' },
    { field: 'momentOfTruth', before: true, after: false },
  ])
})

test('A6 a map shows what belongs somewhere, in order, and leaves out what lost its place', () => {
  const make = (
    kind: AtlasRecord['kind'],
    id: string,
    fields: AtlasRecord['fields'],
    removed = false,
  ): AtlasRecord => ({ id, kind, journey: 'j', fields, removed })
  const map = journeyMap([
    make('phase', 'q', { order: 'B' }),
    make('phase', 'p', { order: 'A' }),
    make('step', 's2', { phase: 'p', order: 'B' }),
    make('step', 's1', { phase: 'p', order: 'B' }),
    make('step', 's0', { phase: 'q', order: 'A' }),
    make('step', 'lost', { phase: 'gone', order: 'A' }),
    make('lane', 'l', { order: 'A' }),
    make('lane', 'm', { order: 'B' }, true),
    make('placement', 'x2', { step: 's1', lane: 'l', order: 'B' }),
    make('placement', 'x1', { step: 's1', lane: 'l', order: 'A' }),
    make('cell', 'c', { step: 's0', lane: 'l' }),
    make('feeling', 'f', { step: 's1', persona: 'anna', value: -1 }),
    make('transition', 't', { from: 's1', to: 's0' }),
  ])
  expect(map.steps.map(({ id }) => id)).toEqual(['s1', 's2', 's0'])
  expect(map.phases.map(({ phase, steps }) => [phase.id, steps.length])).toEqual([
    ['p', 2],
    ['q', 1],
  ])
  expect(map.lanes.map(({ id }) => id)).toEqual(['l'])
  expect(map.placed('s1', 'l').map(({ id }) => id)).toEqual(['x1', 'x2'])
  expect(map.cell('s0', 'l')?.id).toBe('c')
  expect(map.feeling('s1', 'anna')?.id).toBe('f')
  expect(map.leaving('s1').map(({ id }) => id)).toEqual(['t'])
})
