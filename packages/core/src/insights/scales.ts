// Scales on which insights are weighed (I20): whether scales and values fit, and where a value stands. Computes no score.
import type { Criterion, Formula, InsightScales } from '@lotse/protocol'
import { Problem } from '../base/index.ts'
import type { Inputs } from './work.ts'

/** So far a value may be from a step of its scale: what decimals cost in binary. */
const TOLERANCE = 1e-6

/** Whether a value is one of a scale's steps. */
export function fits({ min, max, step }: Pick<Criterion, 'min' | 'max' | 'step'>, value: number): boolean {
  if (!Number.isFinite(value) || value < min || value > max) return false
  const steps = (value - min) / step
  return Math.abs(steps - Math.round(steps)) <= TOLERANCE * Math.max(1, steps)
}

/** The step of a scale that is nearest to a value: what something dragged to there is given. */
export function nearest({ min, max, step }: Pick<Criterion, 'min' | 'max' | 'step'>, value: number): number {
  if (!Number.isFinite(value)) return min
  const last = Math.floor((max - min) / step + TOLERANCE)
  const steps = Math.round((Math.min(Math.max(value, min), max) - min) / step)
  // Twelve digits: no value has more, and sums of steps show none that are not theirs.
  return Number((min + Math.min(Math.max(steps, 0), last) * step).toPrecision(12))
}

/** Where a value stands on its scale, from 0 to 1. */
export function placeOn({ min, max }: Pick<Criterion, 'min' | 'max'>, value: number): number {
  return Math.min(1, Math.max(0, (value - min) / (max - min)))
}

/** Criteria by their key. */
export type Scales = ReadonlyMap<string, Criterion>

/** The criteria of scales by their key. */
export function criteriaOf({ criteria }: Pick<InsightScales, 'criteria'>): Scales {
  return new Map(criteria.map((one) => [one.key, one]))
}

/** The values that count: of criteria that stand and are asked for, as far as they lie on their scale (I20). */
export function countingInputs(scales: Scales, inputs: Inputs): Inputs {
  const counting: Record<string, number> = {}
  for (const [key, value] of Object.entries(inputs)) {
    const scale = scales.get(key)
    if (scale !== undefined && !scale.off && fits(scale, value)) counting[key] = value
  }
  return counting
}

/**
 * Inputs with some given anew; null takes one away.
 *
 * @throws Problem `insight.value_invalid` with what may stand there.
 */
export function withInputs(
  { criteria }: InsightScales,
  before: Inputs,
  given: Readonly<Record<string, number | null>>,
): Inputs {
  const after = new Map(Object.entries(before))
  for (const [key, value] of Object.entries(given)) {
    const scale = criteria.find((one) => one.key === key && !one.off)
    if (scale === undefined) throw new Problem('insight.value_invalid', { field: key })
    const { min, max, step } = scale
    if (value !== null && !fits(scale, value))
      throw new Problem('insight.value_invalid', { field: key, min, max, step })
    if (value === null) after.delete(key)
    else after.set(key, value)
  }
  return Object.fromEntries([...after].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Refuses scales that nothing could be weighed by.
 *
 * @throws Problem `insight.scales_invalid` naming the part.
 */
export function refuseScales({ criteria, formulas, reach }: InsightScales): void {
  const known = new Map(criteria.map((one) => [one.key, one]))
  const refuse = (field: string, detail: string) => new Problem('insight.scales_invalid', { field, detail })
  if (known.size < criteria.length) throw refuse('criteria', 'two criteria have the same key')
  if (new Set(formulas.map(({ key }) => key)).size < formulas.length)
    throw refuse('formulas', 'two formulas have the same key')
  for (const { key, min, max, step } of criteria)
    if (step > max - min) throw refuse(`criteria.${key}`, 'the step is larger than the scale')
  for (const formula of formulas) {
    const gone = namedIn(formula).find((key) => !known.has(key))
    if (gone !== undefined) throw refuse(`formulas.${formula.key}`, `there is no criterion ${gone}`)
    if (formula.how === 'rice' && (known.get(formula.effort)?.min ?? 0) <= 0)
      throw refuse(`formulas.${formula.key}`, 'effort must be more than nothing, for it is divided by')
  }
  if (reach !== null && !known.has(reach)) throw refuse('reach', `there is no criterion ${reach}`)
}

/** The criteria that a formula needs. */
export function namedIn(formula: Formula): string[] {
  if (formula.how === 'mean') return formula.of.map(({ criterion }) => criterion)
  return [formula.reach, formula.impact, formula.confidence, formula.effort]
}
