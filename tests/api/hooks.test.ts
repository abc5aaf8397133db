// Webhooks that send to us: any JSON by its address, signatures, mappings made afterwards, replays, rubbish, strangers.
import { createHmac } from 'node:crypto'
import type { Mapping, Source } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eraseAll } from '../../packages/server/src/privacy/erasure/job.ts'
import { House, type Proof, type Reply } from './house.ts'

let house: House
let shop: Source

beforeAll(async () => {
  house = await House.build()
  shop = await house.ok('createSource', { body: { name: 'Shop', kind: 'webhook' } })
})
afterAll(() => house.close())

const send = (source: Source, body: unknown, headers: Proof = {}): Promise<Reply> =>
  house.send('POST', `/v1/hook/${source.writeKey}`, {
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
  })
const newest = async (source: Source) =>
  (await house.ok('listHookDeliveries', { params: { id: source.id }, query: {} })).items[0]
const named = async (name: string) =>
  (await house.world.pool.query('select message_id, occurred_at from event where name = $1', [name])).rows

const ORDER = {
  topic: 'orders/paid',
  id: 901,
  created_at: '2026-11-19T10:00:00Z',
  customer: { id: 77, email: 'Ada@Example.org', city: 'Kiel' },
  total: '49,90',
}
const MAPPING: Mapping = {
  event: { value: 'Order Paid' },
  userId: 'customer.id',
  email: 'customer.email',
  timestamp: 'created_at',
  properties: { order: 'id', total: { column: 'total', as: 'comma' } },
  traits: { city: 'customer.city' },
}

test('[R2.1] L99 a delivery before there is a mapping is kept, and read once somebody has said what is what', async () => {
  expect(await send(shop, ORDER)).toMatchObject({ status: 200, json: { success: true } })
  expect(await newest(shop)).toMatchObject({ state: 'unmapped', events: 0, body: JSON.stringify(ORDER) })
  const { items } = await house.ok('listRefusedEvents', { query: { source: shop.id } })
  expect(items).toMatchObject([{ code: 'listen.unmapped', raw: JSON.stringify(ORDER) }])
  expect(await house.ok('updateSource', { params: { id: shop.id }, body: { mapping: MAPPING } })).toMatchObject({
    mapping: MAPPING,
  })
  const params = { id: (await newest(shop))?.id ?? '' }
  expect(await house.ok('replayHookDelivery', { params })).toMatchObject({ state: 'taken', events: 2, code: null })
  await house.ok('replayHookDelivery', { params })
  expect(await named('Order Paid')).toMatchObject([{ occurred_at: Date.parse(ORDER.created_at) }])
  const open = await house.ok('listRefusedEvents', { query: { source: shop.id, state: 'open' } })
  expect(open.items, 'what was read is refused no more').toEqual([])
  await house.settle()
  const found = await house.ok('listCustomers', { query: { identity: 'email:ada@example.org' } })
  expect(found.items[0]).toMatchObject({ traits: { city: 'Kiel' } })
})

test('L94 a delivery that is sent again counts once, by its own id or by its bytes', async () => {
  const first = { ...ORDER, id: 902, total: '1,00' }
  await house.ok('updateSource', {
    params: { id: shop.id },
    body: { mapping: { ...MAPPING, event: { value: 'Twice' } } },
  })
  for (let tries = 0; tries < 3; tries++) expect((await send(shop, first)).status).toBe(200)
  expect(await named('Twice')).toHaveLength(1)
  await send(shop, first, { 'webhook-id': 'evt_1' })
  await send(shop, { ...first, total: '2,00' }, { 'webhook-id': 'evt_1' })
  expect(await named('Twice')).toHaveLength(2)
})

test('L99 a list holds several records; bad ones are kept aside with their reason, the others are taken', async () => {
  await house.ok('updateSource', { params: { id: shop.id }, body: { mapping: { ...MAPPING, event: 'topic' } } })
  const { customer: _, ...nobody } = ORDER
  expect((await send(shop, [{ ...ORDER, topic: 'Listed' }, nobody, 'rubbish'])).status).toBe(200)
  expect(await newest(shop)).toMatchObject({ state: 'refused', events: 2, code: 'listen.no_identity' })
  expect(await named('Listed')).toHaveLength(1)
  const { items } = await house.ok('listRefusedEvents', { query: { source: shop.id, state: 'open' } })
  expect(items.map(({ code }) => code).toSorted()).toEqual(['listen.event_invalid', 'listen.no_identity'])
  const [health] = (await house.ok('listSourceHealth', {})).items.filter(({ id }) => id === shop.id)
  expect(health?.refused).toBeGreaterThanOrEqual(2)
})

