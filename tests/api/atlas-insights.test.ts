// Insights, through the API: what they concern on every layer, where they arose, what they hang at, lists narrowed by it, and what travels with what.
import { type AtlasEdit, type AtlasKind, concernable, type OperationInput, requestOf } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workbookSheets } from '../../packages/server/src/listen/files/workbook.ts'
import { House } from './house.ts'

let house: House
let made = 0
const make = (kind: AtlasKind, id: string, fields: object, journey: string | null = null): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey,
  fields: { name: { de: id, en: `the ${id}` }, ...fields },
})
const bare = (kind: AtlasKind, id: string, fields: object, journey: string | null = null): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey,
  fields: { ...fields },
})
const change = (edits: AtlasEdit[]) => house.ok('changeAtlas', { body: { id: `i${++made}`, edits } })
const undo = async (id: string) => house.ok('undoChange', { params: { id }, body: { id: `u${++made}` } })
const listed = async (query: object = {}, headers = house.as('viewer')) =>
  (await house.ok('listInsights', { query }, headers)).items.map(({ id }) => id).toSorted()
const origins = async (id: string) =>
  (await house.ok('getRecord', { params: { id } }, house.as('viewer'))).origins.map(({ how, kind, ...at }) =>
    [how, kind, at.id, at.journey, at.phase, at.step].map((part) => part ?? '–').join(' '),
  )
const hanging = async (id: string, direction: 'up' | 'down') =>
  (await house.ok('getLayers', { params: { id }, query: { direction } }, house.as('viewer'))).insights.map((one) => ({
    [one.id]: one.at.map(({ how, kind, id: at }) => `${how} ${kind} ${at}`),
  }))

/** One record of every kind that an insight can concern. */
const library: readonly (readonly [AtlasKind, string, object?])[] = [
  ['touchpoint', 'shop', { channels: [] }],
  ['channel', 'phone'],
  ['need', 'clear'],
  ['persona', 'anna'],
  ['segment', 'members'],
  ['brand', 'nord'],
  ['process', 'checkout'],
  ['dataObject', 'payment'],
  ['transaction', 'charge', { process: 'checkout', order: 'V', data: ['payment'] }],
  ['application', 'psp'],
  ['dataSource', 'ledger'],
]
const inside = ['buy', 'before', 'after', 'look', 'pay']

beforeAll(async () => {
  house = await House.build()
  await change([
    ...library.map(([kind, id, fields = {}]) => make(kind, id, fields)),
    make('journey', 'buy', {}),
    make('phase', 'before', { order: 'G' }, 'buy'),
    make('phase', 'after', { order: 'V' }, 'buy'),
    make('step', 'look', { phase: 'before', order: 'V' }, 'buy'),
    make('step', 'pay', { phase: 'after', order: 'G' }, 'buy'),
    make('journey', 'return', {}),
    make('phase', 'back', { order: 'V' }, 'return'),
    make('step', 'send', { phase: 'back', order: 'V' }, 'return'),
    bare('placement', 'x1', { item: 'shop', step: 'look', order: 'V' }, 'buy'),
    bare('placement', 'x2', { item: 'checkout', step: 'pay', order: 'V' }, 'buy'),
    bare('link', 'k1', { from: 'psp', to: 'charge', how: 'supports' }),
    bare('link', 'k2', { from: 'ledger', to: 'psp', how: 'feeds' }),
    make('insight', 'breaks', { sort: 'painPoint', concerns: ['pay', 'psp'] }),
    make('insight', 'doubles', { sort: 'risk', concerns: ['payment'] }),
    make('insight', 'promise', { sort: 'opportunity', concerns: ['buy'] }),
    make('insight', 'lost', { sort: 'painPoint', concerns: ['before', 'shop'] }),
    make('insight', 'noted', { sort: 'idea' }),
    bare('placement', 'x3', { item: 'noted', step: 'send', order: 'V' }, 'return'),
    make('insight', 'loose', {}),
  ])
})
afterAll(() => house?.close())

test('[R1.7] A17 an insight concerns a record of every kind on every layer, and each says so; what cannot be concerned is refused', async () => {
  const one = [...library.map(([, id]) => id), 'buy', 'before', 'pay']
  const kinds = new Set([...library.map(([kind]) => kind), 'journey', 'phase', 'step'])
  expect(concernable.filter((kind) => !kinds.has(kind))).toEqual([])
  const all = await change([make('insight', 'everything', { concerns: one })])
  for (const id of one) {
    const { places } = await house.ok('getRecord', { params: { id } })
    expect(places, id).toContainEqual(expect.objectContaining({ via: 'everything', field: 'concerns' }))
    expect(await listed({ at: id }), id).toContain('everything')
  }
  await undo(all.id)
  expect(await listed({ at: 'psp' })).toEqual(['breaks'])
  for (const wrong of ['x1', 'breaks', 'nowhere', 7])
    expect(
      await house.call('changeAtlas', {
        body: { id: `w${++made}`, edits: [{ do: 'set', id: 'loose', field: 'concerns', value: [wrong] }] },
      }),
      String(wrong),
    ).toMatchObject({ status: 400, json: { code: 'atlas.value_invalid' } })
})

