// What is said of measures: intervals that hold what they say, verdicts that are seldom wrong, and laws of both, by simulation with seeds.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DayMoments } from './day.ts'
import { estimate, wilson } from './estimate.ts'
import { type Judging, judgeMeasure, spansOf } from './judge.ts'
import { daysWithout, metricFacts, momentsByDay } from './metric.ts'
import { criticalT } from './student.ts'
import { successOf } from './success.ts'

/** Chance with a seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const times = { start: 84, effectDays: 0, watchDays: 56, baselineDays: 84 }
const { before, after } = spansOf(times)
const DAYS = 84 + 56
const END = after.until + 1

type World = {
  readonly draw: () => number
  readonly perDay: number
  readonly rate: (day: number) => number
}

/** Days on which each of some customers does something with a probability. */
const shares = ({ draw, perDay, rate }: World): DayMoments[] =>
  Array.from({ length: DAYS }, (_, day) => {
    const sum = Array.from({ length: perDay }, () => Number(draw() < rate(day))).reduce((a, b) => a + b, 0)
    return { day, n: perDay, sum, squares: sum }
  })

/** The same of values that lie around a mean. */
const values = ({ draw, perDay, rate }: World): DayMoments[] =>
  Array.from({ length: DAYS }, (_, day) => {
    const all = Array.from({ length: perDay }, () => rate(day) + draw() + draw() - 1)
    return { day, n: perDay, sum: all.reduce((a, b) => a + b, 0), squares: all.reduce((a, b) => a + b * b, 0) }
  })

const completion = metricFacts.completion
const csat = metricFacts.csat
const RUNS = 2000
const since = (day: number) => Number(day >= after.from)

/** In how many of many worlds the interval holds the truth. */
function coverage(of: (draw: () => number) => Parameters<typeof estimate>[0], truth: number): number {
  const draw = chance(20261122)
  const held = Array.from({ length: RUNS }, () => estimate(of(draw))).filter(
    (one) => one !== null && one.low <= truth && truth <= one.high,
  )
  return held.length / RUNS
}

describe('an interval of 95 % holds the truth in 93 to 97 of 100 worlds', () => {
  test.each([
    [0.2, 0.05],
    [0.6, -0.1],
    [0.04, 0],
  ])('IM3 shares of %f that change by %f, against those who were left out', (rate, change) => {
    const of = (draw: () => number) => ({
      fact: completion,
      days: shares({ draw, perDay: 4, rate: (day) => rate + since(day) * change }),
      beside: shares({ draw, perDay: 3, rate: () => rate }),
      before,
      after,
    })
    const held = coverage(of, change)
    expect(held).toBeGreaterThan(0.93)
    expect(held).toBeLessThan(0.97)
  })

  test('IM3 means, against those who were left out and who were different before', () => {
    const of = (draw: () => number) => ({
      fact: csat,
      days: values({ draw, perDay: 2, rate: (day) => 3 + since(day) * 0.3 }),
      beside: values({ draw, perDay: 3, rate: () => 3.5 }),
      before,
      after,
    })
    const held = coverage(of, 0.3)
    expect(held).toBeGreaterThan(0.93)
    expect(held).toBeLessThan(0.97)
  })

  test('IM3 shares that were rising before, against where they were heading, with quiet weekends', () => {
    const of = (draw: () => number) => {
      const rate = (day: number) => 0.3 + day * 0.001 + since(day) * 0.05 - Number(day % 7 > 4) * 0.1
      return { fact: completion, days: shares({ draw, perDay: 5, rate }), beside: null, before, after }
    }
    const held = coverage(of, 0.05)
    expect(held).toBeGreaterThan(0.93)
    expect(held).toBeLessThan(0.97)
  })
})

const judging = (more: Partial<Judging>): Judging => ({
  fact: completion,
  days: [],
  beside: null,
  times,
  worth: null,
  today: END,
  ...more,
})

test('IM4 where nothing changed, at most 5 of 100 measures are verified, and what made it worse never', () => {
  const draw = chance(7)
  const verdicts = Array.from({ length: RUNS }, (_, index) => {
    const days = shares({ draw, perDay: 5, rate: () => 0.4 })
    const beside = index % 2 === 0 ? shares({ draw, perDay: 5, rate: () => 0.4 }) : null
    return judgeMeasure(judging({ days, beside })).verdict
  })
  expect(verdicts.filter((one) => one === 'verified').length / RUNS).toBeLessThanOrEqual(0.05)
  const worse = shares({ draw, perDay: 60, rate: (day) => 0.6 - since(day) * 0.2 })
  expect(judgeMeasure(judging({ days: worse })).verdict).toBe('refuted')
})

test('IM4 what is good follows from the metric: fewer dropping out is verified, more of them refuted', () => {
  const draw = chance(3)
  const days = shares({ draw, perDay: 60, rate: (day) => 0.5 - since(day) * 0.2 })
  const verdict = (metric: keyof typeof metricFacts) =>
    judgeMeasure(judging({ fact: metricFacts[metric], days })).verdict
  expect([verdict('drop'), verdict('completion')]).toEqual(['verified', 'refuted'])
})

