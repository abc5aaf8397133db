// Journeys as they are measured, through the API: bound, published, filled from history, live within two seconds, by rights, right after an erasure.
import { type AtlasEdit, operations } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eraseAll } from '../../packages/server/src/privacy/erasure/job.ts'
import { House } from './house.ts'
import { openEvents } from './listen.ts'

const HOUR = 3_600_000
const ID = { params: { id: 'buy' } }
let house: House
let url: string
let count = 0

const change = (edits: AtlasEdit[]) => house.ok('changeAtlas', { body: { id: `n${++count}`, base: 0, edits } })
const make = (
  id: string,
  kind: 'phase' | 'step' | 'transition',
  fields: Extract<AtlasEdit, { do: 'make' }>['fields'],
): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey: 'buy',
  fields,
})
const step = (id: string, order: string, event: string): AtlasEdit =>
  make(id, 'step', { name: { de: id }, phase: 'p', order, binding: { on: [{ event }] } })
const seen = (userId: string, event: string, hours: number, channel = 'web') => ({
  type: 'track',
  userId,
  event,
  messageId: `${userId} ${event} ${hours}`,
  timestamp: new Date(house.now + hours * HOUR).toISOString(),
  context: { channel },
})
const numbers = (query: { edition?: number; from?: string; until?: string; channel?: string } = {}) =>
  house.ok('getJourneyNumbers', { ...ID, query })
const stepOf = async (id: string, query = {}) => (await numbers(query)).steps.find((one) => one.step === id)

beforeAll(async () => {
  house = await House.build()
  url = await house.app.listen({ port: 0, host: '127.0.0.1' })
  await change([
    { do: 'make', id: 'buy', kind: 'journey', journey: null, fields: { name: { de: 'Kaufen', en: 'Buy' } } },
    make('p', 'phase', { order: 'V' }),
    step('look', 'G', 'Product Viewed'),
    step('cart', 'V', 'Product Added'),
    step('pay', 'n', 'Order Completed'),
  ])
  await house.track([
    seen('anna', 'Product Viewed', -30),
    seen('anna', 'Product Added', -29),
    seen('anna', 'Order Completed', -28, 'app'),
    seen('ben', 'Product Viewed', -5),
    seen('ben', 'Order Completed', -3),
    seen('cleo', 'Product Viewed', -2),
  ])
  await house.settle()
}, 60_000)
afterAll(() => house?.close())

test('J6 a journey that nothing is bound in is not published, and it is said why', async () => {
  await change([{ do: 'make', id: 'bare', kind: 'journey', journey: null, fields: { name: { de: 'Leer' } } }])
  const refused = await house.call('publishJourney', { params: { id: 'bare' } })
  expect(refused.status).toBe(422)
  expect(refused.json).toMatchObject({ code: 'atlas.not_measurable', faults: [{ code: 'nothing_bound' }] })
  expect((await house.ok('checkJourney', { params: { id: 'bare' } })).faults).toMatchObject([{ code: 'nothing_bound' }])
  expect((await house.call('getJourneyNumbers', { params: { id: 'bare' }, query: {} })).status).toBe(404)
  expect((await house.call('checkJourney', { params: { id: 'look' } })).status).toBe(404)
})

test('J7 an edition is filled from history in the background, and says when it is done', async () => {
  const made = await house.ok('publishJourney', ID)
  expect(made).toMatchObject({ number: 1, steps: 3, measured: true, filled: { done: 0, total: 3, doneAt: null } })
  expect((await house.call('publishJourney', ID)).json.code).toBe('atlas.nothing_new')
  house.now += 2000
  await house.settle()
  const { items } = await house.ok('listEditions', ID)
  expect(items).toMatchObject([{ number: 1, filled: { done: 3, total: 3 } }])
  expect(items[0]?.filled.doneAt).not.toBeNull()
  const { document } = await house.ok('getEdition', { params: { id: 'buy', number: 1 } })
  expect(document.moves).toEqual([
    { from: 'look', to: 'cart' },
    { from: 'cart', to: 'pay' },
  ])
})

