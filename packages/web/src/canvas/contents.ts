// Edits of what stands in a map: words, things of the library, feelings. And how a place reads as plain text, for spreadsheets. Pure.
import { cellIdOf, feelingIdOf } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasKind, AtlasRecord } from '@lotse/protocol'
import type { LaneType, Layout } from './layout.ts'
import { picturePut } from './pictures.ts'
import type { Area, Spot } from './spots.ts'
import { HEAD } from './spots.ts'
import { keyAt, type Making, personaOf, removal, withoutPhase } from './structure.ts'
import { nameIn, ownText, textIn, typingIn } from './texts.ts'

/** The kinds that a lane takes from the library; the first is made where nothing fits. Lanes of words take none by themselves, but any by `@`. */
const kindsOfLane: Readonly<Partial<Record<LaneType, readonly AtlasKind[]>>> = {
  touchpoint: ['touchpoint'],
  persona: ['persona'],
  channel: ['channel'],
  need: ['need'],
  process: ['process', 'transaction'],
  application: ['application'],
  data: ['dataObject', 'dataSource'],
  insight: ['insight'],
}

/** What can be placed in any lane of words. */
const ALL_KINDS: readonly AtlasKind[] = [
  'touchpoint',
  'persona',
  'channel',
  'need',
  'process',
  'application',
  'dataObject',
  'dataSource',
  'insight',
  'product',
]

/** Whether a lane holds things of the library rather than words. */
export const placesItems = (type: LaneType | 'phases' | 'steps'): boolean =>
  type !== 'phases' && type !== 'steps' && kindsOfLane[type] !== undefined

/** What can be placed in a lane. */
export const kindsFor = (type: LaneType): readonly AtlasKind[] => kindsOfLane[type] ?? ALL_KINDS

/** The record whose words stand at a place, and in which field; none where nothing was written yet. */
function wordsAt(layout: Layout, spot: Spot): { record: AtlasRecord | undefined; field: 'name' | 'text' } {
  const { map, columns, rows, columnAt, rowAt } = layout
  const row = rows[rowAt.get(spot.row) ?? -1]
  const column = columns[columnAt.get(spot.col) ?? -1]
  if (spot.col === HEAD) return { record: row?.lane ?? undefined, field: 'name' }
  if (spot.row === 'phases') return { record: column?.phase, field: 'name' }
  if (spot.row === 'steps') return { record: column?.step ?? undefined, field: 'name' }
  return { record: map.cell(spot.col, spot.row), field: 'text' }
}

/** Typing at a place: what stood there in the language when it began, what stands there at its end. */
type Written = { readonly language: string; readonly from: string; readonly to: string }

/** The edits of typing at a place; a step or a cell that is not there yet is made. */
export function writing(layout: Layout, spot: Spot, written: Written, making: Making): AtlasEdit[] {
  const { record, field } = wordsAt(layout, spot)
  // Names are one line.
  const to = field === 'name' ? written.to.replace(/\s*\n\s*/g, ' ') : written.to
  if (record !== undefined) return typingIn(record, { ...written, to, field })
  if (to === '') return []
  const { language } = written
  if (spot.col.startsWith('empty:')) {
    if (spot.row !== 'steps') return []
    const phase = spot.col.slice('empty:'.length)
    const fields = { phase, order: keyAt([], 0), name: { [language]: to } }
    return [{ do: 'make', id: making.newId(), kind: 'step', journey: making.journey, fields }]
  }
  const fields = { step: spot.col, lane: spot.row, text: { [language]: to } }
  return [{ do: 'make', id: cellIdOf(spot.col, spot.row), kind: 'cell', journey: making.journey, fields }]
}

/** Puts something of the library at a place, behind what stands there; nothing where it stands there already. */
export function placing({ map }: Layout, spot: Spot, item: string, { journey, newId }: Making): AtlasEdit[] {
  const placed = map.placed(spot.col, spot.row)
  if (placed.some(({ fields }) => fields['item'] === item)) return []
  const fields = { item, step: spot.col, lane: spot.row, order: keyAt(placed, placed.length) }
  return [{ do: 'make', id: newId(), kind: 'placement', journey, fields }]
}

/** Makes something in the library. */
export function makingItem(kind: AtlasKind, name: string, language: string, newId: () => string) {
  const id = newId()
  const edit: AtlasEdit = { do: 'make', id, kind, journey: null, fields: { name: { [language]: name } } }
  return { id, edit }
}

/** Says how a step feels, from -2 to 2; null: nothing is said any more. */
export function feelingSet(
  { map, rows, rowAt }: Layout,
  spot: Spot,
  value: number | null,
  journey: string,
): AtlasEdit[] {
  const lane = rows[rowAt.get(spot.row) ?? -1]?.lane
  if (!lane || spot.col.startsWith('empty:')) return []
  const persona = personaOf(lane)
  const standing = map.feeling(spot.col, persona)
  if (standing !== undefined)
    return standing.fields['value'] === value ? [] : [{ do: 'set', id: standing.id, field: 'value', value }]
  if (value === null) return []
  const id = feelingIdOf(spot.col, persona)
  const fields = { step: spot.col, value, ...(persona === null ? {} : { persona }) }
  return [
    { do: 'make', id, kind: 'feeling', journey, fields },
    { do: 'set', id, field: 'value', value },
  ]
}

