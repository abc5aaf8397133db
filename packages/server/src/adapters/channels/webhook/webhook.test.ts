// Webhooks against a real HTTP server: the conformance suite, the signature as receivers check it, and addresses that are not called.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebhookMessage } from '@lotse/core/ports'
import { channelSuite, type Peer, type PeerMood, startWebhookSink, type WebhookSink } from '@lotse/testkit'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { webhookChannel } from './channel.ts'
import { createGuard } from './guard.ts'

const secret = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`
const open = (exempt = ['127.0.0.1'], answerMsMax = 1000) =>
  webhookChannel({ secretOf: () => secret, exempt, answerMsMax })
const message = (url: string, key: string): WebhookMessage => ({
  channel: 'webhook',
  key,
  workspaceId: 1,
  url,
  body: '{"name":"Ä"}',
  timestampMs: Date.now(),
})

async function mood(sink: WebhookSink, wanted: PeerMood): Promise<void> {
  sink.setFault(null)
  if (wanted === 'fine') await sink.up().catch(() => undefined)
  if (wanted === 'down') await sink.down()
  if (wanted === 'refusing') sink.setFault({ kind: 'status', status: 410 })
  if (wanted === 'busy') sink.setFault({ kind: 'status', status: 429 })
  if (wanted === 'cut') sink.setFault({ kind: 'cut' })
  if (wanted === 'slow') sink.setFault({ kind: 'slow', delayMs: 300 })
}

describe('conformance', () => {
  channelSuite(async (): Promise<Peer<WebhookMessage>> => {
    const sink = await startWebhookSink()
    const channel = open()
    return {
      channel,
      oneServer: false,
      message: (key) => message(`${sink.url}/hook`, key),
      setMood: (wanted) => mood(sink, wanted),
      received: async () => sink.calls.map((c) => c.headers['webhook-id'] ?? ''),
      close: async () => {
        await channel.close()
        await sink.close()
      },
    }
  })
})

describe('a receiver', () => {
  let sink: WebhookSink
  const channel = open()
  beforeAll(async () => {
    sink = await startWebhookSink()
  })
  beforeEach(() => {
    sink.clear()
    sink.setFault(null)
  })
  afterAll(async () => {
    await channel.close()
    await sink.close()
  })

  test('can check the signature with the standard library, and sees a changed body', async () => {
    await channel.send(message(`${sink.url}/a?b=c`, 'run/1/hook/1'))
    const call = sink.calls[0]
    if (!call) throw new Error('no call')
    expect(call).toMatchObject({ method: 'POST', path: '/a?b=c', body: '{"name":"Ä"}' })
    expect(new Webhook(secret).verify(call.body, call.headers)).toEqual({ name: 'Ä' })
    expect(() => new Webhook(secret).verify('{"name":"B"}', call.headers)).toThrow()
  })

  test.each([
    [204, 'accepted'],
    [301, 'refused'],
    [307, 'refused'],
    [400, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [408, 'later'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
  ])('answers %i: the call is %s', async (status, kind) => {
    sink.setFault({ kind: 'status', status, headers: { location: `${sink.url}/elsewhere` } })
    expect((await channel.send(message(sink.url, `s/${status}`))).kind).toBe(kind)
    expect(sink.calls).toHaveLength(1)
  })

  test.each([
    ['90', 90_000],
    ['999999999', 86_400_000],
    ['soon', null],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ])('asks to come back after "%s"', async (header, retryMs) => {
    sink.setFault({ kind: 'status', status: 503, headers: { 'retry-after': header } })
    expect(await channel.send(message(sink.url, 'r'))).toMatchObject({ kind: 'later', retryMs })
  })

  test('that never finishes its answer has answered all the same', async () => {
    sink.setFault({ kind: 'endless' })
    expect((await channel.send(message(sink.url, 'e'))).kind).toBe('accepted')
  })

  test('that stays silent may have got it', async () => {
    sink.setFault({ kind: 'slow', delayMs: 5000 })
    expect((await channel.send(message(sink.url, 'w'))).kind).toBe('unknown')
  })
})

describe('addresses that are not called', () => {
  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.5.4',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'ff02::1',
  ])('%s', (address) => expect(createGuard([]).allows(address)).toBe(false))

  test.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])(
    'but %s is',
    (address) => expect(createGuard([]).allows(address)).toBe(true),
  )

  test('an exemption opens what it names and nothing else', () => {
    const guard = createGuard(['127.0.0.1', '10.1.0.0/16', '::1'])
    expect(['127.0.0.1', '10.1.2.3', '::1', '127.0.0.2', '10.2.0.1'].map(guard.allows)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })

  test('not by number, name, or odd spelling, and nothing arrives there', async () => {
    let calls = 0
    const server = createServer((_, response) => {
      calls++
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, resolve))
    const { port } = server.address() as AddressInfo
    const channel = open([])
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '2130706433',
      '0x7f.1',
      '017700000001',
      '127.1',
      '0',
    ])
      expect([host, await channel.send(message(`http://${host}:${port}/`, 'g'))]).toEqual([
        host,
        expect.objectContaining({ kind: 'refused', why: 'forbidden_address' }),
      ])
    for (const url of ['ftp://example.org/', 'file:///etc/passwd', 'no address'])
      expect(await channel.send(message(url, 'g'))).toMatchObject({ kind: 'refused' })
    expect(calls).toBe(0)
    await channel.close()
    server.close()
  })
})
