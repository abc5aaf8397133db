// A journey made from another one, and how far it moved away from it since. Stores nothing.
import { type AtlasEdit, type AtlasKind, type AtlasRecord, atlasKinds, fieldFact, type Json } from '@lotse/protocol'
import { compareEditions, type Difference } from './compare.ts'
import { cellIdOf, copyIdOf, feelingIdOf } from './place-id.ts'

/** From which journey to which. */
export type Copying = { readonly from: string; readonly to: string }

/**
 * Everything that stands in a journey as it is in another one made from it (A10): under ids that follow from both, naming each other there as here. Library
 * records that are named stay the same. What lost its place is left behind.
 *
 * @param records - of the journey, itself among them.
 */
export function copyOf(records: Iterable<AtlasRecord>, { from, to }: Copying): AtlasRecord[] {
  const standing = placed(
    [...records].filter(({ id, journey, removed }) => !removed && (id === from || journey === from)),
  )
  const ids = new Map(standing.map(({ id }) => [id, id === from ? to : copyIdOf(to, id)]))
  for (const record of standing) placeAgain(record, ids)
  return standing.map(({ id, kind, fields }) => ({
    id: ids.get(id) ?? id,
    kind,
    journey: id === from ? null : to,
    fields: renamed(kind, fields, ids),
    removed: false,
  }))
}

/** Without what lost its place, as the cell of a step that was put aside (A6), and what stood there in turn. */
function placed(records: readonly AtlasRecord[]): readonly AtlasRecord[] {
  const ids = new Set(records.map(({ id }) => id))
  const kept = records.filter(({ kind, fields }) =>
    Object.entries(fields).every(([field, value]) => !isWithin(kind, field) || ids.has(String(value))),
  )
  return kept.length === records.length ? kept : placed(kept)
}

/** Whether a field names something of the same journey. */
function isWithin(kind: AtlasKind, field: string): boolean {
  const { type, kinds = [] } = fieldFact(kind, field) ?? {}
  if (type !== 'ref' || atlasKinds[kind].home === 'library') return false
  return kinds.every((one) => atlasKinds[one as AtlasKind].home === 'journey')
}

/** What has its id from where it stands has it from there in the copy, too. */
function placeAgain({ id, kind, fields }: AtlasRecord, ids: Map<string, string>): void {
  const at = (field: string): string => ids.get(String(fields[field])) ?? String(fields[field])
  if (kind === 'cell' && id === cellIdOf(String(fields['step']), String(fields['lane'])))
    ids.set(id, cellIdOf(at('step'), at('lane')))
  const persona = typeof fields['persona'] === 'string' ? fields['persona'] : null
  if (kind === 'feeling' && id === feelingIdOf(String(fields['step']), persona))
    ids.set(id, feelingIdOf(at('step'), persona))
}

function renamed(
  kind: AtlasKind,
  fields: AtlasRecord['fields'],
  ids: ReadonlyMap<string, string>,
): AtlasRecord['fields'] {
  const other = (value: Json): Json => (typeof value === 'string' ? (ids.get(value) ?? value) : value)
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      const type = fieldFact(kind, field)?.type
      if (type === 'ref') return [field, other(value)]
      return [field, type === 'refs' && Array.isArray(value) ? value.map(other) : value]
    }),
  )
}

/**
 * The edits that make a journey from another one.
 *
 * @param fields - of the new journey, in place of those it would have; null takes one away.
 */
export function editsOfCopy(
  records: Iterable<AtlasRecord>,
  copying: Copying,
  fields: Readonly<Record<string, Json>>,
): AtlasEdit[] {
  const copies = copyOf(records, copying).map((record) =>
    record.id === copying.to ? { ...record, fields: withFields(record.fields, fields) } : record,
  )
  const first = copies.filter(({ id }) => id === copying.to)
  return [...first, ...copies.filter(({ id }) => id !== copying.to)].map(({ id, kind, journey, fields: given }) => ({
    do: 'make',
    id,
    kind,
    journey,
    fields: given,
  }))
}

function withFields(standing: AtlasRecord['fields'], given: Readonly<Record<string, Json>>): AtlasRecord['fields'] {
  return Object.fromEntries(Object.entries({ ...standing, ...given }).filter(([, value]) => value !== null))
}

/** What is different in a journey from the one that it was made from (A10). What the journey itself is called does not count. */
export function differencesFromOrigin(
  origin: Iterable<AtlasRecord>,
  copy: Iterable<AtlasRecord>,
  copying: Copying,
): Difference[] {
  const { to } = copying
  const within = (records: Iterable<AtlasRecord>) => [...records].filter(({ journey }) => journey === to)
  return compareEditions(within(copyOf(origin, copying)), within(copy))
}

/** Kinds that make the shape of a journey. What is written into it is meant to differ. */
const SHAPE: ReadonlySet<AtlasKind> = new Set(['phase', 'step', 'lane', 'transition'])

/** How far a journey moved away from its template, in things of its shape. */
export type Deviation = Readonly<Record<Difference['what'], number>>

/** Where a step stands in the graph is how it is drawn, not what it is. */
const DRAWN: ReadonlySet<string> = new Set(['leftPx', 'topPx'])

/** Counts what differs in the shape of a journey. A removed cell is no deviation, a removed step is. */
export function deviationOf(differences: readonly Difference[]): Deviation {
  const count = (what: Difference['what']) =>
    differences.filter((one) => one.what === what && SHAPE.has(one.kind) && !isDrawnElsewhere(one)).length
  return { added: count('added'), removed: count('removed'), moved: count('moved'), changed: count('changed') }
}

const isDrawnElsewhere = ({ what, fields }: Difference): boolean =>
  what === 'moved' && fields.every(({ field }) => DRAWN.has(field))
