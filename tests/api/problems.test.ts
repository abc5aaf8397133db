// Bad input of every kind: each gets a coded problem that names what to mend (E10), and never a 500.
import { type Operation, type OperationName, operations } from '@lotse/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOf } from '../../packages/server/src/base/auth.ts'
import { allOperations, House, type Proof } from './house.ts'

let house: House
beforeAll(async () => {
  house = await House.build()
  await house.track([{ type: 'identify', userId: 'anna' }])
})
afterAll(() => house.close())

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  house.send('POST', path, { body, headers: { ...house.as('admin'), ...headers } })

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
const nested = (depth: number): string => `${'{"not":'.repeat(depth)}{"exists":{"now":true}}${'}'.repeat(depth)}`

describe('a body', () => {
  test.each<[string, string, number, string]>([
    ['is not JSON', '{"name":', 400, 'request.malformed'],
    ['is empty', '', 400, 'request.invalid'],
    ['is not an object', '[]', 400, 'request.invalid'],
    ['is null', 'null', 400, 'request.invalid'],
    ['has a wrong type', '{"name":5}', 400, 'request.invalid'],
    ['has a field too many', '{"name":"a","admin":true}', 400, 'request.invalid'],
    ['names a prototype', '{"name":"a","__proto__":{"admin":true}}', 400, 'request.malformed'],
    ['names a constructor', '{"name":"a","constructor":{"prototype":{}}}', 400, 'request.malformed'],
    ['holds NUL', '{"name":"a\\u0000b"}', 400, 'request.invalid'],
    ['holds half a surrogate pair', '{"name":"\\ud800"}', 400, 'request.invalid'],
    ['is nested 100,000 deep', `{"name":${deep(100_000)}}`, 400, 'request.too_deep'],
    ['has 200,000 parts', `{"name":[${'1,'.repeat(200_000)}1]}`, 400, 'request.too_deep'],
    ['is larger than 1 MB', `{"name":"${'x'.repeat(1_100_000)}"}`, 413, 'request.too_large'],
  ])('that %s is refused', async (_, body, status, code) => {
    const reply = await post('/api/v1/sources', body)
    expect([reply.status, reply.json.code]).toEqual([status, code])
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json.requestId).toBe(reply.headers['x-request-id'])
  })

  test('of another type is refused; without one, an operation that needs none works', async () => {
    expect(
      (await post('/api/v1/sources', 'name=a', { 'content-type': 'application/x-www-form-urlencoded' })).json.code,
    ).toBe('request.wrong_type')
    const empty = await post('/api/v1/messages/retry-dead', '', { 'content-type': 'application/x-www-form-urlencoded' })
    expect(empty.status).toBe(200)
  })

  test('says where the fault is', async () => {
    const bad = {
      lotse: 'flow/1',
      name: 'x',
      trigger: { event: '' },
      entry: { rule: 'once' },
      start: 'a',
      steps: [{ id: 'a', kind: 'exit' }],
    }
    const reply = await post('/api/v1/flows', JSON.stringify(bad))
    expect(reply.json).toMatchObject({ code: 'request.invalid', field: 'trigger/event', in: 'body' })
    expect(reply.json.faults).toHaveLength(1)
  })

  test('with text in every script is stored as it was sent', async () => {
    const name = 'Größe 漢字 🦊 ‮ "\\'
    expect((await post('/api/v1/sources', JSON.stringify({ name }))).json.name).toBe(name)
  })
})

describe('a condition', () => {
  test.each([60, 200, 5000])('nested %i deep is refused or printed, never more', async (depth) => {
    const reply = await post('/api/v1/conditions/print', `{"condition":${nested(depth)}}`)
    expect([200, 400]).toContain(reply.status)
  })

  test.each([
    `${'('.repeat(3000)}now = now${')'.repeat(3000)}`,
    'x matches "((a+)+)+$"',
    '\u2028',
    'not '.repeat(2000),
  ])('text %# is read or refused with a code', async (text) => {
    const reply = await post('/api/v1/conditions/parse', JSON.stringify({ text }))
    expect(reply.status).toBeLessThan(500)
    if (reply.status !== 200) expect(reply.json.code).toMatch(/^(condition|request)\./)
  })
})

