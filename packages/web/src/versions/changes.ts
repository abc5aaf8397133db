// What reads differently in two editions of a document, value by value. Knows nothing of what the values mean. Pure.

/** A changed value inside a thing: `path` such as `events.0.where.value`; null where there was or is nothing. */
export type FieldChange = { readonly path: string; readonly before: string | null; readonly after: string | null }

type Leaves = ReadonlyMap<string, string>

/** Every value inside, by its path, as it would be written. Empty objects and arrays are values, too. */
function leavesOf(value: unknown, path = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, textOf(value)]]
  const entries = Object.entries(value).filter(([, child]) => child !== undefined)
  if (entries.length === 0) return [[path, JSON.stringify(value)]]
  return entries.flatMap(([name, child]) => leavesOf(child, path === '' ? name : `${path}.${name}`))
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/**
 * The values that differ, in the order in which they stand, the older ones first.
 *
 * @param before - the older edition.
 * @param after - the newer edition.
 */
export function changesOf(before: unknown, after: unknown): FieldChange[] {
  const old: Leaves = new Map(leavesOf(before))
  const now: Leaves = new Map(leavesOf(after))
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((change) => change.before !== change.after)
}
