// Runs through a journey: told by their visits, counted as they come, in whatever order.
import type { JourneyDocument } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../base/index.ts'
import { addCounts, type Counts, countsOf, rungOf, shareOfTimes, timeOfRung } from './counts.ts'
import { compileJourney } from './edition.ts'
import { figuresOf } from './figures.ts'
import { judge } from './judged.ts'
import { VISITS_MAX } from './next-visit.ts'
import {
  joinPassages,
  latestRun,
  newPassage,
  type Passage,
  type Passed,
  partPassage,
  passTime,
  takeVisits,
} from './passage.ts'
import { runsOf, staysOf, type Visit } from './runs.ts'

const STEPS = ['look', 'cart', 'pay', 'bought']
const step = (id: string, channels: string[] = []) => ({ id, name: {}, on: [{ event: id }], channels })
const document: JourneyDocument = {
  steps: [step('look'), step('cart', ['web', 'app']), step('pay', ['web']), step('bought')],
  moves: [
    { from: 'look', to: 'cart' },
    { from: 'cart', to: 'look' },
    { from: 'cart', to: 'pay', withinMs: 3 * HOUR_MS },
    { from: 'pay', to: 'bought' },
  ],
  starts: ['look'],
  ends: ['bought'],
  idleMs: 2 * DAY_MS,
}
const edition = compileJourney({ journey: 'buy', number: 1 }, document)
const at = (hours: number) => 20_000 * DAY_MS + hours * HOUR_MS
const visit = (step: string, hours: number): Visit => [step, at(hours), 'web']
const told = (visits: readonly Visit[], hours: number) =>
  runsOf(visits, edition, at(hours)).map(({ visits: own, end }) => `${own.map(([step]) => step).join(' ')}: ${end}`)

test('J1 a run ends with the visit that completes it; the next begins another', () => {
  expect(told([visit('look', 0), visit('bought', 1), visit('look', 2)], 3)).toEqual([
    'look bought: completed',
    'look: open',
  ])
  expect(told([visit('bought', 0), visit('bought', 1)], 2)).toEqual(['bought: completed', 'bought: completed'])
})

test('J1 who does nothing for the idle time has dropped out, at that very instant', () => {
  expect(told([visit('look', 0)], 47.999)).toEqual(['look: open'])
  expect(told([visit('look', 0)], 48)).toEqual(['look: dropped'])
  expect(told([visit('look', 0), visit('cart', 48)], 49)).toEqual(['look: dropped', 'cart: open'])
  expect(told([visit('look', 0), visit('cart', 47.999)], 49)).toEqual(['look cart: open'])
})

const visits = fc.array(
  fc.tuple(fc.constantFrom(...STEPS), fc.integer({ min: 0, max: 140 }).map(at), fc.constantFrom('web', 'app')),
  { maxLength: 40 },
) as fc.Arbitrary<Visit[]>
const counted = (list: readonly Visit[], hours: number) =>
  countsOf(runsOf(list.toSorted(edition.order), edition, at(hours)), edition)
const plain = (counts: Counts) => Object.fromEntries([...counts].map(([key, { count }]) => [key, count]).sort())

test('law: J3 in whatever order visits become known, the counters are those of all runs counted anew', () => {
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
      expect(passage.missed).toBe(0)
    }),
    { numRuns: 500 },
  )
})

test('law: J3 visits that come one after another count what all of them counted anew do, and the latest run is told', () => {
  const steps = fc.constantFrom(...STEPS, 'look', 'cart', 'chat')
  const gaps = fc.tuple(steps, fc.constantFrom(0, 1, 2, 5, 47, 48, 100), fc.constantFrom('web', 'app', 'phone'))
  fc.assert(
    fc.property(fc.array(gaps, { maxLength: 30 }), fc.constantFrom(0, 1, 50), (list, later) => {
      const sum: Counts = new Map()
      const visits: Visit[] = []
      let passage: Passage = newPassage(edition)
      let hours = 0
      for (const [step, gap, channel] of list) {
        hours += gap
        const one: Visit = [step, at(hours), channel]
        if (visits.length > 0 && edition.order(visits.at(-1) ?? one, one) > 0) continue
        visits.push(one)
        const passed = takeVisits(passage, edition, [one], at(hours + later))
        passage = passed.passage
        addCounts(sum, passed.counts)
        const runs = runsOf(visits, edition, passage.clock)
        expect(latestRun(passage, edition)).toEqual(runs.at(-1))
        expect(passage.idle).toBe(runs.at(-1)?.end === 'open' ? one[1] + edition.idleMs : null)
      }
      expect(plain(sum)).toEqual(plain(counted(visits, hours + later)))
    }),
    { numRuns: 1000 },
  )
})