test('[R0.15] A17 an insight says where it arose: journey, phase, step and touchpoint, by what it concerns and where it is placed', async () => {
  expect(await origins('breaks')).toEqual(['concerns step pay buy after pay', 'concerns application psp – – –'])
  expect(await origins('lost')).toEqual(['concerns phase before buy before –', 'concerns touchpoint shop – – –'])
  expect(await origins('promise')).toEqual(['concerns journey buy buy – –'])
  expect(await origins('noted')).toEqual(['placed step send return back send'])
  expect(await origins('loose')).toEqual([])
  // Nothing else has origins.
  expect(await origins('pay')).toEqual([])
  // Placed where it also concerns: once.
  const placed = await change([bare('placement', 'x9', { item: 'breaks', step: 'pay', order: 'Z' }, 'buy')])
  expect(await origins('breaks')).toHaveLength(2)
  await undo(placed.id)
  const { items } = await house.ok('listInsights', { query: { at: 'pay' } })
  expect(items.map(({ id, origins: [first] }) => [id, first?.journeyName, first?.phaseName, first?.stepName])).toEqual([
    ['breaks', { de: 'buy', en: 'the buy' }, { de: 'after', en: 'the after' }, { de: 'pay', en: 'the pay' }],
  ])
})

test('[R0.15] A17 insights are listed by where they arose, journeys and phases with all inside, by sort and by words', async () => {
  expect(await listed()).toEqual(['breaks', 'doubles', 'loose', 'lost', 'noted', 'promise'])
  expect(await listed({ at: 'buy' })).toEqual(['breaks', 'lost', 'promise'])
  expect(await listed({ at: 'after' })).toEqual(['breaks'])
  expect(await listed({ at: 'return' })).toEqual(['noted'])
  expect(await listed({ at: 'shop' })).toEqual(['lost'])
  expect(await listed({ at: 'buy,shop' })).toEqual(['lost'])
  expect(await listed({ at: 'buy', sort: 'painPoint' })).toEqual(['breaks', 'lost'])
  expect(await listed({ find: 'doub' })).toEqual(['doubles'])
  expect(await listed({ uses: 'psp' })).toEqual(['breaks'])
  const rubbish = await house.call('listInsights', { query: { at: "nowhere' or 1" } })
  expect(rubbish.status).toBe(400)
  const first = await house.ok('listInsights', { query: { limit: 4 } })
  const second = await house.ok('listInsights', { query: { limit: 4, cursor: first.next ?? '' } })
  expect([...first.items, ...second.items].map(({ id }) => id).toSorted()).toEqual(await listed())
  expect(second.next).toBeNull()
})

test('[R1.2] A17 under a journey lie processes, applications and data, and insights hang across all of them', async () => {
  expect(await hanging('buy', 'down')).toEqual([
    { breaks: ['concerns step pay', 'concerns application psp'] },
    { doubles: ['concerns dataObject payment'] },
    { lost: ['concerns phase before', 'concerns touchpoint shop'] },
    { promise: ['concerns journey buy'] },
  ])
  const { items } = await house.ok('getLayers', { params: { id: 'buy' }, query: { direction: 'down' } })
  expect(items.some(({ kind }) => kind === 'insight')).toBe(false)
  expect(await listed({ under: 'buy' })).toEqual(['breaks', 'doubles', 'lost', 'promise'])
  expect(await listed({ under: 'psp' })).toEqual(['breaks'])
  expect(await listed({ under: 'buy', sort: 'risk' })).toEqual(['doubles'])
  expect((await house.call('listInsights', { query: { under: 'buy' } }, house.as('foreign'))).status).toBe(404)
  // People and needs carry nothing; what is known of them belongs to the journey that names them all the same, and to no other.
  const known = await change([
    make('insight', 'hurried', { concerns: ['anna', 'clear'] }),
    bare('placement', 'x5', { item: 'clear', step: 'pay', order: 'Z' }, 'buy'),
    bare('feeling', 'f1', { step: 'look', persona: 'anna', value: 1 }, 'buy'),
  ])
  expect((await hanging('buy', 'down')).find(({ hurried }) => hurried)).toEqual({
    hurried: ['concerns persona anna', 'concerns need clear'],
  })
  const gone = await change([{ do: 'remove', id: 'pay' }])
  expect((await hanging('buy', 'down')).find(({ hurried }) => hurried)).toEqual({ hurried: ['concerns persona anna'] })
  await undo(gone.id)
  expect(await hanging('return', 'down')).toEqual([{ noted: ['placed step send'] }])
  expect((await hanging('psp', 'up')).some(({ hurried }) => hurried)).toBe(false)
  await undo(known.id)
  // From below: what stands on the data is the payment, not the shop.
  expect(await hanging('payment', 'up')).toEqual([
    { breaks: ['concerns step pay'] },
    { doubles: ['concerns dataObject payment'] },
    { promise: ['concerns journey buy'] },
  ])
  expect(await hanging('return', 'down')).toEqual([{ noted: ['placed step send'] }])
})

