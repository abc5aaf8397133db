// What is different between two editions of a journey, and the edits that make one of the other. Knows no versions and no people.
import type { AtlasEdit, AtlasRecord, Json } from '@lotse/protocol'

/** Where a record stands: fields that say no more than that. */
const PLACES: ReadonlySet<string> = new Set([
  ...['order', 'phase', 'step', 'lane', 'span', 'under', 'ofStep'],
  ...['leftPx', 'topPx'],
])

/** A field that differs; null: not there. */
export type FieldDifference = { readonly field: string; readonly before: Json; readonly after: Json }

/** A record that differs. `moved`: it stands elsewhere; `changed`: it says something else; it may be both. */
export type Difference = {
  readonly id: string
  readonly kind: AtlasRecord['kind']
  readonly what: 'added' | 'removed' | 'moved' | 'changed'
  readonly fields: readonly FieldDifference[]
}

/** What is different in the second edition, record by record. */
export function compareEditions(before: Iterable<AtlasRecord>, after: Iterable<AtlasRecord>): Difference[] {
  const [old, now] = [standing(before), standing(after)]
  const differences: Difference[] = []
  for (const { id, kind } of old.values()) if (!now.has(id)) differences.push({ id, kind, what: 'removed', fields: [] })
  for (const record of now.values()) {
    const { id, kind } = record
    const former = old.get(id)
    const fields = differingFields(former?.fields ?? {}, record.fields)
    if (former === undefined) differences.push({ id, kind, what: 'added', fields })
    else if (fields.length > 0)
      differences.push({ id, kind, what: fields.every(({ field }) => PLACES.has(field)) ? 'moved' : 'changed', fields })
  }
  return differences
}

/** The edits that make `wanted` of what stands. Texts come as wholes. */
export function editsTowards(standingNow: Iterable<AtlasRecord>, wanted: Iterable<AtlasRecord>): AtlasEdit[] {
  const all = new Map([...standingNow].map((record) => [record.id, record]))
  const goal = standing(wanted)
  const edits: AtlasEdit[] = []
  for (const record of goal.values()) {
    const now = all.get(record.id)
    const { id, kind, journey, fields } = record
    if (now === undefined) edits.push({ do: 'make', id, kind, journey, fields })
    else {
      if (now.removed) edits.push({ do: 'restore', id })
      for (const { field, after } of differingFields(now.fields, fields))
        edits.push({ do: 'set', id, field, value: after })
    }
  }
  for (const { id, removed } of all.values()) if (!removed && !goal.has(id)) edits.push({ do: 'remove', id })
  return edits
}

const standing = (records: Iterable<AtlasRecord>): Map<string, AtlasRecord> =>
  new Map([...records].flatMap((record) => (record.removed ? [] : [[record.id, record] as const])))

function differingFields(before: AtlasRecord['fields'], after: AtlasRecord['fields']): FieldDifference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null]
    return sameValue(was, is) ? [] : [{ field, before: was, after: is }]
  })
}

/** Whether two values say the same, whatever the order of their keys. */
function sameValue(a: Json, b: Json): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b)) return false
    return a.length === b.length && a.every((one, at) => sameValue(one, b[at] ?? null))
  }
  const [left, right] = [a as Readonly<Record<string, Json>>, b as Readonly<Record<string, Json>>]
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key] ?? null, right[key] ?? null))
  )
}
