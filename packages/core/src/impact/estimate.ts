// How much a metric changed, with its interval: between groups where some were left out, else against the course of the time before. Never judges.
import { type DayMoments, type Moments, meanOf, momentsOf, type Span, varianceOf } from './day.ts'
import type { MetricFact } from './metric.ts'
import { criticalT } from './student.ts'

/** A change. `low`, `high`: its 95 % interval; `error`: of the estimate, one standard error. On the scale of the metric; of times on that of their logarithm. */
export type Estimate = {
  readonly method: 'groups' | 'series'
  readonly change: number
  readonly low: number
  readonly high: number
  readonly error: number
}

/** A number with its interval. */
type Ranged = { readonly value: number; readonly low: number; readonly high: number }

/** The normal quantile of 97.5 %. */
const Z = 1.959963984540054

/** A share with its interval by Wilson's score (Wilson 1927; Newcombe 1998a, method 3). */
export function wilson({ n, sum }: Moments): Ranged {
  const value = sum / n
  const middle = (value + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n)
  const half = (Z * Math.sqrt((value * (1 - value)) / n + (Z * Z) / (4 * n * n))) / (1 + (Z * Z) / n)
  return { value, low: Math.min(value, middle - half), high: Math.max(value, middle + half) }
}

/** How far one number lies above another, its interval put together from theirs (Newcombe 1998b, method 10; Zou and Donner 2008). */
function above(a: Ranged, b: Ranged): Ranged {
  const value = a.value - b.value
  const low = value - Math.hypot(a.value - a.low, b.high - b.value)
  const high = value + Math.hypot(a.high - a.value, b.value - b.low)
  return { value, low, high }
}

/** How far some shares lie above others: `a − b`, or of four `(a − b) − (c − d)`. */
function differenceOfShares(groups: readonly Moments[]): Ranged {
  const [a, b, c, d] = groups.map(wilson)
  if (a === undefined || b === undefined) return { value: 0, low: -1, high: 1 }
  return c === undefined || d === undefined ? above(a, b) : above(above(a, b), above(c, d))
}

/** The same of means, with degrees of freedom by Welch and Satterthwaite (Welch 1947). */
function differenceOfMeans(groups: readonly Moments[]): Ranged {
  const signs = [1, -1, -1, 1]
  const value = groups.reduce((sum, group, index) => sum + (signs[index] ?? 0) * (meanOf(group) ?? 0), 0)
  const parts = groups.map((group) => ({ of: varianceOf(group) / group.n, freedom: group.n - 1 }))
  const all = parts.reduce((sum, { of }) => sum + of, 0)
  const freedom = all === 0 ? 1 : (all * all) / parts.reduce((sum, { of, freedom: f }) => sum + (of * of) / f, 0)
  const half = criticalT(freedom) * Math.sqrt(all)
  return { value, low: value - half, high: value + half }
}

/** What is compared. `days`: of those whom the measure reached; `beside`: of those whom it did not, where there are any. */
export type Compared = {
  readonly fact: MetricFact
  readonly days: readonly DayMoments[]
  readonly beside: readonly DayMoments[] | null
  readonly before: Span
  readonly after: Span
}

/** From each group at each time so much at least is needed. */
export const OBSERVATIONS_MIN = 30
/** So many whole weeks with observations are needed before and after, where nobody was left out. */
export const WEEKS_MIN = { before: 6, after: 4 } as const

const enough = (group: Moments): boolean => group.n >= OBSERVATIONS_MIN

/**
 * The change, in whatever order days come; null: too little was observed (IM5).
 */
export function estimate(compared: Compared): Estimate | null {
  return compared.beside === null ? bySeries(compared) : byGroups(compared, compared.beside)
}

/** Reached against left out; where both were seen before, less what they differed by then (IM3). */
function byGroups({ fact, days, before, after }: Compared, beside: readonly DayMoments[]): Estimate | null {
  const now = [momentsOf(days, after), momentsOf(beside, after)]
  const then = [momentsOf(days, before), momentsOf(beside, before)]
  if (!now.every(enough)) return null
  const groups = then.every(enough) ? [...now, ...then] : now
  const { value, low, high } = fact.kind === 'share' ? differenceOfShares(groups) : differenceOfMeans(groups)
  return { method: 'groups', change: value, low, high, error: (high - low) / (2 * Z) }
}

