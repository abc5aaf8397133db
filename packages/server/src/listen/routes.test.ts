// The tracking API over HTTP: every way clients send, every kind of bad input, and what is durable afterwards.
import { gzipSync } from 'node:zlib'
import { Problem } from '@lotse/core/base'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testWorld } from '../adapters/store/testing.ts'
import { createHttp } from '../base/http.ts'
import type { World } from '../base/world.ts'
import { type Acceptor, createAcceptor } from './acceptor.ts'
import { trackingRoutes } from './routes.ts'

const KEY = 'wk_test'
const NOW = Date.UTC(2026, 10, 20, 12)
const DAY_MS = 86_400_000

let world: World
let acceptor: Acceptor
let app: FastifyInstance
let drop: () => Promise<void>
let refusal: Problem | undefined

beforeAll(async () => {
  ;({ world, drop } = await testWorld({ now: () => NOW }))
  await world.pool.query(`insert into workspace (name, created_at) values ('Shop', 0)`)
  await world.pool.query(
    `insert into source (workspace_id, name, write_key, trusted, created_at, revoked_at) values (1, 'shop', $1, true, 0, null), (1, 'old', 'wk_old', true, 0, 1), (1, 'site', 'wk_site', false, 0, null)`,
    [KEY],
  )
  acceptor = createAcceptor(world)
  app = await createHttp({ world, readiness: async () => ({ ready: true, parts: {} }) })
  const pressure = {
    refuse: () => {
      if (refusal) throw refusal
    },
    lagMs: () => 0,
    stop: () => undefined,
  }
  await app.register(trackingRoutes(world, acceptor, { pressure }))
})
afterAll(async () => {
  await app.close()
  await acceptor.close()
  await drop()
})

const basic = `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`
const post = async (url: string, body: unknown, extra: InjectOptions['headers'] = { authorization: basic }) => {
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  const {
    statusCode,
    headers,
    body: text,
  } = await app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...extra },
    payload,
  })
  return { status: statusCode, headers, json: JSON.parse(text) }
}
let ids = 0
const seen = (extra: object = {}) => ({ type: 'track', event: 'Seen', userId: 'u1', messageId: `m${++ids}`, ...extra })
const stored = async (messageId: string) =>
  (
    await world.pool.query<{
      kind: number
      name: string
      channel: string
      flags: number
      occurred_at: number
      body: string
    }>('select kind, name, channel, flags, occurred_at, body from event where message_id = $1', [messageId])
  ).rows

describe('[R2.1] every way to send', () => {
  test.each([
    ['/v1/track', { event: 'Seen' }, 1, 'Seen'],
    ['/v1/identify', { traits: { name: 'Ä' } }, 2, 'Identified'],
    ['/v1/page', { name: 'Home' }, 3, 'Page Viewed'],
    ['/v1/screen', { name: 'Home' }, 4, 'Screen Viewed'],
    ['/v1/group', { groupId: 'g1' }, 5, 'Group Joined'],
    ['/v1/alias', { previousId: 'a1' }, 6, 'Aliased'],
    ['/v1/t', { event: 'Seen' }, 1, 'Seen'],
    ['/v1/i', {}, 2, 'Identified'],
    ['/v1/p', {}, 3, 'Page Viewed'],
    ['/v1/s', {}, 4, 'Screen Viewed'],
    ['/v1/g', { groupId: 'g1' }, 5, 'Group Joined'],
    ['/v1/a', { previousId: 'a1' }, 6, 'Aliased'],
  ])('%s', async (url, extra, kind, name) => {
    const messageId = `single${++ids}`
    const answer = await post(url, { userId: 'u1', messageId, ...extra })
    expect(answer).toMatchObject({ status: 200, json: { success: true } })
    expect(await stored(messageId)).toMatchObject([{ kind, name }])
  })

  test.each<[string, string, (body: Buffer) => Buffer, InjectOptions['headers']]>([
    ['a key in the body, as text/plain', '/v1/b', (body) => body, { 'content-type': 'text/plain' }],
    ['a key in the query', `/beacon/v1/batch?writeKey=${KEY}`, (body) => body, { 'content-type': 'text/plain' }],
    [
      'gzip called a form',
      '/v1/batch',
      (body) => gzipSync(body),
      { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' },
    ],
    [
      'gzip with its header',
      '/v1/batch',
      (body) => gzipSync(body),
      { authorization: basic, 'content-encoding': 'gzip' },
    ],
  ])('%s', async (_, url, pack, headers) => {
    const event = seen()
    const key = url === '/v1/b' ? { writeKey: KEY } : {}
    const answer = await post(url, pack(Buffer.from(JSON.stringify({ ...key, batch: [event] }))), headers)
    expect(answer).toMatchObject({ status: 200, json: { success: true } })
    expect(await stored(event.messageId)).toHaveLength(1)
  })

  test('a page of another site may send', async () => {
    const preflight = await app.inject({
      method: 'OPTIONS',
      url: '/v1/track',
      headers: { origin: 'https://shop.example', 'access-control-request-headers': 'anonymousid,authorization' },
    })
    expect(preflight.statusCode).toBe(204)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'anonymousid,authorization',
    })
  })

  test('browser clients are told where to send, and nothing else to load', async () => {
    const settings = await app.inject({ url: `/v1/projects/${KEY}/settings`, headers: { host: 'lotse.example' } })
    expect(settings.json()).toEqual({
      integrations: { 'Segment.io': { apiKey: KEY, apiHost: 'lotse.example/v1', protocol: 'http' } },
      plan: {},
      remotePlugins: [],
    })
    const config = await app.inject({ url: '/sourceConfig/', headers: { authorization: basic } })
    expect(config.json()).toMatchObject({ source: { writeKey: KEY, enabled: true, destinations: [] } })
    expect((await app.inject({ url: '/v1/projects/nobody/settings' })).statusCode).toBe(401)
  })
})

