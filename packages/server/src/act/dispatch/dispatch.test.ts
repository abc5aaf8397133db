// Sending as a shop sees it: what arrives, what is held back and why, what people decide. Real database, real SMTP server.
import { type SmtpSink, startSmtpSink } from '@lotse/testkit'
import PostalMime from 'postal-mime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { messageIdOf } from '../../adapters/channels/smtp/message-id.ts'
import { decideMessage, findMessage, retryDead } from '../../adapters/store/attention.ts'
import { testWorld } from '../../adapters/store/testing.ts'
import type { Role } from '../../base/role.ts'
import type { World } from '../../base/world.ts'
import { addressMark, readLink } from '../pages/link.ts'
import { type DispatchOptions, startDispatch } from './start.ts'
import { fast, Shop, until } from './testing.ts'

let sink: SmtpSink
let world: World
let drop: () => Promise<void>
let shop: Shop
let running: Role[] = []

const start = (options: DispatchOptions = {}): Role => {
  const role = startDispatch(world, { ...fast, ...options })
  running.push(role)
  return role
}
const idOf = (key: string) => messageIdOf(key, 'shop.example')
const arrived = (key: string) => sink.mails.filter((mail) => mail.messageId === idOf(key))
const inState = (key: string, state: string) => until(async () => (await shop.message(key)).state === state)

beforeAll(async () => {
  sink = await startSmtpSink()
  const mail = { url: sink.url, from: 'Shop <shop@shop.example>', connections: 5, perSecond: null, dkim: null }
  ;({ world, drop } = await testWorld(undefined, {
    mail,
    publicUrl: 'https://lotse.example',
  }))
})
beforeEach(async () => {
  sink.setFault(null)
  sink.clear()
  shop = await Shop.open(world)
  await shop.template('cart')
})
afterEach(async () => {
  await Promise.all(running.map((role) => role.stop(5000)))
  running = []
  const { gauge, counted } = await shop.gauge()
  expect(gauge).toEqual(counted)
  await world.pool.query('delete from message')
  await world.pool.query('delete from consent')
})
afterAll(async () => {
  await drop()
  await sink.close()
})

