// The points of a small line chart. Pure.

/** Width of the box in its own units. */
export const WIDTH = 160
/** Height of the box in its own units. */
export const HEIGHT = 28

/**
 * The points of a line in a box of 160 × 28, zero at the bottom.
 *
 * @param values - oldest first.
 */
export function sparkPoints(values: readonly number[]): string {
  const top = Math.max(...values, 1e-9)
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0
  return values
    .map((value, index) => `${(index * step).toFixed(1)},${(HEIGHT - 2 - (value / top) * (HEIGHT - 4)).toFixed(1)}`)
    .join(' ')
}
