// What insights score (I21, I22): means of places on scales, and reach × impact × confidence ÷ effort. What is not known makes unknown, never zero.
import type { Criterion, Formula, InsightScales } from '@lotse/protocol'
import { countingInputs, placeOn } from './scales.ts'
import type { Inputs } from './work.ts'

/** How many customers are met by it. `counted`: seen where it arose; `estimated`: somebody said so. */
export type Reach = { readonly value: number; readonly from: 'counted' | 'estimated' }

/** Scores by the key of their formula; null: not known. */
export type Scores = Readonly<Record<string, number | null>>

/** Scores are told to so many decimals. */
const DECIMALS = 1_000_000

/**
 * The reach that holds (I22): what was counted, else what somebody estimated; null: neither.
 *
 * @param counted - customers where the insight arose; null where that is not measured.
 */
export function reachOf(scales: InsightScales, inputs: Inputs, counted: number | null): Reach | null {
  if (counted !== null) return { value: counted, from: 'counted' }
  const estimated = scales.reach === null ? undefined : countingInputs(scales, inputs)[scales.reach]
  return estimated === undefined ? null : { value: estimated, from: 'estimated' }
}

/** Everything that an insight scores. */
export function scoresOf(scales: InsightScales, inputs: Inputs, counted: number | null): Scores {
  const counting = countingInputs(scales, inputs)
  const reach = scales.reach
  const known = reach === null || counted === null ? counting : { ...counting, [reach]: counted }
  const byKey = new Map(scales.criteria.map((one) => [one.key, one]))
  return Object.fromEntries(scales.formulas.map((formula) => [formula.key, scoreOf(formula, byKey, known)]))
}

type Scales = ReadonlyMap<string, Criterion>

function scoreOf(formula: Formula, scales: Scales, inputs: Inputs): number | null {
  const score = formula.how === 'mean' ? meanOf(formula, scales, inputs) : riceOf(formula, scales, inputs)
  return score === null ? null : Math.round(score * DECIMALS) / DECIMALS
}

function meanOf({ of }: Extract<Formula, { how: 'mean' }>, scales: Scales, inputs: Inputs): number | null {
  let sum = 0
  let weights = 0
  for (const { criterion, weight, inverted } of of) {
    const [scale, value] = [scales.get(criterion), inputs[criterion]]
    if (scale === undefined || value === undefined) return null
    const place = placeOn(scale, value)
    sum += weight * (inverted ? 1 - place : place)
    weights += weight
  }
  return (100 * sum) / weights
}

/** RICE: https://www.intercom.com/blog/rice-simple-prioritization-for-product-managers/ */
function riceOf(formula: Extract<Formula, { how: 'rice' }>, scales: Scales, inputs: Inputs): number | null {
  const [reach, impact, effort] = [inputs[formula.reach], inputs[formula.impact], inputs[formula.effort]]
  const [scale, said] = [scales.get(formula.confidence), inputs[formula.confidence]]
  if (reach === undefined || impact === undefined || effort === undefined) return null
  if (scale === undefined || said === undefined || effort <= 0) return null
  const confidence = scale.unit === 'percent' ? said / 100 : placeOn(scale, said)
  return (reach * impact * confidence) / effort
}
