// Counts a group of events as it is stored: from outside, of our own, known already. Stores nothing.
import type { AcceptedCount, AcceptedWhat } from '../adapters/store/accepted.ts'
import type { Entry } from './entry.ts'

/**
 * The counts of a group per workspace.
 *
 * @param duplicates - positions of entries that are not stored again.
 */
export function countsOf(entries: readonly Entry[], duplicates: ReadonlySet<number>): AcceptedCount[] {
  const counts = new Map<string, { workspaceId: number; what: AcceptedWhat; count: number }>()
  for (const [at, { event }] of entries.entries()) {
    const { workspaceId, customerId } = event
    const what = duplicates.has(at) ? 'duplicate' : customerId === undefined ? 'accepted' : 'own'
    const key = `${workspaceId} ${what}`
    const standing = counts.get(key)
    if (standing) standing.count += 1
    else counts.set(key, { workspaceId, what, count: 1 })
  }
  return [...counts.values()]
}
