// How long events waited for their decision, in classes, and what a percentile of them is. Pure.

/** Upper bounds of the classes in milliseconds; what is longer falls into the last one. */
export const LAG_BOUNDS_MS = [
  5, 10, 20, 35, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 3_600_000,
] as const

const LAST = LAG_BOUNDS_MS[LAG_BOUNDS_MS.length - 1] ?? 0

/** The class a span belongs to, by its upper bound. */
export function lagClassOf(spanMs: number): number {
  return LAG_BOUNDS_MS.find((bound) => spanMs <= bound) ?? LAST
}

/** How many spans fell into a class. */
export type LagClass = { readonly boundMs: number; readonly count: number }

/**
 * A percentile of spans that are known by class alone: inside of its class the span is taken as evenly spread.
 *
 * @param share - 0.5 for the median, 0.99 for p99.
 * @returns milliseconds, or null where nothing was measured.
 */
export function percentileOf(classes: readonly LagClass[], share: number): number | null {
  const counted = classes.filter(({ count }) => count > 0).toSorted((a, b) => a.boundMs - b.boundMs)
  const total = counted.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  let below = 0
  for (const { boundMs, count } of counted) {
    if (below + count >= total * share) return Math.round(within(boundMs, (total * share - below) / count))
    below += count
  }
  return LAST
}

function within(boundMs: number, share: number): number {
  const lower = LAG_BOUNDS_MS.findLast((bound) => bound < boundMs) ?? 0
  return lower + (boundMs - lower) * share
}
