// How insights are weighed, through the API: scales, reach, evidence, what waits at filters, what says the same.
import { type AtlasEdit, firstScales, type OperationInput } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House, Proof } from './house.ts'
import { InsightStage, make } from './insight-stage.ts'

const DAY = 86_400_000
let stage: InsightStage
let house: House
beforeAll(async () => {
  stage = await InsightStage.build()
  house = stage.house
}, 60_000)
afterAll(() => stage?.close())

const insight = (concerns?: string[]) => stage.insight(concerns)
const work = (id: string) => stage.work(id)
const whole = (id: string, who = 'admin') => stage.whole(id, stage.as(who))
const move: InsightStage['move'] = (...step) => stage.move(...step)
const decide = (id: string, who: string, body: Parameters<InsightStage['decide']>[2]) =>
  stage.decide(id, stage.as(who), body)
const score: InsightStage['score'] = (...given) => stage.score(...given)

test('I20 I21 values lie on scales of the workspace, which may have more; scores follow, and what does not fit is refused', async () => {
  const id = await insight()
  expect((await score(id, { impact: 9 })).json).toMatchObject({
    code: 'insight.value_invalid',
    field: 'impact',
    max: 5,
  })
  expect((await score(id, { charm: 1 })).json.code).toBe('insight.value_invalid')
  expect((await score(id, { impact: 3 }, 'lars')).json.code).toBe('auth.not_owner')
  expect((await score(id, { impact: 3, confidence: 50, effort: 2, reach: 40 }, 'wanda')).json).toMatchObject({
    scores: { impact: 50, difficulty: null, rice: 30 },
    reach: { value: 40, from: 'estimated' },
  })
  const charm = { key: 'charm', name: { de: 'Charme' }, min: 0, max: 10, step: 1 } as const
  const mean = { key: 'worth', name: { de: 'Wert' }, how: 'mean' as const, of: [{ criterion: 'charm', weight: 1 }] }
  const scales = {
    ...firstScales,
    criteria: [...firstScales.criteria, charm],
    formulas: [...firstScales.formulas, mean],
  }
  expect((await house.call('setInsightScales', { body: { version: 0, scales } }, stage.as('wanda'))).json.code).toBe(
    'auth.forbidden',
  )
  expect((await house.ok('setInsightScales', { body: { version: 0, scales } }, stage.as('cora'))).version).toBe(1)
  expect(await house.ok('getInsightScales', {}, stage.as('wanda'))).toMatchObject({ version: 1, scales })
  const late = await house.call('setInsightScales', { body: { version: 0, scales } }, stage.as('cora'))
  expect([late.status, late.json.code]).toEqual([409, 'conflict'])
  expect((await score(id, { charm: 7, reach: null })).json).toMatchObject({
    scores: { worth: 70, rice: null },
    reach: null,
  })
  const free = scales.criteria.map((one) => (one.key === 'effort' ? { ...one, min: 0 } : one))
  const refused = await house.call(
    'setInsightScales',
    { body: { version: 1, scales: { ...scales, criteria: free } } },
    stage.as('cora'),
  )
  expect(refused.json).toMatchObject({ code: 'insight.scales_invalid', field: 'formulas.rice' })
  await house.ok('setInsightScales', { body: { version: 1, scales: firstScales } }, stage.as('cora'))
  expect((await work(id)).inputs).toEqual({ impact: 3, confidence: 50, effort: 2 })
})

