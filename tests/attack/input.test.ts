// Bad input to a whole server: each is a coded problem or a written limit, never a fault of ours, and never does a bucket stand still.
// Needs `npm run build` first.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { until } from '../process.ts'
import { Chance } from '../survive/chance.ts'
import { Target } from './target.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

let target: Target
let ids = 0
const id = () => `attack-${++ids}`
const event = (more: object = {}) => ({ type: 'track', event: 'Looked', userId: 'victim', messageId: id(), ...more })
const json = (value: unknown) => JSON.stringify(value)
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

beforeAll(async () => {
  target = await Target.start()
})
afterAll(() => target.stop())

const BODIES: readonly (readonly [string, string, string | Buffer, number, string])[] = [
  ['no JSON', '/v1/track', '{"event":', 400, 'request.malformed'],
  ['nothing at all', '/v1/batch', '', 400, 'request.malformed'],
  ['a number', '/v1/batch', '7', 400, 'request.invalid'],
  ['invalid UTF-8', '/v1/track', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]), 400, 'request.malformed'],
  ['broken gzip', '/v1/batch', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), 400, 'request.malformed'],
  ['a gzip bomb of 100 MB', '/v1/batch', gzipSync(Buffer.alloc(100_000_000, 0x20)), 413, 'request.too_large'],
  ['1 MB', '/v1/batch', ' '.repeat(1_000_000), 413, 'request.too_large'],
  ['501 events', '/v1/batch', json({ batch: Array(501).fill({}) }), 400, 'listen.batch_too_long'],
  [
    '100,000 levels',
    '/v1/track',
    `{"event":"x","userId":"u","properties":${nested(60_000)}}`,
    400,
    'listen.too_many_properties',
  ],
  ['100,000 levels around a batch', '/v1/batch', nested(60_000), 400, 'request.invalid'],
  [
    '10,000 properties in one event',
    '/v1/track',
    json({
      event: 'x',
      userId: 'u',
      properties: Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`p${n}`, 1])),
    }),
    400,
    'listen.too_many_properties',
  ],
  [
    'an event of 40 KB',
    '/v1/track',
    json({ event: 'x', userId: 'u', properties: { a: 'x'.repeat(40_000) } }),
    400,
    'listen.event_too_large',
  ],
  [
    '__proto__',
    '/v1/track',
    '{"event":"x","userId":"u","properties":{"__proto__":{"admin":true}}}',
    400,
    'listen.key_forbidden',
  ],
  [
    'constructor.prototype',
    '/v1/track',
    '{"event":"x","userId":"u","properties":{"constructor":{"prototype":{"a":1}}}}',
    400,
    'listen.key_forbidden',
  ],
  [
    'the year 1800',
    '/v1/track',
    json({ event: 'x', userId: 'u', timestamp: '1800-01-01T00:00:00Z' }),
    400,
    'listen.time_out_of_range',
  ],
  [
    'the year 9999',
    '/v1/track',
    json({ event: 'x', userId: 'u', timestamp: '9999-12-31T23:59:59Z' }),
    400,
    'listen.time_out_of_range',
  ],
  ['nobody', '/v1/track', json({ event: 'x' }), 400, 'listen.no_identity'],
  ['nobody named null', '/v1/track', json({ event: 'x', userId: 'null' }), 400, 'listen.no_identity'],
]

describe('[R2.1] bodies that are no events', () => {
  test.each(BODIES)('%s', async (_, path, body, status, code) => {
    const answer = await target.track(path, body)
    expect([answer.status, answer.code]).toEqual([status, code])
    expect(answer.type).toContain('application/problem+json')
    expect(await target.works('victim')).toBe(true)
  })
})

