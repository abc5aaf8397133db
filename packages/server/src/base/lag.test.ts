// Percentiles from classes: right at the borders, and never further from the truth than a class is wide.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LAG_BOUNDS_MS, lagClassOf, percentileOf } from './lag.ts'

test('a span on a bound belongs to the class below it, a longer one to the next', () => {
  expect([0, 5, 6, 1000, 1001, 9_999_999].map(lagClassOf)).toEqual([5, 5, 10, 1000, 2000, 3_600_000])
})

test('nothing measured has no percentile', () => {
  expect(percentileOf([], 0.5)).toBeNull()
  expect(percentileOf([{ boundMs: 5, count: 0 }], 0.99)).toBeNull()
})

test('one class is spread evenly', () => {
  expect(percentileOf([{ boundMs: 20, count: 10 }], 0.5)).toBe(15)
  expect(percentileOf([{ boundMs: 20, count: 10 }], 0.99)).toBe(20)
})

test('law: the percentile lies in the class of the true one', () => {
  const spans = fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(spans, fc.constantFrom(0.5, 0.9, 0.99), (all, share) => {
      const sorted = all.toSorted((a, b) => a - b)
      const truth = sorted[Math.ceil(all.length * share) - 1] ?? 0
      const classes = LAG_BOUNDS_MS.map((boundMs) => ({
        boundMs,
        count: all.filter((span) => lagClassOf(span) === boundMs).length,
      }))
      expect(lagClassOf(percentileOf(classes, share) ?? -1)).toBe(lagClassOf(truth))
    }),
  )
})
