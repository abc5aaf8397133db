// What of a map is drawn: everything in sight and little more, at any place, zoom and size; and rows as high as what they hold.
import type { AtlasRecord } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnUnder, LANES_TOP_PX, layoutOf, rowBelow, sightOf, widthsFor } from './layout.ts'
import { drawn } from './scene.ts'
import { sampleMap, sampleRecords } from './testing.ts'

/** A map of many steps and lanes, some lanes high. */
function large(steps: number, lanes: number) {
  const one = (kind: AtlasRecord['kind'], id: string, fields: AtlasRecord['fields']): AtlasRecord => ({
    id,
    kind,
    journey: 'j',
    fields,
    removed: false,
  })
  const key = (n: number) => `${String.fromCharCode(65 + Math.floor(n / 20))}${String.fromCharCode(66 + (n % 20))}`
  return layoutOf(
    [
      one('phase', 'p', { order: 'V' }),
      ...Array.from({ length: steps }, (_, n) => one('step', `s${n}`, { phase: 'p', order: key(n) })),
      ...Array.from({ length: lanes }, (_, n) =>
        one('lane', `l${n}`, {
          type: n % 5 === 0 ? 'emotion' : 'text',
          order: key(n),
          ...(n % 7 === 3 ? { height: 9 } : {}),
        }),
      ),
    ],
    'de',
  )
}

test('law: whatever is in sight is drawn, and at most two columns and a few rows beyond it', () => {
  const layout = large(60, 25)
  const size = { width: fc.integer({ min: 320, max: 2600 }), height: fc.integer({ min: 200, max: 1600 }) }
  fc.assert(
    fc.property(fc.nat({ max: layout.width }), fc.nat({ max: layout.height }), fc.record(size), (left, top, of) => {
      const { columns, rows } = sightOf(layout, { left, top, ...of })
      const { headPx, columnPx } = layout
      layout.columns.forEach((_, n) => {
        const [from, to] = [headPx + n * columnPx - left, headPx + (n + 1) * columnPx - left]
        if (to > headPx && from < of.width) expect([n >= columns.from, n < columns.to]).toEqual([true, true])
      })
      expect(columns.to - columns.from).toBeLessThanOrEqual(Math.ceil((of.width - headPx) / columnPx) + 6)
      layout.rows.slice(2).forEach((row, n) => {
        const [from, to] = [row.top - top, row.top + row.height - top]
        if (to > LANES_TOP_PX && from < of.height) expect([n + 2 >= rows.from, n + 2 < rows.to]).toEqual([true, true])
      })
    }),
  )
})

test('the active place is drawn wherever the map is scrolled to', () => {
  expect(drawn({ from: 4, to: 7 }, 40, 60)).toEqual([4, 5, 6, 40])
  expect(drawn({ from: 4, to: 7 }, 5, 60)).toEqual([4, 5, 6])
  expect(drawn({ from: 4, to: 7 }, null, 5)).toEqual([4])
  expect(drawn({ from: 4, to: 7 }, 9, 5)).toEqual([4])
})

test('a row grows with the text of its fullest place, and a phase without steps keeps a place for the first', () => {
  const map = sampleMap()
  const height = () => map.layout().rows[map.layout().rowAt.get('words') ?? -1]?.height ?? 0
  const before = height()
  map.edit([
    {
      do: 'set',
      id: 'c.a.words',
      field: 'text',
      value: { de: 'Ein langer Satz, der über mehrere Zeilen geht. '.repeat(3) },
    },
  ])
  expect(height()).toBeGreaterThan(before + 60)
  map.edit([{ do: 'remove', id: 'c' }])
  expect(map.steps()).toEqual(['a', 'b', 'empty:q'])
})

test('a few steps share the room of the window, many keep their least width', () => {
  expect(widthsFor(1200, 6).columnPx).toBe(175)
  expect(widthsFor(1200, 2).columnPx).toBe(200)
  expect(widthsFor(1200, 60).columnPx).toBe(136)
  expect(widthsFor(390, 3)).toEqual({ headPx: 96, columnPx: 136 })
})

test('a point tells its row and column', () => {
  const layout = layoutOf(sampleRecords(), 'de')
  expect(rowBelow(layout.rows, LANES_TOP_PX + 1)).toBe(2)
  expect(rowBelow(layout.rows, 100_000)).toBe(layout.rows.length - 1)
  expect([columnUnder(layout, 10), columnUnder(layout, layout.headPx + 1), columnUnder(layout, 9999)]).toEqual([
    -1, 0, 2,
  ])
})
