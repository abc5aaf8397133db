// A small line of a figure's recent past. Starts at zero, so that height is honest; says its range in words.
import { HEIGHT, sparkPoints, WIDTH } from './spark.ts'
import css from './sparkline.module.css'

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
