// Signing in at a workspace's own OpenID provider, with a real one running here: whom it lets in, whom not, and what its word is worth.
import type { OperationInput } from '@lotse/protocol'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { CLIENT_ID, CLIENT_SECRET, RunningProvider, type Someone } from '../provider.ts'
import { cookiesOf, House, type Proof, type Reply } from './house.ts'

const BACK = 'http://localhost/sign-in/provider'
let house: House
let provider: RunningProvider
let settings: OperationInput<'setProvider'>['body']

beforeAll(async () => {
  provider = await RunningProvider.start([BACK])
  house = await House.build({ config: { providerAllow: ['127.0.0.0/8'] } })
  // The provider looks at the machine's clock.
  house.now = Date.now()
  settings = {
    name: 'Shop Login',
    issuer: provider.issuer,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    domains: ['shop.example'],
    roleClaim: null,
    roleMap: [],
    joins: false,
    joinRole: 'viewer',
    listed: true,
    strong: false,
  }
  await house.ok('setProvider', { body: settings })
})
afterAll(async () => {
  await house.close()
  await provider.stop()
})
afterEach(async () => {
  await house.ok('setProvider', { body: settings })
})

const change = (more: Partial<typeof settings>) => house.ok('setProvider', { body: { ...settings, ...more } })
const someone = (name: string, more: object = {}): Someone => ({
  sub: `sub-${name}`,
  email: `${name}@shop.example`,
  email_verified: true,
  name: `${name} from the provider`,
  ...more,
})

async function go(to?: string): Promise<{ readonly returned: URL; readonly carried: Proof }> {
  const body = { providerId: String(house.workspace), ...(to === undefined ? {} : { to }) }
  const started = await house.call('startProviderSignIn', { body }, {})
  const { url } = started.json as { url: string }
  return { returned: await provider.walk(url), carried: { cookie: cookiesOf(started) } }
}

const arrive = (returned: URL, carried: Proof): Promise<Reply> =>
  house.call('finishProviderSignIn', { body: { search: returned.search } }, carried)

async function enter(who: Someone | null, to?: string): Promise<Reply> {
  provider.who = who
  const { returned, carried } = await go(to)
  expect(`${returned.origin}${returned.pathname}`).toBe(BACK)
  return arrive(returned, carried)
}

const why = (reply: Reply) => [reply.json.code, reply.json.why]

test('a member comes in by the provider, to where they wanted to go', async () => {
  await house.addMember('anna@shop.example', 'marketing')
  expect(await house.ok('getSignInWays', {}, {})).toMatchObject({
    providers: [{ id: String(house.workspace), name: 'Shop Login' }],
  })
  provider.who = someone('anna')
  const started = await house.ok('startProviderSignIn', { body: { providerId: String(house.workspace) } }, {})
  const asked = new URL(started.url).searchParams
  expect([asked.get('code_challenge_method'), asked.get('response_type')]).toEqual(['S256', 'code'])
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(20)
  const entered = await enter(someone('anna'), '/customers?find=x')
  expect(entered.json).toMatchObject({
    to: '/customers?find=x',
    me: { member: { email: 'anna@shop.example' }, role: 'marketing' },
  })
  const session = { cookie: cookiesOf(entered) }
  expect(await house.ok('getMe', {}, session)).toMatchObject({ role: 'marketing' })
  expect((await house.ok('listSessions', {}, session)).items).toMatchObject([{ method: 'provider', current: true }])
})

test('nobody is sent elsewhere after signing in', async () => {
  for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/ok\nx'])
    expect((await enter(someone('anna'), to)).json.to).toBeNull()
})

test('SI17 only the browser that went there comes back, once, and within ten minutes', async () => {
  provider.who = someone('anna')
  const { returned, carried } = await go()
  expect(why(await arrive(returned, {}))).toEqual(['auth.provider_refused', 'not_begun'])
  const other = await go()
  expect(why(await arrive(returned, other.carried))).toEqual(['auth.provider_refused', 'answer'])
  const forged = new URL(returned)
  forged.searchParams.set('state', 'x'.repeat(43))
  expect(why(await arrive(forged, carried))).toEqual(['auth.provider_refused', 'answer'])
  expect((await arrive(returned, carried)).status).toBe(200)
  expect((await arrive(returned, carried)).json.code).toBe('auth.provider_refused')
  const late = await go()
  house.now += 600_001
  expect(why(await arrive(late.returned, late.carried))).toEqual(['auth.provider_refused', 'not_begun'])
  house.now = Date.now()
})

