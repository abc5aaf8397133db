// Numbers of ways come in as people write them.
import { expect, test } from 'vitest'
import { numberIn, UNITS, unitOf } from './way-numbers.ts'

test.each([
  ['', null],
  ['12,5', 12.5],
  ['12.5 %', 12.5],
  ['100', 100],
  ['101', undefined],
  ['-1', undefined],
  ['bald', undefined],
])('“%s” is read as %s', (text, value) => {
  expect(numberIn(text, 100)).toBe(value)
})

test('a time is written in the largest unit that needs no fraction', () => {
  expect([2 * UNITS.d, 36 * UNITS.h, 90 * UNITS.m, null].map(unitOf)).toEqual(['d', 'h', 'm', 'd'])
})