describe('an e-mail', () => {
  test('reaches its reader, with signed links, and is told to the log once', async () => {
    const customer = await shop.customer({ email: 'ada@example.org', traits: { first_name: 'Ada <b>' } })
    const key = await shop.queue(customer)
    start()
    await inState(key, 'accepted')
    const [caught] = arrived(key)
    expect(caught).toMatchObject({ from: 'shop@shop.example', to: ['ada@example.org'] })
    const mail = await PostalMime.parse(caught?.raw ?? '')
    expect(mail.subject).toBe('Hallo Ada <b>')
    expect(mail.html).toContain('Guten Tag Ada &lt;b&gt;.')
    expect(mail.html).toMatch(/href="https:\/\/lotse\.example\/m\/u\?t=[\w.-]+"/)
    expect(mail.html).toContain('href="https://shop.example/cart?a=1&b=2"')
    expect(mail.headers.find((h) => h.key === 'list-unsubscribe')?.value).toMatch(
      /^<https:\/\/lotse\.example\/m\/u\?t=/,
    )
    const log = await until(async () => ((await shop.message(key)).reported ? shop.log() : null))
    expect(log.map((e) => [e.name, e.message_id, e.customer_id])).toEqual([
      ['Message Sent', `${key}:accepted`, customer],
    ])
    expect(JSON.parse(log[0]?.body ?? '{}').p).toEqual({
      message: key,
      channel: 'email',
      flow: 'flow',
      version: 1,
      step: 'send',
      topic: 'news',
    })
  })

  test('measures opens and clicks only where the template says so', async () => {
    await shop.template('measured', { tracking: { opens: true, clicks: true } })
    const customer = await shop.customer()
    const plain = await shop.queue(customer)
    const measured = await shop.queue(customer, { template: 'measured' })
    start()
    await inState(plain, 'accepted')
    await inState(measured, 'accepted')
    const html = async (key: string) => (await PostalMime.parse(arrived(key)[0]?.raw ?? '')).html ?? ''
    expect(await html(plain)).not.toMatch(/\/m\/[lo]\?/)
    expect(await html(measured)).toMatch(/href="https:\/\/lotse\.example\/m\/l\?t=/)
    expect(await html(measured)).toMatch(/<img src="https:\/\/lotse\.example\/m\/o\?t=/)
    expect((await html(measured)).match(/\/m\/u\?/g)).toHaveLength(1)
  })

  test('speaks the language of its reader, and a merged customer gets it at the address of the survivor', async () => {
    const survivor = await shop.customer({ email: 'new@example.org', locale: 'en-GB' })
    const loser = await shop.customer({ email: null, consent: null })
    await world.pool.query(
      `insert into merge (loser_id, survivor_id, workspace_id, kind, value, merged_at) values ($1, $2, $3, 'userId', 'u', 1)`,
      [loser, survivor, shop.id],
    )
    await shop.template('two', { locales: { en: { subject: 'Hello', body: '<mjml><mj-body></mj-body></mjml>' } } })
    const key = await shop.queue(loser, { template: 'two' })
    start()
    await inState(key, 'accepted')
    expect(arrived(key)[0]?.to).toEqual(['new@example.org'])
    expect((await PostalMime.parse(arrived(key)[0]?.raw ?? '')).subject).toBe('Hello')
  })
})

describe('M2 an e-mail is held back at the last moment', () => {
  test('when consent was withdrawn after it was queued', async () => {
    const customer = await shop.customer()
    const key = await shop.queue(customer)
    const other = await shop.queue(customer, { transactional: true })
    await world.pool.query(`update consent set state = 'refused', stated_at = 2 where customer_id = $1`, [customer])
    start()
    await inState(key, 'suppressed')
    await inState(other, 'accepted')
    expect((await shop.message(key)).reason).toBe('no_consent')
    expect(arrived(key)).toHaveLength(0)
    const log = await until(async () => {
      const found = await shop.log()
      return found.length === 2 ? found : null
    })
    expect(log.find((e) => e.name === 'Message Suppressed')?.body).toContain('"reason":"no_consent"')
  })

  test.each<[string, Parameters<Shop['customer']>[0], object, string]>([
    ['without an address', { email: null }, {}, 'no_address'],
    ['without consent', { consent: null }, {}, 'no_consent'],
    ['before the double opt-in', { consent: 'requested' }, {}, 'no_consent'],
    ['without its template', {}, { template: 'gone' }, 'template_missing: gone version 1'],
    ['with a template that never ends', {}, { template: 'loop' }, 'template_invalid: '],
  ])('%s', async (_, facts, request, reason) => {
    await shop.template('loop', {
      text: '{% for i in (1..99999) %}{% for j in (1..99999) %}{{ i }}{% endfor %}{% endfor %}',
    })
    const key = await shop.queue(await shop.customer(facts), request)
    start()
    await inState(key, 'suppressed')
    expect((await shop.message(key)).reason).toContain(reason)
    expect(sink.count).toBe(0)
  })

  test('M4 to a suppressed address, transactional or not', async () => {
    const customer = await shop.customer({ email: 'barred@example.org' })
    await world.pool.query(`insert into suppression values ($1, 'email', 'barred@example.org', 'complaint', 1)`, [
      shop.id,
    ])
    const keys = [await shop.queue(customer), await shop.queue(customer, { transactional: true })]
    start()
    for (const key of keys) await inState(key, 'suppressed')
    expect(sink.count).toBe(0)
  })

  test('F6 when its run has ended', async () => {
    const key = await shop.queue(await shop.customer())
    await world.pool.query(`update message set state = 'cancelled' where key = $1`, [key])
    await world.pool.query(`update message_count set state = 'cancelled' where workspace_id = $1`, [shop.id])
    const next = await shop.queue(await shop.customer())
    start()
    await inState(next, 'accepted')
    expect((await shop.message(key)).state).toBe('cancelled')
    expect(arrived(key)).toHaveLength(0)
  })
})

describe('a double opt-in', () => {
  test('is asked for exactly once, by however many dispatchers, in the reader’s language; the link is ours', async () => {
    const customer = await shop.customer({
      consent: 'requested',
      statedAt: world.clock.now() - 1000,
      locale: 'de-AT',
      email: 'new@example.org',
    })
    start()
    start()
    const mail = await until(() => sink.mails[0])
    const { subject, text, headers } = await PostalMime.parse(mail.raw)
    expect(mail.to).toEqual(['new@example.org'])
    expect(subject).toBe('Bitte bestätigen: news von Möbel & Mehr')
    expect(text).toMatch(/https:\/\/lotse\.example\/m\/c\?t=[\w.-]+/)
    expect(headers.some((h) => h.key === 'list-unsubscribe')).toBe(false)
    const facts = readLink(world.secrets, 'confirm', /\?t=([\w.-]+)/.exec(text ?? '')?.[1])
    expect(facts?.address).toBe(addressMark(world.secrets, 'new@example.org'))
    const other = await shop.queue(await shop.customer())
    await inState(other, 'accepted')
    expect(sink.mails.filter((m) => m.to[0] === 'new@example.org')).toHaveLength(1)
    // Asking again later is another wish and another mail.
    await world.pool.query('update consent set stated_at = $2 where customer_id = $1', [customer, world.clock.now()])
    await until(() => sink.mails.filter((m) => m.to[0] === 'new@example.org').length === 2)
  })

  test('is not asked for wishes of long ago', async () => {
    await shop.customer({ consent: 'requested', statedAt: world.clock.now() - 8 * 86_400_000 })
    start()
    await inState(await shop.queue(await shop.customer()), 'accepted')
    expect(sink.count).toBe(1)
  })
})

describe('a person', () => {
  test('tries a dead message again, gives another up, and cannot touch what was accepted or is not theirs', async () => {
    await sink.down()
    const customer = await shop.customer()
    const keys = [await shop.queue(customer), await shop.queue(customer)]
    start({ retry: { baseMs: 10, capMs: 20, tries: 1 } })
    for (const key of keys) await inState(key, 'dead')
    const now = world.clock.now()
    const [first, second] = await Promise.all(keys.map((key) => findMessage(world.pool, key)))
    const place = (id: number | undefined, workspaceId = shop.id) => ({ workspaceId, id: id ?? 0, now })
    expect(await decideMessage(world.pool, 'retry', place(first?.id, shop.id + 1))).toBeUndefined()
    expect(await decideMessage(world.pool, 'discard', place(second?.id))).toMatchObject({ state: 'cancelled' })
    await sink.up()
    expect(await decideMessage(world.pool, 'retry', place(first?.id))).toMatchObject({ state: 'queued' })
    await inState(keys[0] ?? '', 'accepted')
    expect(await decideMessage(world.pool, 'retry', place(first?.id))).toBeUndefined()
    expect(await decideMessage(world.pool, 'discard', place(first?.id))).toBeUndefined()
    expect(arrived(keys[1] ?? '')).toHaveLength(0)
  })

  test('tries all dead messages of a workspace again', async () => {
    await sink.down()
    const customer = await shop.customer()
    const keys = await Promise.all([1, 2, 3].map(() => shop.queue(customer)))
    start({ retry: { baseMs: 10, capMs: 20, tries: 1 } })
    for (const key of keys) await inState(key, 'dead')
    await sink.up()
    expect(await retryDead(world.pool, { workspaceId: shop.id, now: world.clock.now(), limit: 100 })).toBe(3)
    for (const key of keys) await inState(key, 'accepted')
  })
})
