// An insight is laid before somebody who decides: they are told by mail in their language, find it, and are not told what they said themselves.
import { startSmtpSink } from '@lotse/testkit'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { InsightStage } from './insight-stage.ts'

let stage: InsightStage
let sink: Awaited<ReturnType<typeof startSmtpSink>>

beforeAll(async () => {
  sink = await startSmtpSink()
  const mail = { url: sink.url, from: 'Lotse <lotse@shop.example>', connections: 1, perSecond: null, dkim: null }
  stage = await InsightStage.build({ mail })
})
afterAll(async () => {
  await stage.close()
  await sink.close()
})

const POLL_MS = 10
const POLLS_MAX = 1000

/** The mail with this number, once it came. */
async function mailAt(number: number) {
  for (let looks = 0; looks < POLLS_MAX && sink.mails.length < number; looks += 1)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  const mail = sink.mails[number - 1]
  if (mail === undefined) throw new Error(`${sink.mails.length} of ${number} mails came`)
  return PostalMime.parse(mail.raw)
}

async function lay(id: string, who: string, to: string, reason: string) {
  const { version } = await stage.work(id)
  const body = { version, memberId: stage.id(to), reason }
  return stage.house.call('escalateInsight', { params: { id }, body }, stage.as(who))
}

test('[R0.41] I40 an insight is laid before a decision-maker, who is told by mail in their language and finds it', async () => {
  const id = await stage.insight()
  await stage.house.ok('updateMe', { body: { locale: 'de' } }, stage.as('boss'))
  expect((await lay(id, 'wanda', 'boss', 'Kostet jeden Tag Käufe')).status).toBe(200)
  const german = await mailAt(1)
  expect(german.to?.[0]?.address).toBe('boss@shop.example')
  expect(german.subject).toBe(`Ihnen vorgelegt: ${id}`)
  expect(german.text).toContain(`wanda legt Ihnen den Insight „${id}“ vor.`)
  expect(german.text).toContain('Warum: Kostet jeden Tag Käufe')
  expect(german.text).toMatch(new RegExp(`/insights/${id}\\b`))
  const { items } = await stage.house.ok('listInsightWork', { query: { escalated: 'mine' } }, stage.as('boss'))
  expect(items.map((insight) => insight.id)).toEqual([id])

  await stage.house.ok('updateMe', { body: { locale: 'en' } }, stage.as('boss'))
  await lay(id, 'cora', 'boss', 'Still waiting')
  const english = await mailAt(2)
  expect(english.subject).toBe(`Laid before you: the ${id}`)
  expect(english.text).toContain('Why: Still waiting')
})

test('I40 nobody is told by mail of what was refused, was taken back, or was laid before oneself', async () => {
  const before = sink.mails.length
  const id = await stage.insight()
  const { version } = await stage.work(id)
  const wrong = { version: version + 7, memberId: stage.id('boss'), reason: 'Too late' }
  const refused = await stage.house.call('escalateInsight', { params: { id }, body: wrong }, stage.as('cora'))
  expect(refused.json.code).toBe('conflict')
  expect((await lay(id, 'cora', 'cora', 'I look at it myself')).status).toBe(200)
  const end = { version: (await stage.work(id)).version, memberId: null, reason: '' }
  await stage.house.ok('escalateInsight', { params: { id }, body: end }, stage.as('cora'))
  // The next one that leaves is the next one that came.
  const next = await stage.insight()
  await lay(next, 'cora', 'boss', 'This one')
  expect((await mailAt(before + 1)).text).toContain('This one')
  expect(sink.mails.length).toBe(before + 1)
})
