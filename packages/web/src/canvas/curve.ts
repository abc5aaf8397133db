// The line through feelings: smooth, through every point, never beyond its neighbours. Pure.

/** A point of a picture. */
type Point = { readonly x: number; readonly y: number }

/** Feelings go from here to there. */
const FEELING_MAX = 2
const PAD_PX = 22

/** How high a feeling stands in a row of a height. */
export function heightOfFeeling(value: number, height: number): number {
  return PAD_PX + ((FEELING_MAX - value) / (2 * FEELING_MAX)) * (height - 2 * PAD_PX)
}

/** The feeling at a height, in halves. */
export function feelingAtHeight(y: number, height: number): number {
  const value = FEELING_MAX - ((y - PAD_PX) / (height - 2 * PAD_PX)) * 2 * FEELING_MAX
  return Math.max(-FEELING_MAX, Math.min(FEELING_MAX, Math.round(value * 2) / 2))
}

/**
 * The path of a curve: cubic pieces whose slopes keep them monotone between points (Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5, 1984).
 *
 * @param points - from left to right.
 */
export function curvePath(points: readonly Point[]): string {
  const [first] = points
  if (first === undefined) return ''
  const slopes = slopesOf(points)
  let path = `M${round(first.x)} ${round(first.y)}`
  for (let n = 1; n < points.length; n++) {
    const [a, b] = [points[n - 1], points[n]]
    if (a === undefined || b === undefined) continue
    const third = (b.x - a.x) / 3
    const one = a.y + third * (slopes[n - 1] ?? 0)
    const two = b.y - third * (slopes[n] ?? 0)
    path += `C${round(a.x + third)} ${round(one)} ${round(b.x - third)} ${round(two)} ${round(b.x)} ${round(b.y)}`
  }
  return path
}

const round = (value: number): number => Math.round(value * 10) / 10

function slopesOf(points: readonly Point[]): number[] {
  const rises = points.slice(1).map((point, n) => {
    const before = points[n] ?? point
    return (point.y - before.y) / (point.x - before.x || 1)
  })
  return points.map((_, n) => {
    const [left, right] = [rises[n - 1], rises[n]]
    if (left === undefined || right === undefined || left * right <= 0) return 0
    return (2 * left * right) / (left + right)
  })
}
