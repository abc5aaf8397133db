// Where ways run in the picture under the heads of steps, in pixels: straight to the next step, above to later ones, below to earlier ones. Pure.
import type { Way } from './ways.ts'

/** How high the picture is. */
export const PICTURE_PX = 176
/** The line on which the steps stand. */
export const MIDDLE_PX = 76
/** Half of a step's mark. */
export const MARK_PX = 14

const BAND_MAX_PX = 16
const BAND_MIN_PX = 1.5
const LOW_PX = 20
const OVER_PX = 50
const UNDER_PX = 42
/** From this distance on an arc is as high as any. */
const FAR = 7

/** A way as it is drawn. `top`: the point of an arc that is farthest from the line, for its figure; null of straight ones. */
export type DrawnWay = {
  readonly way: Way
  readonly path: string
  readonly widthPx: number
  readonly top: { readonly x: number; readonly y: number } | null
}

/** Where columns stand. */
type Columns = { readonly columnAt: ReadonlyMap<string, number>; readonly columnPx: number }

/** Draws ways; those with an end that the map does not have (any more) are left out. Thin ones come last, on top of thick ones. */
export function drawnWays(ways: readonly Way[], { columnAt, columnPx }: Columns): DrawnWay[] {
  const most = Math.max(1, ...ways.map(({ count }) => count))
  const drawn = ways.flatMap((way): DrawnWay[] => {
    const [from, to] = [columnAt.get(way.from), columnAt.get(way.to)]
    if (from === undefined || to === undefined || from === to) return []
    const widthPx = way.count === 0 ? BAND_MIN_PX : BAND_MIN_PX + (BAND_MAX_PX - BAND_MIN_PX) * (way.count / most)
    const ends = { from: (from + 0.5) * columnPx, to: (to + 0.5) * columnPx }
    return [{ way, widthPx, ...courseOf(ends, to - from) }]
  })
  return drawn.toSorted((a, b) => b.widthPx - a.widthPx)
}

/** @param steps - columns from here to there; negative leads back. */
function courseOf({ from, to }: { from: number; to: number }, steps: number): Pick<DrawnWay, 'path' | 'top'> {
  if (steps === 1) return { path: `M${from} ${MIDDLE_PX}H${to}`, top: null }
  const back = steps < 0
  const far = Math.min(1, (Math.abs(steps) - 1) / (FAR - 1))
  const rise = (LOW_PX + ((back ? UNDER_PX : OVER_PX) - LOW_PX) * far) * (back ? 1 : -1)
  const start = MIDDLE_PX + (back ? MARK_PX : -MARK_PX)
  // A cubic arc reaches three quarters of the way to its handles.
  const handle = start + rise / 0.75
  return {
    path: `M${from} ${start}C${from} ${handle} ${to} ${handle} ${to} ${start}`,
    top: { x: (from + to) / 2, y: start + rise },
  }
}
