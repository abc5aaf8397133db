// A person is erased: unique values are planted wherever something of hers can stand, then everything is searched for them.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ownEvent } from '@lotse/core/listen'
import { type FlowDocument, operations } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepare } from '../../packages/server/src/act/dispatch/prepare.ts'
import { TemplateBook } from '../../packages/server/src/act/template/index.ts'
import type { ClaimedMessage } from '../../packages/server/src/adapters/store/outbox.ts'
import { takeErasure } from '../../packages/server/src/adapters/store/privacy/requests.ts'
import { eraseAgain } from '../../packages/server/src/privacy/erasure/again.ts'
import { eraseAll } from '../../packages/server/src/privacy/erasure/job.ts'
import { LEDGER_FILE } from '../../packages/server/src/privacy/erasure/ledger.ts'
import { sweepFiles } from '../../packages/server/src/privacy/erasure/sweep.ts'
import { erasureStep } from '../../packages/server/src/privacy/erasure/work.ts'
import { House } from './house.ts'

let house: House
let folder: string
const running = new AbortController().signal

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotse-erasure-'))
  house = await House.build()
  Object.assign(house.world.config, { dataFolder: folder })
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true })
})

const FLOW: FlowDocument = {
  lotse: 'flow/1',
  name: 'Greet',
  trigger: { event: 'Signed Up' },
  entry: { rule: 'always' },
  start: 'greet',
  steps: [
    { id: 'greet', kind: 'send', channel: 'email', template: 'hello', topic: 'news', next: 'wait' },
    { id: 'wait', kind: 'wait', for: '2d', next: 'end' },
    { id: 'end', kind: 'exit' },
  ],
}
const TEMPLATE = {
  lotse: 'template/1',
  name: 'Hello',
  channel: 'email',
  locale: 'en',
  subject: 'Hello',
  body: '<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text></mj-column></mj-section></mj-body></mjml>',
} as const

/** Values that occur nowhere else; each says where it was planted. */
const plants = (who: string) => ({
  userId: `${who}-user-quetzal`,
  former: `${who}-former-quetzal`,
  device: `${who}-device-quetzal`,
  email: `${who}-mail-quetzal@plant.example`,
  phone: `+49151123400${who.charCodeAt(0)}`,
  name: `${who}-name-quetzal`,
  company: `${who}-company-quetzal`,
  order: `${who}-order-quetzal`,
  refused: `${who}-refused-quetzal`,
  note: `${who}-note-quetzal`,
  wording: `${who}-wording-quetzal`,
  message: `${who}-message-quetzal`,
  aside: `${who}-aside-quetzal`,
  key: `${who}-runkey-quetzal`,
  mid: `${who}-messageid-quetzal`,
})
type Plants = ReturnType<typeof plants>

async function plant(who: Plants): Promise<string> {
  const { userId, former, device, email, phone, name, company, order, mid } = who
  await house.track([
    { type: 'identify', userId: former, traits: { email, nick: name } },
    { type: 'page', anonymousId: device, properties: { url: `https://shop.example/?m=${email}` } },
    { type: 'identify', userId, anonymousId: device, traits: { phone, name } },
  ])
  await settle()
  await house.track([
    { type: 'alias', userId, previousId: former },
    { type: 'group', userId, groupId: company, traits: { name: company } },
    { type: 'track', userId, event: 'Signed Up', messageId: mid, properties: { order, list: [{ order }] } },
    { type: 'track', userId, properties: { why: who.refused } },
  ])
  await settle()
  const id = await house.customer(userId)
  const consent = { channel: 'email', topic: 'news', state: 'granted', source: 'phone', wording: who.wording } as const
  const idempotent = { ...house.as('admin'), 'idempotency-key': `consent-${userId}` }
  await house.call('stateConsent', { params: { id }, body: consent }, idempotent)
  await house.ok('createNote', { params: { id }, body: { text: who.note } })
  await house.ok('createView', {
    body: { screen: 'customers', name: `Of ${userId}`, search: `find=${encodeURIComponent(email)}`, shared: true },
  })
  const { pool } = house.world
  const { rows } = await pool.query<{ id: number }>(
    `insert into message (key, workspace_id, customer_id, channel, state, address, created_at, due_at, request)
     values ($1, $2, $3, 'email', 'accepted', $4, 0, 0, $5) returning id`,
    [who.message, house.workspace, id, email, JSON.stringify({ channel: 'email', to: email, body: who.message })],
  )
  await pool.query(
    'insert into message_content (message_id, workspace_id, sent_at, subject, content) values ($1, $2, 0, $3, $4)',
    [
      rows[0]?.id,
      house.workspace,
      who.message,
      gzipSync(JSON.stringify({ channel: 'webhook', url: who.message, body: who.message })),
    ],
  )
  await pool.query(
    `insert into set_aside (workspace_id, customer_id, bucket, reason, stack, state, set_aside_at) values ($1, $2, 0, $3, $3, '{}', 0)`,
    [house.workspace, id, who.aside],
  )
  await pool.query(`insert into suppression values ($1, 'email', $2, 'complaint', 0)`, [house.workspace, email])
  await pool.query(
    `insert into identity_note (workspace_id, customer_id, other_id, kind, value, note, noted_at) values ($1, 999999, null, 'email', $2, 'contradicted', 0)`,
    [house.workspace, email],
  )
  await settle()
  return id
}

