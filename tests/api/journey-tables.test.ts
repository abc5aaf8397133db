// Figures of journeys as tables, through the API: phases told by their steps, as a file too, and every step where a touchpoint stands.
import type { AtlasEdit } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

const HOUR = 3_600_000
const ID = { params: { id: 'buy' } }
let house: House

type Made = Extract<AtlasEdit, { do: 'make' }>
const make = (journey: string | null, id: string, kind: Made['kind'], fields: Made['fields']): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey,
  fields,
})
const bound = (event: string) => ({ on: [{ event }] })
const seen = (userId: string, event: string, hours: number, channel = 'web') => ({
  type: 'track',
  userId,
  event,
  properties: event === 'Survey Answered' ? { csat: 5 } : {},
  messageId: `${userId} ${event} ${hours}`,
  timestamp: new Date(house.now + hours * HOUR).toISOString(),
  context: { channel },
})

beforeAll(async () => {
  house = await House.build()
  const asks = [{ kind: 'csat', event: 'Survey Answered', property: 'csat' }]
  await house.ok('changeAtlas', {
    body: {
      id: 'm1',
      base: 0,
      edits: [
        make(null, 'buy', 'journey', { name: { de: 'Kaufen', en: 'Buy' } }),
        make('buy', 'find', 'phase', { name: { de: 'Finden', en: 'Find' }, order: 'G' }),
        make('buy', 'take', 'phase', { name: { de: '=Nehmen' }, order: 'V' }),
        make('buy', 'look', 'step', { name: { de: 'Ansehen' }, phase: 'find', order: 'G', binding: bound('Viewed') }),
        make('buy', 'cart', 'step', { name: { de: 'Korb' }, phase: 'take', order: 'G', binding: bound('Added') }),
        make('buy', 'pay', 'step', {
          name: { de: 'Bezahlen', en: 'Pay' },
          phase: 'take',
          order: 'V',
          end: true,
          binding: { ...bound('Ordered'), asks },
        }),
        make('buy', 'rest', 'step', { name: { de: 'Warten' }, phase: 'take', order: 'n' }),
        make(null, 'idle', 'journey', { name: { de: 'Nicht gemessen' } }),
        make('idle', 'only', 'phase', { order: 'V' }),
        make('idle', 'stand', 'step', { name: { de: 'Stehen' }, phase: 'only', order: 'V' }),
        make(null, 'desk', 'touchpoint', { name: { de: 'Kasse' } }),
        make(null, 'bare', 'touchpoint', { name: { de: 'Nirgends' } }),
        make('buy', 'l', 'lane', { type: 'touchpoint', order: 'V' }),
        make('buy', 'p1', 'placement', { item: 'desk', step: 'pay', lane: 'l', order: 'V' }),
        make('buy', 'p2', 'placement', { item: 'desk', step: 'cart', lane: 'l', order: 'V' }),
        make('buy', 'p3', 'placement', { item: 'desk', step: 'rest', lane: 'l', order: 'V' }),
        make('idle', 'l2', 'lane', { type: 'touchpoint', order: 'V' }),
        make('idle', 'p4', 'placement', { item: 'desk', step: 'stand', lane: 'l2', order: 'V' }),
      ],
    },
  })
  await house.track([
    seen('anna', 'Viewed', -30),
    seen('anna', 'Added', -29),
    seen('anna', 'Ordered', -28, 'app'),
    seen('anna', 'Survey Answered', -27),
    seen('ben', 'Viewed', -5),
    seen('ben', 'Ordered', -3),
    seen('cleo', 'Viewed', -3),
    seen('cleo', 'Added', -2),
  ])
  await house.settle()
  await house.ok('publishJourney', ID)
  house.now += 2000
  await house.settle()
}, 60_000)
afterAll(() => house?.close())

test('[R0.43] J12 metrics can be read per phase: sums of what stands at its steps, no more than is known of those who came', async () => {
  const { phases } = await house.ok('getJourneyNumbers', { ...ID, query: {} })
  expect(phases.map(({ phase, steps }) => [phase, steps])).toEqual([
    ['find', ['look']],
    ['take', ['cart', 'pay', 'rest']],
  ])
  expect(phases[0]).toMatchObject({
    name: { de: 'Finden', en: 'Find' },
    reached: { least: 3, most: 3 },
    started: 3,
    left: [{ to: 'take', count: 3 }],
    deviations: [],
  })
  expect(phases[1]).toMatchObject({
    reached: { least: 2, most: 4 },
    visits: 4,
    here: 1,
    completed: 2,
    left: [],
    answers: [{ kind: 'csat', count: 1, mean: 5, score: 1 }],
    deviations: [{ what: 'skipped', count: 1 }],
  })
  const byApp = await house.ok('getJourneyNumbers', { ...ID, query: { channel: 'app' } })
  expect(byApp.phases[1]).toMatchObject({ visits: 1, reached: { least: 1, most: 1 } })
})

