// Whether a measure helped: the verdict out of an estimate, a time that was said before, and what is worth having. Never judges early, and never twice.
import type { ImpactVerdict } from '@lotse/protocol'
import { type DayMoments, meanOf, momentsOf, type Span } from './day.ts'
import { type Estimate, estimate } from './estimate.ts'
import type { MetricFact } from './metric.ts'

/** Days of a measure, UTC days since 1970. `start`: from which it was there; `effectDays`: until it takes effect; `watchDays`: for so long it is then watched. */
export type MeasureTimes = {
  readonly start: number
  readonly effectDays: number
  readonly watchDays: number
  readonly baselineDays: number
}

/** The spans that are compared (IM2). The days between are left out. */
export function spansOf({ start, effectDays, watchDays, baselineDays }: MeasureTimes): { before: Span; after: Span } {
  const from = start + effectDays
  return { before: { from: start - baselineDays, until: start - 1 }, after: { from, until: from + watchDays - 1 } }
}

/** What a measure is judged by. `worth`: the smallest change that is worth having, above 0, of times as a share of them below 1; null: any. */
export type Judging = {
  readonly fact: MetricFact
  readonly days: readonly DayMoments[]
  readonly beside: readonly DayMoments[] | null
  readonly times: MeasureTimes
  readonly worth: number | null
  readonly today: number
}

/**
 * What is known. `why`: of a measure that is not judged yet. `seen`: how much was observed before and after; `needed`: about so many more observations after
 * it would take to tell a change that is worth having; null: not known.
 */
export type Judgement = {
  readonly verdict: ImpactVerdict
  readonly why: 'early' | 'few' | 'unclear' | null
  readonly before: number | null
  readonly after: number | null
  readonly estimate: Estimate | null
  readonly seen: { readonly before: number; readonly after: number }
  readonly needed: number | null
}

/** An estimate as people read it: of times, the share by which they grew. */
function shownEstimate({ kind }: MetricFact, given: Estimate): Estimate {
  if (kind !== 'time') return given
  const { change, low, high } = given
  return { ...given, change: Math.expm1(change), low: Math.expm1(low), high: Math.expm1(high) }
}

function shownMean({ kind }: MetricFact, mean: number | null): number | null {
  return mean !== null && kind === 'time' ? Math.exp(mean) : mean
}

/** z of 97.5 % and of 80 %: a change that is worth having is then told in four of five cases (Cohen 1988). */
const POWER = 1.959963984540054 + 0.8416212335729143

/** About how many more observations it takes: the error falls with the root of their number. */
function neededMore(error: number, worth: number | null, seen: number): number | null {
  if (worth === null || seen === 0) return null
  return Math.max(0, Math.ceil(seen * ((POWER * error) / worth) ** 2 - seen))
}

/** Judges a measure as of a day (IM4, IM5, IM6). Days that are not over count only in what is told meanwhile. */
export function judgeMeasure({ fact, days, beside, times, worth: wished, today }: Judging): Judgement {
  const { before, after } = spansOf(times)
  const worth = wished !== null && fact.kind === 'time' ? -Math.log1p(-wished) : wished
  const past = { from: after.from, until: Math.min(after.until, today - 1) }
  const seen = { before: momentsOf(days, before), after: momentsOf(days, past) }
  const estimated = estimate({ fact, days, beside, before, after: past })
  const told = {
    before: shownMean(fact, meanOf(seen.before)),
    after: shownMean(fact, meanOf(seen.after)),
    estimate: estimated && shownEstimate(fact, estimated),
    seen: { before: seen.before.n, after: seen.after.n },
    needed: estimated === null ? null : neededMore(estimated.error, worth, seen.after.n),
  }
  if (today <= after.until) return { verdict: 'notYet', why: 'early', ...told }
  if (estimated === null) return { verdict: 'notYet', why: 'few', ...told }
  const sign = fact.better === 'more' ? 1 : -1
  const [worst, best] = sign > 0 ? [estimated.low, estimated.high] : [-estimated.high, -estimated.low]
  if (worst > 0) return { verdict: 'verified', why: null, ...told }
  if (best < (worth ?? 0)) return { verdict: 'refuted', why: null, ...told }
  return { verdict: 'notYet', why: 'unclear', ...told }
}
