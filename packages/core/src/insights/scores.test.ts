// What insights score, over random scales and values; what is not known makes unknown.
import { type Criterion, type Formula, firstScales, type InsightScales, insightScales } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../base/index.ts'
import { countedAt, reachBook } from './reach.ts'
import { countingInputs, criteriaOf, fits, namedIn, nearest, refuseScales, withInputs } from './scales.ts'
import { weighingBy } from './scores.ts'
import type { Inputs } from './work.ts'

const scoresOf = (by: InsightScales, inputs: Inputs, counted: number | null) => weighingBy(by)(inputs, counted).scores
const reachOf = (by: InsightScales, inputs: Inputs, counted: number | null) => weighingBy(by)(inputs, counted).reach
const fieldOf = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return [error.code, error.facts['field']]
    throw error
  }
  return 'done'
}
const keys = ['a', 'b', 'c', 'd']
const scaleOf = (key: string, [min, size, steps]: readonly [number, number, number]): Criterion => ({
  key,
  name: { en: key },
  min: 1 + min,
  max: 1 + min + size,
  step: size / steps,
  unit: 'level',
  off: false,
})
const shape = fc.tuple(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 1, max: 50 }),
  fc.integer({ min: 1, max: 20 }),
)
const terms = fc.uniqueArray(
  fc.record({
    criterion: fc.constantFrom(...keys),
    weight: fc.integer({ min: 1, max: 9 }),
    inverted: fc.boolean(),
  }),
  { selector: ({ criterion }) => criterion, minLength: 1, maxLength: 4 },
)
const scales = fc.tuple(fc.array(shape, { minLength: 4, maxLength: 4 }), terms).map(([shapes, of]): InsightScales => {
  const formulas: Formula[] = [
    { key: 'mean', name: { en: 'm' }, how: 'mean', of },
    { key: 'rice', name: { en: 'r' }, how: 'rice', reach: 'a', impact: 'b', confidence: 'c', effort: 'd' },
  ]
  return { criteria: shapes.map((one, at) => scaleOf(keys[at] ?? '', one)), formulas, reach: 'a', freshDays: 365 }
})
/** Which step of its scale each has, as a share; undefined: not known. */
const places = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }), {
  minLength: 4,
  maxLength: 4,
})
const inputsOf = ({ criteria }: InsightScales, at: readonly (number | undefined)[]): Record<string, number> =>
  Object.fromEntries(
    criteria.flatMap((scale, n) => {
      const place = at[n]
      return place === undefined ? [] : [[scale.key, nearest(scale, scale.min + place * (scale.max - scale.min))]]
    }),
  )

test('the scales that a workspace begins with can be used, and read as they are written', () => {
  expect(insightScales.parse(firstScales)).toEqual(firstScales)
  expect(() => refuseScales(firstScales)).not.toThrow()
})

test('law: I20 what is dragged anywhere lies on a step of the scale, none is nearer, and it is taken', () => {
  fc.assert(
    fc.property(shape, fc.double({ min: -50, max: 120, noNaN: true }), (one, value) => {
      const scale = scaleOf('a', one)
      const at = nearest(scale, value)
      expect(fits(scale, at)).toBe(true)
      const within = Math.min(Math.max(value, scale.min), scale.max)
      expect(Math.abs(at - within)).toBeLessThanOrEqual(scale.step / 2 + 1e-6)
    }),
  )
})

test('I20 a value off its scale is refused and changes nothing; one that does not fit any longer is not known', () => {
  const before = { impact: 3 }
  for (const [key, value] of [
    ['impact', 6],
    ['impact', 0],
    ['impact', 2.3],
    ['impact', Number.NaN],
    ['effort', 0],
    ['beauty', 1],
    ['toString', 1],
  ] as const)
    expect(fieldOf(() => withInputs(firstScales, before, { [key]: value }))).toEqual(['insight.value_invalid', key])
  expect(withInputs(firstScales, before, { difficulty: 2.5, impact: null })).toEqual({ difficulty: 2.5 })
  const rescaled = {
    ...firstScales,
    criteria: firstScales.criteria.map((one) => (one.key === 'impact' ? { ...one, min: 10, max: 20 } : one)),
  }
  expect(countingInputs(criteriaOf(rescaled), before)).toEqual({})
  expect(scoresOf(rescaled, before, null)['impact']).toBeNull()
  expect(scoresOf(firstScales, before, null)['impact']).toBe(50)
})

