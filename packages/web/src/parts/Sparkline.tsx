// A small line of a figure's recent past. Starts at zero, so that height is honest; says its range in words.
import css from './sparkline.module.css'

const WIDTH = 160
const HEIGHT = 28

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

/** The line; `label` is what assistive technology reads instead. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  if (values.length < 2) return <div className={css.line} />
  return (
    <svg
      className={css.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polyline points={sparkPoints(values)} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
