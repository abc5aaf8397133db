// Figures of a journey by segment, through the API: a segment gets its condition, an edition counts it apart, and every answer can be narrowed to it.
import type { AtlasEdit } from '@lotse/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eraseAll } from '../../packages/server/src/privacy/erasure/job.ts'
import { House } from './house.ts'

const HOUR = 3_600_000
const ID = { params: { id: 'buy' } }
let house: House
let count = 0

type Made = Extract<AtlasEdit, { do: 'make' }>
const make = (journey: string | null, id: string, kind: Made['kind'], fields: Made['fields']): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey,
  fields,
})
const change = (...edits: AtlasEdit[]) => ({ body: { id: `s${++count}`, base: 0, edits } })
const inClub = { op: 'eq', left: { trait: 'club' }, right: { literal: 'gold' } }
const seen = (userId: string, event: string, hours: number, channel = 'web') => ({
  type: 'track',
  userId,
  event,
  properties: event === 'Answered' ? { csat: 5 } : {},
  messageId: `${userId} ${event} ${hours}`,
  timestamp: new Date(house.now + hours * HOUR).toISOString(),
  context: { channel },
})
const known = (userId: string, club: string) => ({
  type: 'identify',
  userId,
  traits: { club, name: `${userId} Muster` },
})
type Query = { segment?: string; edition?: number; channel?: string; from?: string }
const numbers = (query: Query = {}) => house.ok('getJourneyNumbers', { ...ID, query })

beforeAll(async () => {
  house = await House.build()
  const asks = [{ kind: 'csat', event: 'Answered', property: 'csat' }]
  await house.ok(
    'changeAtlas',
    change(
      make(null, 'club', 'segment', { name: { de: 'Mitglieder', en: 'Members' } }),
      make(null, 'new', 'segment', { name: { de: 'Neue' } }),
      make(null, 'all', 'segment', { name: { de: 'Alle' }, condition: { exists: { identity: 'userId' } } }),
      make(null, 'gerda', 'persona', { name: { de: 'Gerda' }, segment: 'all' }),
      make(null, 'buy', 'journey', { name: { de: 'Kaufen' }, segments: ['club', 'new'], personas: ['gerda'] }),
      make('buy', 'p', 'phase', { name: { de: 'Kaufen' }, order: 'V' }),
      make('buy', 'look', 'step', {
        name: { de: 'Ansehen' },
        phase: 'p',
        order: 'G',
        binding: { on: [{ event: 'Viewed' }] },
      }),
      make('buy', 'pay', 'step', {
        name: { de: 'Zahlen' },
        phase: 'p',
        order: 'V',
        binding: { on: [{ event: 'Paid' }], asks },
      }),
      make(null, 'desk', 'touchpoint', { name: { de: 'Kasse' } }),
      make('buy', 'l', 'lane', { type: 'touchpoint', order: 'V' }),
      make('buy', 'at', 'placement', { item: 'desk', step: 'pay', lane: 'l', order: 'V' }),
    ),
  )
  await house.track([known('anna', 'gold'), known('ben', 'none')])
  await house.settle()
}, 60_000)
afterAll(() => house?.close())

describe('the condition of a segment', () => {
  const set = (value: Made['fields'][string]) => change({ do: 'set', id: 'club', field: 'condition', value })

  test('is refused where it asks for what happened, cannot be read, or somebody may not edit', async () => {
    const happened = { op: 'gt', left: { aggregate: { fn: 'count', event: 'Paid' } }, right: { literal: 1 } }
    expect((await house.call('changeAtlas', set(happened))).json).toMatchObject({
      status: 400,
      code: 'condition.out_of_reach',
      kind: 'aggregate',
    })
    expect((await house.call('changeAtlas', set({ all: [] }))).json.code).toBe('atlas.value_invalid')
    expect((await house.call('changeAtlas', set(inClub), house.as('leadership'))).status).toBe(403)
    expect((await house.call('changeAtlas', set(inClub), house.as('foreign'))).status).toBe(404)
    const { fields } = await house.ok('getRecord', { params: { id: 'club' } })
    expect(fields).not.toHaveProperty('condition')
  })

  test('is kept, taken back and kept again', async () => {
    const open = async () =>
      (await house.ok('checkJourney', ID)).faults
        .filter(({ code }) => code === 'segment_open')
        .map(({ record }) => record)
    expect(await open()).toEqual(['club', 'new'])
    const first = set(inClub)
    await house.ok('changeAtlas', first)
    expect(await open()).toEqual(['new'])
    await house.ok('undoChange', { params: { id: first.body.id }, body: { id: 'back' } })
    expect(await open()).toEqual(['club', 'new'])
    await house.ok('changeAtlas', set(inClub))
    const { document } = await house.ok('checkJourney', ID)
    expect(document.segments).toEqual([
      { id: 'club', name: { de: 'Mitglieder', en: 'Members' }, where: inClub },
      { id: 'all', name: { de: 'Alle' }, where: { exists: { identity: 'userId' } } },
    ])
  })
})

