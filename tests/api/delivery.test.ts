// What became of messages: the content as it left, figures of domains, barred addresses.

import type { OperationInput } from '@lotse/protocol'
import { startSmtpSink } from '@lotse/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packed } from '../../packages/server/src/act/dispatch/kept.ts'
import { takeReceipt } from '../../packages/server/src/act/dispatch/receipt.ts'
import { forgetRareDomain } from '../../packages/server/src/adapters/store/deliverability.ts'
import {
  claimMessages,
  handMessages,
  type Outcome,
  settleMessages,
} from '../../packages/server/src/adapters/store/outbox.ts'
import { House } from './house.ts'

let house: House
const ids: number[] = []

const MAIL = {
  channel: 'email',
  key: 'k',
  from: 'shop@nordlicht.example',
  to: 'anna@gmail.example',
  subject: 'Ihr Zelt',
  html: '<p>Ihr <b>Zelt</b></p>',
  text: 'Ihr Zelt',
  messageId: '<1@nordlicht.example>',
} as const

beforeAll(async () => {
  house = await House.build()
  await house.track([{ type: 'identify', userId: 'anna', traits: { email: 'anna@gmail.example' } }])
  await house.settle()
  const customer = await house.customer('anna')
  await house.world.pool.query(
    `insert into message (key, workspace_id, customer_id, channel, state, created_at, due_at, request)
     select 'mail-' || n, $1, $2, 'email', 'queued', $3, $3, '{"channel":"email","template":"hello"}' from generate_series(1, 5) n`,
    [house.workspace, customer, house.now],
  )
  const { pool } = house.world
  const claimed = await claimMessages(pool, { channel: 'email', now: house.now, limit: 10, by: 'me' })
  const kept = packed(MAIL)
  const domains = ['gmail.example', 'GMAIL.example', 'web.example', 'web.example', 'gmail.example']
  await handMessages(
    pool,
    claimed.map(({ id }, i) => ({ id, address: `anna@${domains[i]}`, kept: i === 4 ? null : kept })),
    { by: 'me', now: house.now },
  )
  ids.push(...claimed.map(({ id }) => id))
  const states: readonly [Outcome['state'], string | null][] = [
    ['accepted', null],
    ['accepted', null],
    ['refused', 'bad_address: 550 unknown'],
    ['queued', '451 later'],
    ['dead', 'smtp 550'],
  ]
  const outcomes = states.map(([state, reason], i) => ({
    id: ids[i] ?? 0,
    state,
    reason,
    providerId: null,
    dueAt: null,
  }))
  await settleMessages(pool, outcomes, { now: house.now, by: 'me' })
  const tools = { world: house.world, acceptor: house.acceptor }
  await takeReceipt(tools, { key: 'mail-1', receipt: 'clicked' })
  await takeReceipt(tools, { key: 'mail-2', receipt: 'opened' })
  await takeReceipt(tools, { key: 'mail-2', receipt: 'clicked' })
  await takeReceipt(tools, { key: 'mail-2', receipt: 'complained' })
})
afterAll(() => house.close())

const content = (at: number, role?: Parameters<House['as']>[0]) =>
  house.call('getMessageContent', { params: { id: String(ids[at]) } }, house.as(role ?? 'admin'))

test('a message shows exactly what was sent, and nothing where it never left', async () => {
  const { key: _key, ...sent } = MAIL
  expect((await house.ok('getMessageContent', { params: { id: String(ids[0]) } })).content).toEqual(sent)
  expect((await content(4)).json).toEqual({ sentAt: null, content: null })
  expect((await content(0, 'foreign')).json.code).toBe('not_found')
  expect((await content(0, 'leadership')).json.code).toBe('auth.forbidden')
})

test('messages are listed by what is asked for, with what they said and to whom; the same goes into a file', async () => {
  const subjects = async (query: NonNullable<OperationInput<'listMessages'>['query']>) =>
    (await house.ok('listMessages', { query })).items.map(({ subject }) => subject)
  expect(await subjects({})).toEqual([null, 'Ihr Zelt', 'Ihr Zelt', 'Ihr Zelt', 'Ihr Zelt'])
  expect(await subjects({ state: 'dead' })).toEqual([null])
  expect(await subjects({ channel: 'webhook' })).toEqual([])
  expect(await subjects({ until: new Date(house.now).toISOString() })).toEqual([])
  expect(await subjects({ since: new Date(house.now).toISOString(), limit: 2 })).toEqual([null, 'Ihr Zelt'])
  const [first] = (await house.ok('listMessages', { query: { state: 'refused' } })).items
  expect(first).toMatchObject({ template: 'hello', subject: 'Ihr Zelt' })
  const file = await house.call('exportMessages', { query: { state: 'refused', language: 'de' } })
  expect(file.text).toContain('Angelegt;Kundennummer')
  expect(file.text.trim().split('\n')).toHaveLength(2)
  expect(file.text).toContain(';refused;bad_address: 550 unknown;1')
})

test('what was sent goes with its message', async () => {
  const { pool } = house.world
  const rows = async () =>
    (await pool.query('select message_id from message_content where message_id = $1', [ids[3]])).rowCount
  expect(await rows()).toBe(1)
  await pool.query('delete from message where id = $1', [ids[3]])
  expect(await rows()).toBe(0)
})

