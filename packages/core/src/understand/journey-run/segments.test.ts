// Runs by segment: whoever was in one at a run's first visit counts in it with the whole run, and what is taken away is what was added.
import { type JourneyDocument, SEGMENTS_MAX } from '@lotse/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, parseCondition } from '../../base/index.ts'
import type { LoggedEvent } from '../../listen/index.ts'
import { type CustomerState, emptyState } from '../state.ts'
import { addCounts, type Counts, countsOf } from './counts.ts'
import { compileJourney } from './edition.ts'
import { keptCounts } from './kept-counts.ts'
import { joinPassages, newPassage, type Passage, type Passed, partPassage, passTime, takeVisits } from './passage.ts'
import { type JourneyRun, runsOf, type Visit } from './runs.ts'
import { segmentNumber, segmentNumbers } from './segments.ts'
import { journeySet, moveToSet, visit, WayCounts } from './ways.ts'

const STEPS = ['look', 'cart', 'pay', 'bought']
const segment = (id: string, where: string) => ({ id, name: {}, where: parseCondition(where) })
const document: JourneyDocument = {
  steps: STEPS.map((id) => ({ id, name: {}, on: [{ event: id }], channels: id === 'pay' ? ['web'] : [] })),
  moves: [
    { from: 'look', to: 'cart' },
    { from: 'cart', to: 'pay', withinMs: 3 * HOUR_MS },
    { from: 'pay', to: 'bought' },
  ],
  starts: ['look'],
  ends: ['bought'],
  idleMs: 2 * DAY_MS,
  asks: [{ kind: 'nps', event: 'asked', property: 'nps' }],
  segments: [
    segment('club', 'trait.club in ["gold", "silver"]'),
    segment('known', 'exists(identity.email)'),
    segment('fresh', 'trait.since > 30d ago'),
  ],
}
const edition = compileJourney({ journey: 'buy', number: 1 }, document)
const at = (hours: number) => 20_000 * DAY_MS + hours * HOUR_MS
const marked = (step: string, hours: number, segments: number, channel = 'web'): Visit =>
  segments === 0 ? [step, at(hours), channel] : [step, at(hours), channel, segments]
const visits = fc.array(
  fc
    .tuple(
      fc.constantFrom(...STEPS),
      fc.integer({ min: 0, max: 140 }),
      fc.integer({ min: 0, max: 7 }),
      fc.constantFrom('web', 'app'),
    )
    .map(([step, hours, segments, channel]) => marked(step, hours, segments, channel)),
  { maxLength: 30 },
)
const runsIn = (list: readonly Visit[], hours: number) => runsOf(list.toSorted(edition.order), edition, at(hours))
const counted = (list: readonly Visit[], hours: number) => countsOf(runsIn(list, hours), edition)
const plain = (counts: Counts) => Object.fromEntries([...counts].map(([key, { count }]) => [key, count]).sort())
/** The counters that are kept of everybody (0) or of a segment, as a table. */
const keptOf = (counts: Counts, number: number) =>
  Object.fromEntries(
    [...keptCounts(counts)]
      .flatMap(([key, { segment: of, count }]) => (of === number ? [[key.slice(key.indexOf(' ')), count]] : []))
      .sort(),
  )
const without = ({ visits: list, ...run }: JourneyRun): JourneyRun => ({
  ...run,
  visits: list.map(([step, when, channel]): Visit => [step, when, channel]),
})

test('law: J13 whenever visits become known, the counters are those of all runs counted anew, by segment', () => {
  fc.assert(
    fc.property(visits, fc.array(fc.integer({ min: 0, max: 200 })), (list, times) => {
      const sum: Counts = new Map()
      let passage: Passage = newPassage(edition)
      const take = (passed: Passed) => {
        passage = passed.passage
        addCounts(sum, passed.counts)
      }
      for (const [n, one] of list.entries()) {
        take(takeVisits(passage, edition, [one], at(140)))
        const time = times[n]
        if (time !== undefined) take(passTime(passage, edition, at(140) + time))
      }
      take(passTime(passage, edition, at(150)))
      expect(plain(sum)).toEqual(plain(counted(list, 150)))
    }),
    { numRuns: 300 },
  )
})

test('law: J13 one visit after another counts by segment what all of them counted anew do', () => {
  const gaps = fc.tuple(
    fc.constantFrom(...STEPS, 'look'),
    fc.constantFrom(0, 1, 5, 47, 48),
    fc.integer({ min: 0, max: 7 }),
  )
  fc.assert(
    fc.property(fc.array(gaps, { maxLength: 25 }), (list) => {
      const sum: Counts = new Map()
      const known: Visit[] = []
      let [passage, hours]: [Passage, number] = [newPassage(edition), 0]
      for (const [step, gap, segments] of list) {
        hours += gap
        const passed = takeVisits(passage, edition, [marked(step, hours, segments)], at(hours))
        known.push(marked(step, hours, segments))
        passage = passed.passage
        addCounts(sum, passed.counts)
      }
      expect(plain(sum)).toEqual(plain(counted(known, hours)))
    }),
    { numRuns: 300 },
  )
})