/** What somebody feels at a step; null: not said. */
export function feelingAt({ map, rows, rowAt }: Layout, spot: Spot): number | null {
  const lane = rows[rowAt.get(spot.row) ?? -1]?.lane
  if (lane?.fields['type'] !== 'emotion') return null
  const value = map.feeling(spot.col, personaOf(lane))?.fields['value']
  return typeof value === 'number' ? value : null
}

/** Every place of a rectangle, row by row. */
export function spotsIn({ rows, columns }: Layout, { top, bottom, left, right }: Area): Spot[][] {
  return rows.slice(top, bottom + 1).map(({ id }) => {
    const inside = columns.slice(Math.max(0, left), right + 1).map((column) => ({ row: id, col: column.id }))
    return left < 0 && id !== 'phases' && id !== 'steps' ? [{ row: id, col: HEAD }, ...inside] : inside
  })
}

/** Empties a rectangle. Where it is steps, phases or names of lanes alone, these go as a whole. */
export function clearing(layout: Layout, area: Area, { language, journey }: { language: string; journey: string }) {
  const spots = spotsIn(layout, area)
  if (area.left < 0 && area.right < 0) return spots.flat().map(({ row }) => removal(row))
  if (area.bottom === 0) {
    const phases = new Set(
      spots.flat().map(({ col }) => layout.columns[layout.columnAt.get(col) ?? -1]?.phase.id ?? ''),
    )
    return [...phases].flatMap((phase) => withoutPhase(layout, phase))
  }
  if (area.top === 1 && area.bottom === 1)
    return spots.flat().flatMap(({ col }) => (col.startsWith('empty:') ? [] : [removal(col)]))
  return spots.flat().flatMap((spot) => emptied(layout, spot, { language, journey }))
}

function emptied(
  layout: Layout,
  spot: Spot,
  { language, journey }: { language: string; journey: string },
): AtlasEdit[] {
  if (spot.col === HEAD || spot.row === 'phases' || spot.row === 'steps') return []
  const cell = layout.map.cell(spot.col, spot.row)
  const shown = textIn(cell, 'text', language)
  const words: AtlasEdit[] =
    cell === undefined || shown.text === '' ? [] : [{ do: 'set', id: cell.id, field: 'text', value: {} }]
  const picture =
    typeof cell?.fields['image'] === 'string' ? picturePut(layout, spot, { journey, image: null, alt: {} }) : []
  const placed = layout.map.placed(spot.col, spot.row).map(({ id }) => removal(id))
  const type = layout.rows[layout.rowAt.get(spot.row) ?? -1]?.type
  return [...words, ...picture, ...placed, ...(type === 'emotion' ? feelingSet(layout, spot, null, journey) : [])]
}

/** Brings all that stands at one place to another, behind what stands there. */
export function bringing(layout: Layout, from: Spot, to: Spot, journey: string): AtlasEdit[] {
  const { map } = layout
  const placed = map.placed(to.col, to.row)
  const edits: AtlasEdit[] = []
  let last = [...placed]
  for (const one of map.placed(from.col, from.row)) {
    if (placed.some(({ fields }) => fields['item'] === one.fields['item'])) edits.push(removal(one.id))
    else {
      const order = keyAt(last, last.length)
      last = [...last, { ...one, fields: { ...one.fields, order } }]
      for (const [field, value] of Object.entries({ step: to.col, lane: to.row, order }))
        edits.push({ do: 'set', id: one.id, field, value })
    }
  }
  const cell = map.cell(from.col, from.row)
  if (cell?.fields['text'] !== undefined) {
    const fields = { step: to.col, lane: to.row, text: cell.fields['text'] }
    const standing = map.cell(to.col, to.row)
    edits.push({ do: 'make', id: standing?.id ?? cellIdOf(to.col, to.row), kind: 'cell', journey, fields })
    edits.push({ do: 'set', id: cell.id, field: 'text', value: {} })
  }
  return edits
}

/** How a place reads as plain text. */
export function plainAt(
  layout: Layout,
  spot: Spot,
  { language, records }: { language: string; records: ReadonlyMap<string, AtlasRecord> },
): string {
  // A phase stands over several columns and is named once.
  if (spot.row === 'phases' && !layout.bands.some(({ from }) => layout.columns[from]?.id === spot.col)) return ''
  const feeling = feelingAt(layout, spot)
  if (feeling !== null) return String(feeling)
  const { record, field } = wordsAt(layout, spot)
  const names = layout.map
    .placed(spot.col, spot.row)
    .map(({ fields }) => nameIn(records.get(String(fields['item'])), language))
  const words = textIn(record, field, language).text
  const seen = record?.kind === 'cell' ? textIn(record, 'alt', language).text : ''
  return [words, seen, ...names].filter((one) => one !== '').join('\n')
}

/** Whether something was written in the language at a place. */
export const writtenAt = (layout: Layout, spot: Spot, language: string): string => {
  const { record, field } = wordsAt(layout, spot)
  return ownText(record, field, language)
}
