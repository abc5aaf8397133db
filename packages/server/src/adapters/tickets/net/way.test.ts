// The way to ticket systems: whom it does not ask, what it does not tell, and how long it leaves a server alone.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startFaultProxy } from '@lotse/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TicketCall } from './call.ts'
import { type TicketWaySettings, ticketWay } from './way.ts'

let calls = 0
let base = ''
let answer: { status: number; headers?: Record<string, string>; body?: string } = { status: 200, body: '{}' }
const server = createServer((_, response) => {
  calls++
  response.writeHead(answer.status, answer.headers ?? {}).end(answer.body ?? '')
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
})

const call: TicketCall = { method: 'GET', path: '/a', sort: 'a' }
async function asked(settings: Partial<TicketWaySettings>, what: TicketCall = call) {
  const way = ticketWay({ baseUrl: base, headers: {}, secrets: ['s3cret'], exempt: ['127.0.0.1'], ...settings })
  const said = await way.ask(what)
  await way.close()
  return said
}

describe('is not asked', () => {
  test('an address that is not public, by number, name or odd spelling, unless it is allowed', async () => {
    calls = 0
    const { port } = new URL(base)
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '127.1', '0'])
      for (const scheme of ['http', 'https'])
        expect([host, await asked({ baseUrl: `${scheme}://${host}:${port}`, exempt: [] })]).toEqual([
          host,
          { kind: 'refused', why: 'forbidden_address' },
        ])
    expect(calls).toBe(0)
    expect((await asked({})).kind).toBe('answer')
  })

  test('anybody without encryption but whom the operator allowed', async () => {
    expect(await asked({ baseUrl: 'http://8.8.8.8' })).toEqual({ kind: 'refused', why: 'forbidden_address' })
  })

  test('anything that is no web address, or brings a name and password of its own', async () => {
    for (const baseUrl of ['ftp://127.0.0.1', 'file:///etc/passwd', 'nothing', base.replace('//', '//a:b@')])
      expect(await asked({ baseUrl })).toEqual({ kind: 'refused', why: 'forbidden_address' })
  })

  test('where an answer sends us on: the secret goes nowhere else', async () => {
    calls = 0
    answer = { status: 302, headers: { location: `${base}/elsewhere` } }
    expect(await asked({})).toMatchObject({ kind: 'answer', status: 302 })
    expect(calls).toBe(1)
  })
})

describe('tells', () => {
  test('no secret in a reason', async () => {
    answer = { status: 401, body: JSON.stringify({ message: 'no such key s3cret' }) }
    expect(await asked({})).toEqual({ kind: 'unauthorised', why: 'HTTP 401: no such key …' })
  })

  test('that an answer was too long, without holding it', async () => {
    answer = { status: 200, body: 'x'.repeat(5_000_000) }
    expect(await asked({})).toEqual({ kind: 'refused', why: 'answer_too_long' })
  })

  test('of a silent server that a creation may have been done', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const once: TicketCall = { method: 'POST', path: '/a', sort: 'a', body: {}, once: true }
    expect((await asked({ baseUrl, answerMsMax: 100 }, once)).kind).toBe('lost')
    expect((await asked({ baseUrl, answerMsMax: 100 })).kind).toBe('later')
    silent.closeAllConnections()
    silent.close()
  })
})

describe('a limit', () => {
  const settings = (): TicketWaySettings => ({
    baseUrl: base,
    headers: {},
    secrets: [],
    exempt: ['127.0.0.1'],
    limitOf: ({ status, headers }) =>
      status === 429
        ? {
            kind: 'later',
            why: 'limit',
            retryMs: 60_000,
            scope:
              headers['scope'] === 'ticket' ? 'ticket' : headers['scope'] === 'endpoint' ? 'endpoint' : 'connection',
          }
        : null,
  })
  const others: readonly TicketCall[] = [
    { ...call, about: '1' },
    { ...call, about: '2' },
    { ...call, about: '1', sort: 'b' },
    { ...call, about: '2', sort: 'b' },
  ]
  test.each([
    ['ticket', [false, true, false, true]],
    ['endpoint', [false, false, true, true]],
    ['connection', [false, false, false, false]],
  ])('for a %s holds up what it is about and nothing else', async (scope, goes) => {
    const way = ticketWay(settings())
    answer = { status: 429, headers: { scope } }
    expect((await way.ask({ ...call, about: '1' })).kind).toBe('later')
    answer = { status: 200, body: '{}' }
    const said = []
    for (const other of others) said.push((await way.ask(other)).kind === 'answer')
    expect(said).toEqual(goes)
    await way.close()
  })
})

test('a proxy of tests hands on what it is given', async () => {
  answer = { status: 200, body: '{"a":1}', headers: { 'content-type': 'application/json' } }
  const proxy = await startFaultProxy(base)
  expect(await asked({ baseUrl: proxy.url })).toMatchObject({ kind: 'answer', json: { a: 1 } })
  await proxy.close()
})