describe('J13 figures by segment', () => {
  beforeAll(async () => {
    await house.ok('publishJourney', ID)
    house.now += 2000
    await house.track([
      seen('anna', 'Viewed', -9),
      seen('ben', 'Viewed', -8),
      seen('anna', 'Paid', -7, 'app'),
      seen('anna', 'Answered', -6),
      seen('ben', 'Answered', -6),
    ])
    await house.settle()
  })

  test('are told of each segment and of all; a segment that holds everybody says the same as all', async () => {
    const [all, club, everybody] = [
      await numbers(),
      await numbers({ segment: 'club' }),
      await numbers({ segment: 'all' }),
    ]
    expect(all).toMatchObject({ segment: null, started: 2, completed: 1, here: 1 })
    expect(all.segments).toEqual([
      { segment: 'club', name: { de: 'Mitglieder', en: 'Members' } },
      { segment: 'all', name: { de: 'Alle' } },
    ])
    expect(club).toMatchObject({ segment: 'club', started: 1, completed: 1, here: 0, fitness: 1 })
    expect(club.steps.map(({ reached, answers }) => [reached, answers[0]?.count ?? 0])).toEqual([
      [1, 0],
      [1, 1],
    ])
    expect({ ...everybody, segment: null }).toEqual(all)
  })

  test('do not make more customers of those whom insights are about', async () => {
    const slow = make(null, 'slow', 'insight', { name: { de: 'Zäh' }, sort: 'painPoint', concerns: ['look'] })
    await house.ok('changeAtlas', change(slow))
    const query = { of: 'step', journey: 'buy', step: 'look', what: 'reached', days: 30 } as const
    const asked = await house.ok('addEvidence', {
      params: { id: 'slow' },
      body: { kind: 'events', title: 'Came to look', query },
    })
    expect(asked.number).toBe(2)
    expect((await house.ok('getInsightWork', { params: { id: 'slow' } })).work.reach?.value).toBe(2)
  })

  test('can be of a channel or of days besides', async () => {
    expect(await numbers({ segment: 'club', channel: 'app' })).toMatchObject({ completed: 1, started: 0 })
    const tomorrow = new Date(house.now + 24 * HOUR).toISOString().slice(0, 10)
    expect(await numbers({ segment: 'club', from: tomorrow })).toMatchObject({ completed: 0, started: 0 })
  })

  test('of a segment that is not counted apart there are none, rather than noughts', async () => {
    for (const segment of ['new', 'desk', 'nothing'])
      expect((await house.call('getJourneyNumbers', { ...ID, query: { segment } })).json).toMatchObject({
        status: 404,
        code: 'atlas.segment_not_counted',
        segment,
      })
    const query = { segment: 'new', limit: 10 }
    expect((await house.call('listJourneyCustomers', { ...ID, query })).json.code).toBe('atlas.segment_not_counted')
    expect((await house.call('exportJourneyNumbers', { ...ID, query: { segment: 'new' } })).status).toBe(404)
  })

  test('leave as a file, stand where a touchpoint stands, and lead to the customers behind them', async () => {
    const file = async (query: Query) =>
      JSON.parse((await house.call('exportJourneyNumbers', { ...ID, query: { format: 'json', ...query } })).text)
        .filter(({ step }: { step: string | null }) => step !== null)
        .map(({ step, visits }: { step: string; visits: number }) => [step, visits])
    expect(await file({})).toEqual([
      ['look', 2],
      ['pay', 1],
    ])
    expect(await file({ segment: 'club' })).toEqual([
      ['look', 1],
      ['pay', 1],
    ])
    const placed = async (segment: string) =>
      (await house.ok('listPlacedNumbers', { params: { id: 'desk' }, query: { segment } })).items.map(
        (one) => one.numbers?.visits ?? null,
      )
    expect(await placed('club')).toEqual([1])
    expect(await placed('new')).toEqual([null])
    const listed = async (segment: string) =>
      (await house.ok('listJourneyCustomers', { ...ID, query: { segment, limit: 10 } })).items.map(
        ({ customerId }) => customerId,
      )
    expect(await listed('club')).toEqual([])
    expect(await listed('all')).toEqual([await house.customer('ben')])
  })

  test('stay with a run however its customer changes; the next run belongs where they are then', async () => {
    await house.track([seen('anna', 'Viewed', -2)])
    await house.settle()
    await house.track([known('anna', 'none')])
    await house.track([known('ben', 'gold')])
    await house.settle()
    await house.track([seen('anna', 'Paid', -1), seen('ben', 'Paid', -1)])
    await house.settle()
    expect(await numbers({ segment: 'club' })).toMatchObject({ started: 2, completed: 2, here: 0 })
    await house.track([seen('anna', 'Viewed', 0), seen('ben', 'Viewed', 0)])
    await house.settle()
    expect(await numbers({ segment: 'club' })).toMatchObject({ started: 3, completed: 2, here: 1 })
    expect(await numbers({ segment: 'all' })).toMatchObject({ started: 5, completed: 3, here: 2 })
  })

  test('tell in the atlas how journeys fare with one segment, and which segments there are', async () => {
    const asked = async (query: { segment?: string }, as = house.as('viewer')) => house.ok('getAtlas', { query }, as)
    const all = await asked({})
    expect(all.segments).toEqual([
      { segment: 'all', name: { de: 'Alle' }, journeys: 1 },
      { segment: 'club', name: { de: 'Mitglieder', en: 'Members' }, journeys: 1 },
    ])
    expect(all.items.map(({ live }) => live)).toMatchObject([{ started: 5, here: 2 }])
    const club = (await asked({ segment: 'club' })).items
    expect(club.map(({ live }) => live)).toMatchObject([{ started: 3, here: 1 }])
    expect((await asked({ segment: 'all' })).items).toEqual(all.items)
    expect((await asked({ segment: 'new' })).items.map(({ live }) => live)).toEqual([null])
    expect(await asked({ segment: 'club' }, house.as('foreign'))).toMatchObject({ items: [], segments: [] })
  })

  test('PD7 what is handed out to a person says for which segments her visits were counted', async () => {
    const params = { id: await house.customer('ben') }
    const pieces = JSON.parse((await house.call('exportPerson', { params, query: { format: 'json' } })).text)
    const visits = pieces.find(({ part }: { part: string }) => part === 'journey').data.visits
    expect(visits.map(({ step, segments }: { step: string; segments: string[] }) => [step, segments])).toEqual([
      ['look', ['Alle']],
      ['pay', ['Mitglieder', 'Alle']],
      ['look', ['Mitglieder', 'Alle']],
    ])
  })

  test('J9 who is erased is nowhere in a segment either', async () => {
    const id = await house.customer('ben')
    await house.ok('eraseCustomer', { params: { id }, body: { confirm: id, reason: 'request' } })
    await eraseAll(house.world, new AbortController().signal)
    await house.engine.lease()
    await house.settle()
    expect(await numbers({ segment: 'club' })).toMatchObject({ started: 3, here: 0 })
    const all = await numbers()
    expect(all).toMatchObject({ started: 5, here: 1 })
    expect({ ...(await numbers({ segment: 'all' })), segment: null }).toEqual(all)
  })

  test('J6 another condition is another edition, filled for the segments that customers are in now; the old figures stay', async () => {
    const before = await numbers({ segment: 'club' })
    const where = { op: 'eq', left: { trait: 'club' }, right: { literal: 'none' } }
    await house.ok('changeAtlas', change({ do: 'set', id: 'club', field: 'condition', value: where }))
    expect((await house.ok('checkJourney', ID)).changed).toBe(true)
    await house.ok('publishJourney', ID)
    house.now += 2000
    await house.settle()
    expect(await numbers({ segment: 'club' })).toMatchObject({
      edition: { number: 2 },
      started: 3,
      completed: 2,
      here: 1,
    })
    expect(await numbers({ segment: 'club', edition: 1 })).toMatchObject({ started: before.started, here: before.here })
  })
})
