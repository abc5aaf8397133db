// What a person gets when she asks for her data, and how long events stay.
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeAllAged } from '../../packages/server/src/privacy/retention/remove.ts'
import { House } from './house.ts'

let house: House
let id: string
const DAY_MS = 86_400_000
const running = new AbortController().signal
const EVENTS = 450

beforeAll(async () => {
  house = await House.build()
  await house.track([
    { type: 'identify', userId: 'zoe', traits: { email: 'zoe@shop.example', name: 'Zoë <b>Größe</b>', plan: 'gold' } },
    { type: 'group', userId: 'zoe', groupId: 'acme', traits: { name: 'Acme' } },
    { type: 'track', userId: 'zoe', properties: { remark: 'refused one' } },
  ])
  for (let from = 0; from < EVENTS; from += 150)
    await house.track(
      Array.from({ length: 150 }, (_, n) => ({
        type: 'track',
        userId: 'zoe',
        event: 'Seen',
        messageId: `seen-${from + n}`,
      })),
    )
  await house.settle()
  id = await house.customer('zoe')
  await house.ok('stateConsent', {
    params: { id },
    body: { channel: 'email', topic: 'news', state: 'granted', source: 'phone', wording: 'May we write?' },
  })
  await house.ok('createNote', { params: { id }, body: { text: 'Likes tea' } })
  await house.world.pool.query(
    `insert into message (key, workspace_id, customer_id, channel, state, address, created_at, due_at, request)
     values ('k1', $1, $2, 'email', 'accepted', 'zoe@shop.example', 0, 0, '{"channel":"email","template":"hello"}')`,
    [house.workspace, id],
  )
  await house.settle()
})
afterAll(() => house.close())

type Piece = { part: string; name: string; source: string | null; at: string | null; data: Record<string, unknown> }

test('PD7 the file for programs holds every identifier, trait, consent with proof, event, message and note, each once', async () => {
  const text = (await house.call('exportPerson', { params: { id }, query: { format: 'json' } })).text
  const pieces: Piece[] = JSON.parse(text)
  const count = (part: string) => pieces.filter((piece) => piece.part === part).length
  expect(count('event')).toBe(EVENTS + 2)
  expect(pieces.filter(({ part }) => part === 'statement')).toMatchObject([
    {
      name: 'email / news',
      source: 'phone',
      data: { state: 'granted', wording: 'May we write?', by: 'admin token', messageId: expect.any(String) },
    },
  ])
  expect(new Set(pieces.filter((piece) => piece.name === 'Seen').map((piece) => piece.data['messageId'])).size).toBe(
    EVENTS,
  )
  expect(pieces.find((piece) => piece.name === 'email')).toMatchObject({
    part: 'identity',
    source: 'Site',
    data: { value: 'zoe@shop.example' },
  })
  expect(pieces.find((piece) => piece.part === 'consent')).toMatchObject({
    name: 'email / news',
    source: 'phone',
    data: {
      state: 'granted',
      wording: 'May we write?',
      proof: { messageId: expect.any(String), receivedAt: expect.any(Number) },
    },
  })
  expect(pieces.find((piece) => piece.part === 'message')?.data).toMatchObject({
    address: 'zoe@shop.example',
    state: 'accepted',
  })
  expect(pieces.find((piece) => piece.part === 'note')?.data).toEqual({ text: 'Likes tea' })
  expect(pieces.find((piece) => piece.part === 'refused')?.data['raw']).toContain('refused one')
  expect(pieces.find((piece) => piece.part === 'account')).toMatchObject({
    name: 'acme',
    data: { value: { name: 'Acme' } },
  })
  expect(pieces.map((piece) => piece.part)).toContain('trait')
})

