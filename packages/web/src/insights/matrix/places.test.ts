// Where insights stand in the matrix, and what dragging them there gives.
import { firstScales } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { measuresOf } from '../scales.ts'
import {
  type Axis,
  axisOf,
  diameterOf,
  quadrantAt,
  quadrantOf,
  roundUp,
  shareOn,
  spotsOf,
  stepped,
  valueAt,
} from './places.ts'

const measures = measuresOf(firstScales, 'de')
function axis(key: string, values: readonly number[] = []): Axis {
  const measure = measures.find((one) => one.key === key)
  if (measure === undefined) throw new Error(key)
  return axisOf(measure, values, firstScales.reach)
}
const axes = { x: axis('input.difficulty'), y: axis('input.impact') }

test('a short scale is an axis from end to end; a long one goes as far as there are values', () => {
  expect([axes.x.min, axes.x.max, axes.x.label]).toEqual([1, 5, 'Schwierigkeit'])
  expect(axis('score.impact')).toMatchObject({ min: 0, max: 100, criterion: null })
  expect(axis('score.rice', [3, 1300])).toMatchObject({ max: 2000, criterion: null })
  expect(axis('input.effort', [14])).toMatchObject({ min: 0, max: 20 })
  expect(axis('input.reach', [412]).criterion).toBeNull()
  expect([roundUp(0), roundUp(1), roundUp(2.1), roundUp(5001)]).toEqual([1, 1, 5, 10_000])
})

test('law: I20 whatever is dragged anywhere is given a step of the scale, and stands next to where it was let go', () => {
  fc.assert(
    fc.property(fc.double({ min: -2, max: 3, noNaN: true }), (share) => {
      const value = valueAt(axes.x, share) ?? Number.NaN
      expect((value - 1) % 0.5).toBe(0)
      expect(Math.abs(shareOn(axes.x, value) - Math.min(1, Math.max(0, share)))).toBeLessThanOrEqual(0.0626)
    }),
  )
})

test('arrow keys go on by a step, and not beyond the ends', () => {
  expect(stepped(axes.x, 3, 1)).toBe(3.5)
  expect(stepped(axes.x, 5, 1)).toBe(5)
  expect(stepped(axes.x, 1, -1)).toBe(1)
  expect(stepped(axis('input.effort', [900]), 100, 1)).toBe(125)
  expect(stepped(axis('score.rice', [10]), 4, 1)).toBe(4)
  expect(valueAt(axis('score.rice', [10]), 0.5)).toBeNull()
})

test('law: every insight has a spot or is counted in one, and what is dragged stands alone', () => {
  const points = fc.array(fc.record({ x: fc.integer({ min: 1, max: 5 }), y: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 80,
  })
  fc.assert(
    fc.property(points, (all) => {
      const named = all.map((point, n) => ({ ...point, id: `i${n}` }))
      const spots = spotsOf(named, axes, { width: 800, height: 600, alone: 'i0' })
      const ids = spots.flatMap((spot) => (spot.kind === 'point' ? [spot.point.id] : spot.points.map(({ id }) => id)))
      expect(ids.toSorted()).toEqual(named.map(({ id }) => id).toSorted())
      const places = spots.map(({ left, top }) => `${left.toFixed(3)} ${top.toFixed(3)}`)
      const apart = named.length === 0 ? places : places.slice(1)
      expect(new Set(apart).size).toBe(apart.length)
      if (named.length > 0) expect(spots.some((spot) => spot.kind === 'point' && spot.point.id === 'i0')).toBe(true)
    }),
  )
})

test('what has much effect for little trouble comes first, wherever on the axes that is', () => {
  expect(quadrantOf(axes, { x: 1.5, y: 4.5 })).toBe('first')
  expect(quadrantOf(axes, { x: 4.5, y: 4.5 })).toBe('plan')
  expect(quadrantOf(axes, { x: 1.5, y: 1.5 })).toBe('aside')
  expect(quadrantOf(axes, { x: 4.5, y: 1.5 })).toBe('leave')
  const more = { x: axis('input.feasibility'), y: axis('input.relevance') }
  expect(quadrantAt(more, { right: true, up: true })).toBe('first')
  expect(quadrantAt({ x: axes.y, y: axes.x }, { right: true, up: false })).toBe('first')
})

test('points are as large as they reach', () => {
  expect(diameterOf(null, 100)).toBe(12)
  expect(diameterOf(100, 100)).toBe(34)
  expect(diameterOf(25, 100)).toBe(23)
})