test('figures of steps, of days and of channels; deviations with the customers behind them', async () => {
  const all = await numbers()
  expect(all).toMatchObject({ started: 3, completed: 2, here: 1, dropped: 0 })
  expect(all.fitness).toBeCloseTo((1 + 0.8 + 1) / 3, 2)
  expect(all.deviations).toEqual([{ what: 'skipped', step: 'cart', count: 1 }])
  expect(await stepOf('look')).toMatchObject({
    reached: 3,
    here: 1,
    left: [
      { to: 'cart', count: 1, designed: true },
      { to: 'pay', count: 1, designed: false },
    ],
    channels: [{ channel: 'web', visits: 3 }],
  })
  const { medianMs, p90Ms } = (await stepOf('look')) ?? {}
  expect((medianMs ?? 0) / HOUR).toBeCloseTo(1, 1)
  expect((p90Ms ?? 0) / HOUR).toBeCloseTo(2, 0)
  expect((await stepOf('pay', { channel: 'app' }))?.reached).toBe(1)
  const today = new Date(house.now).toISOString().slice(0, 10)
  const yesterday = new Date(house.now - 24 * HOUR).toISOString().slice(0, 10)
  expect((await stepOf('look', { from: today }))?.reached).toBe(2)
  expect((await stepOf('look', { until: yesterday }))?.reached).toBe(1)
  const wrong = await house.call('getJourneyNumbers', { ...ID, query: { from: '2026-02-31' } })
  expect(wrong.status).toBe(400)
  const listed = await house.ok('listJourneyCustomers', {
    ...ID,
    query: { deviation: 'skipped', step: 'cart', limit: 10 },
  })
  expect(listed.items).toMatchObject([
    { customerId: await house.customer('ben'), outcome: 'completed', deviations: [{ what: 'skipped', step: 'cart' }] },
  ])
  expect((await house.ok('listJourneyCustomers', { ...ID, query: { deviation: 'late', limit: 10 } })).items).toEqual([])
})

test('[R1.30] who is at a step, page by page, and how far one customer has come', async () => {
  await house.track(['dora', 'emil', 'fritz'].map((name, n) => seen(name, 'Product Added', -n / 10)))
  await house.settle()
  const first = await house.ok('listJourneyCustomers', { ...ID, query: { step: 'cart', limit: 2 } })
  const second = await house.ok('listJourneyCustomers', {
    ...ID,
    query: { step: 'cart', limit: 2, cursor: first.next ?? '' },
  })
  const ids = [...first.items, ...second.items].map(({ customerId }) => customerId)
  expect(ids).toEqual(await Promise.all(['dora', 'emil', 'fritz'].map((name) => house.customer(name))))
  expect(second.next).toBeNull()
  const anna = { params: { id: await house.customer('anna') } }
  expect((await house.ok('getCustomerPositions', anna)).items).toMatchObject([
    {
      journey: 'buy',
      journeyName: { de: 'Kaufen', en: 'Buy' },
      step: 'pay',
      outcome: 'completed',
      fitness: 1,
      of: 3,
      done: ['look', 'cart', 'pay'],
    },
  ])
})

const pathOf = (name: 'watchJourney'): string => operations[name].path

test('whoever looks at the map sees an event within two seconds', async () => {
  const stream = await openEvents(url + pathOf('watchJourney').replace('{id}', 'buy'), house.as('viewer'))
  const hereAt = (data: unknown, id: string) =>
    operations.watchJourney.stream.parse(data).steps.find((one) => one.step === id)?.here
  const before = hereAt((await stream.next()).data, 'look') ?? 0
  const began = performance.now()
  await house.track([seen('gina', 'Product Viewed', 0)])
  await house.settle()
  expect(hereAt((await stream.next()).data, 'look')).toBe(before + 1)
  expect(performance.now() - began).toBeLessThan(2000)
  stream.close()
})

test('E9 figures are everybody’s, customers those of who may see them, and masked where names are hidden', async () => {
  await house.track([{ type: 'identify', userId: 'cleo', traits: { name: 'Cleo Sommer' } }])
  await house.settle()
  const asked = { ...ID, query: { step: 'look', limit: 10 } }
  const nameFor = async (role: 'admin' | 'viewer') => {
    const { items } = await house.ok('listJourneyCustomers', asked, house.as(role))
    const cleo = await house.customer('cleo')
    return items.find(({ customerId }) => customerId === cleo)?.name
  }
  expect(await nameFor('admin')).toBe('Cleo Sommer')
  expect(await nameFor('viewer')).toBe('C. S.')
  expect((await house.call('listJourneyCustomers', asked, house.as('leadership'))).status).toBe(403)
  expect((await house.call('getJourneyNumbers', { ...ID, query: {} }, house.as('leadership'))).status).toBe(200)
  expect((await house.call('publishJourney', ID, house.as('marketing'))).json.code).toBe('auth.not_owner')
  for (const name of ['getJourneyNumbers', 'listEditions', 'checkJourney'] as const)
    expect((await house.call(name, { ...ID, query: {} }, house.as('foreign'))).status).toBe(404)
})

