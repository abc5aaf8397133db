// Metrics that a measure may be to change, and what day counters say of them. Counts nothing itself.
import type { ImpactMetric } from '@lotse/protocol'
import { timeOfRung } from '../understand/index.ts'
import type { DayMoments } from './day.ts'

/** A counter of one day. `at`: whether it stands at what the measure is about; counters of other steps are left out before. */
export type DayCounter = {
  readonly day: number
  readonly what: string
  readonly rung: number
  readonly count: number
}

/** What a metric is. `share`: of observations, 0 to 1; `mean`: of values; `time`: in milliseconds, its geometric mean. `better`: which way is good. */
export type MetricFact = { readonly kind: 'share' | 'mean' | 'time'; readonly better: 'more' | 'less' }

/** All metrics. */
export const metricFacts: { readonly [M in ImpactMetric]: MetricFact } = {
  completion: { kind: 'share', better: 'more' },
  drop: { kind: 'share', better: 'less' },
  repeat: { kind: 'share', better: 'less' },
  time: { kind: 'time', better: 'less' },
  effort: { kind: 'mean', better: 'less' },
  csat: { kind: 'mean', better: 'more' },
  nps: { kind: 'mean', better: 'more' },
  ces: { kind: 'mean', better: 'more' },
}

const HUNDREDTHS = 100
const PROMOTERS = 9
const DETRACTORS = 6

/** One value, so many times. */
type Observation = { readonly value: number; readonly times: number }
type Reading = (counter: DayCounter, whole: boolean) => Observation | undefined

const one = (value: number, { count: times }: DayCounter): Observation => ({ value, times })

/** How a recommendation counts for the score: promoters 100, detractors −100 (Reichheld 2003). */
function recommends(value: number): number {
  if (value >= PROMOTERS) return HUNDREDTHS
  return value <= DETRACTORS ? -HUNDREDTHS : 0
}

/** Of each metric, what a counter is an observation of. Of a share, `reached` and its like are all, the others those that count; see {@link momentsByDay}. */
const readings: { readonly [M in ImpactMetric]: Reading } = {
  completion: (counter) =>
    counter.what === 'completed' ? one(1, counter) : counter.what === 'dropped' ? one(0, counter) : undefined,
  // At a step: who went on or completed there stayed; of the whole journey: who completed.
  drop: (counter, whole) => {
    if (counter.what === 'dropped') return one(1, counter)
    const stayed = counter.what === 'completed' || (!whole && counter.what === 'left')
    return stayed ? one(0, counter) : undefined
  },
  repeat: (counter) =>
    counter.what === 'repeated' ? one(1, counter) : counter.what === 'reached' ? one(0, counter) : undefined,
  time: (counter, whole) =>
    counter.what === (whole ? 'lasted' : 'took') ? one(Math.log(timeOfRung(counter.rung)), counter) : undefined,
  effort: (counter) => (counter.what === 'contacts' ? one(counter.rung, counter) : undefined),
  csat: (counter) => (counter.what === 'csat' ? one(counter.rung / HUNDREDTHS, counter) : undefined),
  nps: (counter) => (counter.what === 'nps' ? one(recommends(counter.rung / HUNDREDTHS), counter) : undefined),
  ces: (counter) => (counter.what === 'ces' ? one(counter.rung / HUNDREDTHS, counter) : undefined),
}

/**
 * What was observed of a metric, day by day (IM1).
 *
 * @param counters - of the steps that are asked about, and of nothing else.
 * @param whole - whether the whole journey is asked about.
 */
export function momentsByDay(metric: ImpactMetric, counters: readonly DayCounter[], whole: boolean): DayMoments[] {
  const days = new Map<number, DayMoments>()
  for (const counter of counters) {
    const seen = readings[metric](counter, whole)
    if (seen === undefined) continue
    const { day, n, sum, squares } = days.get(counter.day) ?? { day: counter.day, n: 0, sum: 0, squares: 0 }
    const { value, times } = seen
    days.set(day, { day, n: n + times, sum: sum + times * value, squares: squares + times * value * value })
  }
  return [...days.values()].sort((a, b) => a.day - b.day)
}

/** What is left of days when those of a part are taken away. */
export function daysWithout(all: readonly DayMoments[], part: readonly DayMoments[]): DayMoments[] {
  const taken = new Map(part.map((one) => [one.day, one]))
  return all.map(({ day, n, sum, squares }) => {
    const less = taken.get(day)
    return less === undefined
      ? { day, n, sum, squares }
      : { day, n: n - less.n, sum: sum - less.sum, squares: squares - less.squares }
  })
}
