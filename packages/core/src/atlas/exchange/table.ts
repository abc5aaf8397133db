// Records as rows of a table, one column a field and language, and rows as records again: one model for workbooks and CSV. Knows no files.
import {
  type AtlasKind,
  type AtlasRecord,
  atlasKindNames,
  atlasKinds,
  type ExchangeRecord,
  fieldFact,
  type Json,
  recordId,
  travellingFields,
} from '@lotse/protocol'
import type { ProblemCode } from '../../base/index.ts'
import { textsOf } from '../edit.ts'
import { type CellStyle, cellOf, type Lookup, meantBy, type TableCell } from './cells.ts'
import { type ColumnKey, columnKeyOf, type HeadingLanguage, headingOf } from './heading-words.ts'
import { guessColumn } from './headings.ts'
import type { ImportRefusal, WantedRecord } from './plan.ts'

/** A table: its name, its headings, its rows. */
export type Table = {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly TableCell[])[]
}

/** How a table is written. `languages`: of content, each a column. `words`: of headings. */
export type TableStyle = {
  readonly words: HeadingLanguage
  readonly languages: readonly string[]
  readonly nameOf: Lookup['nameOf']
}

/**
 * A table of records (X4).
 *
 * @param kinds - those that the columns are for. `mixed`: the kind of each row stands in front.
 */
export function recordTable(
  name: string,
  {
    kinds,
    records,
    mixed,
  }: { readonly kinds: readonly AtlasKind[]; readonly records: readonly ExchangeRecord[]; readonly mixed?: true },
  style: TableStyle,
): Table {
  const columns = [...(mixed ? [{ field: 'kind' }] : []), ...columnsFor(kinds, style.languages)]
  const rows = records.map((record) => columns.map((column) => cellAt(record, column, style)))
  return { name, headings: columns.map((column) => headingOf(column, style.words)), rows }
}

/** The languages in which records say anything, and those that are always offered. */
export function languagesOf(records: readonly ExchangeRecord[], offered: readonly string[]): string[] {
  const found = new Set<string>()
  for (const { kind, fields } of records)
    for (const [field, value] of Object.entries(fields))
      if (isText(kind, field)) for (const language of Object.keys(textsOf(value))) found.add(language)
  return [...offered, ...[...found].filter((language) => !offered.includes(language)).sort()]
}

function columnsFor(kinds: readonly AtlasKind[], languages: readonly string[]): ColumnKey[] {
  const columns = new Map<string, ColumnKey>()
  const add = (column: ColumnKey) => columns.set(`${column.field}.${column.language ?? ''}`, column)
  add({ field: 'id' })
  if (kinds.some((kind) => atlasKinds[kind].home === 'journey')) add({ field: 'journey' })
  for (const kind of kinds)
    for (const [field] of travellingFields(kind))
      if (isText(kind, field)) for (const language of languages) add({ field, language })
      else add({ field })
  return [...columns.values()]
}

function isText(kind: AtlasKind, field: string): boolean {
  const type = fieldFact(kind, field)?.type
  return type === 'text' || type === 'prose'
}

function cellAt(record: ExchangeRecord, { field, language }: ColumnKey, style: CellStyle): TableCell {
  if (field === 'kind' || field === 'id') return record[field]
  if (field === 'journey') return record.journey
  const fact = fieldFact(record.kind, field)
  if (fact === undefined || (language !== undefined) !== isText(record.kind, field)) return null
  return language === undefined
    ? cellOf(fact, record.fields[field], style)
    : (textsOf(record.fields[field])[language] ?? null)
}

/** How tables are read. `mapping`: heading → column, or empty for none; what it does not name is guessed. */
export type TableReading = {
  /** Of rows that name no journey. */
  readonly journey: string | null
  readonly language: string
  readonly mapping: Readonly<Record<string, string>>
  /** The beginning of the ids of what is new. */
  readonly prefix: string
  readonly standing: (id: string) => AtlasRecord | undefined
  readonly lookup: Lookup
}

/** Rows as records, with what could not be read. */
export type TableRead = { readonly wanted: readonly WantedRecord[]; readonly unreadable: readonly ImportRefusal[] }

/** What each heading means; undefined: nothing. */
export function columnsMeant(
  headings: readonly string[],
  { mapping, language }: Pick<TableReading, 'mapping' | 'language'>,
): (ColumnKey | undefined)[] {
  return headings.map((heading) => {
    const said = Object.hasOwn(mapping, heading) ? mapping[heading] : undefined
    if (said === undefined) return guessColumn(heading, language)
    return said === '' ? undefined : columnKeyOf(said)
  })
}

/** A table with the kind of its rows that name none. */
export type KindTable = Pick<Table, 'headings' | 'rows'> & { readonly kind: AtlasKind | undefined }

