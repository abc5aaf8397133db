// A journey as one table, a row for each step: how it is written. Reads no files and knows no rows of others.
import type { AtlasDocument, AtlasRecord } from '@lotse/protocol'
import { textsOf } from '../edit.ts'
import type { ByItself } from '../handover.ts'
import { type JourneyMap, journeyMap } from '../map.ts'
import { type CellStyle, calledInCell, cellOf, type Lookup, type TableCell } from './cells.ts'
import type { HeadingLanguage } from './heading-words.ts'
import {
  isStepText,
  itselfHeading,
  laneName,
  type MapColumn,
  mapColumns,
  mapHeading,
  nameIn,
  stepFact,
  wordsField,
} from './map-columns.ts'
import { languagesOf, type Table } from './table.ts'

/** What a document's records are called, in a language of headings. */
export function namesIn(document: AtlasDocument, language: string): Lookup['nameOf'] {
  const names = new Map(document.records.map(({ id, fields }) => [id, nameIn(textsOf(fields['name']), language)]))
  return (id) => names.get(id) || undefined
}

/** The records of a document, standing. */
export function recordsIn({ records }: AtlasDocument): AtlasRecord[] {
  return records.map((record) => ({ ...record, removed: false }))
}

/** The map of the journey that a document is about. */
export function mapIn(document: AtlasDocument): JourneyMap {
  return journeyMap(recordsIn(document).filter(({ journey }) => journey === document.journey && journey !== null))
}

type MapTableStyle = {
  readonly words: HeadingLanguage
  readonly languages: readonly string[]
  readonly byItself?: ByItself | undefined
}

/**
 * The table of the journey that a document is about (X5): phases and steps in their order, each lane, each persona's emotions.
 *
 * @param words - the language of headings; `languages`: of content, always offered; `byItself`: what lanes say by themselves, in columns at the end that
 * nobody reads back.
 */
export function mapTable(name: string, document: AtlasDocument, { words, languages, byItself }: MapTableStyle): Table {
  const map = mapIn(document)
  const nameOf = namesIn(document, words)
  const columns = mapColumns(map, languagesOf(document.records, languages), words)
  const speaking = map.lanes.filter((lane) => map.steps.some((step) => saidAt(map, step, { lane, byItself }) !== ''))
  const rows = map.phases.flatMap(({ phase, steps }) =>
    (steps.length === 0 ? [undefined] : steps).map((step) => [
      ...columns.map((column) => cellAt(column, { map, phase, step, style: { nameOf, words } })),
      ...speaking.map((lane) => (step && saidAt(map, step, { lane, byItself })) || null),
    ]),
  )
  const headings = [
    ...columns.map((column) => mapHeading(column, words, nameOf)),
    ...speaking.map((lane) => itselfHeading(lane.id, laneName(lane, words), words)),
  ]
  return { name, headings, rows }
}

type Speaking = { readonly lane: AtlasRecord; readonly byItself: ByItself | undefined }

/** What a place says by itself; of hand-overs only where nobody wrote more. */
function saidAt(map: JourneyMap, step: AtlasRecord, { lane, byItself }: Speaking): string {
  const { type } = lane.fields
  const written = Object.values(textsOf(map.cell(step.id, lane.id)?.fields['text'])).some((text) => text !== '')
  return type === 'handover' && written ? '' : (byItself?.(type, step.id) ?? '')
}

type At = {
  readonly map: JourneyMap
  readonly phase: AtlasRecord
  readonly step: AtlasRecord | undefined
  readonly style: CellStyle
}

function cellAt(column: MapColumn, { map, phase, step, style }: At): TableCell {
  if (column.of === 'phase') return column.field === 'id' ? phase.id : textAt(phase, 'name', column.language)
  if (step === undefined) return null
  if (column.of === 'step') return stepCell(column, step, style)
  if (column.of === 'text')
    return column.lane === null
      ? null
      : textAt(map.cell(step.id, column.lane), wordsField(map, column.lane), column.language)
  if (column.of === 'items') {
    const items = map
      .placed(step.id, column.lane)
      .flatMap(({ fields: { item } }) => (typeof item === 'string' ? [item] : []))
    return items.map((item) => calledInCell(item, style.nameOf)).join('\n') || null
  }
  const feeling = map.feeling(step.id, column.persona)
  if (column.field === 'why') return textAt(feeling, 'why', column.language)
  const value = feeling?.fields['value']
  return typeof value === 'number' ? value : null
}

function stepCell(
  { field, language }: Extract<MapColumn, { of: 'step' }>,
  step: AtlasRecord,
  style: CellStyle,
): TableCell {
  if (field === 'id') return step.id
  if (isStepText(field)) return textAt(step, field, language)
  const fact = stepFact(field)
  return fact === undefined ? null : cellOf(fact, step.fields[field], style)
}

function textAt(record: AtlasRecord | undefined, field: string, language: string | undefined): TableCell {
  return textsOf(record?.fields[field])[language ?? ''] ?? null
}