describe('who may not send', () => {
  test.each([
    ['no key', {}],
    ['an unknown key', { authorization: `Basic ${Buffer.from('nobody:').toString('base64')}` }],
    ['a revoked key', { authorization: `Basic ${Buffer.from('wk_old:').toString('base64')}` }],
    ['an API token', { authorization: 'Bearer lotse_abcdefghijklmnopqrstuvwxyz' }],
  ])('%s', async (_, headers) => {
    expect(await post('/v1/track', seen(), headers)).toMatchObject({ status: 401, json: { code: 'auth.missing' } })
  })
})

describe('time', () => {
  test('T1 a wrong clock is corrected by the time of sending, and marked', async () => {
    const event = seen({ timestamp: '2026-11-20T10:00:00Z' })
    await post('/v1/batch', { batch: [event], sentAt: '2026-11-20T10:30:00Z' })
    expect(await stored(event.messageId)).toMatchObject([{ occurred_at: NOW - 30 * 60_000, flags: 2 }])
  })

  test('T1 a time more than 5 minutes ahead becomes the arrival, and is marked', async () => {
    const event = seen({ timestamp: NOW + 300_001 })
    const near = seen({ timestamp: NOW + 300_000 })
    await post('/v1/batch', { batch: [event, near] })
    expect(await stored(event.messageId)).toMatchObject([{ occurred_at: NOW, flags: 2 }])
    expect(await stored(near.messageId)).toMatchObject([{ occurred_at: NOW + 300_000, flags: 0 }])
  })

  test('T3 what is older than 24 hours, or imported, is history; a live import is not', async () => {
    const [old, young] = [seen({ timestamp: NOW - DAY_MS - 1 }), seen({ timestamp: NOW - DAY_MS })]
    const [imported, live] = [seen({ timestamp: NOW }), seen({ timestamp: NOW - 9 * DAY_MS })]
    await post('/v1/batch', { batch: [old, young] })
    await post('/v1/import', { batch: [imported] })
    await post('/v1/import', { batch: [live], live: true })
    const flags = async ({ messageId }: { messageId: string }) => (await stored(messageId))[0]?.flags
    expect([await flags(old), await flags(young), await flags(imported), await flags(live)]).toEqual([1, 0, 1, 0])
  })
})

