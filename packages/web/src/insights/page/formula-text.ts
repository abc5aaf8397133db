// A formula as people read it. Pure but for the words.
import type { Formula, InsightScales } from '@lotse/protocol'
import type { Format } from '../../words/format-in.ts'
import type { Translate } from '../../words/index.ts'
import { scaleName } from './queries.ts'

/** E.g. "Reach × Impact × Confidence ÷ Effort", or "Impact × 2 + Difficulty (less is better)". */
export function formulaText(
  t: Translate,
  f: Format,
  { formula, scales }: { readonly formula: Formula; readonly scales: InsightScales },
): string {
  const called = (key: string) => {
    const criterion = scales.criteria.find((one) => one.key === key)
    return criterion === undefined ? key : scaleName(criterion, f.language)
  }
  if (formula.how === 'rice') {
    const [reach, impact, confidence, effort] = [formula.reach, formula.impact, formula.confidence, formula.effort].map(
      called,
    )
    return `${reach} × ${impact} × ${confidence} ÷ ${effort}`
  }
  const parts = formula.of.map(({ criterion, weight, inverted }) => {
    const name = inverted ? t('insightPage.weighing.inverted', { name: called(criterion) }) : called(criterion)
    return weight === 1 ? name : `${f.number(weight)} × ${name}`
  })
  return t('insightPage.weighing.mean', { parts: parts.join(' + ') })
}