test('each receiving domain shows how it answered; a click counts as opened, once', async () => {
  const { domains, total, days } = await house.ok('getDeliverability', { query: { days: 7 } })
  const zero = {
    accepted: 0,
    deferred: 0,
    refused: 0,
    bounced: 0,
    dead: 0,
    delivered: 0,
    complained: 0,
    opened: 0,
    clicked: 0,
  }
  expect(domains).toEqual([
    { domain: 'gmail.example', figures: { ...zero, accepted: 2, dead: 1, opened: 2, clicked: 2, complained: 1 } },
    { domain: 'web.example', figures: { ...zero, bounced: 1, deferred: 1 } },
  ])
  expect(total).toEqual({
    ...zero,
    accepted: 2,
    dead: 1,
    opened: 2,
    clicked: 2,
    complained: 1,
    bounced: 1,
    deferred: 1,
  })
  expect(days).toHaveLength(7)
  expect(days.at(-1)?.figures).toEqual(total)
  expect((await house.ok('getDeliverability', {}, house.as('foreign'))).domains).toEqual([])
})

test('figures of a domain that hardly anybody has can be forgotten, those of a large one stay', async () => {
  const { db, pool } = house.world
  const domains = async () =>
    (await house.ok('getDeliverability', {})).domains.map(({ domain }) => domain).filter((one) => one !== 'web.example')
  await pool.query(
    `insert into delivery_day values ($1, 'email', $2, 'large.example', 'accepted', 20), ($1, 'email', $2, 'rare.example', 'accepted', 19)`,
    [house.workspace, house.now - (house.now % 86_400_000)],
  )
  expect(await domains()).toEqual(['large.example', 'rare.example', 'gmail.example'])
  await forgetRareDomain(db, house.workspace, 'large.example')
  await forgetRareDomain(db, house.foreignWorkspace, 'rare.example')
  expect(await domains()).toContain('rare.example')
  await forgetRareDomain(db, house.workspace, 'rare.example')
  expect(await domains()).toEqual(['large.example', 'gmail.example'])
})

test('a barred address is found, lifted, and barred again; the list goes page by page', async () => {
  const bar = (address: string) => house.ok('addSuppression', { body: { channel: 'email', address } })
  // The complaint above has barred its address.
  const before = (await house.ok('listSuppressions', {})).items
  expect(before).toMatchObject([{ address: 'anna@GMAIL.example', reason: 'complaint' }])
  expect(await bar(' Ben@Web.example ')).toMatchObject({ address: 'ben@web.example', reason: 'demand' })
  house.now += 1000
  await bar('bert@web.example')
  const find = (await house.ok('listSuppressions', { query: { find: 'BE', limit: 1 } })) as {
    items: unknown[]
    next: string
  }
  expect(find.items).toMatchObject([{ address: 'bert@web.example' }])
  expect(
    (await house.ok('listSuppressions', { query: { find: 'be', limit: 1, cursor: find.next } })).items,
  ).toMatchObject([{ address: 'ben@web.example' }])
  const body = { channel: 'email', address: 'ben@web.example' } as const
  await house.ok('liftSuppression', { body: { ...body, address: 'BEN@web.example' } })
  await house.ok('liftSuppression', { body: { channel: 'email', address: 'anna@GMAIL.example' } })
  expect((await house.call('liftSuppression', { body })).json.code).toBe('not_found')
  expect(
    (await house.call('liftSuppression', { body: { ...body, address: 'bert@web.example' } }, house.as('foreign'))).json
      .code,
  ).toBe('not_found')
  expect((await house.ok('listSuppressions', { query: { find: 'be' } })).items).toHaveLength(1)
})

describe('a test of a template', () => {
  const document = {
    lotse: 'template/1',
    name: 'Hallo',
    channel: 'email',
    locale: 'de',
    subject: 'Guten Tag {{ customer.first_name }}',
    body: '<mjml><mj-body><mj-section><mj-column><mj-text>Hallo {{ customer.first_name }}</mj-text></mj-column></mj-section></mj-body></mjml>',
  } as const

  test('goes to who asks for it and to nobody else, filled for a customer, and counts nowhere', async () => {
    const sink = await startSmtpSink()
    const mail = { url: sink.url, from: 'Shop <shop@shop.example>', connections: 1, perSecond: null, dkim: null }
    const shop = await House.build({ config: { mail } })
    await shop.track([{ type: 'identify', userId: 'zoe', traits: { first_name: 'Zoë', email: 'zoe@shop.example' } }])
    await shop.settle()
    const body = { document, customerId: await shop.customer('zoe') }
    const proof = await shop.signIn()
    expect(await shop.ok('sendTestMessage', { body }, proof)).toEqual({
      to: 'admin@shop.example',
      outcome: 'accepted',
      why: null,
    })
    expect(sink.mails.map(({ to }) => to)).toEqual([['admin@shop.example']])
    expect(sink.mails[0]?.raw).toContain(`Subject: ${encoded('[Test] Guten Tag Zoë')}`)
    expect((await shop.ok('listMessages', {})).items).toEqual([])
    expect((await shop.call('sendTestMessage', { body })).json.code).toBe('message.test_needs_member')
    sink.setFault({ kind: 'answer', at: 'rcpt', code: 550, text: 'no such user' })
    expect(await shop.ok('sendTestMessage', { body }, proof)).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('550'),
    })
    await shop.close()
    await sink.close()
  })

  test('says so where no mail server is set up', async () => {
    const reply = await house.call('sendTestMessage', { body: { document } }, await house.signIn())
    expect([reply.status, reply.json.code]).toEqual([409, 'message.no_channel'])
  })
})

/** A header's words as RFC 2047 writes them. */
const encoded = (text: string) =>
  `=?UTF-8?Q?${text.replaceAll('ë', '=C3=AB').replaceAll('[', '=5B').replaceAll(']', '=5D').replaceAll(' ', '_')}?=`
