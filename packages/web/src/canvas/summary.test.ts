// What stands on the one page of a journey.
import type { AtlasRecord, Json } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { summaryOf } from './summary.ts'
import { sampleMap, sampleRecords } from './testing.ts'

const record = (
  kind: AtlasRecord['kind'],
  id: string,
  fields: Readonly<Record<string, Json>> = {},
): AtlasRecord & { ownerId?: string } => ({
  id,
  kind,
  journey: null,
  removed: false,
  fields: { name: { de: id }, ...fields },
})

const placedAt = (item: string, where: Readonly<Record<string, Json>>): AtlasRecord => ({
  ...record('placement', `at.${item}.${Object.values(where).join('.')}`, { item, order: 'V', ...where }),
  journey: 'j',
})

const ALL = [
  record('need', 'answers', { fulfilment: 'fully' }),
  record('need', 'quick', { fulfilment: 'none' }),
  record('need', 'cheap'),
  record('application', 'crm'),
  record('dataSource', 'orders'),
  record('channel', 'web'),
  record('persona', 'jule'),
  { ...record('touchpoint', 'page', { channels: ['web'] }), ownerId: 'u1' },
  placedAt('answers', { step: 'a', lane: 'note' }),
  placedAt('quick', { phase: 'p' }),
  placedAt('cheap', { step: 'c', lane: 'note' }),
  placedAt('crm', { step: 'b', lane: 'note' }),
  placedAt('crm', { step: 'a', lane: 'note' }),
  placedAt('orders', { step: 'b', lane: 'note' }),
  placedAt('page', { step: 'b', lane: 'touch' }),
]

function summary(more: readonly AtlasRecord[] = []) {
  const map = sampleMap([...sampleRecords(), ...ALL, ...more])
  const journey = record('journey', 'j', { personas: ['jule'] })
  const unitName = (id: string) => (id === 'u1' ? 'Vertrieb' : undefined)
  return summaryOf({ journey, layout: map.layout(), records: map.records, unitName })
}

const ids = (records: readonly AtlasRecord[] | undefined) => records?.map(({ id }) => id)

test('[R1.28] each phase holds what customers require there, at it or at its steps, and how far all of it is met', () => {
  const { phases, fulfilment } = summary()
  expect(phases.map(({ needs }) => ids(needs))).toEqual([['quick', 'answers'], ['cheap']])
  expect(fulfilment).toEqual({ all: 3, fully: 1, partly: 0, none: 1 })
})

test('[R4.15] a phase lists its systems, data and teams, each once', () => {
  const [first, second] = summary().phases
  expect([ids(first?.systems), ids(first?.data), first?.teams]).toEqual([['crm'], ['orders'], ['Vertrieb']])
  expect([ids(second?.systems), ids(second?.data), second?.teams]).toEqual([[], [], []])
})

test('channels are those of the touchpoints, too; what was put aside is not there', () => {
  expect(ids(summary().phases[0]?.channels)).toEqual(['web'])
  const gone = { ...record('channel', 'web'), removed: true }
  expect(summary([gone]).phases[0]?.channels).toEqual([])
})

test('whose journey it is, and its moments of truth', () => {
  const moment = { ...record('step', 'b', { phase: 'p', order: 'V', momentOfTruth: true }), journey: 'j' }
  const { personas, moments } = summary([moment])
  expect([ids(personas), ids(moments)]).toEqual([['jule'], ['b']])
})

test('what merely concerns something of a phase stands there behind what is placed, once; what concerns the journey or its people stands beside all phases', () => {
  const about = (id: string, ...concerns: string[]) => record('insight', id, { sort: 'painPoint', concerns })
  const map = sampleMap([
    ...sampleRecords(),
    ...ALL,
    record('insight', 'slow', { concerns: ['c'] }),
    placedAt('slow', { step: 'a', lane: 'note' }),
  ])
  const concerning = [
    about('slow', 'c'),
    about('step', 'b'),
    about('phase', 'q'),
    about('channel', 'web'),
    about('journey', 'j'),
    about('person', 'jule'),
    about('elsewhere', 'far'),
    { ...about('gone', 'b'), removed: true },
  ]
  const journey = record('journey', 'j', { personas: ['jule'] })
  const { phases, whole } = summaryOf({
    journey,
    layout: map.layout(),
    records: map.records,
    unitName: () => undefined,
    concerning,
  })
  expect(phases.map(({ insights }) => ids(insights))).toEqual([
    ['slow', 'step', 'channel'],
    ['slow', 'phase'],
  ])
  expect(ids(whole)).toEqual(['journey', 'person'])
})
