// A page fits its paper, whichever side is the longer one.
import { expect, test } from 'vitest'
import { fitting } from './printing.ts'

test('whatever its shape, the one page fits on one sheet, and A3 takes it larger', () => {
  for (const size of [
    { width: 1500, height: 600 },
    { width: 1500, height: 2400 },
  ]) {
    const zoom = fitting('A4', size)
    expect(zoom * size.width).toBeLessThanOrEqual((281 * 96) / 25.4 + 0.01)
    expect(zoom * size.height).toBeLessThanOrEqual((194 * 96) / 25.4 + 0.01)
    expect(fitting('A3', size)).toBeGreaterThan(zoom)
  }
})