test('law: J13 a segment counts its runs alone, never more than everybody; one that holds everybody counts the same', () => {
  fc.assert(
    fc.property(visits, (list) => {
      const runs = runsIn(list, 150)
      const counts = countsOf(runs, edition)
      const all = keptOf(counts, 0)
      expect(all).toEqual(keptOf(countsOf(runs.map(without), edition), 0))
      for (const number of [1, 2, 3]) {
        const own = runs.filter((run) => segmentNumbers(run.visits[0]?.[3] ?? 0).includes(number))
        const kept = keptOf(counts, number)
        expect(kept).toEqual(keptOf(countsOf(own.map(without), edition), 0))
        for (const [key, count] of Object.entries(kept)) expect(count).toBeLessThanOrEqual(all[key] ?? 0)
      }
      const everybody = list.map(([step, when, channel, bits = 0]): Visit => [step, when, channel, bits | 8])
      expect(keptOf(counted(everybody, 150), 4)).toEqual(all)
    }),
    { numRuns: 300 },
  )
})

/** In which segments who comes then is, so that the same event always says the same. */
const byTime = ([step, when, channel]: Visit): Visit =>
  marked(step, (when - at(0)) / HOUR_MS, ((when - at(0)) / HOUR_MS) % 8, channel)

test('law: J8 J13 joined and taken apart, runs count in the segments of their first visits', () => {
  fc.assert(
    fc.property(visits, visits, (left, right) => {
      const [first, second] = [left.map(byTime), right.map(byTime)]
      const passedOf = (list: readonly Visit[]) => takeVisits(newPassage(edition), edition, list, at(145))
      const [mine, theirs] = [passedOf(first), passedOf(second)]
      const sum: Counts = new Map()
      addCounts(sum, mine.counts)
      addCounts(sum, theirs.counts)
      const joined = joinPassages(mine.passage, theirs.passage, edition)
      addCounts(sum, joined.counts)
      expect(plain(sum)).toEqual(plain(counted([...first, ...second], 145)))
      // The log says which event was whose, and nothing of segments.
      const own = first.map(([step, when, channel]): Visit => [step, when, channel])
      addCounts(sum, partPassage(joined.passage, edition, own).counts)
      const apart = counted(first, 145)
      addCounts(apart, counted(second, 145))
      expect(plain(sum)).toEqual(plain(apart))
    }),
  )
})

const happened = (name: string, hours: number, p = {}): LoggedEvent => ({
  seq: 1,
  kind: 'track',
  name,
  channel: 'web',
  messageId: `${name} ${hours}`,
  occurredAt: at(hours),
  receivedAt: at(hours),
  history: false,
  body: { p },
})
const set = journeySet(2, new Map([['buy', edition]]))
const member = (traits: CustomerState['traits']): CustomerState => ({ ...emptyState(), traits })
const segmentsKept = (counts: WayCounts, what: string) =>
  [...keptCounts(counts.byEdition.get(edition) ?? new Map()).values()]
    .filter(({ counter }) => counter.what === what)
    .map(({ segment: of, count }) => [of, count])
    .sort()

describe('J13 a run belongs to the segments its customer was in', () => {
  test('when its first visit was counted, and stays there however the customer changes', () => {
    const counts = new WayCounts()
    const state = member({ club: ['gold', 1] })
    const see = (name: string, hours: number) =>
      visit(state, set, happened(name, hours), { now: at(hours), tell: counts.tell })
    see('look', 0)
    state.traits = {}
    see('cart', 1)
    see('bought', 2)
    expect(segmentsKept(counts, 'completed')).toEqual([
      [0, 1],
      [1, 1],
    ])
    see('look', 3)
    expect(segmentsKept(counts, 'started')).toEqual([
      [0, 2],
      [1, 1],
    ])
  })

  test('now, where it is filled from history', () => {
    const counts = new WayCounts()
    const state = {
      ...member({ since: [new Date(at(-24)).toISOString(), 1] }),
      ids: { email: ['a@b.example', 1] as [string, number] },
    }
    const none = journeySet(1, new Map())
    const history = [happened('look', -5), happened('cart', -4), happened('asked', -3, { nps: 9 })]
    moveToSet(state, [none, set], history, { now: at(0), tell: counts.tell })
    for (const what of ['started', 'here', 'nps'])
      expect(segmentsKept(counts, what)).toEqual([
        [0, 1],
        [2, 1],
        [3, 1],
      ])
    expect(state.ways?.['buy']?.visits.map(([, , , bits]) => bits)).toEqual([6, 6])
  })

  test('an answer counts where the customer was when it came; who is in none costs nothing', () => {
    const counts = new WayCounts()
    const state = member({})
    const tell = { now: at(1), tell: counts.tell }
    visit(state, set, happened('look', 0), tell)
    expect(state.ways?.['buy']?.visits).toEqual([['look', at(0), 'web']])
    state.traits = { club: ['silver', 1] }
    visit(state, set, happened('asked', 1, { nps: 10 }), tell)
    expect(segmentsKept(counts, 'started')).toEqual([[0, 1]])
    expect(segmentsKept(counts, 'nps')).toEqual([
      [0, 1],
      [1, 1],
    ])
  })
})

test('J13 segments have numbers in the order of the edition, twelve at most', () => {
  expect(segmentNumber(document, 'known')).toBe(2)
  expect(segmentNumber(document, 'gone')).toBeUndefined()
  expect(segmentNumbers(0)).toEqual([0])
  expect(segmentNumbers(0b101)).toEqual([0, 1, 3])
  expect(segmentNumbers(2 ** SEGMENTS_MAX - 1)).toHaveLength(SEGMENTS_MAX + 1)
})
