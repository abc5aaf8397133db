// Sending while others fail: mail servers and receivers with faults, lost dispatchers, limits. Real peers, one or two dispatchers.
import { breakerPolicy, retryPolicy } from '@lotse/core/act'
import type { Channel } from '@lotse/core/ports'
import { type SmtpSink, startSmtpSink, startWebhookSink, type WebhookSink } from '@lotse/testkit'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { webhookSecret } from '../../adapters/channels/index.ts'
import { smtpChannel } from '../../adapters/channels/smtp/channel.ts'
import { messageIdOf } from '../../adapters/channels/smtp/message-id.ts'
import { claimMessages, handMessages } from '../../adapters/store/outbox.ts'
import { testWorld } from '../../adapters/store/testing.ts'
import type { Role } from '../../base/role.ts'
import type { World } from '../../base/world.ts'
import { createAcceptor } from '../../listen/acceptor.ts'
import { Bell } from '../engine/bell.ts'
import { TemplateBook } from '../template/index.ts'
import { Answers } from './answers.ts'
import { recover } from './house.ts'
import { Lane } from './lane.ts'
import { type DispatchOptions, startDispatch } from './start.ts'
import { fast, Shop, until } from './testing.ts'

let sink: SmtpSink
let receiver: WebhookSink
let world: World
let drop: () => Promise<void>
let shop: Shop
let running: Role[] = []

const start = (options: DispatchOptions = {}): Role => {
  const role = startDispatch(world, { ...fast, ...options })
  running.push(role)
  return role
}
const laneOf = (channel: Channel, breaker = breakerPolicy): Lane => {
  const answers = new Answers(world, createAcceptor(world), 'lane')
  const options = {
    ...fast,
    slots: 10,
    batch: 10,
    pollMs: 30,
    retry: retryPolicy,
    breaker,
    rate: null,
    random: () => 0.5,
  }
  return new Lane({
    world,
    channel,
    book: new TemplateBook(world.pool),
    answers,
    bell: new Bell(),
    by: 'lane',
    options,
  })
}
const idOf = (key: string) => messageIdOf(key, 'shop.example')
const arrived = (key: string) => sink.mails.filter((mail) => mail.messageId === idOf(key))
const inState = (key: string, state: string) => until(async () => (await shop.message(key)).state === state)

beforeAll(async () => {
  sink = await startSmtpSink()
  receiver = await startWebhookSink()
  const mail = { url: sink.url, from: 'Shop <shop@shop.example>', connections: 5, perSecond: null, dkim: null }
  ;({ world, drop } = await testWorld(undefined, {
    mail,
    publicUrl: 'https://lotse.example',
    webhookAllow: ['127.0.0.1'],
  }))
})
beforeEach(async () => {
  sink.setFault(null)
  sink.clear()
  receiver.setFault(null)
  receiver.clear()
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
  await receiver.close()
})

describe('the mail server', () => {
  test('is down for a while: nothing is lost, nothing comes twice', async () => {
    await sink.down()
    const customer = await shop.customer()
    const keys = await Promise.all(Array.from({ length: 20 }, () => shop.queue(customer)))
    start({ retry: { baseMs: 40, capMs: 200, tries: 50 } })
    await until(async () => (await shop.message(keys[0] ?? '')).attempts > 0)
    await sink.up()
    for (const key of keys) await inState(key, 'accepted')
    for (const key of keys) expect(arrived(key)).toHaveLength(1)
  })

  test('stays down: after the last try messages are dead, and told', async () => {
    await sink.down()
    const key = await shop.queue(await shop.customer())
    start({ retry: { baseMs: 10, capMs: 20, tries: 2 } })
    await inState(key, 'dead')
    await sink.up()
    expect(await shop.message(key)).toMatchObject({ attempts: 2 })
    await until(async () => (await shop.log()).some((e) => e.name === 'Message Failed'))
  })

  test.each(['mail', 'rcpt', 'body'] as const)('answers 4xx at %s twice: sent at the third try', async (at) => {
    sink.setFault({ kind: 'answer', at, code: 451, text: '4.7.1 later', times: 2 })
    const key = await shop.queue(await shop.customer())
    start()
    await inState(key, 'accepted')
    expect(await shop.message(key)).toMatchObject({ attempts: 3 })
    expect(arrived(key)).toHaveLength(1)
  })

  test('M7 answers 550 5.1.1: refused, the address is barred, the bounce is told', async () => {
    sink.setFault({ kind: 'answer', at: 'rcpt', code: 550, text: '5.1.1 unknown' })
    const customer = await shop.customer({ email: 'gone@example.org' })
    const key = await shop.queue(customer)
    start()
    await inState(key, 'refused')
    sink.setFault(null)
    const next = await shop.queue(customer, { transactional: true })
    await inState(next, 'suppressed')
    expect((await shop.message(next)).reason).toBe('suppressed_address')
    await until(async () => (await shop.log()).some((e) => e.name === 'Message Bounced'))
  })

  test('answers 554 after the body: refused for good, the address stays usable', async () => {
    sink.setFault({ kind: 'answer', at: 'body', code: 554, text: '5.7.1 spam', times: 1 })
    const customer = await shop.customer()
    const key = await shop.queue(customer)
    start()
    await inState(key, 'refused')
    const next = await shop.queue(customer)
    await inState(next, 'accepted')
    expect((await shop.log()).map((e) => e.name)).not.toContain('Message Bounced')
  })

  test('M3 cuts the connection after the body: unknown, then again with the same Message-ID', async () => {
    sink.setFault({ kind: 'cut', at: 'body', times: 1 })
    const key = await shop.queue(await shop.customer())
    start()
    await inState(key, 'accepted')
    expect(arrived(key).map((mail) => mail.answered)).toEqual([false, true])
  })

  test('M3 cuts the connection, and the author said rather not than twice: left to a person', async () => {
    await shop.template('once', { ifUnknown: 'leave' })
    sink.setFault({ kind: 'cut', at: 'body', times: 1 })
    const key = await shop.queue(await shop.customer(), { template: 'once' })
    start()
    await inState(key, 'unknown')
    const next = await shop.queue(await shop.customer())
    await inState(next, 'accepted')
    expect(await shop.message(key)).toMatchObject({ state: 'unknown', attempts: 1 })
    expect(arrived(key)).toHaveLength(1)
  })

  test('is slow: everything still arrives once', async () => {
    sink.setFault({ kind: 'slow', delayMs: 120 })
    const customer = await shop.customer()
    const keys = await Promise.all(Array.from({ length: 30 }, () => shop.queue(customer)))
    start()
    for (const key of keys) await inState(key, 'accepted')
    expect(sink.count).toBe(30)
  })
})

