// Figures of metrics as people read them. Pure.
import type { ImpactMetric } from '@lotse/protocol'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'

const SHARES: ReadonlySet<ImpactMetric> = new Set(['completion', 'drop', 'repeat'])
const PERCENT = 100

/** Whether a metric is a share of observations. */
export const isShare = (metric: ImpactMetric): boolean => SHARES.has(metric)

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits

/** A value of a metric: a share, a time, or a number. */
export function valueText(f: Format, metric: ImpactMetric, value: number): string {
  if (metric === 'time') return f.span(value)
  return isShare(metric) ? f.share(value) : f.number(rounded(value, 2))
}

/** A change of a metric with its sign: of shares in points, of times as a share. */
export function changeText(t: Translate, f: Format, metric: ImpactMetric, change: number): string {
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±'
  const size = Math.abs(change)
  if (metric === 'time') return `${sign}${f.share(size)}`
  if (isShare(metric)) return t('measures.points', { figure: `${sign}${f.number(rounded(size * PERCENT, 1))}` })
  return `${sign}${f.number(rounded(size, 2))}`
}
