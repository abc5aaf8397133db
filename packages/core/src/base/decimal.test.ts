// Exact sums, against whole numbers of any size.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addNumber, addParts, type Decimal, isAddable, toNumber } from './decimal.ts'

function sumOf(values: readonly number[]): number {
  const sum: Decimal = {}
  for (const value of values) addNumber(sum, value)
  return toNumber(sum)
}

test('0.1 + 0.2 is 0.3, and ten cents a million times are 100,000', () => {
  expect(sumOf([0.1, 0.2])).toBe(0.3)
  expect(sumOf(Array.from({ length: 1_000_000 }, () => 0.1))).toBe(100_000)
  expect(sumOf([-0.05, -0.1])).toBe(-0.15)
  expect(sumOf([1e15, 0.000001, -1e15])).toBe(0.000001)
  expect(sumOf([123_456_789_012.34, 0.01])).toBe(123_456_789_012.35)
})

test('what a double cannot hold to a millionth is not added up', () => {
  expect(isAddable(1e15)).toBe(true)
  for (const value of [1.1e15, -1e16, 1e300, Number.NaN, Number.POSITIVE_INFINITY]) expect(isAddable(value)).toBe(false)
})

const cents = fc.oneof(fc.integer({ min: -1e5, max: 1e5 }), fc.integer({ min: -1e13, max: 1e13 }))
const number = fc.oneof(
  cents.map((value) => value / 100),
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
)

test('C14 law: sums of money are exact to the cent', () => {
  fc.assert(
    fc.property(fc.array(cents), (values) => {
      const total = values.reduce((sum, value) => sum + BigInt(value), 0n)
      expect(sumOf(values.map((value) => value / 100))).toBe(Number(`${total}e-2`))
    }),
  )
})

test('C14 law: the order of additions never shows, whatever the numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(number, fc.nat())), (values) => {
      const shuffled = [...values].sort((a, b) => a[1] - b[1])
      expect(sumOf(shuffled.map(([value]) => value))).toBe(sumOf(values.map(([value]) => value)))
    }),
  )
})

test('law: sums of parts add up to the sum of all', () => {
  fc.assert(
    fc.property(fc.array(number), fc.array(number), (some, others) => {
      const [all, joined, rest]: [Decimal, Decimal, Decimal] = [{}, {}, {}]
      for (const value of [...some, ...others]) addNumber(all, value)
      for (const value of some) addNumber(joined, value)
      for (const value of others) addNumber(rest, value)
      addParts(joined, rest.h ?? 0, rest.l ?? 0)
      expect({ h: 0, l: 0, ...joined }).toEqual({ h: 0, l: 0, ...all })
    }),
  )
})