test('a probe that is held back, withdrawn or without consent, does not make the others wait', async () => {
  let calls = 0
  const channel: Channel = {
    name: 'email',
    knowsKeys: false,
    send: async () => {
      calls += 1
      return calls === 1
        ? { kind: 'later', why: 'busy', retryMs: null, down: true }
        : { kind: 'accepted', providerId: null }
    },
    check: async () => ({ ok: true }),
    close: async () => undefined,
  }
  const lane = laneOf(channel, { failures: 1, baseMs: 1, capMs: 1 })
  const first = await shop.queue(await shop.customer())
  await lane.turn()
  await until(async () => (await shop.message(first)).reason === 'busy')
  const held = await shop.queue(await shop.customer({ consent: null }))
  const good = await shop.queue(await shop.customer())
  await world.pool.query('update message set due_at = due_at - 1 where key = $1', [held])
  await until(() => lane.turn())
  await inState(held, 'suppressed')
  await until(() => lane.turn())
  await inState(good, 'accepted')
  await lane.stop()
})

test('M3 left to a person although the next dispatcher died too', async () => {
  await shop.template('twice', { ifUnknown: 'leave' })
  const key = await shop.queue(await shop.customer(), { template: 'twice' })
  const claim = () => claimMessages(world.pool, { channel: 'email', now: world.clock.now(), limit: 10, by: 'dead' })
  const lost = async () => {
    await world.pool.query('update message set claimed_at = claimed_at - 61000')
    await recover(world, 60_000)
  }
  const [taken] = await claim()
  await handMessages(world.pool, [{ id: taken?.id ?? 0, address: 'x@example.org', kept: null }], {
    by: 'dead',
    now: world.clock.now(),
  })
  await lost()
  await claim()
  await lost()
  start()
  await until(async () => (await shop.message(key)).reason === 'rather_not_twice')
  expect(arrived(key)).toHaveLength(0)
})

