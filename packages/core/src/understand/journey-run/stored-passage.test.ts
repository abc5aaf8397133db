// The short form of what is kept of ways: nothing is lost on the way there and back, and what older versions stored is read.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS } from '../../base/index.ts'
import { emptyState, readState, writeState } from '../state.ts'
import type { Passage } from './passage.ts'
import type { Visit } from './runs.ts'
import { readPassage, readWays, shortPassage, shortWays } from './stored-passage.ts'

const now = 20_000 * DAY_MS
const instant = fc.oneof(fc.constant(0), fc.integer({ min: now - 400 * DAY_MS, max: now + DAY_MS }))
const name = fc.oneof(fc.constantFrom('look', 'cart', 'web', 'in app', '0', 'a"b', 'constructor'), fc.string())
/** Some say more than a visit said at first. */
const visit = fc.oneof(
  fc.tuple(name, instant, name),
  fc.tuple(name, instant, name, fc.nat({ max: 3 })),
) as fc.Arbitrary<Visit>
const visits = fc.array(visit, { maxLength: 60 })
const passage: fc.Arbitrary<Passage> = fc.record({
  edition: fc.nat(),
  visits,
  clock: instant,
  before: instant,
  missed: fc.nat(),
  idle: fc.option(instant),
})
const ways = fc.dictionary(fc.stringMatching(/^[a-z0-9-]{1,12}$/), passage, { maxKeys: 5 })

test('law: J14 a way that is stored in its short form is read as it was, whatever visits came in whatever order', () => {
  fc.assert(
    fc.property(ways, (kept) => {
      expect(readWays(JSON.parse(JSON.stringify(shortWays(kept))))).toEqual(kept)
      const state = { ...emptyState(), ways: kept, waySet: 3 }
      expect(readState(writeState(state))).toEqual(state)
    }),
    { numRuns: 500 },
  )
})

test('law: J14 what was stored before there was a short form is read, beside what is short', () => {
  fc.assert(
    fc.property(ways, ways, (long, short) => {
      const text = JSON.stringify({ ...emptyState(), ways: { ...long, ...shortWays(short) } })
      expect(readState(text).ways).toEqual({ ...long, ...short })
    }),
  )
})

test('J14 whatever else a passage says stays with it', () => {
  const more: Passage & { readonly segments: readonly string[] } = { ...KEPT, segments: ['new', 'dear'] }
  expect(readPassage(JSON.parse(JSON.stringify(shortPassage(more))))).toEqual(more)
})

test('J14 every name stands once and times since the one before, so that many visits stay short', () => {
  expect(shortPassage(KEPT)).toEqual([
    2,
    60_000,
    0,
    1,
    30 * DAY_MS,
    ['look', 'cart'],
    ['web', 'app'],
    [0, now, 0, 5000, 3, 0, 1, 7000],
  ])
  const many = {
    ...KEPT,
    visits: Array.from({ length: 400 }, (_, n): Visit => [`step ${n % 8}`, now + n * 5000, 'web']),
  }
  expect(JSON.stringify(shortPassage(many)).length).toBeLessThan(JSON.stringify(many).length / 3)
})

const KEPT: Passage = {
  edition: 2,
  visits: [
    ['look', now, 'web'],
    ['look', now + 5000, 'web'],
    ['cart', now + 5000, 'app'],
    ['cart', now + 12_000, 'web'],
  ],
  clock: now + 72_000,
  before: 0,
  missed: 1,
  idle: now + 12_000 + 30 * DAY_MS,
}