test('the document can be read in German and English, and nothing she wrote becomes markup', async () => {
  await house.ok('exportPerson', { params: { id } })
  const german = await house.call('exportPerson', { params: { id }, query: { language: 'de' } })
  expect(german.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(german.headers['content-disposition']).toContain(`customer-${id}-2026-11-20.html`)
  expect(german.text).toContain('<h1>Ihre gespeicherten Daten</h1>')
  expect(german.text).toContain('Zoë &lt;b&gt;Größe&lt;/b&gt;')
  expect(german.text.match(/<h2>/g)?.length).toBe(9)
  expect(german.text.match(/<article>/g)?.length).toBeGreaterThan(EVENTS)
  const english = await house.call('exportPerson', { params: { id }, query: { language: 'en' } })
  expect(english.text).toContain('Your stored data')
  const csv = await house.call('exportPerson', { params: { id }, query: { format: 'csv', language: 'de' } })
  expect(parse(csv.text, { bom: true, delimiter: ';', columns: true }).length).toBeGreaterThan(EVENTS)
})

test('E9 only administrators hand data out, of their own workspace', async () => {
  for (const role of ['cx', 'data', 'service_lead', 'viewer'] as const)
    expect((await house.call('exportPerson', { params: { id } }, house.as(role))).json.code).toBe('auth.forbidden')
  expect((await house.call('exportPerson', { params: { id } }, house.as('foreign'))).json.code).toBe('not_found')
})

test('PD13 events older than their rule go in small batches, others, traits and consents stay; numbers are told before and after', async () => {
  const old = (days: number) => new Date(house.now - days * DAY_MS).toISOString()
  await house.track([
    ...[10, 40, 100].map((days) => ({
      type: 'track',
      userId: 'zoe',
      event: 'Viewed',
      messageId: `v${days}`,
      timestamp: old(days),
    })),
    ...[10, 400].map((days) => ({
      type: 'page',
      userId: 'zoe',
      name: 'Home',
      messageId: `p${days}`,
      timestamp: old(days),
    })),
    { type: 'identify', userId: 'zoe', messageId: 'i400', timestamp: old(400), traits: { old: 'yes' } },
  ])
  await house.settle()
  expect(await house.ok('previewRetention', { query: { event: 'Viewed', days: 30 } })).toEqual({ due: 2, exact: true })
  await house.ok('setRetention', { body: { event: 'Viewed', days: 30 } })
  await house.ok('setRetention', { body: { event: '*', days: 365 } })
  expect(await house.ok('previewRetention', { query: { event: '*', days: 365 } })).toEqual({ due: 1, exact: true })
  expect(await removeAllAged(house.world, running)).toBe(0)
  house.now += 11 * 60_000
  expect(await removeAllAged(house.world, running)).toBe(3)
  expect(await removeAllAged(house.world, running)).toBe(0)
  const { items } = await house.ok('listRetention', {})
  expect(items.map(({ event, days, deleted }) => [event, days, deleted])).toEqual([
    ['*', 365, 1],
    ['Viewed', 30, 2],
  ])
  const names = (await house.world.pool.query('select message_id from event order by 1')).rows.map(
    (row) => row.message_id,
  )
  expect(names).toEqual(expect.arrayContaining(['v10', 'p10', 'i400']))
  for (const gone of ['v40', 'v100', 'p400']) expect(names).not.toContain(gone)
  expect((await house.ok('getCustomer', { params: { id } })).consents).toHaveLength(1)
})

test('E9 what changed stands in the audit log, and another workspace has rules of its own', async () => {
  await house.ok('setRetention', { body: { event: 'Viewed', days: 60 } })
  await house.ok('deleteRetention', { body: { event: 'Viewed' } })
  expect((await house.call('deleteRetention', { body: { event: 'Viewed' } })).json.code).toBe('not_found')
  const details = (await house.ok('listAudit', { query: { limit: 10 } })).items.map(({ operation, detail }) => [
    operation,
    detail,
  ])
  expect(details.slice(0, 2)).toEqual([
    ['deleteRetention', { event: 'Viewed', days: { before: 60, after: null } }],
    ['setRetention', { event: 'Viewed', days: { before: 30, after: 60 } }],
  ])
  expect((await house.ok('listRetention', {}, house.as('foreign'))).items).toEqual([])
})

test('entries that the engine has not come to are never removed by age', async () => {
  await house.ok('setRetention', { body: { event: 'Late', days: 1 } })
  house.now += 11 * 60_000
  await house.track([
    {
      type: 'track',
      userId: 'zoe',
      event: 'Late',
      messageId: 'late',
      timestamp: new Date(house.now - 5 * DAY_MS).toISOString(),
    },
  ])
  expect(await removeAllAged(house.world, running)).toBe(0)
  await house.settle()
  expect(await removeAllAged(house.world, running)).toBe(1)
})

test('E9 the log of who did what is found by person, operation, thing and time, and says whether it is whole', async () => {
  const some = async (query: object) => (await house.ok('listAudit', { query: { limit: 200, ...query } })).items
  const [first] = await some({ operation: 'stateConsent' })
  expect(first?.target).toEqual({ id })
  expect((await some({ target: id })).every((entry) => entry.target['id'] === id)).toBe(true)
  expect(await some({ tokenId: first?.token?.id, operation: 'createNote' })).toHaveLength(1)
  expect(await some({ memberId: '1' })).toEqual([])
  expect(await some({ since: new Date(house.now + 1).toISOString() })).toEqual([])
  expect(await house.ok('checkAudit', {})).toMatchObject({ entries: 0, brokenAt: null })
  const { sealAll } = await import('../../packages/server/src/privacy/audit/seal.ts')
  await sealAll(house.world)
  const whole = await house.ok('checkAudit', {})
  expect(whole).toMatchObject({ unsealed: 0, brokenAt: null })
  await house.world.pool.query('delete from audit_entry where place = 2')
  expect(await house.ok('checkAudit', {})).toMatchObject({ brokenAt: 2, why: 'missing' })
})

test('E9 PD5 sign-ins, refused ones too, and changed settings stand in the log, without values that may be somebody’s', async () => {
  await house.signIn()
  await house.call('signIn', { body: { email: 'admin@shop.example', password: 'wrong horse' } }, {})
  await house.ok('updateWorkspace', { body: { name: 'Nord', settings: { blockedIdentities: ['guest@shop.example'] } } })
  const found = async (operation: string) => (await house.ok('listAudit', { query: { operation } })).items[0]
  expect(await found('signIn')).toMatchObject({
    member: { name: 'admin' },
    detail: { method: 'password', strong: false },
  })
  await expect.poll(() => found('signInRefused')).toMatchObject({ member: { name: 'admin' } })
  const { detail } = (await found('updateWorkspace')) ?? {}
  expect(detail).toEqual({
    name: { before: expect.any(String), after: 'Nord' },
    blockedIdentities: { before: 0, after: 1 },
  })
  const made = await house.ok('createToken', { body: { name: 'Report', role: 'viewer' } })
  expect((await found('createToken'))?.detail).toMatchObject({ name: 'Report', role: 'viewer' })
  const everything = JSON.stringify((await house.ok('listAudit', { query: { limit: 200 } })).items)
  expect(everything).not.toContain(made.secret)
  expect(everything).not.toContain('guest@shop.example')
})