test('PD7 what is kept of a person’s ways stands in what is handed out to her', async () => {
  const params = { id: await house.customer('anna') }
  const pieces = JSON.parse((await house.call('exportPerson', { params, query: { format: 'json' } })).text)
  expect(pieces.filter(({ part }: { part: string }) => part === 'journey')).toMatchObject([
    {
      name: 'Kaufen',
      data: { version: 1, visits: [{ step: 'look' }, { step: 'cart' }, { step: 'pay', channel: 'app' }] },
    },
  ])
})

test('J9 who is erased is nowhere any more; figures of the past stay', async () => {
  const before = await numbers()
  const id = await house.customer('cleo')
  await house.ok('eraseCustomer', { params: { id }, body: { confirm: id, reason: 'request' } })
  await eraseAll(house.world, new AbortController().signal)
  await house.engine.lease()
  await house.settle()
  const after = await numbers()
  expect(after).toMatchObject({ here: before.here - 1, started: before.started })
  const { items } = await house.ok('listJourneyCustomers', { ...ID, query: { step: 'look', limit: 10 } })
  expect(items.some(({ customerId }) => customerId === id)).toBe(false)
})

test('J15 who is on the way belongs to the edition that held when they began, while the newest one counts them all', async () => {
  const under = async (headers = house.as('viewer')) =>
    (await house.ok('listEditions', ID, headers)).items.map(({ number, underWay }) => `${number}: ${underWay}`)
  const who = async (began?: number) => {
    const query = { limit: 10, ...(began === undefined ? {} : { began }) }
    return (await house.ok('listJourneyCustomers', { ...ID, query })).items.map(({ customerId }) => customerId)
  }
  const here = (await numbers()).here
  expect(await under()).toEqual([`1: ${here}`])
  const before = await who()
  await change([step('think', 'R', 'Question Asked')])
  expect((await house.ok('publishJourney', ID)).number).toBe(2)
  house.now += 2000
  await house.settle()
  expect(await under()).toEqual(['2: 0', `1: ${here}`])
  house.now += 1000
  await house.track([seen('ida', 'Product Viewed', 0), seen('jan', 'Product Viewed', 0)])
  await house.settle()
  expect(await under()).toEqual(['2: 2', `1: ${here}`])
  expect((await numbers()).here).toBe(here + 2)
  expect((await numbers({ edition: 1 })).here).toBe(here)
  const late = [await house.customer('ida'), await house.customer('jan')]
  expect((await who(2)).toSorted()).toEqual(late.toSorted())
  expect((await who(1)).toSorted()).toEqual(before.toSorted())
  // Who comes through is on the way no more; who began earlier stays with the earlier one, wherever they go.
  await house.track([seen('jan', 'Order Completed', 0)])
  await house.settle()
  expect(await under()).toEqual(['2: 1', `1: ${here}`])
  expect((await house.call('listJourneyCustomers', { ...ID, query: { limit: 10, began: 9 } })).status).toBe(404)
  expect((await house.call('listEditions', ID, house.as('foreign'))).status).toBe(404)
  await change([{ do: 'remove', id: 'think' }])
  await house.track([seen('ida', 'Order Completed', 0)])
  await house.settle()
})

test('[R4.16] J6 another edition begins anew and the old figures stay; measuring ends', async () => {
  const before = await numbers()
  await change([step('ask', 'I', 'Question Asked')])
  expect((await house.ok('checkJourney', ID)).changed).toBe(true)
  expect((await house.ok('publishJourney', ID)).number).toBe(3)
  house.now += 2000
  await house.settle()
  const old = await numbers({ edition: 2 })
  expect({ ...old, edition: null }).toEqual({ ...before, edition: null })
  expect(await numbers()).toMatchObject({ edition: { number: 3, measured: true }, started: before.started })
  await house.ok('stopMeasuring', ID)
  house.now += 2000
  await house.track([seen('hugo', 'Product Viewed', 0)])
  await house.settle()
  expect((await house.ok('listEditions', ID)).items.map(({ measured }) => measured)).toEqual([false, false, false])
  // J15 nobody goes by an edition any more.
  expect((await house.ok('listEditions', ID)).items.map(({ underWay }) => underWay)).toEqual([0, 0, 0])
  expect((await numbers()).started).toBe(before.started)
  expect((await house.call('stopMeasuring', ID)).status).toBe(404)
  expect((await house.ok('listJourneyCustomers', { ...ID, query: { limit: 10 } })).items).toEqual([])
  const anna = { params: { id: await house.customer('anna') } }
  expect((await house.ok('getCustomerPositions', anna)).items).toEqual([])
})
