// Gathers the aggregates that conditions and values need.
import type { Aggregate } from '@lotse/protocol'

/** All aggregates of several compiled parts, by key. */
export function allAggregates(
  parts: readonly ({ readonly aggregates: ReadonlyMap<string, Aggregate> } | null | undefined)[],
): ReadonlyMap<string, Aggregate> {
  const all = new Map<string, Aggregate>()
  for (const part of parts) for (const [key, aggregate] of part?.aggregates ?? []) all.set(key, aggregate)
  return all
}