test('SI17 what the browser carries is sealed and out of reach of scripts', async () => {
  const started = await house.call('startProviderSignIn', { body: { providerId: String(house.workspace) } }, {})
  const [cookie = ''] = [started.headers['set-cookie']].flat().map(String)
  expect(cookie).toMatch(
    /^lotse_provider=[\w-]+; Max-Age=600; Path=\/api\/v1\/session\/provider; HttpOnly; SameSite=Lax$/,
  )
  expect(Buffer.from(cookie.split(/[=;]/)[1] ?? '', 'base64url').toString()).not.toContain('verifier')
})

test('SI18 an e-mail counts when it is verified and in an allowed domain, else nobody comes in', async () => {
  expect(why(await enter(someone('anna', { email_verified: false })))).toEqual([
    'auth.provider_refused',
    'email_unverified',
  ])
  expect(why(await enter(someone('anna', { email_verified: 'true' })))).toEqual([
    'auth.provider_refused',
    'email_unverified',
  ])
  expect(why(await enter({ sub: 'nobody' }))).toEqual(['auth.provider_refused', 'email_unverified'])
  expect(why(await enter(someone('anna', { email: 'anna@evil.example' })))).toEqual(['auth.provider_refused', 'domain'])
  expect(why(await enter(someone('anna', { email: 'anna@evil.example@shop.example' })))).toEqual([
    'auth.provider_refused',
    'domain',
  ])
  expect(why(await enter(null))).toEqual(['auth.provider_refused', 'answer'])
})

test('SI18 an address that changed hands opens nothing of whom it belonged to', async () => {
  await house.addMember('dora@shop.example', 'cx')
  expect((await enter(someone('dora'))).status).toBe(200)
  expect(why(await enter(someone('dora', { sub: 'sub-another' })))).toEqual(['auth.provider_refused', 'another_person'])
  const renamed = await enter(someone('dora', { email: 'dora.new@shop.example' }))
  expect(renamed.json).toMatchObject({ me: { member: { email: 'dora@shop.example' } } })
})

test('SI19 who is no member stays outside, unless the workspace lets people join', async () => {
  expect(why(await enter(someone('emil')))).toEqual(['auth.provider_refused', 'not_a_member'])
  await change({ joins: true, joinRole: 'sales' })
  expect((await enter(someone('emil', { email: 'Emil@Shop.Example' }))).json).toMatchObject({
    me: { role: 'sales', member: { email: 'emil@shop.example', name: 'emil from the provider' } },
  })
  expect(
    (await house.call('signIn', { body: { email: 'emil@shop.example', password: 'anything at all' } }, {})).status,
  ).toBe(401)
})

test('SI19 a claim says the role at each sign-in; a role that no value gives stays; the last admin stays one', async () => {
  const roleMap = [
    { value: 'it', role: 'admin' as const },
    { value: 'campaigns', role: 'marketing' as const },
  ]
  await change({ joins: true, roleClaim: 'groups', roleMap })
  const roleOf = async (groups: unknown) =>
    ((await enter(someone('fred', { groups }))).json.me as { role: string }).role
  expect(await roleOf(['other'])).toBe('viewer')
  expect(await roleOf(['campaigns', 'other'])).toBe('marketing')
  expect(await roleOf('it')).toBe('admin')
  expect(await roleOf([])).toBe('admin')
  await house.world.pool.query(
    `update membership set role = 'viewer' where workspace_id = $1 and member_id <> (select id from member where email = 'fred@shop.example')`,
    [house.workspace],
  )
  expect(await roleOf(['campaigns'])).toBe('admin')
  await house.world.pool.query(
    `update membership set role = 'admin' where member_id = (select id from member where email = 'admin@shop.example')`,
  )
  expect(await roleOf(['campaigns'])).toBe('marketing')
})