test('I22 I23 reach and questions have the numbers of customers who came, and evidence says how well it is known', async () => {
  await house.ok('publishJourney', { params: { id: 'buy' } })
  house.now += 2000
  const paid = (n: number) => ({
    type: 'track',
    event: 'Paid',
    userId: `payer-${n}`,
    messageId: `paid-${n}`,
    timestamp: new Date(house.now - 1000).toISOString(),
  })
  await house.track([1, 2, 3].map(paid))
  await house.settle()
  // What was asked before is kept for ten minutes.
  house.now += 600_000
  const id = await insight(['pay'])
  expect(await work(id)).toMatchObject({
    reach: { value: 3, from: 'counted' },
    known: { level: 'assumed', since: null },
  })
  const add = async (body: OperationInput<'addEvidence'>['body']) =>
    house.ok('addEvidence', { params: { id }, body }, stage.as('cora'))
  const level = async () => (await work(id)).known.level
  const dated = new Date(house.now - 400 * DAY).toISOString()
  const old = await add({ kind: 'research', title: 'Ten talks', dated })
  expect(await work(id)).toMatchObject({ known: { level: 'stale', since: old.staleAt } })
  await add({ kind: 'feedback', title: 'Calls', voices: 2 })
  expect(await level()).toBe('researched')
  const query = { of: 'step', journey: 'buy', step: 'pay', what: 'reached', days: 30 } as const
  const asked = await add({ kind: 'events', title: 'Came to pay', query })
  expect([asked.number, await level()]).toEqual([3, 'measured'])
  await house.ok('removeEvidence', { params: { id, evidence: asked.id } }, stage.as('cora'))
  expect(await level()).toBe('researched')
  expect((await house.ok('restoreEvidence', { params: { id, evidence: asked.id } }, stage.as('cora'))).number).toBe(3)
  // What was never seen has no answer, which is not nought.
  const unseen = await add({ kind: 'events', title: 'Never', query: { of: 'event', name: 'Never Seen', days: 7 } })
  const gone = await add({ kind: 'events', title: 'Gone', query: { ...query, step: 'elsewhere' } })
  expect([unseen.number, gone.number]).toEqual([null, null])
  expect((await whole(id)).evidence.map(({ title, number }) => [title, number])).toEqual([
    ['Ten talks', null],
    ['Calls', null],
    ['Came to pay', 3],
    ['Never', null],
    ['Gone', null],
  ])
  const listed = await house.ok('listInsightWork', { query: { evidence: 'measured' } })
  expect(listed.items.map((one) => one.id)).toEqual([id])
  for (const link of ['javascript:alert(1)', 'data:text/html,x', 'ftp://x.example/y'])
    expect(
      (await house.call('addEvidence', { params: { id }, body: { kind: 'file', title: 'x', link } }, stage.as('cora')))
        .status,
    ).toBe(400)
})

test('I27 filters say what waits at them, since when, what is under way, and what could be', async () => {
  const before = (await house.ok('listFilters', {})).items.find(({ unitId }) => unitId === stage.units.shop)
  const since = house.now
  const first = await insight()
  await move(first, 'cora', { step: 'submit' })
  house.now += DAY
  const second = await insight()
  await move(second, 'cora', { step: 'submit' })
  const after = (await house.ok('listFilters', {}, stage.as('boss'))).items.find(
    ({ unitId }) => unitId === stage.units.shop,
  )
  expect(after).toMatchObject({ own: false, from: null, mode: 'person', waiting: (before?.waiting ?? 0) + 2 })
  expect(Date.parse(after?.longest ?? '')).toBeLessThanOrEqual(since)
  await decide(second, 'wanda', { verdict: 'accept' })
  const last = (await house.ok('listFilters', {})).items.find(({ unitId }) => unitId === stage.units.shop)
  expect([last?.waiting, last?.underWay]).toEqual([(before?.waiting ?? 0) + 1, (before?.underWay ?? 0) + 1])
})

test('I25 what says the same is named while somebody types, with how far it is', async () => {
  const id = stage.fresh('alike')
  const name = { de: 'Zahlung bricht auf dem Handy ab', en: 'Payment breaks off on phones' }
  await stage.change([{ ...make('insight', id, {}), fields: { name, sort: 'painPoint' } } as AtlasEdit])
  const alike = async (text: string, proof?: Proof, except?: string) =>
    (await house.ok('listAlikeInsights', { query: { text, except } }, proof)).items
  expect(await alike('Zahlungen brechen am Handy ab')).toMatchObject([{ id, name, status: 'new' }])
  expect(await alike('payment breaks')).toMatchObject([{ id }])
  expect([
    await alike('payment breaks', stage.as('cora'), id),
    await alike("'; drop", stage.as('cora')),
    await alike(''),
  ]).toEqual([[], [], []])
  expect(await alike('payment breaks', house.as('foreign'))).toEqual([])
})
