// Input scales and formulas of a workspace, and those that it begins with. Shapes alone; what they come to is computed elsewhere.
import { z } from 'zod'

const NAME_LENGTH_MAX = 60
const CRITERIA_MAX = 30
const TERMS_MAX = 10
const FORMULAS_MAX = 20
const VALUE_MAX = 1_000_000_000

/** The key of a criterion or formula. */
export const scaleKey = z.string().regex(/^[a-z][A-Za-z0-9]{0,29}$/, 'a key: letters and digits, a small letter first')
/** Keys that no criterion may have: they would hide what every record has. */
const RESERVED = new Set(['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'])

const names = z.record(z.string().regex(/^[a-z]{2}$/), z.string().trim().min(1).max(NAME_LENGTH_MAX))

/**
 * What is given a value between `min` and `max`, in steps of `step`. `unit`: what the value is of; `level` where it is no more than a place on the scale.
 * `off`: asked for no longer; values that were given stay.
 */
export const criterion = z
  .strictObject({
    key: scaleKey.refine((key) => !RESERVED.has(key), 'this key is taken'),
    name: names,
    min: z.number().min(0).max(VALUE_MAX),
    max: z.number().min(0).max(VALUE_MAX),
    step: z.number().positive().max(VALUE_MAX),
    unit: z.enum(['level', 'percent', 'days', 'customers']).default('level'),
    off: z.boolean().default(false),
  })
  .refine(({ min, max }) => min < max, 'ends above where it begins')
  .meta({ id: 'Criterion' })
export type Criterion = z.output<typeof criterion>

/** A part of a mean. `inverted`: less is better. */
const term = z.strictObject({
  criterion: scaleKey,
  weight: z.number().positive().max(100),
  inverted: z.boolean().default(false),
})

/** `mean`: of places on scales, from 0 to 100, weighted. `rice`: reach × impact × confidence ÷ effort. */
export const formula = z
  .discriminatedUnion('how', [
    z.strictObject({
      key: scaleKey,
      name: names,
      how: z.literal('mean'),
      of: z.array(term).min(1).max(TERMS_MAX),
    }),
    z.strictObject({
      key: scaleKey,
      name: names,
      how: z.literal('rice'),
      reach: scaleKey,
      impact: scaleKey,
      confidence: scaleKey,
      effort: scaleKey,
    }),
  ])
  .meta({ id: 'Formula' })
export type Formula = z.output<typeof formula>

/** How a workspace weighs insights. `reach`: the criterion whose value is counted where customers can be. `freshDays`: for so long evidence counts. */
export const insightScales = z
  .strictObject({
    criteria: z.array(criterion).min(1).max(CRITERIA_MAX),
    formulas: z.array(formula).max(FORMULAS_MAX),
    reach: scaleKey.nullable(),
    freshDays: z.int().min(1).max(3650),
  })
  .meta({ id: 'InsightScales' })
export type InsightScales = z.output<typeof insightScales>

const level = (key: string, de: string, en: string): Criterion => ({
  key,
  name: { de, en },
  min: 1,
  max: 5,
  step: 0.5,
  unit: 'level',
  off: false,
})
const amount = (key: string, de: string, en: string, more: Partial<Criterion>): Criterion => ({
  ...level(key, de, en),
  ...more,
})
const one = (of: string): Extract<Formula, { how: 'mean' }>['of'] => [{ criterion: of, weight: 1, inverted: false }]

/** What a workspace begins with. */
export const firstScales: InsightScales = {
  criteria: [
    level('difficulty', 'Schwierigkeit', 'Difficulty'),
    level('impact', 'Wirkung', 'Impact'),
    level('feasibility', 'Machbarkeit', 'Feasibility'),
    level('relevance', 'Relevanz', 'Relevance'),
    level('resources', 'Verfügbare Mittel', 'Availability of resources'),
    amount('reach', 'Kunden in 30 Tagen', 'Customers in 30 days', {
      min: 0,
      max: VALUE_MAX,
      step: 1,
      unit: 'customers',
    }),
    amount('confidence', 'Sicherheit', 'Confidence', { min: 0, max: 100, step: 5, unit: 'percent' }),
    amount('effort', 'Aufwand in Tagen', 'Effort in days', { min: 0.5, max: 1000, step: 0.5, unit: 'days' }),
  ],
  formulas: [
    { key: 'difficulty', name: { de: 'Schwierigkeit', en: 'Difficulty' }, how: 'mean', of: one('difficulty') },
    { key: 'impact', name: { de: 'Wirkung', en: 'Impact' }, how: 'mean', of: one('impact') },
    {
      key: 'rice',
      name: { de: 'RICE', en: 'RICE' },
      how: 'rice',
      reach: 'reach',
      impact: 'impact',
      confidence: 'confidence',
      effort: 'effort',
    },
  ],
  reach: 'reach',
  freshDays: 365,
}
