// Counters as they are kept: of everybody, and beside them of each segment (J13). Sums what was counted; counts nothing itself.
import type { Counter, Counts } from './counts.ts'
import { segmentNumbers } from './segments.ts'

/** A counter with how much is added to it. `segment`: 0 of everybody, else the number of a segment in its edition. */
export type KeptCount = { readonly counter: Counter; readonly segment: number; readonly count: number }

/**
 * The counters that counts add to, each once, by a key that tells them apart.
 *
 * @param apart - whether the edition has segments; where it has none, every count is one counter.
 */
export function keptCounts(counts: Counts, apart: boolean): Map<string, KeptCount> {
  const kept = new Map<string, KeptCount>()
  for (const [key, { counter, count }] of counts) {
    if (!apart) {
      kept.set(key, { counter, segment: 0, count })
      continue
    }
    const { what, step, to, day, rung, channel } = counter
    for (const segment of segmentNumbers(counter.segments)) {
      const own = `${segment} ${what} ${step} ${to} ${day} ${rung} ${channel}`
      const sum = (kept.get(own)?.count ?? 0) + count
      if (sum === 0) kept.delete(own)
      else kept.set(own, { counter, segment, count: sum })
    }
  }
  return kept
}
