// People and programs who want more than they may, against a whole server: refused, and nothing changes. Every operation against every
// caller stands in tests/api/access.test.ts. Needs `npm run build` first.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Target } from './target.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

let target: Target
const JSON_TYPE = { 'content-type': 'application/json' }

beforeAll(async () => {
  target = await Target.start()
  await target.works('anna')
})
afterAll(() => target.stop())

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const tokenOf = async (role: string, workspace?: number): Promise<string> => {
  const { hashOf } = await import('../../packages/server/src/base/auth.ts')
  const secret = `lotse_test_${role}_${workspace ?? 'own'}_00000000000000000`
  await target.client.query(
    `insert into api_token (hash, workspace_id, name, role, created_at) values ($1, coalesce($2, (select min(id) from workspace)), $3, $3, 0)`,
    [hashOf(secret), workspace ?? null, role],
  )
  return secret
}
const customer = async (): Promise<string> => {
  const { rows } = await target.client.query<{ id: number }>(
    `select customer_id as id from identity where kind = 'userId' and value = 'anna'`,
  )
  return String(rows[0]?.id)
}

test("E9 a viewer's token reads and cannot write", async () => {
  const headers = bearer(await tokenOf('viewer'))
  expect((await target.send('GET', '/api/v1/flows', { headers })).status).toBe(200)
  const writes = [
    ['POST', '/api/v1/flows', '{}'],
    ['POST', `/api/v1/flows/${target.shop.ordersFlow}/publish`, undefined],
    ['POST', `/api/v1/flows/${target.shop.ordersFlow}/archive`, undefined],
    ['POST', '/api/v1/sources', '{"name":"mine"}'],
    ['POST', '/api/v1/tokens', '{"name":"mine","role":"admin"}'],
    ['POST', '/api/v1/templates/hello/versions', '{}'],
  ] as const
  for (const [method, path, body] of writes) {
    const sent = {
      headers: body === undefined ? headers : { ...headers, ...JSON_TYPE },
      ...(body === undefined ? {} : { body }),
    }
    const answer = await target.send(method, path, sent)
    expect([path, answer.status, answer.code]).toEqual([path, 403, 'auth.forbidden'])
  }
})

test('E9 a write key reads nothing', async () => {
  const { writeKey } = target.shop
  for (const authorization of [`Basic ${btoa(`${writeKey}:`)}`, `Bearer ${writeKey}`])
    for (const path of [
      '/api/v1/customers',
      '/api/v1/flows',
      '/api/v1/stats',
      `/api/v1/customers/${await customer()}`,
    ]) {
      const answer = await target.send('GET', path, { headers: { authorization } })
      expect([path, answer.status, answer.code]).toEqual([path, 401, 'auth.missing'])
    }
})

test("E9 someone else's workspace: what is in ours is not found", async () => {
  const { rows } = await target.client.query<{ id: number }>(
    `insert into workspace (name, created_at) values ('Foreign', 0) returning id`,
  )
  const headers = bearer(await tokenOf('admin', rows[0]?.id))
  const flow = target.shop.ordersFlow
  for (const path of [
    `/api/v1/customers/${await customer()}`,
    `/api/v1/flows/${flow}`,
    `/api/v1/customers/${await customer()}/flows/${flow}/why`,
  ]) {
    const answer = await target.send('GET', path, { headers })
    expect([path, answer.status, answer.code]).toEqual([path, 404, 'not_found'])
  }
  const archive = await target.send('POST', `/api/v1/flows/${flow}/archive`, { headers })
  expect(archive.status).toBe(404)
  expect(JSON.parse((await target.send('GET', '/api/v1/customers', { headers })).text).items).toEqual([])
})

test('E9 a session that was signed out is over, however often it is sent again', async () => {
  const response = await fetch(`${target.site.url}/api/v1/session`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ email: 'ada@example.org', password: 'long enough for a test' }),
  })
  expect(response.status).toBe(200)
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  expect((await target.send('GET', '/api/v1/me', { headers: { cookie } })).status).toBe(200)
  expect((await target.send('DELETE', '/api/v1/session', { headers: { cookie } })).status).toBe(204)
  for (let n = 0; n < 3; n++) {
    const replayed = await target.send('GET', '/api/v1/me', { headers: { cookie } })
    expect([replayed.status, replayed.code]).toEqual([401, 'auth.missing'])
  }
})