test('L99 refused records are judged again from the list of refused ones too, under the same id', async () => {
  const { items } = await house.ok('listRefusedEvents', { query: { source: shop.id, code: 'listen.no_identity' } })
  const params = { id: items[0]?.id ?? '' }
  expect((await house.call('replayRefusedEvent', { params, body: {} })).json.code).toBe('listen.no_identity')
  const mapping: Mapping = { event: { value: 'Mended' }, anonymousId: 'id' }
  await house.ok('updateSource', { params: { id: shop.id }, body: { mapping } })
  expect(await house.ok('replayRefusedEvent', { params, body: {} })).toMatchObject({ replayedAt: expect.any(String) })
  const list = (await house.ok('listHookDeliveries', { params: { id: shop.id }, query: {} })).items
  const whole = list.find(({ state }) => state === 'refused')
  await house.ok('replayHookDelivery', { params: { id: whole?.id ?? '' } })
  expect(await named('Mended'), 'the second record of the list, not twice').toHaveLength(1)
})

test.each([
  ['no JSON', 'rubbish', 400],
  ['nothing', '', 400],
  ['half a character', Buffer.from([0x22, 0xff, 0x22]).toString('latin1'), 200],
  ['a number', '5', 200],
  ['poison for prototypes', '{"__proto__":{"admin":true},"id":1}', 200],
  ['too much', JSON.stringify({ text: 'x'.repeat(600_000) }), 413],
])('%s harms nothing', async (_, body, status) => {
  expect((await send(shop, body)).status).toBe(status)
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
})

test('an address that nobody has, or had, is refused', async () => {
  expect((await house.send('POST', '/v1/hook/wk_nobody', { body: '{}' })).status).toBe(401)
  const gone = await house.ok('createSource', { body: { name: 'Fort', kind: 'webhook' } })
  await house.ok('revokeSource', { params: { id: gone.id } })
  expect((await send(gone, ORDER)).status).toBe(401)
  const site = await house.ok('createSource', { body: { name: 'Seite', kind: 'website' } })
  expect((await send(site, ORDER)).json.code).toBe('auth.missing')
})

test('T3 a delivery without a time of its own happened when it came; read a day later it starts nothing any more', async () => {
  const late = await house.ok('createSource', { body: { name: 'Spät', kind: 'webhook' } })
  await send(late, { id: 'late-1' })
  const came = house.now
  const read = async (event: string) => {
    await house.ok('updateSource', {
      params: { id: late.id },
      body: { mapping: { userId: 'id', event: { value: event } } },
    })
    const { rows } = await house.world.pool.query('select occurred_at, flags from event where name = $1', [event])
    return rows
  }
  await house.settle()
  house.now += 25 * 3_600_000
  await read('Late')
  await house.ok('replayHookDelivery', { params: { id: (await newest(late))?.id ?? '' } })
  expect(await read('Late')).toEqual([{ occurred_at: came, flags: 1 }])
  await house.settle()
  await send(late, { id: 'soon-1' })
  expect(await read('Late')).toContainEqual({ occurred_at: house.now, flags: 0 })
  await house.settle()
})

test('L98 where a secret is set, only what is signed by it is taken, and the secret is never shown', async () => {
  const pay = await house.ok('createSource', { body: { name: 'Zahlung', kind: 'webhook' } })
  const params = { id: pay.id }
  await house.ok('updateSource', { params, body: { mapping: { ...MAPPING, event: { value: 'Signed' } } } })
  const secret = 'geheim-und-lang'
  expect(await house.ok('setSignature', { params, body: { scheme: 'timestamped', secret } })).toMatchObject({
    signature: 'timestamped',
  })
  expect((await house.call('listSources', { query: {} })).text).not.toContain(secret)
  const { rows } = await house.world.pool.query('select signing_secret from source where id = $1', [pay.id])
  expect(rows[0].signing_secret).not.toContain(secret)
  const body = JSON.stringify(ORDER)
  const header = (at: number, key = secret) => {
    const time = Math.floor(at / 1000)
    return { 'x-signature': `t=${time},v1=${createHmac('sha256', key).update(`${time}.${body}`).digest('hex')}` }
  }
  for (const headers of [{}, header(house.now, 'falsch'), header(house.now - 400_000)])
    expect((await send(pay, body, headers)).json).toMatchObject({ status: 401, code: 'listen.signature_wrong' })
  expect(await newest(pay)).toMatchObject({
    state: 'unsigned',
    body: null,
    detail: expect.stringContaining('5 minutes'),
  })
  const replay = await house.call('replayHookDelivery', { params: { id: (await newest(pay))?.id ?? '' } })
  expect(replay.json.code).toBe('listen.signature_wrong')
  expect((await send(pay, body, header(house.now))).status).toBe(200)
  expect(await named('Signed')).toHaveLength(1)
  expect(await house.ok('setSignature', { params, body: null })).toMatchObject({ signature: null })
  expect((await send(pay, { ...ORDER, id: 1 })).status).toBe(200)
  const audit = await house.call('listAudit', { query: { limit: 10 } })
  expect(audit.text).not.toContain(secret)
})