/** Reads the rows of tables as records (X4). The first row below the headings is 1; rows of all tables may name each other. */
export function readRecordTables(tables: readonly KindTable[], reading: TableReading): TableRead {
  const wanted: WantedRecord[] = []
  const unreadable: ImportRefusal[] = []
  const read = tables.map(({ kind, headings, rows }, at) => {
    const columns = columnsMeant(headings, reading)
    const prefix = tables.length === 1 ? reading.prefix : `${reading.prefix}-${at + 1}`
    const heads = rows.map((cells, row) =>
      areEmpty(cells) ? undefined : headOf(cells, columns, { ...reading, kind, prefix, row: row + 1 }),
    )
    return { columns, heads, rows }
  })
  const lookup = withFile(
    reading.lookup,
    read.flatMap(({ heads }) => heads),
  )
  for (const { columns, heads, rows } of read)
    for (const [at, head] of heads.entries()) {
      const cells = rows[at]
      if (head === undefined || cells === undefined) continue
      const record = 'code' in head ? head : rowOf(head, { cells, columns }, { ...reading, lookup })
      if ('code' in record) unreadable.push(record)
      else wanted.push(record)
    }
  return { wanted, unreadable }
}

const areEmpty = (cells: readonly TableCell[]): boolean => cells.every((cell) => cell === null || cell === '')

/** Who a row is about. */
type Head = Pick<WantedRecord, 'id' | 'kind' | 'journey' | 'row'> & { readonly names: readonly string[] }
type Columns = readonly (ColumnKey | undefined)[]

function headOf(
  cells: readonly TableCell[],
  columns: Columns,
  { row, kind: usual, ...reading }: TableReading & { readonly row: number; readonly kind: AtlasKind | undefined },
): Head | ImportRefusal {
  const at = (field: string) => {
    const cell = cells[columns.findIndex((column) => column?.field === field)] ?? null
    return cell === null || cell === '' ? undefined : String(cell).trim()
  }
  const [kindSaid, idSaid] = [at('kind'), at('id')]
  const kind = kindSaid === undefined ? usual : atlasKindNames.find((one) => one === kindSaid)
  if (kind === undefined) return refusal(row, 'kind', 'atlas.value_invalid', 'no such kind of record')
  if (idSaid !== undefined && !recordId.safeParse(idSaid).success)
    return refusal(row, 'id', 'atlas.value_invalid', 'an id holds letters, digits, points and hyphens')
  const names = cells.filter(
    (cell, place): cell is string => columns[place]?.field === 'name' && typeof cell === 'string' && cell !== '',
  )
  const known = idSaid === undefined ? names.flatMap((name) => reading.lookup.called(name.trim(), [kind])) : []
  const id = idSaid ?? (new Set(known).size === 1 ? known[0] : undefined) ?? `${reading.prefix}-${row}`
  const journey =
    atlasKinds[kind].home === 'library' ? null : (at('journey') ?? reading.standing(id)?.journey ?? reading.journey)
  return { id, kind, journey, row, names }
}

function withFile(lookup: Lookup, heads: readonly (Head | ImportRefusal | undefined)[]): Lookup {
  const ids = new Set<string>()
  const byName = new Map<string, Head[]>()
  for (const head of heads) {
    if (head === undefined || 'code' in head) continue
    ids.add(head.id)
    for (const name of head.names) byName.set(name.trim(), [...(byName.get(name.trim()) ?? []), head])
  }
  return {
    nameOf: lookup.nameOf,
    isKnown: (id) => ids.has(id) || lookup.isKnown(id),
    called: (name, kinds) => {
      const coming = (byName.get(name) ?? []).filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)
      return [...new Set([...lookup.called(name, kinds), ...coming])]
    },
  }
}

function rowOf(
  { names: _, ...head }: Head,
  { cells, columns }: { readonly cells: readonly TableCell[]; readonly columns: Columns },
  { standing, lookup }: TableReading,
): WantedRecord | ImportRefusal {
  const fields: Record<string, Json> = {}
  for (const [place, column] of columns.entries()) {
    const fact = column && fieldFact(head.kind, column.field)
    if (column === undefined || fact === undefined) continue
    const cell = cells[place] ?? null
    const { field, language } = column
    if (isText(head.kind, field)) {
      if (language === undefined) continue
      const before = fields[field] ?? standing(head.id)?.fields[field] ?? {}
      fields[field] = { ...textsOf(before), [language]: cell === null ? '' : String(cell) }
    } else if (language === undefined) {
      const meant = meantBy(fact, cell, lookup)
      if ('fault' in meant) return refusal(head.row, field, 'atlas.value_invalid', meant.fault, head.id)
      fields[field] = meant.value
    }
  }
  return { ...head, fields, speaksOf: new Set(Object.keys(fields)) }
}

function refusal(
  row: number | null,
  field: string,
  code: ProblemCode,
  detail: string,
  id: string | null = null,
): ImportRefusal {
  return { row, id, field, code, detail }
}
