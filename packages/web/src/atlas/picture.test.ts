// How large a picture becomes, and what it is called. That a browser draws it is shown in e2e.
import { expect, test } from 'vitest'
import { pngName, scaleFor, sizeOfSvg } from './picture.ts'

test.each([
  [
    '<?xml version="1.0"?>\n<svg xmlns="x" width="1440.5" height="900" viewBox="0 0 1 1">',
    { width: 1440.5, height: 900 },
  ],
  ['<svg viewBox="0 0 10 10"><rect width="5" height="5"/></svg>', null],
  ['<svg width="0" height="10">', null],
  ['nothing of the kind', null],
])('%s is %j large', (svg, size) => expect(sizeOfSvg(svg)).toEqual(size))

test('a picture is drawn twice as large, less where a browser would draw nothing', () => {
  expect(scaleFor({ width: 1440, height: 900 })).toBe(2)
  expect(scaleFor({ width: 12_000, height: 900 })).toBeCloseTo(16_000 / 12_000)
  const { width, height } = { width: 11_000, height: 11_000 }
  const scale = scaleFor({ width, height })
  expect(width * scale * height * scale).toBeLessThanOrEqual(120_000_001)
})

test.each([
  ['attachment; filename="im-web-shop-kaufen-2026-11-22.svg"', 'im-web-shop-kaufen-2026-11-22.png'],
  [null, 'journey.png'],
])('beside %s stands %s', (disposition, name) => expect(pngName(disposition)).toBe(name))