describe('an address', () => {
  test.each([
    '/api/v1/customers/0',
    '/api/v1/customers/-1',
    '/api/v1/customers/9999999999999999',
    '/api/v1/customers/99999999999999999999',
    '/api/v1/customers/1e3',
    '/api/v1/customers/%00',
    '/api/v1/customers/%E0%A4%A',
    `/api/v1/customers/${'9'.repeat(5000)}`,
    '/api/v1/messages/9007199254740993',
    '/api/v1/flows/none/numbers?version=0',
    '/api/v1/flows/none/numbers?version=99999999999',
    '/api/v1/flows/%2e%2e%2f',
    '/api/v1/customers?identity=email:%00',
    '/api/v1/customers?identity=nocolon',
    '/api/v1/customers?limit=10&limit=20',
    `/api/v1/customers?identity=userId:${'x'.repeat(2000)}`,
    '/api/v1/messages?state=%00',
    '/api/v1/messages?customerId=99999999999999999',
    '/api/v1/sources?cursor=%00',
    '/api/v2/none',
    '/api/../../etc/passwd',
    '/assets/..%2f..%2fpackage.json',
  ])('%s is refused', async (path) => {
    const reply = await house.send('GET', path, { headers: house.as('admin') })
    expect([400, 404, 414], reply.text).toContain(reply.status)
    expect(reply.headers['content-type']).toContain('application/problem+json')
  })

  test.each(['2147483648', '9007199254740991'])('an id no source can have (%s) is not found', async (id) => {
    expect((await house.call('revokeSource', { params: { id } })).json.code).toBe('not_found')
    expect((await house.call('revokeToken', { params: { id } })).json.code).toBe('not_found')
  })

  test('a wrong method is not found', async () => {
    expect((await house.send('DELETE', '/api/v1/flows', { headers: house.as('admin') })).json.code).toBe('not_found')
  })
})

/** Streams that open whatever is sent (by way of `..` that of a journey, too) and never end; the two that make a session. */
const harmless = new Set<OperationName>([
  'watchWorkspace',
  'watchCustomer',
  'watchEvents',
  'watchAtlas',
  'watchJourney',
  'signIn',
  'setUp',
])
const fuzzed = allOperations.filter(([name]) => !harmless.has(name))

/** Paths and queries with whatever somebody may write there. */
const piece = fc.oneof(
  fc.constantFrom(
    '1',
    '0',
    '-1',
    'null',
    'NaN',
    '%00',
    '%ff',
    '..',
    "'; drop table flow; --",
    '9007199254740993',
    'own',
  ),
  fc.string({ maxLength: 20 }).map(encodeURIComponent),
)
const body = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom('{}', '[]', '"x"', '5', '{"__proto__":1}', '{"name":"\\u0000"}', '\u0000', '{"text":"\\ud800"}'),
)

/** A token of its own for each operation, so that the limit of calls is reached by none. */
async function freshToken(name: string): Promise<Proof> {
  const secret = `lotse_fuzz_${name}_0000000000000000`
  await house.world.pool.query(
    `insert into api_token (hash, workspace_id, name, role, created_at) values ($1, $2, $3, 'admin', 0)`,
    [hashOf(secret), house.workspace, name],
  )
  return { authorization: `Bearer ${secret}` }
}

describe.each(fuzzed)('%s', (name, operation: Operation) => {
  test('whatever is sent, the answer is no 500', async () => {
    const headers = await freshToken(name)
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 3, maxLength: 3 }), body, async (pieces, text) => {
        const [one = '', two = '', three = ''] = pieces
        const path = operations[name].path.replace(/\{\w+\}/, one).replace(/\{\w+\}/, two)
        const query = operation.query
          ? `?cursor=${three}&limit=${one}&version=${two}&identity=${three}:${one}&state=${two}`
          : ''
        const sent = operation.method === 'GET' ? {} : { body: text }
        const reply = await house.send(operation.method, path + query, { headers, ...sent })
        expect(reply.json.code).not.toBe('request.too_many')
        expect(reply.status, `${path}${query} ${text} → ${reply.text}`).toBeLessThan(500)
        if (reply.status >= 400) expect(reply.json.code, reply.text).toBeTypeOf('string')
      }),
      { numRuns: 25, seed: 20261120 },
    )
  })
})

test('a fault of ours is answered without its details, and logged under the request id', async () => {
  await house.world.pool.query('alter table source rename to source_away')
  const reply = await house.call('listSources', {})
  await house.world.pool.query('alter table source_away rename to source')
  expect([reply.status, reply.json.code]).toEqual([500, 'server.fault'])
  expect(reply.text).not.toContain('relation')
})
