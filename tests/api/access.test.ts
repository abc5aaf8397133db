// Who is let in at all: every operation against callers without proof, from other sites, and tokens of roles (E9). What things a
// member may touch, here and in another workspace, stands in walk/.
import { mayRole, type Operation } from '@lotse/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allOperations, House, type Proof, type Reply } from './house.ts'

let house: House
let ended: Proof

beforeAll(async () => {
  house = await House.build()
  const session = await house.signIn()
  const out = await house.call('signOut', {}, session)
  expect(out.status).toBe(204)
  ended = session
})
afterAll(() => house.close())

/** A path with ids that exist nowhere. */
const pathOf = (operation: Operation): string =>
  operation.path
    .replace('{version}', '1')
    .replace(/\{(flowId|key)\}/g, 'none')
    .replace('{id}', operation.path.includes('/flows/{id}') ? 'none' : '999999')

const knock = (operation: Operation, headers: Proof): Promise<Reply> =>
  house.send(operation.method, pathOf(operation), { headers })

const guarded = allOperations.filter(([, { allow }]) => allow !== 'public')
const LOOKED_AT = ['admin', 'viewer', 'data', 'marketing', 'service_agent', 'leadership'] as const
const refusals = new Set(['auth.missing', 'auth.forbidden', 'auth.cross_site'])

describe.each(guarded)('%s', (_, operation: Operation) => {
  test('nobody: refused', async () => {
    const reply = await knock(operation, {})
    expect([reply.status, reply.json.code]).toEqual([401, 'auth.missing'])
    expect(reply.headers['content-type']).toContain('application/problem+json')
  })

  test('a write key is no token', async () => {
    const basic = { authorization: `Basic ${Buffer.from(`${house.writeKey}:`).toString('base64')}` }
    expect((await knock(operation, basic)).json.code).toBe('auth.missing')
    expect((await knock(operation, { authorization: `Bearer ${house.writeKey}` })).json.code).toBe('auth.missing')
  })

  test('a session that has ended: refused', async () => {
    expect((await knock(operation, ended)).json.code).toBe('auth.missing')
  })

  test('a token that was made up: refused', async () => {
    expect((await knock(operation, { authorization: `Bearer lotse_${'x'.repeat(43)}` })).json.code).toBe('auth.missing')
  })

  const { allow } = operation
  if (allow !== 'public' && allow !== 'member')
    test.each(LOOKED_AT)('%s: as the table of permissions says', async (role) => {
      if (operation.stream) return
      const reply = await knock(operation, house.as(role))
      if (mayRole(role, allow)) expect(refusals).not.toContain(reply.json.code)
      else expect([reply.status, reply.json.code]).toEqual([403, 'auth.forbidden'])
    })

  if (operation.method !== 'GET')
    test('another site cannot make the browser do it', async () => {
      const session = await house.signIn()
      const cross = await knock(operation, { ...session, 'sec-fetch-site': 'cross-site' })
      expect([cross.status, cross.json.code]).toEqual([403, 'auth.cross_site'])
      const origin = await knock(operation, { ...session, origin: 'https://evil.example', host: 'lotse.example' })
      expect(origin.json.code).toBe('auth.cross_site')
    })
})

test('E9 a template is filled for a customer only for those who may read personal data', async () => {
  await house.track([{ type: 'identify', userId: 'anna', traits: { salary: 'secret' } }])
  await house.settle()
  const document = {
    lotse: 'template/1',
    name: 'Peek',
    channel: 'email',
    locale: 'en',
    subject: 'Pay: {{ customer.salary }}',
    body: '<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text></mj-column></mj-section></mj-body></mjml>',
  } as const
  const filled = { body: { document, customerId: await house.customer('anna') } }
  expect((await house.call('previewTemplate', filled, house.as('marketing'))).json.subject).toBe('Pay: secret')
  const refused = await house.call('previewTemplate', filled, house.as('leadership'))
  expect(refused.json).toMatchObject({ status: 403, code: 'auth.forbidden', action: 'personal.read' })
  expect((await house.call('previewTemplate', { body: { document } }, house.as('leadership'))).status).toBe(200)
})