test('E9 a forged unsubscribe link withdraws nothing', async () => {
  const consent = {
    event: 'Consent Changed',
    userId: 'anna',
    properties: { channel: 'email', topic: 'news', state: 'granted' },
  }
  await target.track('/v1/track', { ...consent, messageId: 'granted' })
  const facts = { workspaceId: 1, customerId: Number(await customer()), topic: 'news', key: 'x' }
  const said = Buffer.from(JSON.stringify(facts)).toString('base64url')
  for (const link of [said, `${said}.`, `${said}.${'A'.repeat(43)}`, `..${said}`, '%00', 'a'.repeat(5000)]) {
    const post = await target.send('POST', `/m/u?t=${link}`, {
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect([link, post.status]).toEqual([link, 403])
    expect((await target.send('GET', `/m/u?t=${link}`)).status).toBe(403)
  }
  const { rows } = await target.client.query(`select state from consent where topic = 'news'`)
  expect(rows).toEqual([{ state: 'granted' }])
})

const ADMIN_BODIES: readonly (readonly [string, string, string | Buffer])[] = [
  ['no JSON', '/api/v1/flows', '{'],
  ['a list', '/api/v1/flows', '[]'],
  ['invalid UTF-8', '/api/v1/flows', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
  ['100,000 levels', '/api/v1/flows', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['2 MB', '/api/v1/flows', JSON.stringify({ name: 'x'.repeat(2_000_000) })],
  ['__proto__', '/api/v1/flows', '{"__proto__":{"a":1}}'],
  ['NUL in a name', '/api/v1/sources', '{"name":"a\\u0000b"}'],
  ['half a surrogate pair in a name', '/api/v1/sources', '{"name":"a\\ud800"}'],
  ['NUL in a token', '/api/v1/tokens', '{"name":"a\\u0000b","role":"admin"}'],
  ['NUL at sign-in', '/api/v1/session', '{"email":"a\\u0000@b.example","password":"a\\u0000b"}'],
  [
    'NUL in a template',
    '/api/v1/templates/hello/versions',
    '{"lotse":"template/1","name":"a\\u0000","channel":"email","locale":"en","subject":"a\\u0000","body":"<mjml></mjml>"}',
  ],
  [
    'NUL in a flow',
    '/api/v1/flows',
    '{"lotse":"flow/1","name":"a\\u0000","trigger":{"event":"a\\u0000"},"entry":{"rule":"always"},"start":"end","steps":[{"id":"end","kind":"exit"}]}',
  ],
  [
    'half a surrogate pair in a flow',
    '/api/v1/flows',
    '{"lotse":"flow/1","name":"a\\ud800","trigger":{"event":"a\\udc00"},"entry":{"rule":"always"},"start":"end","steps":[{"id":"end","kind":"exit"}]}',
  ],
]

test.each(ADMIN_BODIES)('the management API answers %s with a coded problem', async (_, path, body) => {
  const answer = await target.send('POST', path, { body, headers: { ...bearer(target.shop.token), ...JSON_TYPE } })
  expect([answer.status < 500, answer.status >= 400, answer.code], answer.text).toEqual([
    true,
    true,
    expect.any(String),
  ])
  expect(await target.works()).toBe(true)
})

const PATHS = [
  '/api/v1/flows/%00',
  '/api/v1/flows/%ff',
  '/api/v1/flows/..%2f..%2fetc',
  '/api/v1/customers/-1',
  '/api/v1/customers/99999999999999999999',
  '/api/v1/customers/1e3',
  '/api/v1/customers?limit=1e9',
  '/api/v1/customers?after=%00',
  '/api/v1/customers?search=%00',
  '/api/v1/templates/%00',
  `/api/v1/flows/${'x'.repeat(5000)}`,
  '/%00',
  '/%c0%ae/',
  '//etc/passwd',
  '/api/v1/flows?status=%00',
]

test.each(PATHS)('the address %s is no fault of ours', async (path) => {
  const answer = await target.send('GET', path, { headers: bearer(target.shop.token) })
  expect(answer.status, answer.text).toBeLessThan(500)
})
