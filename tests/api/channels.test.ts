// The ways to reach customers: what is told of their setup, tests to oneself, keys for others.
import { createHmac } from 'node:crypto'
import { startSmtpSink, startWebhookSink } from '@lotse/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
let sink: Awaited<ReturnType<typeof startSmtpSink>>
let receiver: Awaited<ReturnType<typeof startWebhookSink>>

beforeAll(async () => {
  sink = await startSmtpSink()
  receiver = await startWebhookSink()
  const mail = { url: sink.url, from: 'Shop <shop@shop.example>', connections: 2, perSecond: null, dkim: null }
  house = await House.build({ config: { mail, webhookAllow: ['127.0.0.1'] } })
})
afterAll(async () => {
  await house.close()
  await sink.close()
  await receiver.close()
})

test('the setup is told without user and password', async () => {
  const { host } = new URL(sink.url)
  expect(await house.ok('getChannels', {})).toEqual({
    email: {
      server: host,
      protection: 'none',
      from: 'Shop <shop@shop.example>',
      dkim: null,
      connections: 2,
      perSecond: null,
    },
    webhook: { allowed: ['127.0.0.1'] },
  })
})

test.each([
  ['smtps://shop:s3cret@mail.example', 'mail.example:465', 'tls'],
  ['smtp://shop:s3cret@mail.example', 'mail.example:587', 'starttls'],
  ['smtp://mail.example:25?tls=none', 'mail.example:25', 'none'],
])('the server at %s is %s, %s', async (url, server, protection) => {
  const dkim = { domain: 'shop.example', selector: 's1', keyFile: '/nowhere/secret.pem' }
  const other = await House.build({
    config: { mail: { url, from: 'shop@shop.example', connections: 1, perSecond: 5, dkim } },
  })
  const reply = await other.call('getChannels', {})
  expect(reply.json).toMatchObject({
    email: { server, protection, dkim: { domain: 'shop.example', selector: 's1' }, perSecond: 5 },
  })
  expect(reply.text).not.toMatch(/s3cret|secret\.pem/)
  await other.close()
})

test('a test mail goes to who asks for it, in their language, and counts nowhere', async () => {
  const proof = await house.signIn()
  const body = { channel: 'email' } as const
  expect(await house.ok('sendChannelTest', { body }, proof)).toEqual({
    to: 'admin@shop.example',
    outcome: 'accepted',
    why: null,
    tookMs: expect.any(Number),
  })
  expect(sink.mails.map(({ to }) => to)).toEqual([['admin@shop.example']])
  expect((await house.ok('listMessages', {})).items).toEqual([])
  sink.setFault({ kind: 'answer', at: 'rcpt', code: 550, text: 'no such user' })
  expect(await house.ok('sendChannelTest', { body }, proof)).toMatchObject({
    outcome: 'refused',
    why: expect.stringContaining('550'),
  })
  expect((await house.call('sendChannelTest', { body })).json.code).toBe('message.test_needs_member')
})

test('a test call bears a signature that the shown secret proves; what fails is told; addresses within are not called', async () => {
  const { webhookSecret, reportUrl } = await house.ok('revealChannelKeys', {}, await house.signIn())
  const url = `${receiver.url}/hook`
  const body = { channel: 'webhook', url } as const
  expect(await house.ok('sendChannelTest', { body })).toMatchObject({ to: url, outcome: 'accepted' })
  const { headers = {}, body: sent = '' } = receiver.calls[0] ?? {}
  expect(JSON.parse(sent)).toMatchObject({ type: 'lotse.test' })
  // Standard Webhooks 1.0: HMAC of id, time and body by the bytes of the secret.
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${sent}`
  const bytes = Buffer.from(webhookSecret.replace('whsec_', ''), 'base64')
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', bytes).update(signed).digest('base64')}`)
  expect(new URL(reportUrl).searchParams.get('t')).toMatch(/.{20,}/)
  receiver.setFault({ kind: 'status', status: 410 })
  expect(await house.ok('sendChannelTest', { body })).toMatchObject({ outcome: 'refused', why: 'HTTP 410' })
  const within = { channel: 'webhook', url: 'http://169.254.169.254/latest/meta-data' } as const
  expect(await house.ok('sendChannelTest', { body: within })).toMatchObject({
    outcome: 'refused',
    why: 'forbidden_address',
  })
  for (const wrong of ['file:///etc/passwd', 'javascript:alert(1)', 'no address'])
    expect((await house.call('sendChannelTest', { body: { channel: 'webhook', url: wrong } })).status).toBe(400)
})

test('keys are shown after a fresh proof alone, and stand in the log without themselves', async () => {
  const { webhookSecret } = await house.ok('revealChannelKeys', {}, await house.signIn())
  const log = await house.call('listAudit', { query: { operation: 'revealChannelKeys' } })
  expect((log.json as { items: unknown[] }).items.length).toBeGreaterThan(0)
  expect(log.text).not.toContain(webhookSecret)
})
