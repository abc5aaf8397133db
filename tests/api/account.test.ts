// The own account: password, sessions, links for a new password, one-time codes, recovery codes, a workspace's demand for a second factor.

import { startSmtpSink } from '@lotse/testkit'
import { Secret, TOTP } from 'otpauth'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { cookiesOf, House, PASSWORD, type Proof } from './house.ts'

const NEW = 'ein ruhiges Fahrwasser'
let house: House
let sink: Awaited<ReturnType<typeof startSmtpSink>>

beforeAll(async () => {
  sink = await startSmtpSink()
  const mail = { url: sink.url, from: 'Lotse <lotse@shop.example>', connections: 1, perSecond: null, dkim: null }
  house = await House.build({ config: { mail } })
})
afterAll(async () => {
  await house.close()
  await sink.close()
})
afterEach(() => {
  house.now += 8 * 3_600_000
})

let people = 0
async function newcomer(role: 'admin' | 'viewer' = 'viewer'): Promise<{ email: string; id: string; session: Proof }> {
  people += 1
  const email = `person${people}@shop.example`
  await house.addMember(email, role)
  const { rows } = await house.world.pool.query<{ id: number }>('select id from member where email = $1', [email])
  return { email, id: String(rows[0]?.id), session: await house.signIn(email) }
}

const codeOf = (secret: string, at = house.now): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })

async function withCodes(session: Proof): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = await house.ok('startTotp', {}, session)
  const { recoveryCodes } = await house.ok('confirmTotp', { body: { code: codeOf(secret) } }, session)
  house.now += 30_000
  return { secret, recoveryCodes }
}

test('SI11 a changed password ends all other sessions, and is the one that counts', async () => {
  const { email, session } = await newcomer()
  const elsewhere = await house.signIn(email)
  const wrong = await house.call('changePassword', { body: { password: 'wrong', newPassword: NEW } }, session)
  expect([wrong.status, wrong.json.code, wrong.json.field]).toEqual([401, 'auth.wrong_password', 'password'])
  await house.ok('changePassword', { body: { password: PASSWORD, newPassword: NEW } }, session)
  expect((await house.call('getMe', {}, session)).status).toBe(200)
  expect((await house.call('getMe', {}, elsewhere)).json.code).toBe('auth.missing')
  expect((await house.call('signIn', { body: { email, password: PASSWORD } }, {})).status).toBe(401)
  await house.signIn(email, NEW)
  expect((await house.ok('getSecurity', {}, session)).password?.changedAt).toBe(new Date(house.now).toISOString())
})

test('SI9 a weak password is refused with what is wrong with it', async () => {
  const { session } = await newcomer()
  const body = { password: PASSWORD, newPassword: 'Passwort-2026!' }
  const weak = await house.call('changePassword', { body }, session)
  expect([weak.status, weak.json.code, weak.json.why]).toEqual([400, 'auth.weak_password', 'common'])
})

test('guesses at the own password are slowed down, too: a session that was left open is no oracle', async () => {
  const { session } = await newcomer()
  const codes: unknown[] = []
  for (let tries = 0; tries < 13; tries += 1)
    codes.push((await house.call('proveIdentity', { body: { password: `guess ${tries}` } }, session)).json.code)
  expect(codes.at(-1)).toBe('auth.too_many_tries')
}, 20_000)

test('sessions are listed with their device, and ended one by one or all but this', async () => {
  const { email, session } = await newcomer()
  const agent =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36'
  house.now += 1000
  const other = await house.call('signIn', { body: { email, password: PASSWORD } }, { 'user-agent': agent })
  house.now += 1000
  const third = await house.signIn(email)
  const { items } = await house.ok('listSessions', {}, session)
  expect(items).toHaveLength(3)
  expect(items[1]).toMatchObject({ browser: 'Chrome', system: 'Windows', method: 'password', current: false })
  expect(items.map((one) => one.current)).toEqual([false, false, true])
  await house.ok('endSession', { params: { id: items[1]?.id ?? '' } }, session)
  expect((await house.call('getMe', {}, { cookie: cookiesOf(other) })).json.code).toBe('auth.missing')
  expect(await house.ok('endOtherSessions', {}, session)).toEqual({ ended: 1 })
  expect((await house.call('getMe', {}, third)).json.code).toBe('auth.missing')
  expect((await house.ok('listSessions', {}, session)).items).toHaveLength(1)
})