test('IM5 a measure is judged on the day after its time is over, not before, and never from too little', () => {
  const draw = chance(5)
  const days = shares({ draw, perDay: 60, rate: (day) => 0.4 + since(day) * 0.3 })
  const at = (today: number) => judgeMeasure(judging({ days, today }))
  expect(at(after.until)).toMatchObject({ verdict: 'notYet', why: 'early' })
  expect(at(after.until).estimate?.low).toBeGreaterThan(0)
  expect(at(END)).toMatchObject({ verdict: 'verified', why: null })
  expect(at(END + 500)).toEqual(at(END))
  const late = [...days, { day: END, n: 1000, sum: 0, squares: 0 }]
  expect(judgeMeasure(judging({ days: late, today: END + 9 }))).toEqual(at(END))
  const few = (keep: (one: DayMoments) => boolean) => judgeMeasure(judging({ days: days.filter(keep) })).why
  expect(few(({ day }) => day >= after.from)).toBe('few')
  expect(few(({ day }) => day >= after.from - 35)).toBe('few')
  expect(few(({ day }) => day >= after.from - 36)).toBe(null)
  const some = days.map(({ day }) => ({ day, n: Number(day % 7 === 0), sum: Number(day % 7 === 0), squares: 0 }))
  expect(judgeMeasure(judging({ days: some })).why).toBe('few')
  const beside = days.map(({ day }) => ({ day, n: Number(day === END - 1) * 29, sum: 3, squares: 3 }))
  expect(judgeMeasure(judging({ days, beside })).why).toBe('few')
})

test('IM6 what is unclear says about how much is missing: the less the more is worth having', () => {
  const draw = chance(11)
  const days = shares({ draw, perDay: 10, rate: () => 0.4 })
  const beside = shares({ draw, perDay: 10, rate: () => 0.4 })
  const needed = (worth: number | null) => judgeMeasure(judging({ days, beside, worth })).needed
  expect(needed(null)).toBe(null)
  expect(needed(0.01)).toBeGreaterThan(needed(0.02) ?? 0)
  expect(needed(0.02)).toBeGreaterThan(1000)
  expect(needed(0.9)).toBe(0)
})

const someDays = fc.array(
  fc.record({ n: fc.integer({ min: 1, max: 40 }), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
  { minLength: DAYS, maxLength: DAYS },
)
const asDays = (given: readonly { readonly n: number; readonly part: number }[], times_ = 1): DayMoments[] =>
  given.map(({ n, part }, day) => {
    const sum = Math.round(n * part) * times_
    return { day, n: n * times_, sum, squares: sum }
  })

test('IM7 more of the same makes no interval wider, and the order of days none another', () => {
  fc.assert(
    fc.property(someDays, someDays, fc.boolean(), (one, other, grouped) => {
      const of = (factor: number, turn: boolean) => {
        const [days, beside] = [asDays(one, factor), grouped ? asDays(other, factor) : null]
        const turned = turn ? days.toReversed() : days
        return estimate({ fact: completion, days: turned, beside, before, after })
      }
      const [once, thrice, turned] = [of(1, false), of(3, false), of(1, true)]
      if (once === null || thrice === null) throw new Error('too few')
      expect(thrice.high - thrice.low).toBeLessThanOrEqual(once.high - once.low + 1e-9)
      expect(turned).toEqual(once)
      expect(once.low).toBeLessThanOrEqual(once.change)
      expect(once.high).toBeGreaterThanOrEqual(once.change)
    }),
    { numRuns: 60 },
  )
})

test('IM1 counters say what was observed: shares, the logarithm of times, and the score of recommendations', () => {
  const counter = (what: string, rung: number, count: number) => ({ day: 1, what, rung, count })
  expect(momentsByDay('completion', [counter('completed', 0, 3), counter('dropped', 0, 1)], true)).toEqual([
    { day: 1, n: 4, sum: 3, squares: 3 },
  ])
  // Who went on from a step did not drop out there; of a whole journey going on says nothing.
  const stays = [counter('left', 0, 6), counter('dropped', 0, 2)]
  expect(momentsByDay('drop', stays, false)).toEqual([{ day: 1, n: 8, sum: 2, squares: 2 }])
  expect(momentsByDay('drop', stays, true)).toEqual([{ day: 1, n: 2, sum: 2, squares: 2 }])
  const asked = [counter('nps', 1000, 2), counter('nps', 700, 1), counter('nps', 600, 1), counter('csat', 500, 1)]
  expect(momentsByDay('nps', asked, true)).toEqual([{ day: 1, n: 4, sum: 100, squares: 30_000 }])
  expect(momentsByDay('csat', asked, true)).toEqual([{ day: 1, n: 1, sum: 5, squares: 25 }])
  expect(daysWithout([{ day: 1, n: 4, sum: 3, squares: 3 }], [{ day: 1, n: 1, sum: 1, squares: 1 }])).toEqual([
    { day: 1, n: 3, sum: 2, squares: 2 },
  ])
})

test('known numbers come out as in the books: Wilson for 81 of 263, and Student’s table', () => {
  const { low, high } = wilson({ n: 263, sum: 81, squares: 81 })
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662'])
  expect([1, 2, 8, 30].map((freedom) => criticalT(freedom).toFixed(3))).toEqual(['12.706', '4.303', '2.306', '2.042'])
})

test('IM8 the rate of success counts what was judged', () => {
  expect(successOf(['verified', 'notYet', 'refuted', 'verified'])).toMatchObject({ notYet: 1, rate: 2 / 3 })
  expect(successOf(['notYet']).rate).toBe(null)
})
