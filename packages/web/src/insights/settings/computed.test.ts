// What a formula that is being written makes of an insight, and what weights do to it.
import { firstScales, type WorkedInsight } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { type Computed, scoreBy, withTerm } from './computed.ts'

const insight = (inputs: Record<string, number>, counted?: number) =>
  ({
    work: { inputs, reach: counted === undefined ? null : { value: counted, from: 'counted' } },
  }) as Partial<Pick<WorkedInsight, 'work'>> as Pick<WorkedInsight, 'work'>

const mean: Computed = { how: 'mean', of: [{ criterion: 'impact', weight: 2, inverted: false }] }
const rice: Computed = { how: 'rice', reach: 'reach', impact: 'impact', confidence: 'confidence', effort: 'effort' }

test.each<[string, Computed, Record<string, number>, number | undefined, number | null]>([
  ['a mean', mean, { impact: 5 }, undefined, 100],
  ['a mean without its value', mean, { difficulty: 1 }, undefined, null],
  ['RICE with counted customers', rice, { impact: 2, confidence: 50, effort: 4 }, 100, 25],
  ['RICE without anybody counted', rice, { impact: 2, confidence: 50, effort: 4 }, undefined, null],
])('%s', (_, computed, inputs, counted, score) => {
  expect(scoreBy(firstScales, computed, insight(inputs, counted))).toBe(score)
})

test('a weight puts a scale in, nothing takes it out, and the others stay in their order', () => {
  const [impact, relevance] = ['impact', 'relevance'].map((criterion) => ({ criterion, weight: 1, inverted: false }))
  if (impact === undefined || relevance === undefined) throw new Error('two terms')
  const both = withTerm([impact], relevance)
  expect(both).toEqual([impact, relevance])
  expect(withTerm(both, { ...impact, weight: 3 })).toEqual([{ ...impact, weight: 3 }, relevance])
  expect(withTerm(both, { ...impact, weight: 0 })).toEqual([relevance])
})
