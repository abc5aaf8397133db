// Guessing passwords and codes: slowed down at every process, never so that somebody else is held out, and telling nothing.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildApi } from '../../packages/server/src/api/start.ts'
import { closeHttp } from '../../packages/server/src/base/http.ts'
import { createWorld } from '../../packages/server/src/base/world.ts'
import { cookiesOf, House, PASSWORD, type Proof } from './house.ts'

const EMAIL = 'admin@shop.example'
let house: House

beforeAll(async () => {
  house = await House.build()
  for (const name of ['anna', 'ben', 'mallory']) await house.addMember(`${name}@shop.example`, 'viewer')
})
afterAll(() => house.close())
afterEach(() => {
  house.now += 8 * 3_600_000
})

const from = (address: string, more: Proof = {}): Proof => ({ 'x-forwarded-for': address, ...more })
const tryIn = (email: string, password: string, headers: Proof) =>
  house.call('signIn', { body: { email, password } }, headers)
const guess = async (times: number, email: string, headers: Proof): Promise<(string | undefined)[]> => {
  const codes: (string | undefined)[] = []
  for (let done = 0; done < times; done += 1) codes.push((await tryIn(email, `guess ${done}`, headers)).json.code)
  return codes
}

test('SI2 the pause doubles and ends by itself: whoever waits gets in', async () => {
  const stranger = from('203.0.113.7')
  const codes = await guess(8, EMAIL, stranger)
  expect(codes.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'auth.wrong_password'))
  expect(codes.slice(6)).toEqual(['auth.too_many_tries', 'auth.too_many_tries'])
  const stopped = await tryIn(EMAIL, PASSWORD, stranger)
  expect([stopped.status, stopped.headers['retry-after']]).toEqual([429, '1'])
  house.now += 1000
  expect((await tryIn(EMAIL, 'wrong', stranger)).json.code).toBe('auth.wrong_password')
  expect((await tryIn(EMAIL, PASSWORD, stranger)).json.retryAfterS).toBe(2)
  house.now += 2000
  expect((await tryIn(EMAIL, PASSWORD, stranger)).status).toBe(200)
})

test('SI3 neighbours of one network guess together at one account, at others they do not', async () => {
  await guess(7, 'anna@shop.example', from('198.51.100.1'))
  expect((await tryIn('anna@shop.example', PASSWORD, from('198.51.100.200'))).json.code).toBe('auth.too_many_tries')
  expect((await tryIn('ben@shop.example', PASSWORD, from('198.51.100.200'))).status).toBe(200)
  expect((await tryIn('anna@shop.example', PASSWORD, from('198.51.101.1'))).status).toBe(200)
  await guess(7, 'anna@shop.example', from('2001:db8:1:2::1'))
  expect((await tryIn('anna@shop.example', PASSWORD, from('2001:db8:1:ff::9'))).json.code).toBe('auth.too_many_tries')
  expect((await tryIn('anna@shop.example', PASSWORD, from('2001:db8:2::1'))).status).toBe(200)
})

test('SI3 one address that tries ever other accounts is slowed down, too; others are not', async () => {
  const sprayer = from('192.0.2.66')
  for (let at = 0; at < 101; at += 1) await tryIn(`nobody${at}@shop.example`, 'Sommer2026', sprayer)
  expect((await tryIn('anna@shop.example', 'Sommer2026', sprayer)).json.code).toBe('auth.too_many_tries')
  expect((await tryIn('anna@shop.example', PASSWORD, from('192.0.2.67'))).status).toBe(200)
}, 60_000)

test("SI4 a member's own browser is not slowed down by strangers, not even from its own network", async () => {
  const home = from('203.0.113.20')
  const known = { ...home, cookie: cookiesOf(await tryIn('anna@shop.example', PASSWORD, home)) }
  await guess(12, 'anna@shop.example', from('203.0.113.21'))
  expect((await tryIn('anna@shop.example', PASSWORD, home)).json.code).toBe('auth.too_many_tries')
  expect((await tryIn('anna@shop.example', PASSWORD, known)).status).toBe(200)
  expect((await guess(13, 'anna@shop.example', known)).at(-1)).toBe('auth.too_many_tries')
  expect((await tryIn('anna@shop.example', PASSWORD, from('198.51.100.77'))).status).toBe(200)
})

test('SI6 an account of one’s own does not wash away guesses at others', async () => {
  const mallory = from('192.0.2.99')
  for (let round = 0; round < 6; round += 1) {
    expect((await guess(1, 'ben@shop.example', mallory))[0]).toBe('auth.wrong_password')
    expect((await tryIn('mallory@shop.example', PASSWORD, mallory)).status).toBe(200)
  }
  expect((await tryIn('ben@shop.example', PASSWORD, mallory)).json.code).toBe('auth.too_many_tries')
})

test('SI1 guesses at once, at two processes of one database, are counted together', async () => {
  const world = createWorld(house.world.config, {
    name: 'second',
    clock: { now: () => house.now },
    log: house.world.log,
  })
  const { app } = await buildApi(world, house.acceptor)
  const body = JSON.stringify({ email: 'anna@shop.example', password: 'a guess' })
  const headers = { 'content-type': 'application/json', ...from('203.0.113.99') }
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      (at % 2 ? app : house.app).inject({ method: 'POST', url: '/api/v1/session', headers, payload: body }),
    ),
  )
  const judged = answers.filter(({ statusCode }) => statusCode === 401).length
  const slowed = answers.filter(({ statusCode }) => statusCode === 429).length
  expect([judged, slowed]).toEqual([6, 34])
  await closeHttp(app, 100)
  await world.pool.end()
}, 60_000)

test('SI7 neither answer nor time tells whether an account exists', async () => {
  const spanOf = async (email: string, at: number): Promise<number> => {
    const startedAt = performance.now()
    const reply = await tryIn(email, 'not this one', from(`10.${at}.1.1`))
    expect([reply.status, reply.json.code]).toEqual([401, 'auth.wrong_password'])
    return performance.now() - startedAt
  }
  const spans = { known: [] as number[], unknown: [] as number[] }
  for (let at = 0; at < 24; at += 1) {
    spans.known.push(await spanOf('anna@shop.example', at))
    spans.unknown.push(await spanOf(`nobody${at}@shop.example`, at + 100))
  }
  const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[12] ?? 0
  // A hash costs tens of milliseconds; leaving it out for unknown accounts would show at once.
  expect(middle(spans.unknown) / middle(spans.known)).toBeGreaterThan(0.7)
  expect(middle(spans.unknown) / middle(spans.known)).toBeLessThan(1.4)
}, 60_000)

test('what is stored of guesses names nobody', async () => {
  await guess(2, 'ben@shop.example', from('203.0.113.123'))
  const { rows } = await house.world.pool.query<{ key: string }>(`select encode(key, 'escape') as key from sign_in_try`)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ key }) => /ben@|shop|203\.0|2001:/.test(key))).toEqual([])
})