test('law: I21 a score is known just where all its values are, a mean lies between 0 and 100, and better values score no less', () => {
  fc.assert(
    fc.property(scales, places, fc.nat(3), fc.double({ min: 0, max: 1, noNaN: true }), (by, at, which, higher) => {
      const inputs = inputsOf(by, at)
      const scores = scoresOf(by, inputs, null)
      for (const formula of by.formulas) {
        const known = namedIn(formula).every((key) => inputs[key] !== undefined)
        expect(scores[formula.key] !== null).toBe(known)
      }
      const { mean } = scores
      if (typeof mean === 'number') expect(mean >= 0 && mean <= 100).toBe(true)
      const place = at[which]
      if (place === undefined) return
      const raised = inputsOf(
        by,
        at.map((one, n) => (n === which ? Math.max(place, higher) : one)),
      )
      const after = scoresOf(by, raised, null)
      for (const formula of by.formulas) {
        const [old, fresh] = [scores[formula.key] ?? null, after[formula.key] ?? null]
        if (old === null || fresh === null) continue
        const key = keys[which] ?? ''
        const worse =
          formula.how === 'rice' ? key === 'd' : formula.of.some((one) => one.criterion === key && one.inverted)
        // Six decimals are told.
        expect(worse ? old - fresh : fresh - old).toBeGreaterThanOrEqual(-2e-6)
      }
    }),
  )
})

test('I21 RICE is reach × impact × confidence ÷ effort; nobody reached is nought, and unknown is not', () => {
  const inputs = { impact: 3, confidence: 80, effort: 4 }
  expect(scoresOf(firstScales, inputs, 200)['rice']).toBe(120)
  expect(scoresOf(firstScales, inputs, 0)['rice']).toBe(0)
  expect(scoresOf(firstScales, inputs, null)['rice']).toBeNull()
  expect(scoresOf(firstScales, { ...inputs, reach: 100 }, null)['rice']).toBe(60)
  expect(scoresOf(firstScales, {}, 200)).toEqual({ difficulty: null, impact: null, rice: null })
})

test('I22 what was counted comes before what somebody estimated, and says so', () => {
  expect(reachOf(firstScales, { reach: 900 }, 119)).toEqual({ value: 119, from: 'counted' })
  expect(reachOf(firstScales, { reach: 900 }, null)).toEqual({ value: 900, from: 'estimated' })
  expect(reachOf(firstScales, {}, null)).toBeNull()
  expect(reachOf({ ...firstScales, reach: null }, { reach: 900 }, null)).toBeNull()
})

test('I22 where an insight arose at several places it met as many as came to the most visited one; nothing measured is not known', () => {
  const step = (id: string, phase: string, reached: number, started = 0) => ({
    journey: 'buy',
    step: id,
    phase,
    reached,
    started,
  })
  const steps = [step('look', 'before', 300, 280), step('pay', 'after', 119, 20), step('wait', 'after', 0)]
  const book = reachBook(steps, [
    { item: 'shop', step: 'look' },
    { item: 'shop', step: 'pay' },
    { item: 'form', step: 'elsewhere' },
  ])
  expect(['look', 'pay', 'wait', 'after', 'before', 'shop', 'buy'].map((place) => countedAt([place], book))).toEqual([
    300, 119, 0, 119, 300, 300, 300,
  ])
  expect([countedAt(['pay', 'wait'], book), countedAt(['form'], book), countedAt([], book)]).toEqual([119, null, null])
})

test('scales by which nothing could be weighed are refused, naming the part', () => {
  const [first] = firstScales.criteria
  if (first === undefined) throw new Error('there are criteria')
  const refused = (more: Partial<InsightScales>) => fieldOf(() => refuseScales({ ...firstScales, ...more }))
  expect(refused({ criteria: [...firstScales.criteria, first] })).toEqual(['insight.scales_invalid', 'criteria'])
  expect(refused({ criteria: [first] })).toEqual(['insight.scales_invalid', 'formulas.impact'])
  expect(refused({ reach: 'beauty' })).toEqual(['insight.scales_invalid', 'reach'])
  const free = firstScales.criteria.map((one) => (one.key === 'effort' ? { ...one, min: 0 } : one))
  expect(refused({ criteria: free })).toEqual(['insight.scales_invalid', 'formulas.rice'])
  expect(refused({ formulas: [] })).toBe('done')
})
