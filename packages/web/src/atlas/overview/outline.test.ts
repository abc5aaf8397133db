import type { AtlasJourney } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { type Branch, branchesOf, coverageOf, healthOf, isSeen, phasesOf } from './outline.ts'

const NOW = Date.UTC(2026, 5, 1)
const journey = (id: string, more: Partial<AtlasJourney> = {}): AtlasJourney => ({
  id,
  name: { en: id },
  level: 'journey',
  state: 'asIs',
  parent: null,
  ofStep: null,
  ownerId: '1',
  phases: 1,
  steps: 4,
  bound: 2,
  felt: 1,
  touchpoints: 0,
  owned: 0,
  touchedAt: new Date(NOW).toISOString(),
  live: null,
  ...more,
})
const at = (phase: string) => ({ id: `${phase}-step`, name: {}, phase: { id: phase, name: { en: phase } } })
type Drawn = readonly [string, ...Drawn[]]
const drawn = ({ journey: { id }, parts }: Branch): Drawn => [id, ...parts.map(drawn)]
const trees = (journeys: readonly AtlasJourney[]) => branchesOf(journeys).map(drawn)

test('journeys hang under one another, siblings in the order given', () => {
  const all = [
    journey('buy', { parent: 'life' }),
    journey('pay', { parent: 'buy' }),
    journey('use', { parent: 'life' }),
  ]
  expect(trees([...all, journey('life')])).toEqual([['life', ['buy', ['pay']], ['use']]])
})

test('what hangs under nothing that is there stands at the top, and a ring hides nobody', () => {
  expect(trees([journey('a', { parent: 'gone' })])).toEqual([['a']])
  expect(trees([journey('a', { parent: 'b' }), journey('b', { parent: 'a' }), journey('c')])).toEqual([
    ['c'],
    ['a', ['b']],
  ])
  expect(trees([journey('self', { parent: 'self' })])).toEqual([['self']])
})

test('journeys are grouped by the phase above them; those of no phase come last', () => {
  const all = [journey('loose'), journey('a', { ofStep: at('before') }), journey('b', { ofStep: at('after') })]
  const more = journey('c', { ofStep: at('before') })
  const groups = phasesOf(branchesOf([...all, more]))
  expect(groups.map(({ phase, branches }) => [phase?.name['en'], branches.map((one) => one.journey.id)])).toEqual([
    ['before', ['a', 'c']],
    ['after', ['b']],
    [undefined, ['loose']],
  ])
  expect(phasesOf([])).toEqual([])
})

test('coverage is of everything there is to cover, and says nothing where there is nothing', () => {
  const two = [journey('a'), journey('b', { steps: 1, bound: 1, felt: 0, touchpoints: 3, owned: 1 })]
  expect(coverageOf(two, 'bound')).toEqual({ done: 3, of: 5, share: 0.6 })
  expect(coverageOf(two, 'felt')).toEqual({ done: 1, of: 5, share: 0.2 })
  expect(coverageOf(two, 'owned').share).toBeCloseTo(1 / 3)
  expect(coverageOf([journey('a')], 'owned')).toEqual({ done: 0, of: 0, share: null })
})

test.each([
  [null, 'unknown'],
  [0.8, 'good'],
  [0.79, 'middling'],
  [0.5, 'middling'],
  [0.49, 'poor'],
] as const)('a fitness of %s is %s', (fitness, health) => {
  expect(healthOf({ edition: 1, here: 0, started: 1, fitness, medianMs: null, contacts: null })).toBe(health)
  expect(healthOf(null)).toBe('unknown')
})

test('a lens shows what lies untouched, has steps without events, or belongs to nobody', () => {
  const day = (days: number) => new Date(NOW - days * 86_400_000).toISOString()
  expect(isSeen(journey('a', { touchedAt: day(90) }), 'stale', NOW)).toBe(false)
  expect(isSeen(journey('a', { touchedAt: day(91) }), 'stale', NOW)).toBe(true)
  expect(isSeen(journey('a', { bound: 4 }), 'unbound', NOW)).toBe(false)
  expect(isSeen(journey('a'), 'unbound', NOW)).toBe(true)
  expect(isSeen(journey('a', { ownerId: null }), 'nobody', NOW)).toBe(true)
  expect(isSeen(journey('a'), 'nobody', NOW)).toBe(false)
  expect(isSeen(journey('a'), 'all', NOW)).toBe(true)
})
