// Geometry of small charts: scales that start where honesty asks, points, the nearest value under a pointer. Pure.

/** Width of the plot in its own units; stretched to the room there is. */
export const PLOT_WIDTH = 1000
/** Height of the plot in its own units. */
export const PLOT_HEIGHT = 200

const STEPS = [1, 2, 2.5, 5, 10]

/**
 * The end of a scale from zero and its lines: round figures, at most four lines above zero.
 *
 * @param largest - the largest value shown; zero or more.
 */
export function scaleOf(largest: number): { readonly top: number; readonly lines: readonly number[] } {
  if (!(largest > 0)) return { top: 1, lines: [0, 1] }
  const rough = largest / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = (STEPS.find((size) => size * power >= rough) ?? 10) * power
  const count = Math.ceil(largest / step - 1e-9)
  return { top: step * count, lines: Array.from({ length: count + 1 }, (_, at) => at * step) }
}

/** Where a value stands from the left, in plot units; a single value stands in the middle. */
export function xOf(at: number, count: number): number {
  return count < 2 ? PLOT_WIDTH / 2 : (at / (count - 1)) * PLOT_WIDTH
}

/** Where a value stands from the top, in plot units. */
export function yOf(value: number, top: number): number {
  return PLOT_HEIGHT - (value / top) * PLOT_HEIGHT
}

/**
 * The line through values as an SVG path. Where a value is missing the line breaks: nothing is invented in between.
 *
 * @param values - oldest first, null for "not known".
 */
export function linePath(values: readonly (number | null)[], top: number): string {
  let pen = 'M'
  const parts = values.map((value, at) => {
    if (value === null) {
      pen = 'M'
      return ''
    }
    const point = `${pen}${xOf(at, values.length).toFixed(1)} ${yOf(value, top).toFixed(1)}`
    pen = 'L'
    return point
  })
  return parts.join('')
}

/** Which of `count` values is nearest to a place from the left, given as a share of the width. */
export function nearest(share: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.round(share * (count - 1))))
}