test('law: J2 everybody who started is here, has dropped out or came to the end; nobody is in two places', () => {
  fc.assert(
    fc.property(visits, fc.integer({ min: 140, max: 400 }), (list, hours) => {
      const counts = [...counted(list, hours).values()]
      const of = (...what: string[]) =>
        counts.reduce((sum, { counter, count }) => sum + (what.includes(counter.what) ? count : 0), 0)
      expect(of('started')).toBe(of('here', 'completed', 'dropped'))
      expect(of('here')).toBeLessThanOrEqual(1)
      expect(of('visits')).toBe(list.length)
      const runs = runsOf(list.toSorted(edition.order), edition, at(hours))
      expect(of('left') + of('started')).toBe(runs.reduce((sum, run) => sum + staysOf(run.visits).length, 0))
      expect(of('reached', 'repeated')).toBe(of('visits'))
      expect(of('took')).toBe(of('left'))
    }),
  )
})

test('J3 what ended long ago is forgotten, and what comes later still for it counts nowhere but is known to be missing', () => {
  let passage = newPassage(edition)
  for (const one of [visit('look', 0), visit('bought', 1), visit('look', 300)])
    passage = takeVisits(passage, edition, [one], one[1]).passage
  expect(passage.visits).toEqual([visit('look', 300)])
  const late = takeVisits(passage, edition, [visit('cart', 0.5)], at(301))
  expect(late.counts.size).toBe(0)
  expect(late.passage.missed).toBe(1)
  expect(takeVisits(passage, edition, [visit('cart', 299)], at(301)).counts.size).toBeGreaterThan(0)
})

test('J3 many visits cost no more than so many', () => {
  let passage = newPassage(edition)
  const sum: Counts = new Map()
  for (let n = 0; n < VISITS_MAX * 2; n++) {
    const passed = takeVisits(passage, edition, [visit(n % 3 === 2 ? 'bought' : 'look', n / 100)], at(n / 100))
    passage = passed.passage
    addCounts(sum, passed.counts)
  }
  expect(passage.visits.length).toBeLessThanOrEqual(VISITS_MAX)
  expect([...sum.values()].reduce((all, { counter, count }) => all + (counter.what === 'visits' ? count : 0), 0)).toBe(
    VISITS_MAX * 2,
  )
})

test('J3 at the same instant visits stand as on the map', () => {
  const list = ['bought', 'pay', 'look', 'cart'].map((one) => visit(one, 0))
  const { passage, counts } = takeVisits(newPassage(edition), edition, list, at(1))
  expect(passage.visits.map(([one]) => one)).toEqual(['look', 'cart', 'pay', 'bought'])
  expect([...counts.values()].find(({ counter }) => counter.what === 'fit')?.count).toBe(1000)
})

test('J2 visits of a step in a row are one stay, from the first of them on', () => {
  const list = [visit('look', 0), visit('look', 2), visit('cart', 4), visit('cart', 5)]
  const counts = [...counted(list, 6).values()]
  const of = (what: string) => counts.filter(({ counter }) => counter.what === what)
  expect(of('left')).toMatchObject([{ counter: { step: 'look', to: 'cart' }, count: 1 }])
  expect(of('took')).toMatchObject([{ counter: { step: 'look', rung: rungOf(4 * HOUR_MS) }, count: 1 }])
  expect(of('repeated').map(({ counter }) => counter.step)).toEqual(['look', 'cart'])
})

const hereOf = ({ visits: list, idle }: Passage) => (idle === null ? undefined : list.at(-1))

test('J4 where somebody is, and until when', () => {
  const { passage } = takeVisits(newPassage(edition), edition, [visit('pay', 5)], at(5))
  expect(hereOf(passage)).toEqual(visit('pay', 5))
  expect(passage.idle).toBe(at(53))
  expect(hereOf(takeVisits(passage, edition, [visit('bought', 6)], at(6)).passage)).toBeUndefined()
  expect(passTime(passage, edition, at(53)).passage.idle).toBeNull()
})

const passedOf = (list: readonly Visit[], hours: number) => takeVisits(newPassage(edition), edition, list, at(hours))