test('a consent statement holds for the customer, with its proof, and stands in the log', async () => {
  const event = seen({
    event: 'Consent Changed',
    properties: { channel: 'email', topic: 'news', state: 'granted', wording: 'v3' },
    userId: 'c1',
  })
  await post('/v1/track', event)
  expect(await stored(event.messageId)).toMatchObject([{ kind: 7, name: 'Consent Changed' }])
  const { rows } = await world.pool.query(`select state, wording, stated_at, proof from consent where topic = 'news'`)
  expect(rows).toEqual([
    {
      state: 'granted',
      wording: 'v3',
      stated_at: NOW,
      proof: { messageId: event.messageId, sourceId: 1, receivedAt: NOW },
    },
  ])
})

test('L42 a write key that stands in a web page grants nothing: the person is asked', async () => {
  const properties = { channel: 'email', topic: 'offers', state: 'granted' }
  const context = { traits: { email: 'ada@example.com' } }
  const event = seen({ event: 'Consent Changed', userId: undefined, context, properties })
  await post('/v1/track', event, { authorization: `Basic ${Buffer.from('wk_site:').toString('base64')}` })
  const { rows } = await world.pool.query(`select state from consent where topic = 'offers'`)
  expect(rows).toEqual([{ state: 'requested' }])
  expect(JSON.parse((await stored(event.messageId))[0]?.body ?? '')).toMatchObject({ p: { state: 'requested' } })
})

test('L43 a web page that says granted again does not undo what was granted', async () => {
  const properties = { channel: 'email', topic: 'bulletin', state: 'granted' }
  const grant = seen({ event: 'Consent Changed', userId: 'bea', properties })
  await post('/v1/track', grant)
  const again = seen({ event: 'Consent Changed', userId: 'bea', properties })
  await post('/v1/track', again, { authorization: `Basic ${Buffer.from('wk_site:').toString('base64')}` })
  const { rows } = await world.pool.query(`select state from consent where topic = 'bulletin'`)
  expect(rows).toEqual([{ state: 'granted' }])
  const body = JSON.parse((await stored(again.messageId))[0]?.body ?? '')
  expect(body).not.toHaveProperty('s')
  expect(body).toMatchObject({ p: { state: 'requested' } })
})

describe('a batch with good and bad events', () => {
  test('E10 the good are stored, the bad kept aside and named', async () => {
    const good = seen()
    const bad = seen({ properties: { a: '\u0000' } })
    const answer = await post('/v1/batch', { batch: [bad, good, 7, { type: 'track', event: 'x' }] })
    expect(answer).toMatchObject({
      status: 200,
      json: {
        success: true,
        refused: [
          { index: 0, code: 'listen.text_invalid', field: 'properties.a' },
          { index: 2, code: 'listen.event_invalid', field: '' },
          { index: 3, code: 'listen.no_identity', field: 'userId' },
        ],
      },
    })
    expect(await stored(good.messageId)).toHaveLength(1)
    const { rows } = await world.pool.query('select code, field, raw from refused_event order by id')
    expect(rows).toMatchObject([{ code: 'listen.text_invalid', field: 'properties.a' }, { raw: '7' }, {}])
    expect(JSON.parse(rows[0].raw)).toEqual(bad)
  })

  test('all bad is refused, and kept aside all the same', async () => {
    const before = (await world.pool.query('select count(*)::int as n from refused_event')).rows[0].n
    const answer = await post('/v1/batch', { batch: [seen({ userId: 'null' }), seen({ timestamp: '0001-01-01' })] })
    expect(answer).toMatchObject({
      status: 400,
      json: { code: 'listen.no_identity', refused: [{ index: 0 }, { index: 1 }] },
    })
    expect((await world.pool.query('select count(*)::int as n from refused_event')).rows[0].n).toBe(before + 2)
  })

  test('an empty batch is fine', async () => {
    expect(await post('/v1/batch', { batch: [] })).toMatchObject({ status: 200, json: { success: true } })
  })
})

const deep = (levels: number) =>
  `{"type":"track","event":"x","userId":"u","properties":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`

