// Figures of phases: what may be added is, what may not is told as between two numbers; by hand, and by law against runs counted one by one.
import type { JourneyDocument } from '@lotse/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Counts, countRuns } from './counts.ts'
import { compileJourney } from './edition.ts'
import type { SummedCounter } from './figures.ts'
import { phaseFiguresOf } from './phases.ts'
import { runsOf, type Visit } from './runs.ts'

const STEPS = [...'abcd']
const document: JourneyDocument = {
  steps: STEPS.map((id) => ({ id, name: {}, on: [{ event: id }], channels: [] })),
  moves: [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'c', to: 'd' },
  ],
  starts: ['a'],
  ends: ['d'],
  idleMs: 100,
}
const edition = compileJourney({ journey: 'j', number: 1 }, document)
const phaseOf = new Map([
  ['a', 'find'],
  ['b', 'buy'],
  ['c', 'buy'],
])

const LONG_AFTER = 100_000
const runsIn = (visits: readonly Visit[]) => runsOf(visits, edition, LONG_AFTER)
function summed(...customers: (readonly Visit[])[]): SummedCounter[] {
  const counts: Counts = new Map()
  for (const visits of customers) countRuns(counts, runsIn(visits), edition)
  return [...counts.values()].map(({ counter, count }) => ({ ...counter, count }))
}
const figures = (...customers: (readonly Visit[])[]) => phaseFiguresOf(document, phaseOf, summed(...customers))
/** Visits a time unit apart, by the web. */
const way = (steps: string): Visit[] => [...steps].map((step, at) => [step, at, 'web'])

describe('[R0.43] J12 the figures of a phase', () => {
  test('are sums of its steps; moves within it are none of the phase', () => {
    const [find, buy, rest] = figures(way('abcd'), way('abcb'), way('ac'))
    expect(find).toMatchObject({ phase: 'find', steps: ['a'], started: 3, left: [{ to: 'buy', count: 3 }] })
    expect(find?.reached).toEqual({ least: 3, most: 3 })
    expect(buy).toMatchObject({ phase: 'buy', steps: ['b', 'c'], visits: 6, repeated: 1, dropped: 2, completed: 0 })
    expect(buy?.left).toEqual([{ to: null, count: 1 }])
    expect(buy?.channels).toEqual([{ channel: 'web', visits: 6 }])
    expect(buy?.deviations).toContainEqual({ what: 'skipped', count: 1 })
    expect(rest).toMatchObject({ phase: null, steps: ['d'], completed: 1 })
  })

  test('say of how many runs came to it what is known: at least its most visited step, at most all together', () => {
    expect(figures(way('abcd'), way('abcb'), way('ac'))[1]?.reached).toEqual({ least: 3, most: 5 })
  })

  test('answers are told from all of them, not as a mean of means', () => {
    const answer = (step: string, value: number, count: number) =>
      ({ what: 'csat', step, to: '', channel: 'web', rung: value * 100, count }) as const
    const [, buy] = phaseFiguresOf(document, phaseOf, [answer('b', 5, 9), answer('c', 1, 1), answer('a', 1, 7)])
    expect(buy?.answers).toMatchObject([{ kind: 'csat', count: 10, mean: 4.6, score: 0.9 }])
    expect(buy?.feeling).toBeCloseTo(1.6)
  })
})

test('law: J12 sums are those of all runs looked at one by one, and the number of runs lies between the two', () => {
  const visits = fc
    .array(fc.tuple(fc.constantFrom(...STEPS), fc.integer({ min: 0, max: 150 }), fc.constantFrom('web', 'app')), {
      maxLength: 12,
    })
    .map((steps) => {
      let at = 0
      return steps.map(([step, later, channel]): Visit => {
        at += later + 1
        return [step, at, channel]
      })
    })
  fc.assert(
    fc.property(fc.array(visits, { maxLength: 6 }), (customers) => {
      const runs = customers.flatMap((one) => [...runsIn(one)])
      for (const { phase, steps, reached, ...sums } of figures(...customers)) {
        const within = new Set(steps)
        const came = runs.filter((run) => run.visits.some(([step]) => within.has(step))).length
        expect(came).toBeGreaterThanOrEqual(reached.least)
        expect(came).toBeLessThanOrEqual(reached.most)
        const ended = (end: string) =>
          runs.filter((run) => run.end === end && within.has(run.visits.at(-1)?.[0] ?? '')).length
        const moves = runs.flatMap((run) =>
          run.visits.filter(([step], at) => {
            const next = run.visits[at + 1]
            return within.has(step) && next !== undefined && !within.has(next[0])
          }),
        )
        expect({ phase, dropped: sums.dropped, completed: sums.completed, here: sums.here }).toEqual({
          phase,
          dropped: ended('dropped'),
          completed: ended('completed'),
          here: ended('open'),
        })
        expect(sums.left.reduce((all, { count }) => all + count, 0)).toBe(moves.length)
        expect(sums.visits).toBe(runs.flatMap((run) => run.visits.filter(([step]) => within.has(step))).length)
      }
    }),
  )
})
