// Who may call what: every operation against every kind of caller (E9). What is refused is refused as a coded problem.
import { mayRole, type Operation, type OperationName, operations } from '@lotse/protocol'
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

describe('a token of another workspace', () => {
  const withId: readonly OperationName[] = [
    'rotateSource',
    'revokeSource',
    'restoreSource',
    'updateSource',
    'getEvent',
    'revokeToken',
    'getCustomer',
    'getTimeline',
    'stateConsent',
    'watchCustomer',
    'getFlow',
    'updateFlow',
    'validateFlow',
    'publishFlow',
    'pauseFlow',
    'resumeFlow',
    'archiveFlow',
    'getFlowVersion',
    'getFlowNumbers',
    'getWhy',
    'getMessage',
    'retryMessage',
    'discardMessage',
    'getTemplate',
    'replayRefusedEvent',
    'replaySetAsideInput',
  ]
  let own: Readonly<Record<string, string>>

  beforeAll(async () => {
    const { pool } = house.world
    await house.track([
      { type: 'identify', userId: 'u1', traits: { name: 'Anna' } },
      { type: 'track', event: 'Bad' },
    ])
    const flow = JSON.stringify(FLOW)
    await pool.query(
      `insert into flow (id, workspace_id, name, status, draft, version, created_at, updated_at) values ('own', $1, 'Own', 'published', $2, 1, 0, 0)`,
      [house.workspace, flow],
    )
    await pool.query(
      `insert into flow_version (flow_id, version, workspace_id, document, pins, published_at) values ('own', 1, $1, $2, '{}', 0)`,
      [house.workspace, flow],
    )
    await pool.query(`insert into template values ($1, 'own', 1, '{}', 0)`, [house.workspace])
    const message = await pool.query(
      `insert into message (key, workspace_id, customer_id, channel, state, created_at, due_at, request) values ('k', $1, 1, 'email', 'dead', 0, 0, '{}') returning id`,
      [house.workspace],
    )
    const aside = await pool.query(
      `insert into set_aside (workspace_id, customer_id, bucket, reason, stack, state, set_aside_at) values ($1, 1, 0, 'r', '', '{}', 0) returning id`,
      [house.workspace],
    )
    const one = async (table: string) =>
      String(
        (await pool.query(`select id from ${table} where workspace_id = $1 limit 1`, [house.workspace])).rows[0].id,
      )
    own = {
      rotateSource: await one('source'),
      revokeSource: await one('source'),
      restoreSource: await one('source'),
      updateSource: await one('source'),
      getEvent: (
        await pool.query(
          `select bucket || '-' || txid || '-' || seq as id from event where workspace_id = $1 limit 1`,
          [house.workspace],
        )
      ).rows[0].id,
      revokeToken: await one('api_token'),
      message: String(message.rows[0].id),
      aside: String(aside.rows[0].id),
      refused: await one('refused_event'),
      customer: await house.customer('u1'),
    }
  })

  const idOf = (name: OperationName): string => {
    if (name in own) return own[name] ?? ''
    if (name.endsWith('Message')) return own.message ?? ''
    if (name === 'replaySetAsideInput') return own.aside ?? ''
    if (name === 'replayRefusedEvent') return own.refused ?? ''
    return operations[name].path.includes('/flows/{id}') ? 'own' : (own.customer ?? '')
  }

  test.each(withId)('%s does not find what is ours', async (name) => {
    const operation: Operation = operations[name]
    const path = operation.path
      .replace('{version}', '1')
      .replace(/\{(flowId|key)\}/g, 'own')
      .replace('{id}', idOf(name))
    const body = operation.body ? JSON.stringify(BODIES[name] ?? {}) : undefined
    const reply = await house.send(operation.method, path, { headers: house.as('foreign'), ...(body ? { body } : {}) })
    expect([reply.status, reply.json.code]).toEqual([404, 'not_found'])
  })

  test('covers every operation that names a thing', () => {
    const named = allOperations.filter(([, { path }]) => path.includes('{')).map(([name]) => name)
    expect(named.filter((name) => !withId.includes(name) && name !== 'createTemplateVersion')).toEqual([])
  })

  const lists = allOperations.filter(([name, operation]) => name.startsWith('list') && !('params' in operation))
  test.each(lists)('%s shows nothing of ours', async (name) => {
    const reply = await house.call(name as 'listFlows', {}, house.as('foreign'))
    expect(reply.status).toBe(200)
    const ours = name === 'listTokens' ? 1 : 0
    expect((reply.json.items as unknown[]).length).toBe(ours)
  })

  test('our own list shows them', async () => {
    expect((await house.call('listFlows', {})).json.items).toHaveLength(1)
    expect((await house.call('listMessages', {})).json.items).toHaveLength(1)
  })
})

const FLOW = {
  lotse: 'flow/1',
  name: 'Own',
  trigger: { event: 'Seen' },
  entry: { rule: 'always' },
  start: 'end',
  steps: [{ id: 'end', kind: 'exit' }],
}
const BODIES: Partial<Record<OperationName, object>> = {
  stateConsent: { channel: 'email', topic: 'news', state: 'granted', source: 'phone' },
  updateFlow: FLOW,
  pauseFlow: { mode: 'hold' },
}

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
