// E-mail by SMTP against a real SMTP server: the conformance suite, what a mail looks like, and what each answer means.
import { generateKeyPairSync } from 'node:crypto'
import type { EmailMessage } from '@lotse/core/ports'
import { channelSuite, type Peer, type PeerMood, type SmtpSink, startSmtpSink } from '@lotse/testkit'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliveryOf } from './answer.ts'
import { smtpChannel } from './channel.ts'
import { domainOf, keyOfMessageId, messageIdOf } from './message-id.ts'
import { said } from './said.ts'
import { poolOptions } from './settings.ts'

const message = (key: string, parts: Partial<EmailMessage> = {}): EmailMessage => ({
  channel: 'email',
  key,
  to: 'reader@example.org',
  from: 'Möbel Shop <shop@shop.example>',
  subject: 'Grüße – 50 %',
  html: '<p>Schöne Grüße</p>',
  text: 'Schöne Grüße\n',
  messageId: messageIdOf(key, 'shop.example'),
  ...parts,
})
const settings = (sink: SmtpSink) => ({ url: sink.url, connections: 4, dkim: null, silenceMsMax: 2000 })

async function mood(sink: SmtpSink, wanted: PeerMood): Promise<void> {
  sink.setFault(null)
  if (wanted === 'fine') await sink.up().catch(() => undefined)
  if (wanted === 'down') await sink.down()
  if (wanted === 'refusing')
    sink.setFault({ kind: 'answer', at: 'rcpt', code: 550, text: '5.1.1 <reader@example.org> unknown' })
  if (wanted === 'busy') sink.setFault({ kind: 'answer', at: 'rcpt', code: 451, text: '4.7.1 greylisted' })
  if (wanted === 'cut') sink.setFault({ kind: 'cut', at: 'body' })
  if (wanted === 'slow') sink.setFault({ kind: 'slow', delayMs: 300 })
}

describe('conformance', () => {
  channelSuite(async (): Promise<Peer<EmailMessage>> => {
    const sink = await startSmtpSink()
    const channel = smtpChannel(settings(sink))
    return {
      channel,
      oneServer: true,
      message,
      setMood: (wanted) => mood(sink, wanted),
      received: async () => sink.mails.map((m) => m.messageId.slice(1, m.messageId.indexOf('@'))),
      close: async () => {
        await channel.close()
        await sink.close()
      },
    }
  })
})