test('law: J8 two passages joined count what one with all their visits counts; taken apart, what each alone does', () => {
  fc.assert(
    fc.property(visits, visits, fc.integer({ min: 140, max: 160 }), (first, second, hours) => {
      const [mine, theirs] = [passedOf(first, hours), passedOf(second, hours)]
      const sum: Counts = new Map()
      addCounts(sum, mine.counts)
      addCounts(sum, theirs.counts)
      const joined = joinPassages(mine.passage, theirs.passage, edition)
      addCounts(sum, joined.counts)
      expect(plain(sum)).toEqual(plain(counted([...first, ...second], hours)))
      const parted = partPassage(joined.passage, edition, first)
      addCounts(sum, parted.counts)
      const apart: Counts = new Map()
      addCounts(apart, counted(first, hours))
      addCounts(apart, counted(second, hours))
      expect(plain(sum)).toEqual(plain(apart))
      expect(parted.stays).toEqual({ ...mine.passage, clock: parted.stays.clock, before: parted.stays.before })
    }),
  )
})

const judged = (list: readonly Visit[], hours = 100) =>
  runsOf(list, edition, at(hours)).map((run) => {
    const { fitness, strays } = judge(run, edition)
    return [Math.round(fitness * 100), ...strays.map(({ what, step: where }) => `${what} ${where}`)]
  })

test('K2 what did not happen because somebody stopped is no deviation; stopping is told by the end', () => {
  expect(judged([visit('look', 0), visit('cart', 1)])).toEqual([[100]])
  expect(judged([visit('look', 0), visit('cart', 1)], 2)).toEqual([[100]])
})

test('K3 steps that were skipped, are not designed there, came again, took too long or came by another channel', () => {
  expect(judged([visit('look', 0), visit('pay', 1), visit('bought', 2)])).toEqual([[86, 'skipped cart']])
  expect(judged([visit('look', 0), visit('cart', 1), visit('pay', 2), visit('cart', 3)])).toEqual([[75, 'again cart']])
  expect(judged([visit('look', 0), visit('look', 1), visit('cart', 2), visit('cart', 3)])).toEqual([[100]])
  expect(judged([visit('bought', 0)])[0]?.slice(1)).toEqual(['skipped look', 'skipped cart', 'skipped pay'])
  expect(judged([visit('look', 0), visit('chat', 1)])).toEqual([[50, 'unexpected chat']])
  expect(judged([visit('look', 0), visit('cart', 1), visit('cart', 3), visit('pay', 5)])).toEqual([[100, 'late pay']])
  expect(judged([visit('look', 0), visit('cart', 1), ['pay', at(2), 'phone']])).toEqual([[100, 'channel pay']])
})

test('[R3.7] J11 of a completed run counts how long it took, with how many visits, at how many different steps', () => {
  const list = [visit('look', 0), visit('cart', 1), visit('look', 2), visit('cart', 3), visit('bought', 5)]
  const completed = (hours: number) =>
    [...counted(list, hours).values()].flatMap(({ counter: { what, step: where, rung, day }, count }) =>
      ['lasted', 'contacts', 'passed'].includes(what) ? [[what, where, rung, day, count]] : [],
    )
  expect(completed(6)).toEqual([
    ['lasted', 'bought', rungOf(5 * HOUR_MS), 20_000, 1],
    ['contacts', 'bought', 5, 20_000, 1],
    ['passed', 'bought', 3, 20_000, 1],
  ])
  const open = [...counted(list.slice(0, 4), 6).values()].map(({ counter: { what } }) => what)
  expect(open).not.toContain('lasted')
  const { effort } = figuresOf(
    document,
    [...counted([...list, ...list.map(([one, when]): Visit => [one, when + 10 * HOUR_MS, 'web'])], 30).values()].map(
      ({ counter, count }) => ({ ...counter, count }),
    ),
  )
  expect(effort).toMatchObject({ contacts: 5, steps: 3 })
  expect((effort.medianMs ?? 0) / HOUR_MS).toBeCloseTo(5, 0)
})

test('law: J5 times are known to a tenth, medians and tails with them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 400 * DAY_MS }), (ms) => {
      expect(Math.abs(timeOfRung(rungOf(ms)) - ms) / ms).toBeLessThan(0.06)
    }),
  )
  const stays = new Map(
    [...Array.from({ length: 90 }, () => 60_000), ...Array.from({ length: 10 }, () => HOUR_MS)].reduce(
      (all, ms) => all.set(rungOf(ms), (all.get(rungOf(ms)) ?? 0) + 1),
      new Map<number, number>(),
    ),
  )
  expect(shareOfTimes(stays, 0.5) ?? 0).toBeCloseTo(60_000, -4)
  expect((shareOfTimes(stays, 0.95) ?? 0) / HOUR_MS).toBeCloseTo(1, 1)
  expect(shareOfTimes(new Map(), 0.5)).toBeNull()
})
