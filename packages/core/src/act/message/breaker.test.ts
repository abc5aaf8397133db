// The circuit breaker: what passes when, and the law that a provider that is down is asked ever more rarely, never not at all.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterCall, type Breaker, breakerPolicy, closedBreaker, passing } from './breaker.ts'

const at = (now: number) => ({ now, policy: breakerPolicy })
const failed = (times: number, now = 0): Breaker => {
  let breaker = closedBreaker
  for (let i = 0; i < times; i++) breaker = afterCall(breaker, false, at(now))
  return breaker
}

test('M6 four failures in a row change nothing, the fifth stops everything for a second', () => {
  expect(passing(failed(4), 100, 0).allowed).toBe(100)
  expect(passing(failed(5), 100, 0).allowed).toBe(0)
  expect(passing(failed(5), 100, 999).allowed).toBe(0)
})

test('an answer in between starts the count anew', () => {
  const breaker = afterCall(failed(4), true, at(0))
  expect(afterCall(breaker, false, at(0))).toEqual({ kind: 'closed', failures: 1 })
})

test('after the pause one probe passes, and only one', () => {
  const { allowed, breaker } = passing(failed(5), 100, 1000)
  expect(allowed).toBe(1)
  expect(passing(breaker, 100, 1001).allowed).toBe(0)
})

test('a probe that is answered opens the way; one that fails doubles the pause', () => {
  const { breaker } = passing(failed(5), 1, 1000)
  expect(afterCall(breaker, true, at(1100))).toEqual(closedBreaker)
  expect(afterCall(breaker, false, at(1100))).toEqual({ kind: 'open', until: 3100, openings: 2 })
})

test('a probe that never comes back does not block for ever', () => {
  const { breaker } = passing(failed(5), 1, 1000)
  expect(passing(breaker, 10, 61_000).allowed).toBe(1)
})

test('no probe is spent when nothing waits', () => {
  const breaker = failed(5)
  expect(passing(breaker, 0, 5000)).toEqual({ allowed: 0, breaker })
})

test('law: while the provider is down the pauses grow up to the cap, and each is followed by exactly one probe', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), (rounds) => {
      let breaker = failed(5)
      let now = 0
      let last = 0
      for (let i = 0; i < rounds; i++) {
        if (breaker.kind !== 'open') throw new Error('not open')
        const pause = breaker.until - now
        expect(pause).toBeGreaterThanOrEqual(last)
        expect(pause).toBeLessThanOrEqual(breakerPolicy.capMs)
        last = pause
        now = breaker.until
        const probe = passing(breaker, 50, now)
        expect(probe.allowed).toBe(1)
        breaker = afterCall(probe.breaker, false, at(now))
      }
    }),
  )
})
