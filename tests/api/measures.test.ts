// Measures through the API: what they are linked to, before and after with the interval, the verdict, history, undo, races, and what others may not.
import type { MeasureFields, OperationInput } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeAll } from '../../packages/server/src/measures/job.ts'
import type { House, Reply } from './house.ts'
import { InsightStage } from './insight-stage.ts'

const DAY = 86_400_000
let stage: InsightStage
let house: House
beforeAll(async () => {
  stage = await InsightStage.build()
  house = stage.house
  await stage.change([{ do: 'set', id: 'buy', field: 'idleMs', value: DAY }])
  await house.ok('publishJourney', { params: { id: 'buy' } })
  house.now += 2000
  await house.settle()
}, 60_000)
afterAll(() => stage?.close())

type Given = OperationInput<'createMeasure'>['body']['fields']
const dayAt = (offset: number) => new Date(house.now + offset * DAY).toISOString().slice(0, 10)
const make = (fields: Partial<Given>, who = 'cora', ownerId: string | null = null): Promise<Reply> =>
  house.call(
    'createMeasure',
    { body: { fields: { name: 'Shorter form', type: 'process', ...fields }, ownerId } },
    stage.as(who),
  )
const idOf = ({ json, status }: Reply): string => {
  expect(status, JSON.stringify(json)).toBe(201)
  return String(json['id'])
}
const whole = (id: string, who = 'admin') => house.ok('getMeasure', { params: { id } }, stage.as(who))
async function change(id: string, fields: Partial<MeasureFields>, who = 'cora') {
  const known = await whole(id)
  const body = { version: known.version, fields: { ...known.fields, ...fields } }
  return house.call('changeMeasure', { params: { id }, body }, stage.as(who))
}

/** Runs of the journey that were completed and dropped on each day before and since an offset from today. */
async function runs(from: number, until: number, completed: number, dropped: number) {
  const today = Math.floor(house.now / DAY)
  for (const [what, count] of Object.entries({ completed, dropped }))
    await house.world.pool.query(
      `insert into journey_count (workspace_id, slot, journey, edition, segment, what, step, next, channel, day, rung, count)
       select $1, 0, 'buy', 1, 0, $2, 'pay', '', 'web', d, 0, $3 from generate_series($4::int, $5::int) d`,
      [house.workspace, what, count, today + from, today + until],
    )
}

test('[R0.39] [R3.20] a measure is kept with its type and state, and is linked to insights, tickets and a metric of a journey', async () => {
  const insight = await stage.insight()
  const tickets = [{ name: 'SHOP-12', link: 'https://tickets.example/SHOP-12' }]
  const at = { journey: 'buy', step: 'pay', touchpoint: 'checkout' }
  const id = idOf(await make({ type: 'productText', insights: [insight], tickets, at, metric: 'drop' }))
  expect((await whole(id)).fields).toMatchObject({ type: 'productText', state: 'planned', tickets, at, metric: 'drop' })
  const found = async (query: NonNullable<OperationInput<'listMeasures'>['query']>) =>
    (await house.ok('listMeasures', { query })).items.map((one) => one.id)
  for (const query of [{ insight }, { at: 'buy' }, { at: 'pay' }, { at: 'checkout' }, { type: 'productText' as const }])
    expect(await found(query)).toEqual([id])
  expect(await found({ insight, type: 'training' })).toEqual([])
  expect((await change(id, { state: 'inPlace' })).json['fields']).toMatchObject({ state: 'inPlace' })
  expect(await found({ state: 'inPlace' })).toEqual([id])
  await change(id, { archived: true })
  expect([await found({ insight }), await found({ insight, archived: 'true' })]).toEqual([[], [id]])
  const field = async (fields: Partial<Given>) => (await make(fields)).json.field
  expect(await field({ insights: ['checkout'] })).toBe('fields.insights')
  expect(await field({ at: { journey: 'buy', step: 'nowhere' } })).toBe('fields.at.step')
  expect(await field({ at: { journey: 'buy', step: 'pay' }, metric: 'effort' })).toBe('fields.metric')
  expect(await field({ memberId: '999' })).toBe('fields.memberId')
})

test('a measure is changed by its department and the CX team, by who saw it as it stands, and the last change is taken back once', async () => {
  const id = idOf(await make({}, 'wanda', stage.units.shop))
  expect((await change(id, { name: 'A' }, 'lars')).json.code).toBe('auth.not_owner')
  expect((await change(id, { name: 'A' }, 'boss')).json.code).toBe('auth.forbidden')
  expect((await change(id, { name: 'A' }, 'wanda')).json['version']).toBe(2)
  const { fields } = await whole(id)
  const late = { params: { id }, body: { version: 1, fields } }
  expect((await house.call('changeMeasure', late, stage.as('cora'))).json).toMatchObject({
    code: 'conflict',
    version: 2,
  })
  const undo = async (version: number) =>
    house.call('undoMeasure', { params: { id }, body: { version } }, stage.as('wanda'))
  expect((await undo(2)).json).toMatchObject({ version: 3, fields: { name: 'Shorter form' } })
  expect((await undo(3)).json.code).toBe('measure.nothing_to_undo')
  expect((await whole(id)).changes.map(({ version, undoes }) => [version, undoes])).toEqual([
    [3, 2],
    [2, null],
    [1, null],
  ])
})

