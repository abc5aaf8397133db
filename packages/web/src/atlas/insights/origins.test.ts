import { concernable, type InsightOrigin, type LayerInsight } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { aboutField, byLayer, originText } from './origins.ts'

const origin = (more: Partial<InsightOrigin>): InsightOrigin => ({
  how: 'concerns',
  id: 'x',
  kind: 'application',
  name: { de: 'Bezahldienst', en: 'Payment' },
  journey: null,
  journeyName: null,
  phase: null,
  phaseName: null,
  step: null,
  stepName: null,
  ...more,
})
const inBuy = { journey: 'buy', journeyName: { de: 'Kaufen', en: 'Buy' } }

test('[R0.15] where an insight arose is said from the journey to the step, in the reader’s language where it can be', () => {
  const pay = { ...inBuy, phase: 'p', phaseName: { de: 'Kasse' }, step: 's', stepName: { de: 'Zahlen', en: 'Pay' } }
  expect(originText(origin({ kind: 'step', ...pay }), 'en', '–')).toBe('Buy › Kasse › Pay')
  expect(originText(origin({ kind: 'phase', ...inBuy, phase: 'p', phaseName: {} }), 'de', '–')).toBe('Kaufen › –')
  expect(originText(origin({ kind: 'journey', ...inBuy }), 'de', '–')).toBe('Kaufen')
  expect(originText(origin({}), 'de', '–')).toBe('Bezahldienst')
})

const insight = (
  id: string,
  sort: LayerInsight['sort'],
  at: readonly (readonly [LayerInsight['at'][number]['kind'], string])[],
) => ({
  id,
  name: { en: id },
  sort,
  ownerId: null,
  at: at.map(([kind, where]) => ({ how: 'concerns' as const, id: where, kind, name: {}, journey: null })),
})

test('[R1.7] one view has the insights of every layer, from the journey down to data, each with what it hangs at there', () => {
  const all = [
    insight('breaks', 'painPoint', [
      ['step', 'pay'],
      ['application', 'psp'],
    ]),
    insight('early', 'opportunity', [['phase', 'before']]),
    insight('doubles', 'risk', [['dataObject', 'payment']]),
    insight('promise', null, [['journey', 'buy']]),
    insight('nowhere', 'idea', []),
  ]
  const said = (sort?: string) =>
    byLayer(all, sort).map(({ tier, insights }) => [
      tier,
      insights.map(({ id, at }) => `${id}: ${at.map((one) => one.id)}`),
    ])
  expect(said()).toEqual([
    ['journey', ['promise: buy']],
    ['step', ['breaks: pay', 'early: before']],
    ['application', ['breaks: psp']],
    ['data', ['doubles: payment']],
  ])
  expect(said('risk')).toEqual([['data', ['doubles: payment']]])
  expect(said('wow')).toEqual([])
})

test('[R1.7] an insight can be begun wherever one can be about something', () => {
  expect(concernable.filter((kind) => aboutField(kind) !== 'concerns')).toEqual([])
  expect(aboutField('product')).toBe('products')
  expect([aboutField('insight'), aboutField('term'), aboutField('taxonomy')]).toEqual([null, null, null])
})
