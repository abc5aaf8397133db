// What customers said: taken out of events, weighed, listed and searched, corrected by people, and followed to the end of what is done about it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeErasure } from '../../packages/server/src/adapters/store/privacy/requests.ts'
import { weighFeedback } from '../../packages/server/src/jobs/feedback.ts'
import { Learner } from '../../packages/server/src/listen/learn-schema.ts'
import { surveyStep } from '../../packages/server/src/listen/survey.ts'
import { erasureStep } from '../../packages/server/src/privacy/erasure/work.ts'
import { InsightStage, make } from './insight-stage.ts'

let stage: InsightStage
const learner = new Learner()

beforeAll(async () => {
  stage = await InsightStage.build()
  await say('eva', 'Survey Answered', {
    comment: 'Der Bezahlvorgang war furchtbar langsam.',
    nps: 2,
    touchpoint: 'checkout',
  })
  await say('tom', 'Survey Answered', { comment: 'Great service, I love it.', nps: 10, touchpoint: 'The Checkout' })
  await say('ida', 'Product Reviewed', { review_body: 'Das Zelt ist ein Zelt.', rating: 3, product_id: 'tent-7' })
  await say('ida', 'Survey Answered', { nps: 7 })
  await say('ida', 'Order Completed', { comment: 'Bitte klingeln' })
  await settle()
})
afterAll(() => stage.house.close())

const say = (userId: string, event: string, properties: Record<string, string | number>) =>
  stage.house.track([{ type: 'track', userId, event, properties }])

async function settle(): Promise<void> {
  const { world, engine } = stage.house
  await engine.visible()
  while ((await surveyStep(world.pool, learner))?.behind);
  while ((await weighFeedback(world)) > 0);
}
const list = async (query: object = {}) => stage.house.ok('listFeedback', { query })
const texts = async (query: object) => (await list(query)).items.map(({ text }) => text).sort()
const one = async (find: string) => {
  const [item] = (await list({ find })).items
  if (item === undefined) throw new Error(`nobody said ${find}`)
  return item
}

test('[R1.34] answers and reviews are feedback with what they sound like; events without words are none', async () => {
  const { items, counts } = await list()
  expect(items).toHaveLength(3)
  expect(counts).toEqual({ total: 3, negative: 1, neutral: 1, positive: 1, corrected: 0 })
  expect(await one('Bezahl')).toMatchObject({
    sort: 'answer',
    sentiment: 'negative',
    language: 'de',
    said: 2,
    touchpoint: 'checkout',
    corrected: false,
    source: { name: 'Site' },
    insights: [],
  })
  expect(await one('love')).toMatchObject({ sentiment: 'positive', language: 'en', said: 10 })
  expect(await one('Zelt')).toMatchObject({ sort: 'review', sentiment: 'neutral', said: 3, product: 'tent-7' })
})

test('is narrowed by sentiment, language, sort, product, words, source, time, and by the touchpoint under any of its names', async () => {
  const [bad, good, plain] = [
    'Der Bezahlvorgang war furchtbar langsam.',
    'Great service, I love it.',
    'Das Zelt ist ein Zelt.',
  ]
  expect(await texts({ sentiment: 'negative' })).toEqual([bad])
  expect(await texts({ language: 'en' })).toEqual([good])
  expect(await texts({ sort: 'review' })).toEqual([plain])
  expect(await texts({ product: 'TENT-7' })).toEqual([plain])
  expect(await texts({ find: 'bezahlVORGANG' })).toEqual([bad])
  expect(await texts({ find: '%' })).toEqual([])
  expect(await texts({ source: 'own' })).toEqual([])
  expect(await texts({ until: '2020-01-01T00:00:00.000Z' })).toEqual([])
  expect(await texts({ at: 'checkout' })).toEqual([bad, good].sort())
})

test('pages hold each once, and the counts are of the whole list', async () => {
  const first = await list({ limit: 2 })
  const second = await list({ limit: 2, cursor: first.next })
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3)
  expect(second.next).toBeNull()
  expect(first.counts.total).toBe(3)
})

