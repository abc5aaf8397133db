// Where insights stand in the matrix: axes, places on them, what lies on each other, quadrants. Pure; sizes in pixels.
import { nearest } from '@lotse/core/insights'
import type { Criterion } from '@lotse/protocol'
import type { Measure } from '../scales.ts'

/** An axis. `criterion` null: its values follow from others, so that nothing is dragged along it. */
export type Axis = {
  readonly key: string
  readonly label: string
  readonly criterion: Criterion | null
  readonly min: number
  readonly max: number
}

/** Where something stands, as values of both axes. */
export type Place = { readonly x: number; readonly y: number }

/** Arrow keys pass a wide axis in so many steps. */
const STEPS_MAX = 40
/** What comes nearer to each other than this lies on each other. */
const CELL_PX = 30
/** So many are spread around where they lie; of more the number is shown. */
const SPREAD_MAX = 4
const SPREAD_PX = 13

/** The least of 1, 2, 5, 10, 20, … that is not below a value. */
export function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? 10 * power
}

/**
 * An axis with its ends: those of the scale where it is short, else as far as there are values.
 *
 * @param reach - the criterion that is counted, and therefore given by nobody.
 */
export function axisOf(
  { key, label, criterion, mean }: Measure,
  values: readonly number[],
  reach: string | null,
): Axis {
  const given = criterion?.key === reach ? null : criterion
  if (mean) return { key, label, criterion: null, min: 0, max: 100 }
  if (criterion !== null && (criterion.unit === 'level' || criterion.unit === 'percent'))
    return { key, label, criterion: given, min: criterion.min, max: criterion.max }
  const most = values.reduce((max, value) => Math.max(max, value), 0)
  const end = roundUp(most)
  return { key, label, criterion: given, min: 0, max: criterion === null ? end : Math.min(end, criterion.max) }
}

/** Where a value stands on an axis, from 0 to 1. */
export function shareOn({ min, max }: Axis, value: number): number {
  return max <= min ? 0 : Math.min(1, Math.max(0, (value - min) / (max - min)))
}

/** The value that something dragged to a place of an axis is given: the nearest step; null where it is not given. */
export function valueAt({ criterion, min, max }: Axis, share: number): number | null {
  return criterion === null ? null : nearest(criterion, min + Math.min(1, Math.max(0, share)) * (max - min))
}

/** The value one key press further; of wide scales a stretch that shows. */
export function stepped({ criterion, min, max }: Axis, value: number, by: 1 | -1): number {
  if (criterion === null) return value
  const step = Math.max(criterion.step, (max - min) / STEPS_MAX)
  return nearest(criterion, Math.min(Math.max(value + by * step, min), max))
}

/** A spot of the matrix: one insight, or a number of such that lie on each other. */
export type Spot<Point> = { readonly left: number; readonly top: number } & (
  | { readonly kind: 'point'; readonly point: Point }
  | { readonly kind: 'cluster'; readonly points: readonly Point[] }
)

/**
 * Spots for points, none of which hides another one.
 *
 * @param alone - the id of one that is being dragged: it stands where it is, and is part of no cluster.
 */
export function spotsOf<Point extends Place & { readonly id: string }>(
  points: readonly Point[],
  axes: { readonly x: Axis; readonly y: Axis },
  { width, height, alone }: { readonly width: number; readonly height: number; readonly alone: string | null },
): readonly Spot<Point>[] {
  const cells = new Map<string, { point: Point; left: number; top: number }[]>()
  for (const point of points) {
    const left = shareOn(axes.x, point.x) * width
    const top = (1 - shareOn(axes.y, point.y)) * height
    const cell = point.id === alone ? 'alone' : `${Math.round(left / CELL_PX)} ${Math.round(top / CELL_PX)}`
    const own = cells.get(cell)
    if (own === undefined) cells.set(cell, [{ point, left, top }])
    else own.push({ point, left, top })
  }
  return [...cells.values()].flatMap((placed) => spread(placed))
}

function spread<Point>(
  placed: readonly { readonly point: Point; readonly left: number; readonly top: number }[],
): readonly Spot<Point>[] {
  const count = placed.length
  const middle = (of: 'left' | 'top') => placed.reduce((sum, one) => sum + one[of], 0) / count
  if (count === 1) return placed.map((one) => ({ kind: 'point', ...one }))
  const [left, top] = [middle('left'), middle('top')]
  if (count > SPREAD_MAX) return [{ kind: 'cluster', left, top, points: placed.map(({ point }) => point) }]
  return placed.map(({ point }, at) => {
    const angle = (2 * Math.PI * at) / count - Math.PI / 2
    return { kind: 'point', point, left: left + SPREAD_PX * Math.cos(angle), top: top + SPREAD_PX * Math.sin(angle) }
  })
}

/** The quadrants, the most rewarding first. */
export const quadrants = ['first', 'plan', 'aside', 'leave'] as const
/** One of these. */
export type Quadrant = (typeof quadrants)[number]

/** Scales of which less is better. */
const LESS: ReadonlySet<string> = new Set(['input.difficulty', 'score.difficulty', 'input.effort', 'score.effort'])

/** The quadrant at a corner. @param corner - whether it lies at the right end, and at the upper one. */
export function quadrantAt(
  axes: { readonly x: Pick<Axis, 'key'>; readonly y: Pick<Axis, 'key'> },
  corner: { readonly right: boolean; readonly up: boolean },
): Quadrant {
  const easy = corner.right !== LESS.has(axes.x.key)
  const worth = corner.up !== LESS.has(axes.y.key)
  if (worth) return easy ? 'first' : 'plan'
  return easy ? 'aside' : 'leave'
}

/** The quadrant in which something stands; what stands in the middle is in the right or upper one. */
export function quadrantOf(axes: { readonly x: Axis; readonly y: Axis }, { x, y }: Place): Quadrant {
  return quadrantAt(axes, { right: shareOn(axes.x, x) >= 0.5, up: shareOn(axes.y, y) >= 0.5 })
}

const LEAST_PX = 12
const MOST_PX = 34

/** How wide a point is drawn: by area as many as it reaches. @param most - reach of any. */
export function diameterOf(size: number | null, most: number): number {
  return size === null || most <= 0 ? LEAST_PX : LEAST_PX + (MOST_PX - LEAST_PX) * Math.sqrt(Math.min(1, size / most))
}
