// Insights counted by phase and step, as figures show them beside.
import type { InsightOrigin } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { insightCounts } from './insight-counts.ts'

const at = (journey: string | null, phase: string | null, step: string | null): InsightOrigin => ({
  how: 'placed',
  id: step ?? phase ?? journey ?? 'thing',
  kind: 'step',
  name: {},
  journey,
  journeyName: null,
  phase,
  phaseName: null,
  step,
  stepName: null,
})
const told = (...origins: InsightOrigin[][]) =>
  Object.fromEntries(
    insightCounts(
      origins.map((all) => ({ origins: all })),
      'buy',
    ),
  )

test('[R0.43] insights are counted per phase and step: each once, wherever it arose there', () => {
  expect(told([at('buy', 'find', 'look'), at('buy', 'find', 'seek')], [at('buy', 'find', null)])).toEqual({
    find: 2,
    look: 1,
    seek: 1,
  })
})

test('what arose in another journey, at the journey as a whole or in the library is of no phase', () => {
  expect(told([at('help', 'find', 'look')], [at('buy', null, null)], [at(null, null, null)])).toEqual({})
})
