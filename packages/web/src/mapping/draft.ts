// A mapping as people edit it: what a record is, and row by row which column becomes what. Pure; keeps what it cannot show.
import type { Mapping, MappingField, MappingReading } from '@lotse/protocol'

/** What a column can become; `none`: it is not imported. */
export const targets = [
  'none',
  'userId',
  'email',
  'phone',
  'anonymousId',
  'externalId',
  'event',
  'timestamp',
  'messageId',
  'channel',
  'trait',
  'property',
] as const
export type Target = (typeof targets)[number]

/** A column with what it becomes. `name`: of a trait, property or external id. */
export type MappingRow = {
  readonly column: string
  readonly target: Target
  readonly name: string
  readonly as: MappingReading
}

/** A mapping under work. `eventName`: of all records, where no column says it. `kept`: parts that have no row. */
export type MappingDraft = {
  readonly kind: 'event' | 'customer'
  readonly eventName: string
  readonly rows: readonly MappingRow[]
  readonly kept: Mapping
}

const PLAIN = ['userId', 'email', 'phone', 'anonymousId', 'event', 'timestamp', 'messageId', 'channel'] as const
const GROUPS = { trait: 'traits', property: 'properties', externalId: 'externalIds' } as const
type Group = keyof typeof GROUPS
const groups = Object.keys(GROUPS) as Group[]

/** Whether a target has a name of its own. */
export function isNamed(target: Target): target is Group {
  return target in GROUPS
}

/** Whether it matters how a target's values are read. */
export function isRead(target: Target): boolean {
  return target === 'trait' || target === 'property' || target === 'timestamp'
}

/**
 * A mapping as a draft.
 *
 * @param columns - of the file or example; those without a use get a row that says so.
 */
export function draftOf(mapping: Mapping, columns: readonly string[]): MappingDraft {
  const rows = rowsOf(mapping)
  const used = new Map(rows.map((row) => [row.column, row]))
  const unused = columns.filter((column) => !used.has(column))
  const place = (column: string) => (columns.includes(column) ? columns.indexOf(column) : columns.length)
  const all = [...rows, ...unused.map((column) => rowFor(column, 'none'))]
  return {
    kind: constantOf(mapping.type) === 'identify' ? 'customer' : 'event',
    eventName: String(constantOf(mapping.event) ?? ''),
    rows: all.toSorted((a, b) => place(a.column) - place(b.column)),
    kept: keptOf(mapping),
  }
}

/** A row for a column, with the name that its end suggests. */
export function rowFor(column: string, target: Target): MappingRow {
  return { column, target, name: column.slice(column.lastIndexOf('.') + 1), as: 'text' }
}

function rowsOf(mapping: Mapping): MappingRow[] {
  const plain = PLAIN.flatMap((target) => rowOf(mapping[target], target, ''))
  const named = groups.flatMap((group) => {
    const fields = mapping[GROUPS[group]]
    return typeof fields === 'object'
      ? Object.entries(fields).flatMap(([name, field]) => rowOf(field, group, name))
      : []
  })
  return [...plain, ...named]
}

function rowOf(field: MappingField | undefined, target: Target, name: string): MappingRow[] {
  if (field === undefined || (typeof field === 'object' && 'value' in field)) return []
  const { column, as } = typeof field === 'string' ? { column: field, as: 'text' as const } : field
  return [{ column, target, name: name === '' ? rowFor(column, target).name : name, as }]
}

function constantOf(field: MappingField | undefined) {
  return typeof field === 'object' && 'value' in field ? field.value : undefined
}

/** Parts that no row shows: types by column, groups, fixed channels, everything else as properties. */
function keptOf(mapping: Mapping): Mapping {
  const { delimiter: _, type, event: __, ...rest } = mapping
  const shown = new Set<string>([...PLAIN.filter((name) => rowOf(mapping[name], name, '').length > 0)])
  const kept = Object.entries(rest).filter(
    ([name, field]) => !shown.has(name) && (typeof field !== 'object' || 'value' in field || 'column' in field),
  )
  const typed = type !== undefined && constantOf(type) === undefined ? { type } : {}
  return { ...Object.fromEntries(kept), ...typed }
}

/** The mapping that a draft stands for. */
export function mappingOf({ kind, eventName, rows, kept }: MappingDraft): Mapping {
  const plain = rows.filter(
    ({ target }) => target !== 'none' && !isNamed(target) && !(kind === 'customer' && target === 'event'),
  )
  const byColumn = rows.some(({ target }) => target === 'event')
  const event = kind === 'event' && !byColumn && eventName.trim() !== '' ? { event: { value: eventName.trim() } } : {}
  const named = groups.map((group) => [GROUPS[group], fieldsOf(rows, group)] as const)
  return {
    ...kept,
    ...(kind === 'customer' ? { type: { value: 'identify' } } : {}),
    ...event,
    ...Object.fromEntries(plain.map((row) => [row.target, fieldOf(row)])),
    ...Object.fromEntries(named.filter(([, fields]) => Object.keys(fields).length > 0)),
  }
}

function fieldsOf(rows: readonly MappingRow[], group: Group): Record<string, MappingField> {
  const fitting = rows.filter(({ target, name }) => target === group && name.trim() !== '')
  return Object.fromEntries(fitting.map((row) => [row.name.trim(), fieldOf(row)]))
}

const fieldOf = ({ column, target, as }: MappingRow): MappingField =>
  as === 'text' || !isRead(target) ? column : { column, as }

/** What a draft lacks before anything can be taken by it. */
export type Lack = 'identity' | 'event' | null

/** Looks at what a draft lacks. */
export function lackOf({ kind, eventName, rows, kept }: MappingDraft): Lack {
  const identifies: readonly Target[] = ['userId', 'email', 'phone', 'anonymousId', 'externalId']
  if (!rows.some(({ target }) => identifies.includes(target))) return 'identity'
  const named = rows.some(({ target }) => target === 'event') || eventName.trim() !== '' || 'type' in kept
  return kind === 'event' && !named ? 'event' : null
}

/** A draft with one row changed. */
export function withRow(draft: MappingDraft, at: number, change: Partial<MappingRow>): MappingDraft {
  return { ...draft, rows: draft.rows.map((row, i) => (i === at ? { ...row, ...change } : row)) }
}
