// Waits between tries: borders, then the law that they grow, stay in their bounds and end.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR_MS } from '../../base/index.ts'
import { nextTry, retryPolicy } from './retry.ts'

const middle = { askedMs: null, random: 0.5 }

test.each([
  [1, 10_000],
  [2, 20_000],
  [5, 160_000],
  [15, 4 * HOUR_MS],
])('after try %i the wait is %i ms, give or take a fifth', (attempts, waitMs) => {
  expect(nextTry(retryPolicy, attempts, middle)).toEqual({ waitMs })
  expect(nextTry(retryPolicy, attempts, { askedMs: null, random: 0 })).toEqual({ waitMs: waitMs * 0.8 })
})

test('M5 after the sixteenth try the message is dead; a retry by a person opens another round', () => {
  expect(nextTry(retryPolicy, 16, middle)).toBe('dead')
  expect(nextTry(retryPolicy, 17, middle)).toEqual({ waitMs: 10_000 })
  expect(nextTry(retryPolicy, 32, middle)).toBe('dead')
})

test('a provider may ask for a longer wait, at most a day; a shorter one does not hurry us', () => {
  expect(nextTry(retryPolicy, 1, { askedMs: HOUR_MS, random: 0 })).toEqual({ waitMs: HOUR_MS })
  expect(nextTry(retryPolicy, 1, { askedMs: 1, random: 0.5 })).toEqual({ waitMs: 10_000 })
  expect(nextTry(retryPolicy, 1, { askedMs: 999 * HOUR_MS, random: 0 })).toEqual({ waitMs: 24 * HOUR_MS })
})

test('one round lasts about a day', () => {
  let sumMs = 0
  for (let n = 1; n < retryPolicy.tries; n++) {
    const next = nextTry(retryPolicy, n, middle)
    if (next !== 'dead') sumMs += next.waitMs
  }
  expect(sumMs / HOUR_MS).toBeGreaterThan(18)
  expect(sumMs / HOUR_MS).toBeLessThan(26)
})

test('law: every wait is positive, whole and bounded, and every round ends', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), random, (attempts, r) => {
      const next = nextTry(retryPolicy, attempts, { askedMs: null, random: r })
      expect(next === 'dead').toBe(attempts % retryPolicy.tries === 0)
      if (next === 'dead') return
      expect(Number.isInteger(next.waitMs)).toBe(true)
      expect(next.waitMs).toBeGreaterThanOrEqual(8000)
      expect(next.waitMs).toBeLessThanOrEqual(4 * HOUR_MS * 1.2)
    }),
  )
})
