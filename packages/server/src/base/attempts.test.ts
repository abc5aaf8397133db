// Slowing down guesses: borders of the count and of the span.
import { expect, test } from 'vitest'
import { createAttempts } from './attempts.ts'

const limit = { max: 3, spanMs: 1000 }

test('up to the limit nobody waits; after it until the end of the span', () => {
  const tries = createAttempts(limit)
  for (let n = 0; n < 3; n += 1) {
    expect(tries.waitMs('a', n)).toBe(0)
    tries.fail('a', n)
  }
  expect(tries.waitMs('a', 400)).toBe(600)
  expect(tries.waitMs('a', 999)).toBe(1)
  expect(tries.waitMs('a', 1000)).toBe(0)
})

test('one key does not slow down another, and success forgets', () => {
  const tries = createAttempts(limit)
  for (let n = 0; n < 3; n += 1) tries.fail('a', 0)
  expect(tries.waitMs('b', 0)).toBe(0)
  tries.forget('a')
  expect(tries.waitMs('a', 0)).toBe(0)
})