test("nobody ends somebody else's session, nor does a program have any", async () => {
  const [mine, theirs] = [await newcomer(), await newcomer()]
  const [one] = (await house.ok('listSessions', {}, theirs.session)).items
  const params = { id: one?.id ?? '' }
  expect((await house.call('endSession', { params }, mine.session)).json.code).toBe('not_found')
  expect((await house.call('endSession', { params })).json.code).toBe('not_found')
  expect((await house.ok('listSessions', {})).items).toEqual([])
  expect((await house.call('getMe', {}, theirs.session)).status).toBe(200)
})

test('SI11 a session that somebody planted is not taken over: signing in makes a fresh one and ends the old', async () => {
  const { email, session } = await newcomer()
  const reply = await house.call('signIn', { body: { email, password: PASSWORD } }, session)
  expect(cookiesOf(reply)).toMatch(/lotse_session=/)
  expect(cookiesOf(reply)).not.toContain(session.cookie?.split(';')[0] ?? 'none')
  expect((await house.call('getMe', {}, session)).json.code).toBe('auth.missing')
  const planted = `lotse_session=${'x'.repeat(43)}`
  const victim = await house.call('signIn', { body: { email, password: PASSWORD } }, { cookie: planted })
  expect(cookiesOf(victim)).not.toContain('xxxx')
  expect((await house.call('getMe', {}, { cookie: planted })).json.code).toBe('auth.missing')
})

const linkIn = (raw: string): string => /new-password#([\w-]{43})/.exec(raw.replace(/=\r?\n/g, ''))?.[1] ?? ''

async function mailedToken(email: string): Promise<string> {
  const before = sink.mails.length
  await house.ok('askPasswordReset', { body: { email } }, { 'x-forwarded-for': `10.9.${people}.1` })
  for (let looks = 0; looks < 200 && sink.mails.length === before; looks += 1)
    await new Promise((resolve) => setTimeout(resolve, 10))
  return linkIn(sink.mails.at(-1)?.raw ?? '')
}

test('SI8 a mailed link sets a new password once, ends all sessions, and leaves the second factor', async () => {
  const { email, session } = await newcomer()
  const { secret } = await withCodes(session)
  const stale = await mailedToken(email)
  const token = await mailedToken(email)
  expect(token).toHaveLength(43)
  const use = (link: string, password = NEW) => house.call('resetPassword', { body: { token: link, password } }, {})
  expect((await use(stale)).json.code).toBe('auth.link_invalid')
  expect((await use(token, 'qwertzuiop123')).json.code).toBe('auth.weak_password')
  await house.ok('resetPassword', { body: { token, password: NEW } }, {})
  expect((await use(token)).json.code).toBe('auth.link_invalid')
  expect((await house.call('getMe', {}, session)).json.code).toBe('auth.missing')
  const without = await house.call('signIn', { body: { email, password: NEW } }, {})
  expect(without.json.code).toBe('auth.second_factor_needed')
  expect((await house.call('signIn', { body: { email, password: NEW, code: codeOf(secret) } }, {})).status).toBe(200)
})

test('SI8 a link ends after an hour', async () => {
  const { email } = await newcomer()
  const token = await mailedToken(email)
  house.now += 3_600_000
  expect((await house.call('resetPassword', { body: { token, password: NEW } }, {})).json.code).toBe(
    'auth.link_invalid',
  )
})

test('SI7 asking for a new password answers the same for everybody, and floods no mailbox', async () => {
  const { email } = await newcomer()
  const ask = (whom: string) =>
    house.call('askPasswordReset', { body: { email: whom } }, { 'x-forwarded-for': '10.7.7.7' })
  const [known, unknown] = [await ask(email), await ask('nobody@shop.example')]
  expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
  const before = sink.mails.length
  for (let times = 0; times < 10; times += 1) expect((await ask(email)).status).toBe(204)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(sink.mails.length - before).toBeLessThanOrEqual(4)
})