test('L100 the newest 100 deliveries of a source stay; unsigned ones push none of them out', async () => {
  const many = await house.ok('createSource', { body: { name: 'Viele', kind: 'webhook' } })
  const params = { id: many.id }
  for (let n = 0; n < 103; n++) await send(many, { n })
  await house.ok('setSignature', { params, body: { scheme: 'hex', secret: 'lang-genug' } })
  for (let n = 0; n < 3; n++) await send(many, { n })
  const { rows } = await house.world.pool.query(
    `select state, count(*)::int as n, min((body::json ->> 'n')::int) as first from hook_delivery where source_id = $1 group by 1 order by 1`,
    [many.id],
  )
  expect(rows).toEqual([
    { state: 'unmapped', n: 100, first: 3 },
    { state: 'unsigned', n: 3, first: null },
  ])
})

test('refused events of a reason are put away up to what one has seen, and taken back exactly as they were put away', async () => {
  const { items } = await house.ok('groupRefusedEvents', {})
  const group = items.find(({ code, source }) => code === 'listen.unmapped' && source?.name === 'Viele')
  expect(group?.count).toBe(103)
  const body = { code: 'listen.unmapped', source: group?.source?.id, upTo: group?.lastId ?? '' }
  const { discarded, at } = await house.ok('discardRefusedEvents', { body })
  expect(discarded).toBe(103)
  const listed = async (state: 'open' | 'discarded') =>
    (await house.ok('listRefusedEvents', { query: { state, source: body.source, limit: 200 } })).items.length
  expect([await listed('open'), await listed('discarded')]).toEqual([0, 103])
  expect((await house.ok('groupRefusedEvents', {})).items.some(({ source }) => source?.name === 'Viele')).toBe(false)
  house.now += 1000
  const foreign = await house.ok('discardRefusedEvents', { body: { ...body, back: at } }, house.as('foreign'))
  expect(foreign.discarded).toBe(0)
  expect((await house.ok('discardRefusedEvents', { body: { ...body, back: at } })).discarded).toBe(103)
  expect([await listed('open'), await listed('discarded')]).toEqual([103, 0])
})

test('E9 deliveries and signatures of another workspace are not there; contents are masked for who may not see them', async () => {
  const id = (await newest(shop))?.id ?? ''
  const foreign = house.as('foreign')
  expect((await house.call('listHookDeliveries', { params: { id: shop.id }, query: {} }, foreign)).status).toBe(404)
  expect((await house.call('replayHookDelivery', { params: { id } }, foreign)).status).toBe(404)
  expect((await house.call('setSignature', { params: { id: shop.id }, body: null }, foreign)).status).toBe(404)
  const body = { name: 'Nur Fehler', role: 'data', scopes: ['inputs.read'] } as const
  const { secret } = await house.ok('createToken', { body: { ...body, scopes: [...body.scopes] } })
  const masked = await house.call(
    'listHookDeliveries',
    { params: { id: shop.id }, query: {} },
    { authorization: `Bearer ${secret}` },
  )
  expect(masked.status).toBe(200)
  expect(masked.text).not.toContain('Ada@Example.org')
})

test('L100 PD10 deliveries that name an erased person are deleted, whatever their state', async () => {
  const id = await house.customer('77')
  const before = await house.world.pool.query(`select from hook_delivery where body ilike '%ada@example.org%'`)
  expect(before.rowCount).toBeGreaterThan(0)
  await house.ok('eraseCustomer', { params: { id }, body: { confirm: id, reason: 'request' } })
  expect(await eraseAll(house.world, new AbortController().signal)).toBe(1)
  const left = await house.world.pool.query(
    `select from hook_delivery where body ilike '%ada@example.org%' union all select from refused_event where raw ilike '%ada@example.org%'`,
  )
  expect(left.rowCount).toBe(0)
})
