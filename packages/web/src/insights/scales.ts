// Scales and formulas as screens show them: names, values in words, steps that fit. Pure.
import type { Criterion, Formula, InsightScales } from '@lotse/protocol'
import { calledIn } from '../atlas/called.ts'
import type { Format } from '../words/format-in.ts'

/** Something that insights are put in order and placed by: a criterion (`input.KEY`) or a formula (`score.KEY`). */
export type Measure = {
  readonly key: string
  readonly label: string
  /** Null: a formula, whose value follows from others. */
  readonly criterion: Criterion | null
  /** From 0 to 100 by its nature, as a mean is. */
  readonly mean: boolean
}

/** Everything one can order and place by, criteria first. @param scales - those that are off are left out. */
export function measuresOf({ criteria, formulas }: InsightScales, language: string): readonly Measure[] {
  const nameOf = ({ key, name }: Criterion | Formula) => calledIn(name, language) || key
  return [
    ...criteria
      .filter(({ off }) => !off)
      .map((one) => ({ key: `input.${one.key}`, label: nameOf(one), criterion: one, mean: false })),
    ...formulas.map((one) => ({
      key: `score.${one.key}`,
      label: nameOf(one),
      criterion: null,
      mean: one.how === 'mean',
    })),
  ]
}

/** Scores are shown by whole numbers from this on, and by tenths below. */
const WHOLE_FROM = 100

/** A value as people read it. */
export function valueText(value: number | null | undefined, f: Format): string {
  if (value === null || value === undefined) return '–'
  return Math.abs(value) >= WHOLE_FROM ? f.whole(Math.round(value)) : f.number(Math.round(value * 10) / 10)
}
