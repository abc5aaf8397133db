// A figure compared with the span before, in a few words. Pure.
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'

/** Below this share of change a figure is as before. */
const SAME = 0.005
/** Beyond this a percentage says less than the number itself. */
const PERCENT_MAX = 1000

/**
 * How a figure stands against the one before.
 *
 * @param before - null where it was not measured.
 */
export function comparedText(t: Translate, f: Format, now: number, before: number | null): string {
  if (before === null) return t('motion.compared.unknown')
  if (now === before) return t('motion.compared.same')
  if (before === 0) return t('motion.compared.fresh')
  const change = now / before - 1
  if (Math.abs(change) < SAME) return t('motion.compared.same')
  const percent = Math.abs(change) * 100
  if (percent > PERCENT_MAX) return t('motion.compared.before', { value: f.number(before) })
  const text = percentText(f.language, percent)
  return change > 0 ? t('motion.compared.up', { percent: text }) : t('motion.compared.down', { percent: text })
}

function percentText(language: string, percent: number): string {
  const digits = percent < 10 ? 1 : 0
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(percent / 100)
}
