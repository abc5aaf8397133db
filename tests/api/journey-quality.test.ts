// How well a journey serves its customers, through the API: what they answer, how long it takes and how often they must come, by channel and time; and their traces as a file.
import { createHash } from 'node:crypto'
import type { AtlasEdit, Json } from '@lotse/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { House } from './house.ts'

const HOUR = 3_600_000
const ID = { params: { id: 'help' } }
let house: House

const make = (id: string, kind: 'phase' | 'step', fields: Extract<AtlasEdit, { do: 'make' }>['fields']): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey: 'help',
  fields,
})
const step = (id: string, order: string, binding: Json): AtlasEdit =>
  make(id, 'step', { name: { de: `Schritt ${id}` }, phase: 'p', order, binding })
const seen = (userId: string, event: string, hours: number, properties: Readonly<Record<string, Json>> = {}) => ({
  type: 'track',
  userId,
  event,
  properties,
  messageId: createHash('sha256')
    .update(JSON.stringify([userId, event, hours, properties]))
    .digest('hex'),
  timestamp: new Date(house.now + hours * HOUR).toISOString(),
  context: { channel: 'web' },
})
const numbers = (query: { edition?: number; from?: string; until?: string; channel?: string } = {}) =>
  house.ok('getJourneyNumbers', { ...ID, query })
const day = (hours: number) => new Date(house.now + hours * HOUR).toISOString().slice(0, 10)
const answer = (kind: 'csat' | 'nps' | 'ces' | 'sentiment', more: Readonly<Record<string, Json>> = {}) => ({
  kind,
  event: 'Survey Answered',
  property: kind,
  ...more,
})

beforeAll(async () => {
  house = await House.build()
  await house.app.listen({ port: 0, host: '127.0.0.1' })
  await house.ok('changeAtlas', {
    body: {
      id: 'm1',
      base: 0,
      edits: [
        {
          do: 'make',
          id: 'help',
          kind: 'journey',
          journey: null,
          fields: { name: { de: 'Hilfe <finden>', en: 'Find help' }, binding: { on: [], asks: [answer('nps')] } },
        },
        make('p', 'phase', { order: 'V' }),
        step('ask', 'G', { on: [{ event: 'Question Asked' }] }),
        make('wait', 'step', { phase: 'p', order: 'P' }),
        step('talk', 'V', {
          on: [{ event: 'Talked' }],
          asks: [answer('ces', { channel: 'contact' }), answer('sentiment')],
        }),
        step('solved', 'n', { on: [{ event: 'Case Closed' }], asks: [answer('csat')] }),
      ],
    },
  })
  await house.track([
    // Quick: three contacts at three steps in two hours. Slow: six contacts in twenty.
    seen('quick', 'Question Asked', -50),
    seen('quick', 'Talked', -49),
    seen('quick', 'Case Closed', -48),
    ...[-30, -26, -22, -18, -14].map((hours, n) => seen('slow', n % 2 === 0 ? 'Question Asked' : 'Talked', hours)),
    seen('slow', 'Case Closed', -10),
    seen('open', 'Question Asked', -2),
    ...[10, 9, 9, 8, 6].map((nps, n) => seen(`n${n}`, 'Survey Answered', -n, { nps })),
    seen('wrong', 'Survey Answered', -1, { nps: 11, csat: 'gut' }),
    seen('quick', 'Survey Answered', -47, { csat: 5, ces: 7, contact: 'phone', sentiment: 0.8 }),
    seen('slow', 'Survey Answered', -9, { csat: 2, ces: 3, contact: 'chat', sentiment: -0.6 }),
    seen('slow', 'Survey Answered', -8, { ces: 5, contact: 'chat' }),
  ])
  await house.settle()
  await house.ok('publishJourney', ID)
  house.now += 2000
  await house.settle()
}, 60_000)
afterAll(() => house?.close())

test('[R3.8] [R2.21] J10 a journey shows its completion, and what its customers answer about it as a whole and at its steps', async () => {
  const { started, completed, answers, steps } = await numbers()
  expect({ started, completed }).toEqual({ started: 3, completed: 2 })
  expect(answers).toMatchObject([{ kind: 'nps', count: 5, mean: 8.4, score: 40 }])
  const byStep = Object.fromEntries(
    steps.map((one) => [one.step, one.answers.map(({ kind, count, score }) => `${kind} ${count} ${score}`)]),
  )
  expect(byStep).toEqual({ ask: [], wait: [], talk: ['ces 3 5', 'sentiment 2 0.1'], solved: ['csat 2 0.5'] })
})

