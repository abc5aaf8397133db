// Lists of customers through the API: found by text and condition, counted, written to a file; the timeline by kind, channel and name.
import type { OperationInput } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
beforeAll(async () => {
  house = await House.build()
  await house.track([
    { type: 'identify', userId: 'anna', traits: { name: 'Anna Größe', email: 'anna@shop.example', plan: 'gold' } },
    { type: 'identify', userId: 'berta', traits: { name: 'Berta', plan: 'silver', points: 12 } },
    { type: 'track', userId: 'anna', event: 'Order Completed', properties: { total: 30, currency: 'EUR' } },
    { type: 'page', userId: 'anna', name: 'Home', channel: 'app' },
    { type: 'group', userId: 'berta', groupId: 'acme', traits: { size: 'large' } },
  ])
  await house.settle()
}, 60_000)
afterAll(() => house.close())

const found = async (query: NonNullable<OperationInput<'listCustomers'>['query']>) =>
  (await house.ok('listCustomers', { query })).items.map(({ traits }) => traits['name'])

test.each([
  [{ find: 'grosse' }, ['Anna Größe']],
  [{ find: 'ANN' }, ['Anna Größe']],
  [{ find: 'anna@shop' }, ['Anna Größe']],
  [{ find: 'userId:berta' }, ['Berta']],
  [{ cond: 'trait.plan = "gold"' }, ['Anna Größe']],
  [{ cond: 'trait.points >= 10 and account.size = "large"' }, ['Berta']],
  [{ cond: 'count("Order Completed" where total > 20 within 30d) = 1' }, ['Anna Größe']],
  [{ cond: 'trait.plan = "gold"', find: 'berta' }, []],
  [{ sort: 'first', cond: 'exists(trait.plan)' }, ['Anna Größe', 'Berta']],
] as const)('%j finds %j', async (query, names) => {
  expect((await found(query)).toSorted()).toEqual([...names].toSorted())
  const { find, cond } = query as { find?: string; cond?: string }
  const counted = await house.ok('countCustomers', { query: { ...(find && { find }), ...(cond && { cond }) } })
  expect(counted).toMatchObject({ count: names.length, of: 2, next: null })
})

test('a list says when each was seen, what came last, which flows they are in and what they agreed to', async () => {
  const [anna] = (await house.ok('listCustomers', { query: { find: 'anna' } })).items
  expect(anna).toMatchObject({ lastEvent: { channel: expect.any(String) }, flows: [], consents: [] })
  expect(Date.parse(anna?.lastSeenAt ?? '')).toBeGreaterThanOrEqual(Date.parse(anna?.firstSeenAt ?? ''))
})

test('by source and time: who sent an event through it since then', async () => {
  const sources = (await house.ok('listSources', {})).items
  const source = sources[0]?.id ?? ''
  expect(await found({ source })).toHaveLength(2)
  expect(await found({ source, since: new Date(house.now + 60_000).toISOString() })).toEqual([])
})

test('a condition that cannot be read is refused with its place', async () => {
  const refused = await house.call('listCustomers', { query: { cond: 'trait.plan = ' } })
  expect([refused.status, refused.json.code, refused.json.position]).toEqual([400, 'condition.syntax', 12])
})

test('[E9] who sees masks can neither search nor ask for what is masked, but for what is shown', async () => {
  const viewer = house.as('viewer')
  const masked = await house.ok('listCustomers', { query: {} }, viewer)
  expect(JSON.stringify(masked)).not.toContain('anna@shop')
  for (const query of [{ find: 'anna' }, { cond: 'trait.email starts_with "a"' }, { identity: 'userId:anna' }])
    expect((await house.call('listCustomers', { query }, viewer)).json.code).toBe('auth.forbidden')
  expect((await house.ok('listCustomers', { query: { cond: 'trait.plan = "gold"' } }, viewer)).items).toHaveLength(1)
  expect((await house.call('countCustomers', { query: { find: 'anna' } }, viewer)).status).toBe(403)
})

test('the vocabulary names events with their properties, traits with values that came again, identities', async () => {
  const known = await house.ok('getVocabulary', {})
  expect(known.events.find(({ name }) => name === 'Order Completed')?.properties.map(({ path }) => path)).toEqual([
    'total',
    'currency',
  ])
  expect(known.traits.map(({ path }) => path)).toContain('plan')
  expect(known.account).toMatchObject([{ path: 'size', types: ['string'] }])
  expect(known.identities).toEqual(['email', 'userId'])
})

test('the list is written to a file with the same filters', async () => {
  const reply = await house.send('GET', '/api/v1/customers/export?language=de&cond=trait.plan+%3D+%22gold%22', {
    headers: house.as('admin'),
  })
  expect(reply.status).toBe(200)
  expect(reply.text).toContain('Zuletzt gesehen')
  expect(reply.text).toContain('Anna Größe')
  expect(reply.text).not.toContain('Berta')
})

test('the timeline is paged from the index and narrowed by kind, channel and name', async () => {
  const id = await house.customer('anna')
  const names = async (query: Record<string, unknown>) =>
    (await house.ok('getTimeline', { params: { id }, query })).items.map(({ name }) => name)
  expect(await names({ kind: 'event', name: 'order' })).toEqual(['Order Completed'])
  expect(await names({ kind: 'message' })).toEqual([])
  const whole = await names({})
  const paged: string[] = []
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const page = await house.ok('getTimeline', { params: { id }, query: { limit: 1, ...(cursor && { cursor }) } })
    paged.push(...page.items.map(({ name }) => name))
    cursor = page.next
  }
  expect(paged).toEqual(whole)
})
