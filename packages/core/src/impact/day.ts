// What was observed of a metric on a day, and sums of it. Judges nothing.

/** Observations of one UTC day. `n`: how many; `sum`, `squares`: of their values and of their squares. Of a share a value is 1 or 0, so both are the same. */
export type DayMoments = { readonly day: number; readonly n: number; readonly sum: number; readonly squares: number }

/** Observations of many days together. */
export type Moments = Omit<DayMoments, 'day'>

/** Days from the first to the last, both included. */
export type Span = { readonly from: number; readonly until: number }

const NOTHING: Moments = { n: 0, sum: 0, squares: 0 }

/** All observations of a span, in whatever order the days come. */
export function momentsOf(days: readonly DayMoments[], { from, until }: Span): Moments {
  return days.reduce(
    (all, { day, n, sum, squares }) =>
      day < from || day > until ? all : { n: all.n + n, sum: all.sum + sum, squares: all.squares + squares },
    NOTHING,
  )
}

/** The mean; null: nothing was observed. */
export function meanOf({ n, sum }: Moments): number | null {
  return n > 0 ? sum / n : null
}

/** The variance of single observations around their mean, by n − 1; 0 of fewer than two. */
export function varianceOf({ n, sum, squares }: Moments): number {
  return n < 2 ? 0 : Math.max(0, (squares - (sum * sum) / n) / (n - 1))
}