test('[R2.26] answers and figures are told apart by channel and by time', async () => {
  const ces = (await numbers()).steps.find((one) => one.step === 'talk')?.answers[0]
  expect(ces?.channels).toEqual([
    { channel: 'chat', count: 2, mean: 4, score: 4 },
    { channel: 'phone', count: 1, mean: 7, score: 7 },
  ])
  const chat = await numbers({ channel: 'chat' })
  expect(chat.steps.find((one) => one.step === 'talk')?.answers).toMatchObject([{ kind: 'ces', count: 2, mean: 4 }])
  expect(chat.answers).toEqual([])
  const early = await numbers({ until: day(-40) })
  expect(early.steps.find((one) => one.step === 'solved')?.answers).toMatchObject([
    { kind: 'csat', count: 1, score: 1 },
  ])
  expect(early.effort.contacts).toBe(3)
})

test('[R3.7] J11 how long it took those who came through, and how often they had to come', async () => {
  const { effort } = await numbers()
  expect(effort).toMatchObject({ contacts: 4.5, steps: 3 })
  expect((effort.medianMs ?? 0) / HOUR).toBeCloseTo(2, 0)
  expect(Math.abs((effort.p90Ms ?? 0) / HOUR - 20)).toBeLessThan(1.2)
  const none = await numbers({ from: '2001-01-01', until: '2001-01-02' })
  expect(none.effort).toEqual({ medianMs: null, p90Ms: null, contacts: null, steps: null })
})

test('K4 a step that nothing is bound to was not skipped', async () => {
  const { deviations, steps } = await numbers()
  expect(deviations.filter(({ step: where }) => where === 'wait')).toEqual([])
  expect(steps.find((one) => one.step === 'ask')?.left).toEqual([
    { to: 'talk', count: 3, designed: true },
    { to: 'solved', count: 1, designed: false },
  ])
})

test('J10 answers that come now count within the same second, those about nothing never', async () => {
  await house.track([seen('open', 'Survey Answered', 0, { csat: 4 }), seen('open', 'Survey Answered', 0, { stars: 4 })])
  await house.settle()
  expect((await numbers()).steps.find((one) => one.step === 'solved')?.answers).toMatchObject([
    { count: 3, mean: expect.closeTo(11 / 3) },
  ])
})

const traces = async (query: object = {}, role: 'admin' | 'viewer' | 'leadership' = 'admin') =>
  house.call('exportJourneyTraces', { ...ID, query }, house.as(role))

describe('traces', () => {
  test('leave as an event log, run by run, with nobody’s id', async () => {
    const { status, text, headers } = await traces({ language: 'de' })
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('application/xml')
    expect(headers['content-disposition']).toMatch(/traces-\d{4}-\d\d-\d\d\.xes/)
    expect(text).toContain('<string key="concept:name" value="Hilfe &lt;finden&gt;"/>')
    expect(text.match(/<trace>/g)).toHaveLength(3)
    expect(text.match(/<event>/g)).toHaveLength(10)
    expect(text).toContain('<string key="concept:name" value="Schritt talk"/>')
    expect(text.endsWith('</log>\n')).toBe(true)
    const slow = await house.customer('slow')
    expect(text).not.toContain(`"${slow}"`)
    expect(text).not.toContain('quick')
  })

  test('of days, as JSON, with ids where they are asked for by who may know people', async () => {
    const rows = JSON.parse((await traces({ format: 'json', customers: 'id' })).text)
    expect(rows.map((row: { customer: string }) => row.customer)).toContain(await house.customer('slow'))
    expect(rows).toContainEqual(expect.objectContaining({ outcome: 'open', fitness: 1 }))
    const early = JSON.parse((await traces({ format: 'json', until: day(-40) })).text)
    expect(early).toHaveLength(1)
    expect(early[0].visits.map(({ step: where }: { step: string }) => where)).toEqual(['ask', 'talk', 'solved'])
    expect((await traces({ customers: 'id' }, 'viewer')).json.code).toBe('auth.forbidden')
    expect((await traces({}, 'viewer')).status).toBe(200)
    expect((await traces({}, 'leadership')).status).toBe(403)
    expect((await traces({ edition: 9 })).status).toBe(404)
    expect((await traces({ format: 'csv' })).status).toBe(400)
  })

  test('made-up names differ from file to file', async () => {
    const names = async () =>
      JSON.parse((await traces({ format: 'json' })).text).map((row: { customer: string }) => row.customer)
    const [first, second] = [await names(), await names()]
    expect(new Set(first).size).toBe(3)
    expect(first.filter((name: string) => second.includes(name))).toEqual([])
  })

  test('what went out is written down, without who asked after whom', async () => {
    const { items } = await house.ok('listAudit', { query: { limit: 50 } })
    const entries = items.filter(({ operation }) => operation === 'exportJourneyTraces')
    expect(entries.length).toBeGreaterThan(4)
    expect(entries.some(({ detail }) => JSON.stringify(detail).includes('"rows":3'))).toBe(true)
  })
})