describe('bad input is a coded problem, never a fault of ours', () => {
  test.each<[string, string, string | Buffer, number, string]>([
    ['no JSON', '/v1/track', '{"a":', 400, 'request.malformed'],
    ['nothing', '/v1/track', '', 400, 'request.malformed'],
    ['a list', '/v1/track', '[]', 400, 'request.invalid'],
    ['text', '/v1/batch', '"batch"', 400, 'request.invalid'],
    ['a batch that is none', '/v1/batch', '{"batch":{}}', 400, 'request.invalid'],
    ['501 events', '/v1/batch', JSON.stringify({ batch: Array(501).fill({}) }), 400, 'listen.batch_too_long'],
    ['invalid UTF-8', '/v1/track', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, 'request.malformed'],
    ['broken gzip', '/v1/track', Buffer.from([0x1f, 0x8b, 1, 2, 3]), 400, 'request.malformed'],
    ['a gzip bomb', '/v1/track', gzipSync(Buffer.alloc(50_000_000)), 413, 'request.too_large'],
    ['501 KB', '/v1/batch', ' '.repeat(512_001), 413, 'request.too_large'],
    [
      '33 KB in one event',
      '/v1/track',
      JSON.stringify(seen({ properties: { a: 'x'.repeat(33_000) } })),
      400,
      'listen.event_too_large',
    ],
    ['13 levels', '/v1/track', deep(13), 400, 'listen.too_many_properties'],
    ['80,000 levels', '/v1/track', deep(80_000), 400, 'listen.too_many_properties'],
    ['__proto__', '/v1/track', '{"event":"x","userId":"u","__proto__":{"a":1}}', 400, 'listen.key_forbidden'],
    ['a far time', '/v1/track', JSON.stringify(seen({ timestamp: '2300-01-01' })), 400, 'listen.time_out_of_range'],
    [
      'a time that sentAt moves out of range',
      '/v1/track',
      JSON.stringify(seen({ timestamp: '1900-01-02', sentAt: '2199-01-01' })),
      400,
      'listen.time_out_of_range',
    ],
    [
      'a consent without a state',
      '/v1/track',
      JSON.stringify(seen({ event: 'Consent Changed', properties: { channel: 'email', topic: 'n' } })),
      400,
      'listen.event_invalid',
    ],
    [
      '21 external ids',
      '/v1/track',
      JSON.stringify(
        seen({ context: { externalIds: Array.from({ length: 21 }, (_, n) => ({ type: `k${n}`, id: 'x' })) } }),
      ),
      400,
      'listen.too_many_properties',
    ],
  ])('%s', async (_, url, body, status, code) => {
    const answer = await post(url, body)
    expect(answer).toMatchObject({ status, json: { code } })
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  test('80,000 levels inside of a batch are kept aside by their reason', async () => {
    const good = seen()
    const answer = await post('/v1/batch', `{"batch":[${deep(80_000)},${JSON.stringify(good)}]}`)
    expect(answer).toMatchObject({ status: 200, json: { refused: [{ index: 0, code: 'listen.too_many_properties' }] } })
    expect(await stored(good.messageId)).toHaveLength(1)
  })

  test('I3 1,000 identities for one customer: 100 are kept, every event is stored, the limit is recorded', async () => {
    const batch = Array.from({ length: 500 }, (_, n) => seen({ userId: 'full', anonymousId: `full-${n}` }))
    expect(await post('/v1/batch', { batch })).toMatchObject({ status: 200 })
    expect(
      await post('/v1/batch', {
        batch: batch.map((event, n) => ({ ...event, messageId: `again${n}`, anonymousId: `more-${n}` })),
      }),
    ).toMatchObject({ status: 200 })
    const { rows } = await world.pool.query(
      `select (select count(*)::int from identity where customer_id = i.customer_id) as identities,
        (select count(*)::int from event where customer_id = i.customer_id) as events,
        (select count(*)::int from identity_note where customer_id = i.customer_id and note = 'identity_limit') as notes
       from identity i where value = 'full'`,
    )
    expect(rows).toEqual([{ identities: 100, events: 1000, notes: 1 }])
  })
})

describe('when it is too much', () => {
  test.each([
    ['listen.behind', 429],
    ['listen.storage_low', 503],
  ] as const)('%s answers with the time to come back', async (code, status) => {
    refusal = new Problem(code, { retryAfterS: 30 })
    const event = seen()
    const answer = await post('/v1/track', event)
    refusal = undefined
    expect(answer).toMatchObject({ status, json: { code } })
    expect(answer.headers['retry-after']).toBe('30')
    expect(await stored(event.messageId)).toEqual([])
  })
})
