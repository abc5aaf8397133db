// Counters as they are kept: of everybody, and beside them of each segment (J13). Sums what was counted; counts nothing itself.
import type { Counter, Counts } from './counts.ts'
import { segmentNumbers } from './segments.ts'

/** A counter with how much is added to it. `segment`: 0 of everybody, else the number of a segment in its edition. */
export type KeptCount = { readonly counter: Counter; readonly segment: number; readonly count: number }

/** The counters that counts of an edition with segments add to, each once, by a key that tells them apart. Without segments every count is a counter of everybody. */
export function keptCounts(counts: Counts): Map<string, KeptCount> {
  const kept = new Map<string, KeptCount>()
  for (const { counter, count } of counts.values()) {
    const { what, step, to, day, rung, channel } = counter
    for (const segment of segmentNumbers(counter.segments)) {
      const key = `${segment} ${what} ${step} ${to} ${day} ${rung} ${channel}`
      const sum = (kept.get(key)?.count ?? 0) + count
      if (sum === 0) kept.delete(key)
      else kept.set(key, { counter, segment, count: sum })
    }
  }
  return kept
}