type Point = { readonly at: number; readonly value: number; readonly weight: number }

const WEEK_DAYS = 7

/** Whole weeks of a span, counted from `zero`, each with its mean. A week that is not whole, or in which nothing was observed, is left out. */
function weeksOf(days: readonly DayMoments[], { from, until }: Span, zero: number): Point[] {
  const weeks = Math.floor((until - from + 1) / WEEK_DAYS)
  return Array.from({ length: weeks }, (_, index) => {
    const first = from + index * WEEK_DAYS
    const all = momentsOf(days, { from: first, until: first + WEEK_DAYS - 1 })
    return { at: (first - zero) / WEEK_DAYS, value: meanOf(all) ?? 0, weight: all.n }
  }).filter(({ weight }) => weight > 0)
}

/** A straight line through points by weighted least squares, seen at an instant. `error`: of its height there, by the points' own scatter (see {@link scatter}). */
type Line = { readonly height: number; readonly shares: readonly number[]; readonly residuals: readonly number[] }

function lineAt(points: readonly Point[], instant: number): Line {
  const all = points.reduce((sum, { weight }) => sum + weight, 0)
  const middle = points.reduce((sum, { at, weight }) => sum + weight * at, 0) / all
  const height = points.reduce((sum, { value, weight }) => sum + weight * value, 0) / all
  const spread = points.reduce((sum, { at, weight }) => sum + weight * (at - middle) ** 2, 0)
  const slope =
    points.reduce((sum, { at, value, weight }) => sum + weight * (at - middle) * (value - height), 0) / spread
  return {
    height: height + slope * (instant - middle),
    // The height is a sum of the points' values with these factors.
    shares: points.map(({ at, weight }) => weight * (1 / all + ((at - middle) * (instant - middle)) / spread)),
    residuals: points.map(({ at, value }) => value - height - slope * (at - middle)),
  }
}

/**
 * Segmented regression over weeks: a line before, a line after, and how far they lie apart in the middle of the time after (Wagner et al. 2002). Whole weeks leave
 * nothing of weekdays. The error is the larger of the ordinary one and that by Newey and West (1987, one lag), so that weeks that hang together count for less.
 */
function bySeries({ days, before, after }: Compared): Estimate | null {
  const [past, since] = [weeksOf(days, before, after.from), weeksOf(days, after, after.from)]
  const seen = [...past, ...since]
  const few = past.length < WEEKS_MIN.before || since.length < WEEKS_MIN.after
  if (few || !enough(momentsOf(days, before)) || !enough(momentsOf(days, after))) return null
  const all = since.reduce((sum, { weight }) => sum + weight, 0)
  const middle = since.reduce((sum, { at, weight }) => sum + weight * at, 0) / all
  const [then, now] = [lineAt(past, middle), lineAt(since, middle)]
  const factors = [...then.shares.map((share) => -share), ...now.shares]
  const residuals = [...then.residuals, ...now.residuals]
  const freedom = seen.length - 4
  const error = Math.sqrt(Math.max(ordinary(seen, factors, residuals, freedom), neweyWest(factors, residuals, freedom)))
  const half = criticalT(freedom) * error
  const change = now.height - then.height
  return { method: 'series', change, low: change - half, high: change + half, error }
}

/** The variance of a sum of values with factors, where weeks scatter by themselves and the fuller ones less. */
function ordinary(
  points: readonly Point[],
  factors: readonly number[],
  residuals: readonly number[],
  freedom: number,
): number {
  const scatter = points.reduce((sum, { weight }, index) => sum + weight * (residuals[index] ?? 0) ** 2, 0) / freedom
  return points.reduce((sum, { weight }, index) => sum + ((factors[index] ?? 0) ** 2 * scatter) / weight, 0)
}

/** The same where a week hangs together with the next one: Bartlett's weights with one lag, scaled for few points. */
function neweyWest(factors: readonly number[], residuals: readonly number[], freedom: number): number {
  const scores = factors.map((factor, index) => factor * (residuals[index] ?? 0))
  const own = scores.reduce((sum, score) => sum + score * score, 0)
  const next = scores.reduce((sum, score, index) => sum + score * (scores[index + 1] ?? 0), 0)
  return Math.max(0, ((own + next) * scores.length) / freedom)
}