test('[R0.43] a step that is moved to another phase counts there from then on, without being measured anew', async () => {
  const move = (phase: string, id: string) =>
    house.ok('changeAtlas', { body: { id, base: 0, edits: [{ do: 'set', id: 'cart', field: 'phase', value: phase }] } })
  await move('find', 'away')
  const { phases } = await house.ok('getJourneyNumbers', { ...ID, query: {} })
  expect(phases.map(({ phase, visits }) => [phase, visits])).toEqual([
    ['find', 5],
    ['take', 2],
  ])
  await move('take', 'back')
})

test('[R0.43] [R0.48] figures leave as a table: phases, each with its steps', async () => {
  const csv = await house.call('exportJourneyNumbers', { ...ID, query: { format: 'csv', language: 'de' } })
  expect(csv.status, csv.text).toBe(200)
  expect(csv.headers['content-disposition']).toMatch(/figures-\d{4}-\d\d-\d\d\.csv/)
  const lines = csv.text.replace('\uFEFF', '').trim().split('\r\n')
  expect(lines[0]).toMatch(/^Phase;Schritt;Erreicht \(mindestens\);Erreicht \(höchstens\);Besuche;/)
  expect(lines.slice(1).map((line) => line.split(';').slice(0, 5).join(';'))).toEqual([
    'Finden;;3;3;3',
    'Finden;Ansehen;3;3;3',
    "'=Nehmen;;2;4;4",
    "'=Nehmen;Korb;2;2;2",
    "'=Nehmen;Bezahlen;2;2;2",
    "'=Nehmen;Warten;0;0;0",
  ])
  const json = await house.call('exportJourneyNumbers', { ...ID, query: { format: 'json', channel: 'app' } })
  const rows = JSON.parse(json.text) as { step: string | null; visits: number; medianMs: number | null }[]
  expect(rows.map(({ step, visits }) => [step, visits])).toEqual([
    [null, 0],
    ['look', 0],
    [null, 1],
    ['cart', 0],
    ['pay', 1],
    ['rest', 0],
  ])
  const book = await house.call('exportJourneyNumbers', { ...ID, query: { format: 'xlsx' } })
  expect(book.headers['content-type']).toContain('spreadsheetml')
  const missing = await house.call('exportJourneyNumbers', { params: { id: 'idle' }, query: {} })
  expect(missing.status).toBe(404)
})

test('[R2.23] the figures of a touchpoint stand place by place, never added up; where nothing is measured, it is said', async () => {
  const { items, whole } = await house.ok('listPlacedNumbers', { params: { id: 'desk' }, query: {} })
  expect(whole).toBe(true)
  expect(
    items.map(({ journey, step, edition, numbers }) => [journey, step, edition, numbers?.reached ?? null]),
  ).toEqual([
    ['buy', 'cart', 1, 2],
    ['buy', 'pay', 1, 2],
    ['buy', 'rest', 1, null],
    ['idle', 'stand', null, null],
  ])
  expect(items[0]).toMatchObject({
    journeyName: { de: 'Kaufen' },
    phaseName: { de: '=Nehmen' },
    stepName: { de: 'Korb' },
    numbers: { here: 1, visits: 2 },
    deviations: [{ what: 'skipped', count: 1 }],
  })
  const today = new Date(house.now).toISOString().slice(0, 10)
  const later = await house.ok('listPlacedNumbers', { params: { id: 'desk' }, query: { from: today, channel: 'app' } })
  expect(later.items[1]?.numbers).toMatchObject({ reached: 0, visits: 0 })
  expect(await house.ok('listPlacedNumbers', { params: { id: 'bare' }, query: {} })).toEqual({ items: [], whole: true })
  expect((await house.call('listPlacedNumbers', { params: { id: 'nobody' }, query: {} })).status).toBe(404)
  const wrong = await house.call('listPlacedNumbers', { params: { id: 'desk' }, query: { from: '2026-02-31' } })
  expect(wrong.status).toBe(400)
})

test('figures of another workspace are not found', async () => {
  const foreign = house.as('foreign')
  expect((await house.call('listPlacedNumbers', { params: { id: 'desk' }, query: {} }, foreign)).status).toBe(404)
  expect((await house.call('exportJourneyNumbers', { ...ID, query: {} }, foreign)).status).toBe(404)
})