/** Where a text may stand in a message. */
const PLACES: readonly (readonly [string, (text: string) => object])[] = [
  ['event', (text) => ({ event: text })],
  ['userId', (text) => ({ userId: text })],
  ['anonymousId', (text) => ({ anonymousId: text })],
  ['messageId', (text) => ({ messageId: text })],
  ['name', (text) => ({ type: 'page', name: text })],
  ['category', (text) => ({ type: 'page', category: text })],
  ['channel', (text) => ({ channel: text })],
  ['groupId', (text) => ({ type: 'group', groupId: text })],
  ['previousId', (text) => ({ type: 'alias', previousId: text })],
  ['timestamp', (text) => ({ timestamp: text })],
  ['a property', (text) => ({ properties: { a: { b: [text] } } })],
  ["a property's name", (text) => ({ properties: { [text]: 1 } })],
  ['a trait', (text) => ({ type: 'identify', traits: { name: text } })],
  ['an e-mail', (text) => ({ type: 'identify', traits: { email: `a${text}@shop.example` } })],
  ['the context', (text) => ({ context: { page: { url: text } } })],
  ['the zone', (text) => ({ context: { timezone: text, locale: text } })],
  ['an external id', (text) => ({ context: { externalIds: [{ type: 'crm', id: text }] } })],
  ["an external id's kind", (text) => ({ context: { externalIds: [{ type: text, id: 'x' }] } })],
  ['an unknown field', (text) => ({ integrations: { [text]: text } })],
]
const TEXTS: readonly (readonly [string, string])[] = [
  ['NUL', 'a\u0000b'],
  ['half a surrogate pair', 'a\ud83d'],
  ['the other half', '\udc00a'],
]

describe('texts that PostgreSQL cannot store', () => {
  test.each(PLACES)('in %s: refused with a code, alone and in a batch', async (_, make) => {
    for (const [, text] of TEXTS) {
      const bad = event(make(text))
      const single = await target.track(`/v1/${(bad as { type: string }).type}`, bad)
      expect([single.status, single.code]).toEqual([400, expect.stringMatching(/^listen\./)])
      const good = event()
      const batch = await target.track('/v1/batch', { batch: [bad, good] })
      expect(batch.status).toBe(200)
      expect(JSON.parse(batch.text)).toMatchObject({
        refused: [{ index: 0, code: expect.stringMatching(/^listen\./) }],
      })
      expect(await until(() => target.isApplied(good.messageId))).toBe(true)
    }
  })
})

describe('too much for one customer', () => {
  test('I3 1,000 identities: every event is applied, 100 identities are kept, the limit is recorded', async () => {
    for (let part = 0; part < 2; part++) {
      const batch = Array.from({ length: 500 }, (_, n) => event({ userId: 'many', anonymousId: `many-${part}-${n}` }))
      expect((await target.track('/v1/batch', { batch })).status).toBe(200)
    }
    expect(await target.works('many')).toBe(true)
    const { rows } = await target.client.query(
      `select (select count(*)::int from identity i where i.customer_id = o.customer_id) as kept,
         (select count(*)::int from identity_note n where n.customer_id = o.customer_id and note = 'identity_limit') > 0 as noted
       from identity o where kind = 'userId' and value = 'many'`,
    )
    expect(rows).toEqual([{ kept: 100, noted: true }])
  })

  test('I2 a device shared by 60 people: each keeps their own customer, all are applied', async () => {
    const people = Array.from({ length: 60 }, (_, n) => `guest-${n}`)
    const batch = people.map((userId) => event({ userId, anonymousId: 'kiosk' }))
    expect((await target.track('/v1/batch', { batch })).status).toBe(200)
    expect(await target.works('guest-59')).toBe(true)
    const { rows } = await target.client.query(
      `select count(distinct customer_id)::int as n from identity where kind = 'userId' and value = any($1)`,
      [people],
    )
    expect(rows).toEqual([{ n: 60 }])
  })

  test('10,000 distinct traits: 1,000 are kept, the rest is counted, events go on', async () => {
    for (let part = 0; part < 20; part++) {
      const traits = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`trait-${part}-${n}`, n]))
      expect((await target.track('/v1/identify', { userId: 'wide', messageId: id(), traits })).status).toBe(200)
    }
    expect(await target.works('wide')).toBe(true)
    const { rows } = await target.client.query<{ state: string }>(
      `select state from customer_state join identity using (customer_id) where value = 'wide'`,
    )
    const state = JSON.parse(rows[0]?.state ?? '{}')
    expect(Object.keys(state.traits)).toHaveLength(1000)
    expect(state.dropped).toBe(9000)
  })
})