/** Every row of every table as text, bytes and packed contents included. */
async function rowsWith(values: readonly string[]): Promise<string[]> {
  const { pool } = house.world
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t`)
    for (const { row } of rows) {
      const whole = `${row} ${unhex(row)}`.toLowerCase()
      for (const value of values) if (whole.includes(value.toLowerCase())) found.push(`${name}: ${value}`)
    }
  }
  const { rows: statistics } = await pool.query<{ row: string }>(
    "select s::text as row from pg_stats s where schemaname = 'public'",
  )
  for (const { row } of statistics)
    for (const value of values) if (row.includes(value)) found.push(`statistics: ${value}`)
  return [...new Set(found)]
}

/** Erasing takes buckets out of the engine's hands, which takes them again at its next beat. */
async function settle(): Promise<void> {
  await house.engine.lease()
  await house.settle()
}

const rowsOnly = (places: readonly string[]) => places.filter((place) => !place.startsWith('statistics')).sort()

const unhex = (row: string): string =>
  [...row.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')).join(' ')

async function ready(): Promise<void> {
  await house.ok('createTemplateVersion', { params: { key: 'hello' }, body: TEMPLATE })
  const { id } = await house.ok('createFlow', { body: FLOW })
  await house.ok('publishFlow', { params: { id } })
  house.now += 2000
}

test('PD8 what was planted of her is nowhere any more, and of another nothing is missing', async () => {
  await ready()
  const zoe = plants('zoe')
  const ann = plants('ann')
  const id = await plant(zoe)
  await plant(ann)
  const values = Object.values(zoe)
  const before = await rowsWith(values)
  expect(new Set(before.map((place) => place.split(':')[0]))).toEqual(
    new Set([
      ...['consent', 'customer_note', 'customer_state', 'event', 'identity', 'identity_note', 'kept_answer', 'merge'],
      ...['message', 'message_content', 'refused_event', 'run', 'set_aside', 'suppression', 'view'],
    ]),
  )
  const others = rowsOnly(await rowsWith(Object.values(ann)))
  await house.world.pool.query('analyze')
  expect((await rowsWith(values)).filter((place) => place.startsWith('statistics'))).not.toEqual([])

  const preview = await house.ok('previewErasure', { params: { id } })
  expect(preview.held).toMatchObject({ notes: 1, consents: 1, setAside: 1, runs: 1 })
  expect(preview.ids.length).toBeGreaterThan(1)
  const wrong = await house.call('eraseCustomer', { params: { id }, body: { confirm: '1234', reason: 'request' } })
  expect(wrong.json).toMatchObject({ code: 'request.invalid', field: 'confirm' })
  const asked = await house.ok('eraseCustomer', { params: { id }, body: { confirm: id, reason: 'request' } })
  expect(asked).toMatchObject({ customerId: id, step: 'cut', doneAt: null })
  expect(await eraseAll(house.world, running)).toBe(1)

  expect(await rowsWith(values)).toEqual([])
  expect(rowsOnly(await rowsWith(Object.values(ann)))).toEqual(others)
  const [done] = (await house.ok('listErasures', {})).items
  expect(done).toMatchObject({ step: 'done', reason: 'request', by: 'admin token', mentions: 0 })
  expect(done?.erased).toMatchObject({ refused: 1, answers: 1, views: 1, setAside: 1, kept: 1 })
  expect((await house.call('getCustomer', { params: { id } })).json.code).toBe('not_found')
  expect(
    (await house.call('eraseCustomer', { params: { id }, body: { confirm: id, reason: 'request' } })).json.code,
  ).toBe('not_found')
})

test('files of the data folder, the dump of the database and the log hold nothing of her', async () => {
  const files = await readdir(folder)
  expect(files).toContain(LEDGER_FILE)
  for (const file of files) {
    const text = await readFile(join(folder, file), 'latin1')
    for (const value of Object.values(plants('zoe'))) expect(text).not.toContain(value)
  }
})

test('the database\u2019s own files: dead rows may leave bytes behind until a sweep writes the tables anew', async () => {
  const { pool } = house.world
  const values = Object.values(plants('zoe')).map((value) => value.toLowerCase())
  await pool.query('checkpoint')
  await sweepFiles(house.world, () => {})
  await pool.query('checkpoint')
  const { rows } = await pool.query<{ folder: string }>(
    `select current_setting('data_directory') || '/base/' || oid as folder from pg_database where datname = current_database()`,
  )
  const found: string[] = []
  for (const file of await readdir(rows[0]?.folder ?? '')) {
    const text = (await readFile(join(rows[0]?.folder ?? '', file), 'latin1').catch(() => '')).toLowerCase()
    for (const value of values) if (text.includes(value)) found.push(`${file}: ${value}`)
  }
  expect(found).toEqual([])
})

test('PD10 late deliveries and results of old messages do not bring her back; what she does afterwards makes a new customer', async () => {
  const zoe = plants('zoe')
  const { rows } = await house.world.pool.query<{ customer_id: number }>(
    'select customer_id from erased_customer order by 1',
  )
  const events = async () => (await house.world.pool.query('select count(*) as n from event')).rows[0].n
  const before = await events()
  const long = new Date(house.now - 86_400_000).toISOString()
  await house.track([
    { type: 'track', userId: zoe.userId, event: 'Signed Up', messageId: zoe.mid },
    { type: 'track', userId: zoe.userId, event: 'Paid', messageId: 'another', timestamp: long },
    { type: 'identify', userId: 'new-id', messageId: 'third', timestamp: long, traits: { email: zoe.email } },
  ])
  for (const { customer_id } of rows)
    await house.acceptor.accept([
      ownEvent({
        ...{ workspaceId: house.workspace, customerId: customer_id, name: 'Opened', channel: 'email', properties: {} },
        ...{ messageId: `opened-${customer_id}`, occurredAt: house.now + 5000 },
      }),
    ])
  await settle()
  expect(await events()).toBe(before)
  expect((await house.ok('listCustomers', { query: { identity: `userId:${zoe.userId}` } })).items).toEqual([])

  house.now += 1000
  await house.track([{ type: 'identify', userId: zoe.userId, traits: { email: zoe.email } }])
  await settle()
  const [again] = (await house.ok('listCustomers', { query: { identity: `userId:${zoe.userId}` } })).items
  expect(again?.identities).toHaveLength(2)
  expect(rows.map(({ customer_id }) => String(customer_id))).not.toContain(again?.id)
})

test('PD11 an address that was barred stays barred, though nobody can read it any more', async () => {
  const zoe = plants('zoe')
  const id = await house.customer(zoe.userId)
  await house.ok('stateConsent', {
    params: { id },
    body: { channel: 'email', topic: 'news', state: 'granted', source: 'phone' },
  })
  await settle()
  const request = {
    channel: 'email',
    template: 'hello',
    templateVersion: 1,
    topic: 'news',
    transactional: false,
    event: null,
    data: {},
  }
  const claimed: ClaimedMessage = {
    ...{ flowId: null, version: null, step: null, topic: 'news' },
    id: 1,
    key: 'k',
    workspaceId: house.workspace,
    customerId: Number(id),
    channel: 'email',
    request: JSON.stringify(request),
    was: 'queued',
    attempts: 0,
  }
  const book = new TemplateBook(house.world.pool)
  const { held } = await prepare({ world: house.world, book }, [claimed])
  expect(held).toMatchObject([{ state: 'suppressed', reason: 'suppressed_address' }])
})

test('PD9 PD12 killed after any step it goes on; what was under way in the engine cannot bring her back', async () => {
  const mia = plants('mia')
  const id = await plant(mia)
  await house.ok('eraseCustomer', {
    params: { id },
    body: { confirm: id, reason: 'withdrawal', keepSuppressed: false },
  })
  await house.track([{ type: 'track', userId: mia.userId, event: 'Signed Up', properties: { order: mia.order } }])
  for (let steps = 0; ; steps++) {
    house.now += 200_000
    const taken = await takeErasure(house.world.pool, { now: house.now, silent: house.now - 120_000 })
    if (taken === undefined) break
    expect(steps).toBeLessThan(40)
    // Each worker does one step and is not heard of again; what it did is done twice by the next one in the worst case.
    if (taken.step === 'cut') {
      await erasureStep(house.world, taken)
      // A batch that began before: it may compute whatever it likes, it cannot commit.
      await house.engine.append(Number(id), 'Signed Up', { properties: { order: mia.order } })
      await expect(house.engine.rest()).rejects.toThrow('another worker')
      expect((await rowsWith([mia.order])).filter((place) => /^(customer_state|run):/.test(place))).toEqual([])
      continue
    }
    await erasureStep(house.world, taken)
    await erasureStep(house.world, taken)
    await settle()
  }
  expect(await rowsWith(Object.values(mia))).toEqual([])
})

test('every table either holds nothing of customers or is known to the erasure', async () => {
  const { TABLES_WITH_PEOPLE } = await import('../../packages/server/src/adapters/store/privacy/remains.ts')
  const { rows } = await house.world.pool.query<{ name: string }>(
    `select distinct table_name as name from information_schema.columns where table_schema = 'public' and column_name in ('customer_id', 'loser_id', 'from_id', 'message_id', 'address', 'raw')`,
  )
  const numbersAlone = ['erasure', 'erased_customer']
  expect(
    rows
      .map(({ name }) => name)
      .filter((name) => !(TABLES_WITH_PEOPLE as readonly string[]).includes(name))
      .sort(),
  ).toEqual(numbersAlone.sort())
  expect(operations.eraseCustomer.allow).toBe('privacy.manage')
})

test('PD10 a backup from before: whoever was erased since is erased in it again, and numbers of new customers do not meet hers', async () => {
  const { pool } = house.world
  const eva = plants('eva')
  const id = await plant(eva)
  // What a restore brings back: an identity under a number of its own, and the old one under hers; the marks of the erasure are not in it.
  await house.ok('eraseCustomer', { params: { id }, body: { confirm: id, reason: 'request' } })
  expect(await eraseAll(house.world, running)).toBe(1)
  await pool.query('truncate erased_customer, erased_identity, erased_suppression, erasure')
  await pool.query(
    `insert into identity values ($1, 'email', $2, $3, 5, null), ($1, 'userId', 'elsewhere', 777777, 5, null), ($1, 'phone', $4, 777777, 5, null)`,
    [house.workspace, eva.email, id, eva.phone],
  )
  await pool.query(`select setval('customer_id_seq', 1)`)
  expect(await eraseAgain(house.world)).toBeGreaterThanOrEqual(2)
  expect(await rowsWith([...Object.values(eva), 'elsewhere'])).toEqual([])
  const { rows } = await pool.query<{ id: number }>(`select nextval('customer_id_seq') as id`)
  expect(rows[0]?.id).toBeGreaterThan(Number(id))
  expect(await eraseAgain(house.world)).toBe(0)
})