describe('E3 the same key', () => {
  test('leaves once with two dispatchers at work', async () => {
    const customers = await Promise.all(Array.from({ length: 10 }, () => shop.customer()))
    const keys = await Promise.all(Array.from({ length: 400 }, (_, i) => shop.queue(customers[i % 10] ?? 0)))
    start({ batch: 7, slots: 20 })
    start({ batch: 7, slots: 20 })
    for (const key of keys) await inState(key, 'accepted')
    expect(sink.count).toBe(400)
    expect(new Set(sink.mails.map((mail) => mail.messageId)).size).toBe(400)
  })

  test('M3 of a dispatcher that died: what was claimed goes out, what was handed is sent again with the same Message-ID', async () => {
    const customer = await shop.customer()
    const claimed = await shop.queue(customer)
    const handed = await shop.queue(customer)
    const taken = await claimMessages(world.pool, { channel: 'email', now: world.clock.now(), limit: 10, by: 'dead' })
    const [, second] = taken
    await handMessages(world.pool, [{ id: second?.id ?? 0, address: 'x@example.org', kept: null }], {
      by: 'dead',
      now: world.clock.now(),
    })
    await world.pool.query('update message set claimed_at = claimed_at - 61000')
    start({ claimMs: 60_000 })
    for (const key of [claimed, handed]) await inState(key, 'accepted')
    expect(arrived(handed)).toHaveLength(1)
    expect(await shop.message(handed)).toMatchObject({ attempts: 2 })
  })

  test('M3 of a dispatcher killed between the answer and its storing comes twice with the same Message-ID, then never again', async () => {
    const key = await shop.queue(await shop.customer())
    const real = smtpChannel({ url: sink.url, connections: 1, dkim: null })
    const killed: Channel = {
      ...real,
      send: async (message) => {
        if (message.channel === 'email') await real.send(message)
        return new Promise(() => undefined)
      },
    }
    // A lane alone renews no claims, as a process that is gone does not.
    await laneOf(killed).turn()
    await until(() => sink.count === 1)
    expect((await shop.message(key)).state).toBe('handed')
    start({ claimMs: 100 })
    await inState(key, 'accepted')
    await inState(await shop.queue(await shop.customer()), 'accepted')
    expect(arrived(key)).toHaveLength(2)
    await real.close()
  })

  test('is not taken from a dispatcher that is alive, however slow its provider', async () => {
    sink.setFault({ kind: 'slow', delayMs: 900 })
    const key = await shop.queue(await shop.customer())
    start({ claimMs: 300 })
    start({ claimMs: 300 })
    await inState(key, 'accepted')
    expect(arrived(key)).toHaveLength(1)
    expect(await shop.message(key)).toMatchObject({ attempts: 1 })
  })

  test('a result that a crash kept from the log is told later', async () => {
    const key = await shop.queue(await shop.customer())
    await world.pool.query(`update message set state = 'opened', attempts = 1, answered_at = 5 where key = $1`, [key])
    await world.pool.query(`update message_count set state = 'opened' where workspace_id = $1`, [shop.id])
    start()
    await until(async () => (await shop.message(key)).reported)
    expect((await shop.log()).map((e) => e.message_id)).toEqual([`${key}:accepted`, `${key}:opened`])
  })
})

describe('a webhook', () => {
  test('arrives signed with the secret of its workspace, its key as webhook-id', async () => {
    const key = await shop.queue(await shop.customer(), {
      channel: 'webhook',
      url: `${receiver.url}/hook`,
      body: { order: 'Ä1' },
    })
    start()
    await inState(key, 'accepted')
    const [call] = receiver.calls
    if (call === undefined) throw new Error('no call')
    expect(call.headers['webhook-id']).toBe(key)
    expect(new Webhook(webhookSecret(world, shop.id)).verify(call.body, call.headers)).toEqual({ order: 'Ä1' })
  })

  test('to a receiver that is down does not hold up the others', async () => {
    const customer = await shop.customer()
    const dead = 'http://127.0.0.1:9/x'
    const stuck = await Promise.all(
      Array.from({ length: 30 }, () => shop.queue(customer, { channel: 'webhook', url: dead, body: {} })),
    )
    const key = await shop.queue(customer, { channel: 'webhook', url: receiver.url, body: {} })
    start({ retry: { baseMs: 20_000, capMs: 20_000, tries: 4 } })
    await inState(key, 'accepted')
    await until(async () =>
      (await Promise.all(stuck.map((k) => shop.message(k)))).every((m) => m.attempts === 1 && m.state === 'queued'),
    )
    const reasons = (await Promise.all(stuck.map((k) => shop.message(k)))).map((m) => m.reason)
    expect(new Set(reasons)).toEqual(new Set(['ECONNREFUSED']))
  })

  test('into our own network is refused', async () => {
    const key = await shop.queue(await shop.customer(), {
      channel: 'webhook',
      url: 'http://169.254.169.254/latest/meta-data',
      body: {},
    })
    start()
    await inState(key, 'refused')
    expect((await shop.message(key)).reason).toBe('forbidden_address')
  })
})

test('the rate limit holds on average', async () => {
  const customer = await shop.customer()
  const keys = await Promise.all(Array.from({ length: 30 }, () => shop.queue(customer)))
  const began = performance.now()
  start({ rate: { perSecond: 20, burst: 5 } })
  for (const key of keys) await inState(key, 'accepted')
  expect(performance.now() - began).toBeGreaterThan(1100)
})

test('stopping waits for what is under way and leaves the rest queued', async () => {
  sink.setFault({ kind: 'slow', delayMs: 200 })
  const customer = await shop.customer()
  const keys = await Promise.all(Array.from({ length: 40 }, () => shop.queue(customer)))
  const role = start({ batch: 10, slots: 20 })
  await until(() => sink.count > 0)
  await role.stop(9000)
  const states = await Promise.all(keys.map(async (key) => (await shop.message(key)).state))
  expect(new Set(states)).toEqual(new Set(['accepted', 'queued']))
  expect(sink.count).toBe(states.filter((state) => state === 'accepted').length)
})
