// Kleene's tables (C1).
import { expect, test } from 'vitest'
import { and, not, or, type Truth } from './truth.ts'

const table: readonly [Truth, Truth, Truth, Truth][] = [
  // left, right, and, or
  [true, true, true, true],
  [true, null, null, true],
  [true, false, false, true],
  [null, true, null, true],
  [null, null, null, null],
  [null, false, false, null],
  [false, true, false, true],
  [false, null, false, null],
  [false, false, false, false],
]

test.each(table)('C1 %s and/or %s: %s, %s', (left, right, both, either) => {
  expect(and(left, right)).toBe(both)
  expect(or(left, right)).toBe(either)
  expect(not(and(left, right))).toBe(or(not(left), not(right)))
})

test('C1 not unknown is unknown', () => {
  expect([not(true), not(null), not(false)]).toEqual([false, null, true])
})