test('SI10 an administrator hands over a link, but opens no account that others administrate, too', async () => {
  const [admin, member] = [await newcomer('admin'), await newcomer()]
  const params = { id: member.id }
  const { url } = await house.ok('createResetLink', { params }, admin.session)
  await house.ok('resetPassword', { body: { token: url.split('#')[1] ?? '', password: NEW } }, {})
  await house.signIn(member.email, NEW)
  const { pool } = house.world
  await pool.query('insert into membership values ($1, $2, $3)', [house.foreignWorkspace, member.id, 'viewer'])
  for (const name of ['createResetLink', 'removeSecondFactor'] as const) {
    expect((await house.call(name, { params }, admin.session)).json.code).toBe('member.elsewhere')
    expect((await house.call(name, { params })).json.code).toBe('member.elsewhere')
    expect((await house.call(name, { params: { id: admin.id } }, house.as('foreign'))).json.code).toBe('not_found')
  }
  await pool.query('insert into membership values ($1, $2, $3)', [house.foreignWorkspace, admin.id, 'admin'])
  expect((await house.call('createResetLink', { params }, admin.session)).status).toBe(200)
})

test('SI12 a code of the app is asked for at sign-in, and taken once', async () => {
  const { email, session } = await newcomer()
  const { secret, uri } = await house.ok('startTotp', {}, session)
  expect(uri).toMatch(/^otpauth:\/\/totp\/Lotse:person\d+%40shop\.example\?/)
  expect((await house.call('signIn', { body: { email, password: PASSWORD } }, {})).status).toBe(200)
  const wrong = await house.call('confirmTotp', { body: { code: '000000' } }, session)
  expect([wrong.status, wrong.json.code]).toEqual([401, 'auth.wrong_code'])
  await house.ok('confirmTotp', { body: { code: codeOf(secret) } }, session)
  expect((await house.call('startTotp', {}, session)).json.code).toBe('conflict')
  const enter = (code?: string) =>
    house.call('signIn', { body: { email, password: PASSWORD, ...(code ? { code } : {}) } }, {})
  expect((await enter()).json.code).toBe('auth.second_factor_needed')
  expect((await enter(codeOf(secret))).json.code).toBe('auth.wrong_code')
  house.now += 30_000
  const code = codeOf(secret)
  expect((await enter(`${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200)
  expect((await enter(code)).json.code).toBe('auth.wrong_code')
  expect((await enter(codeOf(secret, house.now - 30_000))).json.code).toBe('auth.wrong_code')
  expect((await enter(codeOf(secret, house.now + 30_000))).status).toBe(200)
  expect((await enter(codeOf(secret, house.now + 90_000))).json.code).toBe('auth.wrong_code')
})

test('SI12 the same code at twenty browsers at once lets one in', async () => {
  const { email, session } = await newcomer()
  const { secret } = await withCodes(session)
  const body = { email, password: PASSWORD, code: codeOf(secret) }
  const addresses = Array.from({ length: 20 }, (_, at) => ({ 'x-forwarded-for': `10.${at}.3.3` }))
  const answers = await Promise.all(addresses.map((headers) => house.call('signIn', { body }, headers)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
}, 30_000)

test('SI5 codes are counted by the account once the password was right, from wherever they come', async () => {
  const { email, session } = await newcomer()
  await withCodes(session)
  const codes: unknown[] = []
  for (let at = 0; at < 8; at += 1) {
    const body = { email, password: PASSWORD, code: `00000${at}` }
    codes.push((await house.call('signIn', { body }, { 'x-forwarded-for': `10.44.${at}.1` })).json.code)
  }
  expect(codes.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'auth.wrong_code'))
  expect(codes.slice(6)).toEqual(['auth.too_many_tries', 'auth.too_many_tries'])
}, 20_000)

test('SI13 a recovery code lets in once; fresh ones end the old; none stands readable in the database', async () => {
  const { email, session } = await newcomer()
  const { recoveryCodes } = await withCodes(session)
  expect(recoveryCodes).toHaveLength(10)
  const [first = '', second = ''] = recoveryCodes
  const enter = (code: string) => house.call('signIn', { body: { email, password: PASSWORD, code } }, session)
  const entered = await enter(first.toUpperCase().replaceAll('-', ' '))
  const now = { cookie: cookiesOf(entered) }
  expect(entered.status).toBe(200)
  expect((await house.call('signIn', { body: { email, password: PASSWORD, code: first } }, {})).json.code).toBe(
    'auth.wrong_code',
  )
  expect((await house.ok('getSecurity', {}, now)).recoveryCodes).toBe(9)
  const stored = await house.world.pool.query('select hash::text from recovery_code union all select secret from totp')
  for (const code of recoveryCodes) expect(JSON.stringify(stored.rows)).not.toContain(Buffer.from(code).toString('hex'))
  const renewed = await house.ok('renewRecoveryCodes', {}, now)
  expect(renewed.recoveryCodes).not.toContain(second)
  expect((await house.call('signIn', { body: { email, password: PASSWORD, code: second } }, {})).json.code).toBe(
    'auth.wrong_code',
  )
  await house.ok('removeTotp', {}, now)
  expect((await house.call('signIn', { body: { email, password: PASSWORD } }, {})).status).toBe(200)
})

test('SI15 factors, tokens and links need a fresh proof; it holds ten minutes', async () => {
  const { session } = await newcomer('admin')
  house.now += 600_001
  for (const name of ['startTotp', 'removeTotp', 'renewRecoveryCodes', 'startPasskey', 'removeProvider'] as const)
    expect((await house.call(name, {}, session)).json.code).toBe('auth.stale')
  const token = { body: { name: 'Late', role: 'viewer' as const } }
  expect((await house.call('createToken', token, session)).json.code).toBe('auth.stale')
  expect((await house.call('getSecurity', {}, session)).status).toBe(200)
  await house.ok('proveIdentity', { body: { password: PASSWORD } }, session)
  expect((await house.call('createToken', token, session)).status).toBe(201)
  house.now += 600_001
  expect((await house.call('createToken', token, session)).json.code).toBe('auth.stale')
})

test('SI15 whoever has one-time codes proves themselves with one', async () => {
  const { session } = await newcomer()
  const { secret } = await withCodes(session)
  house.now += 600_001
  const alone = await house.call('proveIdentity', { body: { password: PASSWORD } }, session)
  expect(alone.json.code).toBe('auth.second_factor_needed')
  await house.ok('proveIdentity', { body: { password: PASSWORD, code: codeOf(secret) } }, session)
  expect((await house.call('renewRecoveryCodes', {}, session)).status).toBe(200)
})

test('SI14 a workspace that asks for a second factor opens after one was set up, not before', async () => {
  const [admin, member] = [await newcomer('admin'), await newcomer()]
  const rule = { body: { required: true } }
  const first = await house.call('setSecondFactorRule', rule, admin.session)
  expect([first.status, first.json.code]).toEqual([403, 'auth.second_factor_required'])
  await withCodes(admin.session)
  expect(await house.ok('setSecondFactorRule', rule, admin.session)).toMatchObject({ secondFactor: true })
  const refused = await house.call('listFlows', {}, member.session)
  expect([refused.status, refused.json.code]).toEqual([403, 'auth.second_factor_required'])
  expect(await house.ok('getMe', {}, member.session)).toMatchObject({ needsSecondFactor: true })
  expect(await house.ok('getSecurity', {}, member.session)).toMatchObject({ required: true, totp: null })
  await withCodes(member.session)
  expect((await house.call('listFlows', {}, member.session)).status).toBe(200)
  expect(await house.ok('getMe', {}, member.session)).toMatchObject({ needsSecondFactor: false })
  expect((await house.call('listFlows', {})).status).toBe(200)
  const lost = { params: { id: member.id } }
  await house.ok('removeSecondFactor', lost, admin.session)
  const back = await house.signIn(member.email)
  expect((await house.call('listFlows', {}, back)).json.code).toBe('auth.second_factor_required')
  await house.ok('setSecondFactorRule', { body: { required: false } }, admin.session)
  expect((await house.call('listFlows', {}, back)).status).toBe(200)
})