test('U9 a correction counts before the model’s word everywhere, is kept with who and when, and can be taken back', async () => {
  const { id, version } = await one('Zelt')
  const body = { version, sentiment: 'negative', language: null } as const
  expect(await stage.house.ok('correctFeedback', { params: { id }, body })).toMatchObject({
    sentiment: 'negative',
    language: 'de',
    corrected: true,
    guess: { sentiment: 'neutral' },
  })
  expect((await list({ sentiment: 'negative' })).counts).toMatchObject({ total: 2, negative: 2, corrected: 1 })
  expect((await stage.house.call('correctFeedback', { params: { id }, body })).json).toMatchObject({ code: 'conflict' })
  await stage.house.world.pool.query('update feedback set weighed = 0')
  await settle()
  expect((await one('Zelt')).sentiment).toBe('negative')
  const { corrections } = await stage.house.ok('getFeedback', { params: { id } })
  expect(corrections).toMatchObject([
    { sentiment: 'negative', language: null, before: { sentiment: 'neutral', language: 'de' } },
  ])
  const file = await stage.house.call('exportFeedback', { query: { format: 'ndjson', corrected: 'yes' } })
  expect(file.text).toContain('"guess":{"sentiment":"neutral"')
  await stage.house.ok('correctFeedback', { params: { id }, body: { version: 1, sentiment: null, language: null } })
  expect(await one('Zelt')).toMatchObject({ sentiment: 'neutral', corrected: false, version: 2 })
})

test('[R2.28] U11 a feedback becomes evidence of an insight and shows how far that is, from the backlog until it is proved that it helped', async () => {
  const { id: feedbackId } = await one('Bezahl')
  await stage.change([make('insight', 'slow', { concerns: ['checkout'] })])
  const params = { id: 'slow' }
  const evidence = await stage.house.ok('addFeedbackToInsight', {
    params,
    body: { feedbackId, title: 'Survey of November' },
  })
  expect(evidence).toMatchObject({ kind: 'feedback', voices: 1, title: 'Survey of November' })
  const shown = async () => (await one('Bezahl')).insights
  expect(await shown()).toMatchObject([{ id: 'slow', status: 'new' }])
  expect(await texts({ insight: 'slow' })).toHaveLength(1)
  expect(await texts({ insight: 'none' })).toHaveLength(2)
  let version = 0
  const step = async (state: string, name: 'submit' | 'start' | 'solve' | 'verify' | 'accept', who: string) => {
    const as = stage.members.get(who)?.proof
    const done =
      name === 'accept'
        ? await stage.house.ok('decideInsight', { params, body: { version, verdict: name } }, as)
        : await stage.house.ok(
            'moveInsight',
            {
              params,
              body: { version, step: name, ...(name === 'verify' ? { reason: 'Half as many complain' } : {}) },
            },
            as,
          )
    version = done.version
    expect(await shown()).toMatchObject([{ id: 'slow', status: state }])
  }
  await step('backlog', 'submit', 'cora')
  await step('accepted', 'accept', 'wanda')
  await step('inProgress', 'start', 'wanda')
  await step('solved', 'solve', 'wanda')
  await step('verified', 'verify', 'cora')
  // Evidence that is put aside is no link any more; said again it is the same one.
  await stage.house.ok('removeEvidence', { params: { ...params, evidence: evidence.id } })
  expect(await shown()).toEqual([])
  const again = await stage.house.ok('addFeedbackToInsight', { params, body: { feedbackId, title: 'Anew' } })
  expect(again.id).toBe(evidence.id)
  expect(await shown()).toHaveLength(1)
})

test('who may not read personal data sees no words and cannot look for them; another workspace sees nothing', async () => {
  const { house } = stage
  const viewer = await house.ok('listFeedback', { query: {} }, house.as('viewer'))
  expect(viewer.items.map(({ text }) => text)).toEqual(['•••', '•••', '•••'])
  expect((await house.call('listFeedback', { query: { find: 'Zelt' } }, house.as('viewer'))).status).toBe(403)
  expect((await house.call('listFeedback', { query: { product: 'tent-7' } }, house.as('viewer'))).status).toBe(403)
  expect((await house.ok('listFeedback', { query: {} }, house.as('foreign'))).counts.total).toBe(0)
  const { id } = await one('Zelt')
  expect((await house.call('getFeedback', { params: { id } }, house.as('foreign'))).status).toBe(404)
  const body = { version: 2, sentiment: null, language: null }
  expect((await house.call('correctFeedback', { params: { id }, body }, house.as('viewer'))).status).toBe(403)
})

test('U10 who is erased takes what they said along', async () => {
  const { house } = stage
  await house.settle()
  const id = await house.customer('eva')
  await house.ok('eraseCustomer', { params: { id }, body: { confirm: id, reason: 'request' } })
  house.now += 200_000
  const taken = await takeErasure(house.world.pool, { now: house.now, silent: house.now - 120_000 })
  if (taken !== undefined) await erasureStep(house.world, taken)
  expect(await texts({ find: 'Bezahl' })).toEqual([])
  expect((await house.world.pool.query('select from feedback where customer_id = $1', [id])).rowCount).toBe(0)
})
