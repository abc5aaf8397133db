// The values that name a person, per kind, and whether two sets of them can be one person (I2). Pure.
import type { Identifier } from './input.ts'
import { classOf } from './kinds.ts'
import type { PersonIds } from './resolution.ts'

/** The values among identifiers that name a person. */
export function personIdsOf(identifiers: readonly Identifier[]): PersonIds {
  const ids = new Map<string, Set<string>>()
  for (const { kind, value } of identifiers) if (classOf(kind) === 'person') valuesOf(ids, kind).add(value)
  return ids
}

/** The values of a kind, for adding to them. */
export function valuesOf(ids: Map<string, Set<string>>, kind: string): Set<string> {
  const found = ids.get(kind)
  if (found) return found
  const fresh = new Set<string>()
  ids.set(kind, fresh)
  return fresh
}

/** Whether two persons differ in a kind that both have; `stated` are user ids that the sender itself declares to be one. */
export function contradicts(a: PersonIds, b: PersonIds, stated: ReadonlySet<string> | null): boolean {
  for (const [kind, values] of a) {
    const others = b.get(kind)
    if (!others || overlap(values, others)) continue
    if (kind === 'userId' && stated && overlap(values, stated) && overlap(others, stated)) continue
    return true
  }
  return false
}

/** Whether two sets share a value. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const value of a) if (b.has(value)) return true
  return false
}
