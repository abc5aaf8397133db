// Signing in and staying signed in: cookies, ends, guessing, and other sites.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { cookiesOf, House, PASSWORD } from './house.ts'

const DAY_MS = 86_400_000
const EMAIL = 'admin@shop.example'
let house: House

beforeAll(async () => {
  house = await House.build()
})
afterAll(() => house.close())
// Failed tries are forgotten after a quarter of an hour.
afterEach(() => {
  house.now += 900_000
})

const tryIn = (email: string, password: string, headers = {}) =>
  house.call('signIn', { body: { email, password } }, headers)

test('the cookie is out of reach of scripts and other sites, and of plain http where the page is https', async () => {
  const plain = await tryIn(EMAIL, PASSWORD)
  const [session] = [plain.headers['set-cookie']].flat().map(String)
  expect(session).toMatch(/^lotse_session=[\w-]{43};/)
  expect(session).toMatch(/HttpOnly/)
  expect(session).toMatch(/SameSite=Lax/)
  expect(session).not.toMatch(/Secure/)
  const secure = await tryIn(EMAIL, PASSWORD, { 'x-forwarded-proto': 'https' })
  expect(String([secure.headers['set-cookie']].flat()[0])).toMatch(/Secure/)
})

test('a wrong password and an unknown e-mail are told apart by nobody', async () => {
  const [wrong, unknown] = [await tryIn(EMAIL, 'wrong'), await tryIn('nobody@shop.example', 'wrong')]
  expect([wrong.status, wrong.json.code]).toEqual([401, 'auth.wrong_password'])
  const { requestId: _, ...facts } = wrong.json
  expect(unknown.json).toMatchObject(facts)
})

test('a session that is used lasts on; one that is not ends after two weeks', async () => {
  const [used, left] = [await house.signIn(), await house.signIn()]
  for (let day = 0; day < 20; day += 1) {
    house.now += DAY_MS
    expect((await house.call('getMe', {}, used)).status).toBe(200)
  }
  const prolonged = await house.call('getMe', {}, used)
  expect(prolonged.status).toBe(200)
  expect((await house.call('getMe', {}, left)).json.code).toBe('auth.missing')
})

test('a prolonged session gives the browser its cookie again', async () => {
  const session = await house.signIn()
  expect(cookiesOf(await house.call('getMe', {}, session))).toBe('')
  house.now += DAY_MS
  expect(cookiesOf(await house.call('getMe', {}, session))).toMatch(/^lotse_session=/)
})

test('signing out ends the session on the server, not only in the browser', async () => {
  const session = await house.signIn()
  expect((await house.call('signOut', {}, session)).status).toBe(204)
  expect((await house.call('getMe', {}, session)).json.code).toBe('auth.missing')
})

test('a member who has left the workspace is out at once', async () => {
  await house.addMember('gone@shop.example', 'cx')
  const session = await house.signIn('gone@shop.example')
  await house.world.pool.query(
    `delete from membership where member_id = (select id from member where email = 'gone@shop.example')`,
  )
  expect((await house.call('getMe', {}, session)).json.code).toBe('auth.missing')
  expect((await tryIn('gone@shop.example', PASSWORD)).json.code).toBe('auth.wrong_password')
})

test('guessing is slowed down, and does not lock the member out of the browser they use', async () => {
  const signed = await tryIn(EMAIL, PASSWORD)
  const mine = { cookie: cookiesOf(signed) }
  for (let tries = 0; tries < 10; tries += 1) await tryIn(EMAIL, 'guess')
  const stopped = await tryIn(EMAIL, PASSWORD)
  expect([stopped.status, stopped.json.code]).toEqual([429, 'auth.too_many_tries'])
  expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0)
  expect((await tryIn(EMAIL, PASSWORD, mine)).status).toBe(200)
  await house.addMember('other@shop.example', 'cx')
  expect((await tryIn('other@shop.example', PASSWORD)).status).toBe(200)
  house.now += 900_000
  expect((await tryIn(EMAIL, PASSWORD)).status).toBe(200)
})

test("a device cookie of one's own counts for no other member", async () => {
  await house.addMember('attacker@shop.example', 'viewer')
  const attacker = { cookie: cookiesOf(await tryIn('attacker@shop.example', PASSWORD)) }
  for (let tries = 0; tries < 10; tries += 1) await tryIn(EMAIL, 'guess', attacker)
  expect((await tryIn(EMAIL, 'guess', attacker)).json.code).toBe('auth.too_many_tries')
})

test('another site can neither sign a browser in nor act for it; reading is answered', async () => {
  const cross = { 'sec-fetch-site': 'cross-site' }
  expect((await tryIn(EMAIL, PASSWORD, cross)).json.code).toBe('auth.cross_site')
  const session = await house.signIn()
  expect((await house.call('updateMe', { body: {} }, { ...session, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  expect(
    (await house.call('updateMe', { body: {} }, { ...session, origin: 'http://localhost:80', host: 'localhost:80' }))
      .status,
  ).toBe(403)
  expect(
    (await house.call('updateMe', { body: {} }, { ...session, origin: 'http://localhost', host: 'localhost' })).status,
  ).toBe(200)
  expect((await house.call('getMe', {}, { ...session, ...cross })).status).toBe(200)
})

test('a token needs no cookie and minds no site', async () => {
  expect(
    (await house.call('updateWorkspace', { body: {} }, { ...house.as('admin'), 'sec-fetch-site': 'cross-site' }))
      .status,
  ).toBe(200)
})

test('nothing stored lets anybody in: neither sessions nor tokens nor passwords stand in the database', async () => {
  const session = (await house.signIn()).cookie?.split('=')[1] ?? ''
  const rows = await house.world.pool.query(
    'select hash::text from session union all select hash::text from api_token union all select password_hash from member',
  )
  const stored = JSON.stringify(rows.rows)
  for (const secret of [session, PASSWORD]) expect(stored).not.toContain(secret)
})