describe('a mail as it arrives', () => {
  let sink: SmtpSink
  beforeAll(async () => {
    sink = await startSmtpSink()
  })
  beforeEach(() => sink.clear())
  afterAll(() => sink.close())

  async function sent(parts: Partial<EmailMessage>, more: object = {}) {
    const channel = smtpChannel({ ...settings(sink), ...more })
    expect(await channel.send(message('run/1/send/1', parts))).toMatchObject({ kind: 'accepted' })
    await channel.close()
    const raw = sink.mails[0]?.raw ?? ''
    return { raw, mail: await PostalMime.parse(raw) }
  }
  const header = (mail: { headers: { key: string; value: string }[] }, key: string) =>
    mail.headers.find((h) => h.key === key)?.value

  test('has both parts, umlauts and the Message-ID of its key', async () => {
    const { mail } = await sent({})
    expect([mail.subject, mail.html?.trim(), mail.text?.trim()]).toEqual([
      'Grüße – 50 %',
      '<p>Schöne Grüße</p>',
      'Schöne Grüße',
    ])
    expect(mail.from).toMatchObject({ name: 'Möbel Shop', address: 'shop@shop.example' })
    expect(mail.messageId).toBe('<run/1/send/1@shop.example>')
    expect(header(mail, 'list-unsubscribe')).toBeUndefined()
  })

  test('can be unsubscribed with one click (RFC 8058), however long the address', async () => {
    const unsubscribeUrl = `https://lotse.example/m/u/${'x'.repeat(300)}`
    const { mail, raw } = await sent({ unsubscribeUrl })
    expect(header(mail, 'list-unsubscribe')).toBe(`<${unsubscribeUrl}>`)
    expect(header(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(raw).toContain(`<${unsubscribeUrl}>`)
  })

  test('is signed by DKIM, the unsubscribe headers included', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    const { mail } = await sent(
      { unsubscribeUrl: 'https://lotse.example/u' },
      { dkim: { domain: 'shop.example', selector: 'lotse', privateKey } },
    )
    expect(header(mail, 'dkim-signature')).toMatch(/d=shop\.example;.*s=lotse/s)
    expect(header(mail, 'dkim-signature')?.toLowerCase()).toMatch(/h=[^;]*list-unsubscribe:list-unsubscribe-post/s)
  })

  test('carries no header that an address or a subject tried to smuggle in', async () => {
    const channel = smtpChannel(settings(sink))
    const delivery = await channel.send(
      message('k/1', { to: 'a@example.org\r\nBcc: evil@example.org', subject: 'a\r\nBcc: evil@example.org' }),
    )
    await channel.close()
    for (const caught of sink.mails) {
      expect((await PostalMime.parse(caught.raw)).bcc ?? []).toEqual([])
      expect(caught.to).not.toContain('evil@example.org')
    }
    expect(['accepted', 'refused']).toContain(delivery.kind)
  })
})

describe('what an answer means', () => {
  test.each([
    [
      '550 5.1.1 at RCPT: the address is bad',
      { code: 'EENVELOPE', responseCode: 550, response: '550 5.1.1 no such user' },
      false,
      { kind: 'refused', badAddress: true },
    ],
    [
      '550 5.1.10 too',
      { code: 'EENVELOPE', responseCode: 550, response: '550-5.1.10 null mx' },
      false,
      { kind: 'refused', badAddress: true },
    ],
    [
      '550 5.1.8: our sender is bad, not the reader',
      { code: 'EENVELOPE', responseCode: 550, response: '550 5.1.8 bad sender' },
      false,
      { kind: 'refused', badAddress: false },
    ],
    [
      '552 5.2.2: the mailbox is full',
      { code: 'EENVELOPE', responseCode: 552, response: '552 5.2.2 full' },
      false,
      { kind: 'refused', badAddress: false },
    ],
    [
      '554 after the body: refused',
      { code: 'EMESSAGE', responseCode: 554, response: '554 5.7.1 spam' },
      true,
      { kind: 'refused', badAddress: false },
    ],
    [
      '450 after the body: an answer, so not unknown',
      { code: 'EMESSAGE', responseCode: 450, response: '450 busy' },
      true,
      { kind: 'later', down: false },
    ],
    [
      '421: the server goes away',
      { code: 'EENVELOPE', responseCode: 421, response: '421 bye' },
      false,
      { kind: 'later', down: true },
    ],
    [
      '530: our access is wrong, the message is not lost',
      { code: 'EENVELOPE', responseCode: 530, response: '530 5.7.0 login first' },
      false,
      { kind: 'later', down: true },
    ],
    [
      '535: wrong password, the message is not lost',
      { code: 'EAUTH', responseCode: 535, response: '535 5.7.8 no' },
      false,
      { kind: 'later', down: true },
    ],
    [
      '554 as greeting: no service',
      { code: 'EPROTOCOL', responseCode: 554, response: '554 no' },
      false,
      { kind: 'later', down: true },
    ],
    ['silence before the body', { code: 'ETIMEDOUT' }, false, { kind: 'later', down: true }],
    ['silence after the body', { code: 'ETIMEDOUT' }, true, { kind: 'unknown' }],
    ['an address that cannot be written', { code: 'EENVELOPE' }, false, { kind: 'refused', badAddress: true }],
  ])('%s', (_, failure, bodyStarted, delivery) => expect(deliveryOf(failure, bodyStarted)).toMatchObject(delivery))

  test('is kept as one line without control characters, whatever the server says', async () => {
    const nasty = '5.1.1 a\0b\x1b[31m\tc\u0085 <reader@example.org>'
    expect(deliveryOf({ code: 'EENVELOPE', responseCode: 550, response: `550 ${nasty}` }, false)).toMatchObject({
      why: '550 5.1.1 a b [31m c <…>',
    })
    expect(said(`250 ok\0 queued\r\n as 7 `)).toBe('250 ok queued as 7')
  })

  test('each stage of a real conversation', async () => {
    const sink = await startSmtpSink()
    const channel = smtpChannel(settings(sink))
    const outcome = async (key: string) => (await channel.send(message(key))).kind
    for (const at of ['connect', 'mail', 'rcpt', 'body'] as const) {
      sink.setFault({ kind: 'answer', at, code: 452, text: '4.3.1 full' })
      if (at === 'connect') await sink.down().then(() => sink.up())
      expect([at, await outcome(`a/${at}`)]).toEqual([at, 'later'])
      sink.setFault({ kind: 'cut', at })
      if (at === 'connect') await sink.down().then(() => sink.up())
      expect([at, await outcome(`b/${at}`)]).toEqual([at, at === 'body' ? 'unknown' : 'later'])
      sink.setFault({ kind: 'answer', at, code: 554, text: '5.7.1 no' })
      if (at === 'connect') await sink.down().then(() => sink.up())
      expect([at, await outcome(`c/${at}`)]).toEqual([at, at === 'connect' ? 'later' : 'refused'])
    }
    sink.setFault({ kind: 'slow', delayMs: 60_000 })
    expect(await outcome('slow')).toBe('unknown')
    await channel.close()
    await sink.close()
  })
})

test('a password never leaves for another machine without TLS', () => {
  expect(poolOptions({ url: 'smtp://u:p@mail.example', connections: 1, dkim: null })).toMatchObject({
    requireTLS: true,
    port: 587,
  })
  expect(poolOptions({ url: 'smtps://u:p@mail.example', connections: 1, dkim: null })).toMatchObject({
    secure: true,
    port: 465,
  })
  expect(poolOptions({ url: 'smtp://u%40x:p@127.0.0.1:25', connections: 1, dkim: null })).toMatchObject({
    requireTLS: false,
    auth: { user: 'u@x' },
  })
})

test('Message-IDs: the same key the same id, other keys other ids, whatever stands in them', () => {
  const keys = ['a b', 'a=20b', 'ä', 'a\r\nb', 'a@b', 'x'.repeat(500), `${'x'.repeat(500)}y`, '<a>', 'a>b']
  const ids = keys.map((key) => messageIdOf(key, domainOf('Shop <shop@Shop.example>')))
  expect(new Set(ids).size).toBe(keys.length)
  for (const id of ids) expect(id).toMatch(/^<[A-Za-z0-9/_=-]{1,540}@shop\.example>$/)
  expect(messageIdOf('ä', 'x')).toBe(messageIdOf('ä', 'x'))
  for (const key of keys) expect(keyOfMessageId(messageIdOf(key, 'x.example'))).toBe(key.length > 180 ? null : key)
  expect(keyOfMessageId('someone else')).toBe(null)
})