test('SI20 a session of the provider works in its workspace alone and changes nothing of the account', async () => {
  const { rows } = await house.world.pool.query<{ id: number }>(
    `select id from member where email = 'anna@shop.example'`,
  )
  await house.world.pool.query('insert into membership values ($1, $2, $3)', [
    house.foreignWorkspace,
    rows[0]?.id,
    'admin',
  ])
  const own = await house.signIn('anna@shop.example')
  const session = { cookie: cookiesOf(await enter(someone('anna'))) }
  const foreign = { body: { workspaceId: String(house.foreignWorkspace) } }
  expect((await house.call('chooseWorkspace', foreign, session)).json.code).toBe('auth.bound_session')
  expect((await house.ok('getMe', {}, session)).workspaces).toHaveLength(1)
  for (const name of [
    'startTotp',
    'removeTotp',
    'renewRecoveryCodes',
    'startPasskey',
    'endOtherSessions',
    'startPasskeyProof',
  ] as const)
    expect([name, (await house.call(name, {}, session)).json.code]).toEqual([name, 'auth.bound_session'])
  const passwords = { password: 'correct horse battery', newPassword: 'ein ruhiges Fahrwasser' }
  expect((await house.call('changePassword', { body: passwords }, session)).json.code).toBe('auth.bound_session')
  const seen = (await house.ok('listSessions', {}, session)).items
  expect(seen.every((one) => one.method === 'provider')).toBe(true)
  const hidden = (await house.ok('listSessions', {}, own)).items.find((one) => one.current)
  expect((await house.call('endSession', { params: { id: hidden?.id ?? '' } }, session)).json.code).toBe('not_found')
  await house.world.pool.query('delete from membership where workspace_id = $1 and member_id = $2', [
    house.workspace,
    rows[0]?.id,
  ])
  expect((await house.call('getMe', {}, session)).json.code).toBe('auth.missing')
  expect((await house.call('getMe', {}, own)).json.workspace).toMatchObject({ id: foreign.body.workspaceId })
})

test('SI14 a provider that asks for a second factor itself is believed when the workspace says so', async () => {
  await house.addMember('gerd@shop.example', 'viewer')
  await house.ok('setSecondFactorRule', { body: { required: true } })
  expect((await enter(someone('gerd'))).json.me).toMatchObject({ needsSecondFactor: true })
  await change({ strong: true })
  const strong = await enter(someone('gerd'))
  expect(strong.json.me).toMatchObject({ needsSecondFactor: false })
  expect((await house.call('listFlows', {}, { cookie: cookiesOf(strong) })).status).toBe(200)
  await house.ok('setSecondFactorRule', { body: { required: false } })
})

test('SI21 the secret is sealed, never shown, and goes to no other issuer', async () => {
  const { rows } = await house.world.pool.query('select * from oidc_provider')
  expect(JSON.stringify(rows)).not.toContain(CLIENT_SECRET)
  const { clientSecret: _, ...facts } = settings
  const shown = await house.ok('getSignInRules', {})
  expect(shown).toMatchObject({ redirectUri: BACK, provider: { hasSecret: true, issuer: provider.issuer } })
  expect(JSON.stringify(shown)).not.toContain(CLIENT_SECRET)
  expect((await house.ok('setProvider', { body: facts })).provider?.hasSecret).toBe(true)
  const moved = await house.ok('setProvider', { body: { ...facts, issuer: 'https://evil.example' } })
  expect(moved.provider?.hasSecret).toBe(false)
})

test('SI21 a provider is asked only at public addresses or where the operator allows, and never by plain http elsewhere', async () => {
  const check = (issuer: string) => house.ok('checkProvider', { body: { issuer } })
  expect(await check(provider.issuer)).toEqual({ ok: true, why: null })
  for (const issuer of [
    'http://169.254.169.254',
    'https://10.0.0.1',
    'http://[::1]:9',
    'http://192.168.1.1',
    'http://example.org',
  ])
    expect(await check(issuer), issuer).toMatchObject({ ok: false })
  const strict = await House.build()
  expect(await strict.ok('checkProvider', { body: { issuer: provider.issuer } })).toMatchObject({ ok: false })
  await strict.close()
})

test('a provider that is gone, or another one under its name, is told apart from a refusal', async () => {
  await change({ issuer: 'http://127.0.0.1:9' })
  const body = { providerId: String(house.workspace) }
  const gone = await house.call('startProviderSignIn', { body }, {})
  expect([gone.status, gone.json.code]).toEqual([502, 'auth.provider_unreachable'])
  expect((await house.call('startProviderSignIn', { body: { providerId: '999999' } }, {})).json.code).toBe('not_found')
})

test('removing the provider ends its sessions and no others', async () => {
  const byProvider = { cookie: cookiesOf(await enter(someone('gerd'))) }
  const byPassword = await house.signIn('gerd@shop.example')
  expect(await house.ok('removeProvider', {})).toMatchObject({ provider: null })
  expect((await house.call('getMe', {}, byProvider)).json.code).toBe('auth.missing')
  expect((await house.call('getMe', {}, byPassword)).status).toBe(200)
})