test('A17 what was put aside, or lies in what was, is no place where an insight arose', async () => {
  const step = await change([{ do: 'remove', id: 'pay' }])
  expect(await origins('breaks')).toEqual(['concerns application psp – – –'])
  expect(await listed({ at: 'buy' })).toEqual(['lost', 'promise'])
  await undo(step.id)
  const phase = await change([{ do: 'remove', id: 'after' }])
  expect(await origins('breaks')).toEqual(['concerns application psp – – –'])
  expect(await listed({ at: 'pay' })).toEqual([])
  await undo(phase.id)
  const journey = await change([{ do: 'remove', id: 'return' }])
  expect(await origins('noted')).toEqual([])
  expect(await listed({ at: 'return' })).toEqual([])
  await undo(journey.id)
  const insight = await change([{ do: 'remove', id: 'promise' }])
  expect(await listed({ at: 'buy' })).toEqual(['breaks', 'lost'])
  expect((await hanging('buy', 'down')).flatMap(Object.keys)).toEqual(['breaks', 'doubles', 'lost'])
  await undo(insight.id)
})

test('[R1.7] A15 matrices count an insight where it concerns the journey, the phase, the step or what stands there', async () => {
  const cells = async (of: 'journey.insight' | 'phase.insight') =>
    (await house.ok('getMatrix', { query: { of, journey: 'buy' } })).cells
      .map(({ row, column, count }) => `${row} ${column} ${count}`)
      .toSorted()
  expect(await cells('phase.insight')).toEqual(['after breaks 1', 'before lost 2'])
  expect(await cells('journey.insight')).toEqual(['buy breaks 1', 'buy lost 2', 'buy promise 1'])
  const behind = await house.ok('listMatrixPlaces', { query: { of: 'phase.insight', row: 'before', column: 'lost' } })
  expect(behind.items.map(({ kind, id }) => `${kind} ${id}`).toSorted()).toEqual(['phase before', 'step look'])
})

test('[R1.7] the list leaves as a file narrowed as it is shown, with what each concerns, and a journey takes its insights along', async () => {
  const fetched = async <N extends 'exportRecords' | 'exportJourney'>(name: N, input: OperationInput<N>) => {
    const { method, path } = requestOf(name, input)
    const reply = await house.app.inject({ method: method as 'GET', url: path, headers: house.as('viewer') })
    expect(reply.statusCode).toBe(200)
    return reply
  }
  const csv = await fetched('exportRecords', {
    query: { kind: 'insight', format: 'csv', language: 'en', at: 'buy', sort: 'painPoint' },
  })
  expect(csv.body).toContain('Concerns')
  expect(csv.body).toContain('the pay [pay]')
  expect(csv.body).not.toContain('the promise')
  const xlsx = await fetched('exportRecords', {
    query: { kind: 'insight', format: 'xlsx', language: 'de', at: 'shop' },
  })
  const [sheet] = await workbookSheets(xlsx.rawPayload)
  expect(JSON.stringify(sheet)).toContain('Betrifft')
  expect(JSON.stringify(sheet)).not.toContain('[doubles]')
  const all = await fetched('exportRecords', {
    query: { kind: 'insight', format: 'csv', language: 'de', under: 'buy' },
  })
  expect(all.body).toContain('payment [payment]')
  expect(all.body).not.toContain('noted')
  const { body } = await fetched('exportJourney', { params: { id: 'buy' }, query: { format: 'json' } })
  const ids = (JSON.parse(body).records as { id: string }[]).map(({ id }) => id)
  // What concerns the journey comes along; what concerns nothing of it does not, nor does another journey.
  expect(ids).toEqual(expect.arrayContaining(['promise', 'lost', ...inside]))
  expect(ids.filter((id) => ['noted', 'loose', 'return', 'send'].includes(id))).toEqual([])
})

test('[E9] another workspace sees no insight and narrows by none', async () => {
  expect(await listed({}, house.as('foreign'))).toEqual([])
  expect(await listed({ at: 'buy' }, house.as('foreign'))).toEqual([])
  expect((await house.call('getRecord', { params: { id: 'breaks' } }, house.as('foreign'))).status).toBe(404)
})
