// A small journey for tests of the map: two phases, three steps, four lanes. Nobody else's.
import { applyEdits, cellIdOf } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasRecord, Json } from '@lotse/protocol'
import { type Layout, layoutOf } from './layout.ts'

const record = (kind: AtlasRecord['kind'], id: string, fields: Readonly<Record<string, Json>>): AtlasRecord => ({
  id,
  kind,
  journey: kind === 'touchpoint' ? null : 'j',
  fields,
  removed: false,
})

/** The records of the journey: phases p (steps a, b) and q (step c); lanes words, feel, touch and note. */
export function sampleRecords(): AtlasRecord[] {
  return [
    record('phase', 'p', { name: { de: 'Davor' }, order: 'G' }),
    record('phase', 'q', { name: { de: 'Kaufen' }, order: 'V' }),
    record('step', 'a', { name: { de: 'Suchen' }, phase: 'p', order: 'G' }),
    record('step', 'b', { name: { de: 'Finden' }, phase: 'p', order: 'V' }),
    record('step', 'c', { name: { de: 'Zahlen' }, phase: 'q', order: 'G' }),
    record('lane', 'words', { name: { de: 'Tut' }, type: 'text', order: 'B' }),
    record('lane', 'feel', { name: { de: 'Gefühl' }, type: 'emotion', order: 'G' }),
    record('lane', 'touch', { name: { de: 'Touchpoints' }, type: 'touchpoint', order: 'V' }),
    record('lane', 'note', { type: 'text', order: 'Z' }),
    record('cell', cellIdOf('a', 'words'), { step: 'a', lane: 'words', text: { de: 'tippt' } }),
    record('touchpoint', 'shop', { name: { de: 'Shop' } }),
    record('placement', 'x1', { item: 'shop', step: 'a', lane: 'touch', order: 'V' }),
  ]
}

/** Records by id that take edits and lay themselves out. */
export function sampleMap(records: readonly AtlasRecord[] = sampleRecords()) {
  const by = new Map(records.map((one) => [one.id, one]))
  let made = 0
  return {
    records: by,
    making: { journey: 'j', newId: () => `n${++made}` },
    layout: (): Layout => layoutOf(by.values(), 'de'),
    /** Does edits. @returns the edits that take them back. */
    edit(edits: readonly AtlasEdit[]): readonly AtlasEdit[] {
      const done = applyEdits((id) => by.get(id), edits)
      for (const one of done.records) by.set(one.id, one)
      return done.reverse
    },
    steps: (): string[] => layoutOf(by.values(), 'de').columns.map(({ id }) => id),
    lanes: (): string[] => layoutOf(by.values(), 'de').map.lanes.map(({ id }) => id),
    phases: (): string[] => layoutOf(by.values(), 'de').map.phases.map(({ phase }) => phase.id),
    text: (step: string, lane: string): string => {
      const text = layoutOf(by.values(), 'de').map.cell(step, lane)?.fields['text']
      return typeof text === 'object' && text !== null && 'de' in text ? String(text.de) : ''
    },
    items: (step: string, lane: string): string[] =>
      layoutOf(by.values(), 'de')
        .map.placed(step, lane)
        .map(({ fields }) => String(fields['item'])),
  }
}
