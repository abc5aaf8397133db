// What insights score (I21, I22): means of places on scales, and reach × impact × confidence ÷ effort. What is not known makes unknown, never zero.
import type { Formula, InsightScales } from '@lotse/protocol'
import { countingInputs, criteriaOf, placeOn, type Scales } from './scales.ts'
import type { Inputs } from './work.ts'

/** How many customers are met by it. `counted`: seen where it arose; `estimated`: somebody said so. */
export type Reach = { readonly value: number; readonly from: 'counted' | 'estimated' }

/** Scores by the key of their formula; null: not known. */
export type Scores = Readonly<Record<string, number | null>>

/** Scores are told to so many decimals. */
const DECIMALS = 1_000_000

/** What an insight weighs. `inputs`: those of its values that count. */
export type Weight = { readonly inputs: Inputs; readonly scores: Scores; readonly reach: Reach | null }

/**
 * What insights weigh on some scales: a function, because lists weigh many.
 *
 * @returns takes values, and how many customers were counted where the insight arose; null where that is not measured.
 */
export function weighingBy(scales: InsightScales): (inputs: Inputs, counted: number | null) => Weight {
  const criteria = criteriaOf(scales)
  const { reach: key, formulas } = scales
  return (given, counted) => {
    const inputs = countingInputs(criteria, given)
    const known = key === null || counted === null ? inputs : { ...inputs, [key]: counted }
    const scores: Record<string, number | null> = {}
    for (const formula of formulas) scores[formula.key] = scoreOf(formula, criteria, known)
    return { inputs, scores, reach: reachOf(key === null ? undefined : inputs[key], counted) }
  }
}

/** The reach that holds (I22): what was counted, else what somebody estimated; null: neither. */
function reachOf(estimated: number | undefined, counted: number | null): Reach | null {
  if (counted !== null) return { value: counted, from: 'counted' }
  return estimated === undefined ? null : { value: estimated, from: 'estimated' }
}

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