test('B2 a poison flow: its events are set aside with their reason, the bucket and the customer go on', async () => {
  const { rows } = await target.client.query<{ id: number }>('select id from workspace')
  const workspace = rows[0]?.id
  const document = {
    lotse: 'flow/1',
    name: 'P',
    trigger: { event: 'Poison' },
    entry: { rule: 'always' },
    start: 'nowhere',
    steps: [{ id: 'end', kind: 'exit' }],
  }
  await target.client.query(
    `insert into flow (id, workspace_id, name, status, draft, version, created_at, updated_at) values ('poison', $1, 'P', 'published', $2, 1, 0, 0)`,
    [workspace, json(document)],
  )
  await target.client.query(
    `insert into flow_version (flow_id, version, workspace_id, document, pins, published_at) values ('poison', 1, $1, $2, '{}', 0)`,
    [workspace, json(document)],
  )
  await target.client.query(
    `insert into catalog_change (workspace_id, effective_at, flow_id, version, action) values ($1, $2, 'poison', 1, 'publish')`,
    [workspace, Date.now()],
  )
  const asideFor = async (messageId: string) =>
    (
      await target.client.query<{ reason: string }>(
        `select a.reason from set_aside a join event e using (customer_id, seq) where e.message_id = $1`,
        [messageId],
      )
    ).rows
  let messageId = ''
  const poisoned = async () => {
    messageId = id()
    await target.track('/v1/track', { event: 'Poison', userId: 'victim', messageId })
    await until(() => target.isApplied(messageId))
    return (await asideFor(messageId)).length > 0
  }
  expect(await until(poisoned, 20_000)).toBe(true)
  expect((await asideFor(messageId))[0]?.reason).toMatch(/nowhere/)
  expect(await target.works('victim')).toBe(true)
})

/** Values that are wrong nearly everywhere. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  1.5,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '{{ 7 | times: 7 }}',
  "'; drop table event; --",
  '../../etc/passwd',
  'x'.repeat(5000),
  [],
  [[]],
  {},
  { a: null },
  { toString: 1 },
  { length: -1 },
  [null],
  [{ id: {} }],
  '1e999',
  'NaN',
  '2026-02-30',
  -8.64e15,
  2 ** 53,
  JSON.parse('{"__proto__":{"a":1}}'),
]
const FIELDS = [
  'type',
  'event',
  'userId',
  'anonymousId',
  'messageId',
  'previousId',
  'groupId',
  'name',
  'category',
  'channel',
  'timestamp',
  'originalTimestamp',
  'sentAt',
  'properties',
  'traits',
  'context',
  'integrations',
  'batch',
  'writeKey',
  'live',
]

test('law: whatever stands in whatever field, the answer is 200 or a coded problem, and the server goes on', async () => {
  const chance = new Chance(20_261_121)
  const any = <T>(list: readonly T[]): T | undefined => list[chance.below(list.length)]
  for (let n = 0; n < 400; n++) {
    const bad: Record<string, unknown> = event()
    for (let faults = chance.between(1, 3); faults > 0; faults--) {
      const field = any(FIELDS) ?? 'event'
      const inside = chance.below(3) === 0
      bad[field] = inside
        ? { [String(any(FIELDS))]: any(HOSTILE), externalIds: any(HOSTILE), traits: any(HOSTILE), device: any(HOSTILE) }
        : any(HOSTILE)
    }
    const path =
      any(['/v1/track', '/v1/identify', '/v1/page', '/v1/group', '/v1/alias', '/v1/batch', '/v1/import']) ?? '/v1/track'
    const answer = await target.track(
      path,
      chance.below(2) === 0 ? bad : { batch: [bad, event()], context: any(HOSTILE), sentAt: any(HOSTILE) },
    )
    expect(
      answer.status === 200 || (answer.status < 500 && answer.code !== undefined),
      `${answer.status} ${path} ${json(bad).slice(0, 500)}`,
    ).toBe(true)
  }
  expect(await target.works('victim')).toBe(true)
  const { rows } = await target.client.query(
    `select a.reason, e.name from set_aside a left join event e using (customer_id, seq) where e.name is distinct from 'Poison'`,
  )
  expect(rows).toEqual([])
})
