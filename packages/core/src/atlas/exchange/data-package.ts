// Everything that was designed, and what was counted of it, as plain tables with a description of each column, for programs that learn from data. Writes no file.
import {
  type AtlasKind,
  type AtlasRecord,
  atlasKindNames,
  type FieldFact,
  type Json,
  type JsonObject,
  travellingFields,
} from '@lotse/protocol'
import { canonicalJson } from '../../base/index.ts'
import { textsOf } from '../edit.ts'
import { languagesOf } from './table.ts'

/** A cell; an instant is a Date. */
export type DataCell = string | number | boolean | Date | null
/** A column. `type`: of Frictionless Table Schema; `array` and `object` stand as JSON. `refers`: the table and column whose values it holds. */
export type DataColumn = {
  readonly name: string
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'datetime' | 'array' | 'object'
  readonly about?: string
  readonly refers?: readonly [table: string, column: string]
}
/** A table. */
export type DataTable = {
  readonly name: string
  readonly about: string
  readonly key: readonly string[]
  readonly columns: readonly DataColumn[]
  readonly rows: readonly (readonly DataCell[])[]
}

/** A standing record with whose it is, and when it was changed last (milliseconds since 1970). */
export type DataRecord = AtlasRecord & { readonly owner: number | null; readonly changedAt: number }

const OFFERED = ['de', 'en'] as const
/** How instants stand in cells; in UTC. */
const INSTANT = '%Y-%m-%d %H:%M:%S'

/** A table for each kind of which there is a record, in the order of kinds. What was put aside is left out. */
export function recordDataTables(records: readonly DataRecord[]): DataTable[] {
  const standing = records.filter(({ removed }) => !removed)
  const languages = languagesOf(standing, OFFERED)
  return atlasKindNames.flatMap((kind) => {
    const own = standing.filter((record) => record.kind === kind)
    return own.length === 0 ? [] : [recordDataTable(kind, own, languages)]
  })
}

/** The name of the table of a kind, e.g. `touchpoint` → `record_touchpoint`. */
export const recordTableName = (kind: AtlasKind): string => `record_${kind}`

function recordDataTable(kind: AtlasKind, records: readonly DataRecord[], languages: readonly string[]): DataTable {
  const fields = travellingFields(kind)
  const columns: DataColumn[] = [
    { name: 'id', type: 'string' },
    {
      name: 'journey',
      type: 'string',
      about: 'in which it stands; empty: in the library',
      refers: ['record_journey', 'id'],
    },
    { name: 'unit', type: 'integer', about: 'whose it is', refers: ['unit', 'id'] },
    { name: 'changed_at', type: 'datetime' },
    ...fields.flatMap(([field, fact]) => fieldColumns(field, fact, languages)),
  ]
  const rows = records.map(({ id, journey, owner, changedAt, fields: values }): DataCell[] => [
    id,
    journey,
    owner,
    new Date(changedAt),
    ...fields.flatMap(([field, fact]) => fieldCells(values[field], fact, languages)),
  ])
  return { name: recordTableName(kind), about: `records of the kind ${kind}`, key: ['id'], columns, rows }
}

const isText = ({ type }: FieldFact): boolean => type === 'text' || type === 'prose'

function fieldColumns(field: string, fact: FieldFact, languages: readonly string[]): DataColumn[] {
  if (isText(fact)) return languages.map((language) => ({ name: `${field}_${language}`, type: 'string' }))
  const choices = fact.choices === undefined ? {} : { about: `one of ${fact.choices.join(', ')}` }
  const [kind, ...more] = fact.kinds ?? []
  const refers =
    fact.type === 'ref' && more.length === 0 && kind !== undefined ? { refers: [`record_${kind}`, 'id'] as const } : {}
  return [{ name: field, type: columnType(fact), ...choices, ...refers }]
}

function columnType({ type }: FieldFact): DataColumn['type'] {
  if (type === 'refs' || type === 'choices') return 'array'
  if (type === 'flag') return 'boolean'
  if (type === 'number') return 'number'
  return type === 'binding' || type === 'condition' ? 'object' : 'string'
}

function fieldCells(value: Json | undefined, fact: FieldFact, languages: readonly string[]): DataCell[] {
  if (isText(fact)) {
    const texts = textsOf(value)
    return languages.map((language) => texts[language] ?? null)
  }
  if (value === undefined || value === null) return [null]
  const type = columnType(fact)
  if (type === 'array' || type === 'object') return [canonicalJson(value)]
  return [typeof value === 'object' ? canonicalJson(value) : value]
}

/** The description of a package of tables: Frictionless Data Package (https://datapackage.org), each table a CSV file of its name in UTF-8, with commas. */
export function dataPackageOf(name: string, createdAt: string, tables: readonly DataTable[]): JsonObject {
  const there = new Set(tables.map((table) => table.name))
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name,
    created: createdAt,
    resources: tables.map((table) => ({
      name: table.name,
      description: table.about,
      path: `${table.name}.csv`,
      type: 'table',
      format: 'csv',
      encoding: 'utf-8',
      dialect: { delimiter: ',', lineTerminator: '\r\n', doubleQuote: true },
      schema: {
        fields: table.columns.map(({ name: column, type, about }) => ({
          name: column,
          type,
          ...(type === 'datetime' ? { format: INSTANT } : {}),
          ...(type === 'boolean' ? { trueValues: ['yes'], falseValues: ['no'] } : {}),
          ...(about === undefined ? {} : { description: about }),
        })),
        primaryKey: [...table.key],
        foreignKeys: table.columns.flatMap(({ name: column, refers }) =>
          refers === undefined || !there.has(refers[0])
            ? []
            : [{ fields: [column], reference: { resource: refers[0], fields: [refers[1]] } }],
        ),
        missingValues: [''],
      },
    })),
  }
}