test('[R0.38] IM4 IM5 IM9 a measure shows its metric before and after with the interval, is judged when its time is over, and keeps what was found', async () => {
  await runs(-170, -58, 40, 60)
  await runs(-57, 40, 70, 30)
  const asked = { at: { journey: 'buy' }, metric: 'completion' as const, startsOn: dayAt(-57) }
  const id = idOf(await make({ ...asked, watchDays: 56 }))
  const found = await whole(id)
  expect(found.now).toMatchObject({ verdict: 'verified', before: 0.4, after: 0.7, seen: { before: 8400, after: 5600 } })
  expect(found.now.estimate).toMatchObject({ method: 'series', change: expect.closeTo(0.3, 9) })
  expect(found.spans).toEqual({
    before: { from: dayAt(-141), until: dayAt(-58) },
    after: { from: dayAt(-57), until: dayAt(-2) },
  })
  expect(found.weeks).toHaveLength(20)
  expect(found.weeks[0]).toEqual({ from: dayAt(-141), n: 700, value: 0.4, leftOut: null })
  // Who did nothing yesterday may still come back: no verdict before that is known.
  expect((await whole(idOf(await make({ ...asked, startsOn: dayAt(-56) })))).now.why).toBe('early')
  // Another one whose time is not over shows what is known so far, and no verdict.
  const early = idOf(await make({ ...asked, watchDays: 60 }))
  expect((await whole(early)).now).toMatchObject({ verdict: 'notYet', why: 'early', after: 0.7 })
  expect((await whole(early)).judged).toBe(null)
  // What is found is kept once a day.
  const running = new AbortController().signal
  expect(await judgeAll(house.world, running)).toBeGreaterThanOrEqual(2)
  expect(await judgeAll(house.world, running)).toBe(0)
  expect((await whole(id)).judged?.judgement.verdict).toBe('verified')
  expect((await whole(id)).history).toMatchObject([{ on: dayAt(0), judgement: { verdict: 'verified' } }])
  expect((await house.ok('listMeasures', { query: { verdict: 'verified' } })).items.map((one) => one.id)).toEqual([id])
  // Once it was judged, nobody moves the goal.
  expect((await change(id, { watchDays: 90 })).json).toMatchObject({
    code: 'measure.judged',
    field: 'fields.watchDays',
  })
  expect((await change(id, { about: 'It helped' })).status).toBe(200)
  expect((await change(early, { watchDays: 90 })).status).toBe(200)
})

test('IM2 days until a measure takes effect count on neither side, and where nothing is counted nobody is told a verdict', async () => {
  const asked = { at: { journey: 'buy' }, metric: 'completion' as const, startsOn: dayAt(-71) }
  const { now, spans } = await whole(idOf(await make({ ...asked, effectDays: 14 })))
  expect([spans?.before.until, spans?.after.from]).toEqual([dayAt(-72), dayAt(-57)])
  expect(now).toMatchObject({ verdict: 'verified', before: 0.4, after: 0.7 })
  for (const fields of [{}, { ...asked, metric: null }, { ...asked, leftOut: null, at: {} }])
    expect((await whole(idOf(await make(fields)))).now).toMatchObject({ verdict: 'notYet', why: 'unmeasured' })
  // Everything the counters know of this step was counted at the end of runs; nobody answered anything.
  expect((await whole(idOf(await make({ ...asked, metric: 'csat' })))).now.why).toBe('few')
})

test('IM8 journeys without a measure are listed, and of judged measures the share that helped is told, by quarter too', async () => {
  await stage.change([
    { do: 'make', id: 'return', kind: 'journey', journey: null, fields: { name: { de: 'Zurückgeben' } } },
  ])
  const improvement = () => house.ok('getImprovement', {}, stage.as('boss'))
  const { journeys } = await improvement()
  expect(journeys.without).toEqual([{ id: 'return', name: { de: 'Zurückgeben' } }])
  const fewer = { at: { journey: 'buy' }, metric: 'drop' as const, startsOn: dayAt(-57) }
  idOf(await make(fewer))
  idOf(await make({ at: { journey: 'return' } }))
  house.now += DAY
  await judgeAll(house.world, new AbortController().signal)
  const { success, quarters, journeys: after } = await improvement()
  expect(after.without).toEqual([])
  expect(success).toMatchObject({ refuted: 0, rate: 1 })
  expect(success.verified).toBeGreaterThanOrEqual(2)
  expect(quarters.at(-1)).toMatchObject({ from: expect.stringMatching(/-(01|04|07|10)-01$/), rate: 1 })
})
