// What differs between two editions, as it is read.
import type { AtlasRecord } from '@lotse/protocol'
import { beforeAll, expect, test } from 'vitest'
import { formatIn } from '../../words/format-in.ts'
import { startWords } from '../../words/index.ts'
import { editionOf, shownDifferences } from './difference-words.ts'
import type { Reader } from './value-words.ts'

const make = (kind: AtlasRecord['kind'], id: string, fields: AtlasRecord['fields'], removed = false): AtlasRecord => ({
  id,
  kind,
  journey: kind === 'journey' || kind === 'touchpoint' ? null : 'j',
  fields,
  removed,
})

const before = [
  make('journey', 'j', { name: { de: 'Kaufen' } }),
  make('phase', 'p', { name: { de: 'Vorher' }, order: 'A' }),
  make('phase', 'q', { name: { de: 'Nachher' }, order: 'B' }),
  make('step', 's', { name: { de: 'Suchen' }, phase: 'p', order: 'A' }),
  make('step', 'w', { name: { de: 'Warten' }, phase: 'p', order: 'B' }),
  make('lane', 'l', { type: 'touchpoint', order: 'A' }),
  make('cell', 'c', { step: 's', lane: 'l', text: { de: 'Sucht lange' } }),
  make('placement', 'x', { item: 'shop', step: 's', lane: 'l', order: 'A' }),
  make('touchpoint', 'shop', { name: { de: 'Laden' } }),
  make('transition', 't', { from: 's', to: 'w', share: 0.5 }),
]
const changed: Readonly<Record<string, AtlasRecord>> = {
  s: make('step', 's', { name: { de: 'Finden', en: 'Find' }, phase: 'p', order: 'A', momentOfTruth: true }),
  w: make('step', 'w', { name: { de: 'Warten' }, phase: 'q', order: 'A' }),
  x: make('placement', 'x', { item: 'shop', step: 's', lane: 'l', order: 'A' }, true),
  t: make('transition', 't', { from: 's', to: 'w', share: 0.25, withinMs: 86_400_000 }),
  // What changes in the library is no change of the journey.
  shop: make('touchpoint', 'shop', { name: { de: 'Filiale' } }),
}
const after = [...before.map((record) => changed[record.id] ?? record), make('feeling', 'f', { step: 's', value: 1.5 })]

let reader: Reader
beforeAll(async () => {
  const { t } = await startWords('de')
  reader = { t, f: formatIn('de', t), language: 'de' }
})
const differing = () =>
  shownDifferences('j', { before: editionOf(before), after: editionOf(after), reader }).map(
    ({ what, title, changes }) => [what, title, changes.map((one) => `${one.path}: ${one.before} → ${one.after}`)],
  )

test('what came, went, moved and changed is told in words, from the frame to what stands in it', () => {
  expect(differing()).toEqual([
    [
      'changed',
      'Schritt „Finden“',
      ['Name: Suchen → Finden', 'Name (en): null → Find', 'Moment der Wahrheit: null → Ja'],
    ],
    ['moved', 'Schritt „Warten“', ['Phase: Vorher → Nachher', 'Stelle: 2. → 1.']],
    [
      'changed',
      'Übergang „Finden“ → „Warten“',
      [`Anteil: ${reader.f.share(0.5)} → ${reader.f.share(0.25)}`, 'Frist: null → 1 Tag'],
    ],
    ['removed', '„Laden“ bei „Suchen“', []],
    ['added', 'Gefühl bei „Finden“', ['Wert: null → +1,5']],
  ])
})

test('two editions that say the same do not differ, whatever the order of their records', () => {
  const same = shownDifferences('j', {
    before: editionOf(before),
    after: editionOf(before.toReversed()),
    reader,
  })
  expect(same).toEqual([])
})
