// Operations of the API called as a program calls them, in the order in which a newcomer would. The last test looks that every operation
// was called here or in a file beside this one.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type FlowDocument,
  type OperationAnswer,
  type OperationInput,
  type OperationName,
  operations,
} from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookiesOf, House, PASSWORD, type Proof, type Reply } from './house.ts'
import { openEvents } from './listen.ts'

let house: House
const called = new Set<OperationName>()

beforeAll(async () => {
  house = await House.build()
})
afterAll(() => house.close())

async function call<N extends OperationName>(name: N, input: OperationInput<N>, headers?: Proof): Promise<Reply> {
  const reply = await house.call(name, input, headers ?? house.as('admin'))
  if (reply.status < 300) called.add(name)
  return reply
}

/** Calls an operation that must succeed. */
async function ok<N extends OperationName>(
  name: N,
  input: OperationInput<N>,
  headers?: Proof,
): Promise<OperationAnswer<N>> {
  const reply = await call(name, input, headers)
  expect(reply.status, reply.text).toBeLessThan(300)
  return JSON.parse(reply.text) as OperationAnswer<N>
}

function first<T>(items: readonly T[]): T {
  const [one] = items
  if (one === undefined) throw new Error('the list is empty')
  return one
}

const GREET = {
  id: 'greet',
  name: 'Greet',
  kind: 'send',
  channel: 'email',
  template: 'hello',
  topic: 'news',
  next: 'wait',
} as const
const FLOW: FlowDocument = {
  lotse: 'flow/1',
  name: 'Willkommen, Größe!',
  trigger: { event: 'Signed Up' },
  entry: { rule: 'once' },
  start: 'greet',
  steps: [GREET, { id: 'wait', kind: 'wait', for: '2d', next: 'end' }, { id: 'end', kind: 'exit' }],
}
const TEMPLATE = {
  lotse: 'template/1',
  name: 'Hello',
  channel: 'email',
  locale: 'en',
  subject: 'Hello {{ customer.name }}',
  body: '<mjml><mj-body><mj-section><mj-column><mj-text>Hi {{ customer.name }}</mj-text></mj-column></mj-section></mj-body></mjml>',
} as const

test('a member signs in, sees who they are, changes their language and workspace, and signs out', async () => {
  await house.addMember('cx@shop.example', 'cx')
  const signed = await call('signIn', { body: { email: ' CX@shop.example ', password: PASSWORD } }, {})
  expect(signed.json).toMatchObject({ member: { email: 'cx@shop.example' }, role: 'cx', token: null })
  const session = { cookie: cookiesOf(signed) }
  expect(await ok('getMe', {}, session)).toMatchObject({ workspace: { id: String(house.workspace) }, role: 'cx' })
  expect(await ok('updateMe', { body: { locale: 'de', name: 'Carla' } }, session)).toMatchObject({
    member: { locale: 'de', name: 'Carla' },
  })
  await house.world.pool.query(
    `insert into membership select $1, id, 'viewer' from member where email = 'cx@shop.example'`,
    [house.foreignWorkspace],
  )
  const foreign = String(house.foreignWorkspace)
  expect(await ok('chooseWorkspace', { body: { workspaceId: foreign } }, session)).toMatchObject({
    role: 'viewer',
    workspace: { id: foreign },
  })
  expect(await ok('getMe', {}, session)).toMatchObject({ role: 'viewer', workspace: { id: foreign } })
  expect((await call('signOut', {}, session)).status).toBe(204)
  expect((await call('getMe', {}, session)).json.code).toBe('auth.missing')
})

test('a workspace is renamed and moved to another zone', async () => {
  expect(await ok('updateWorkspace', { body: { name: 'Shop', zone: 'Europe/Vienna', locale: 'en' } })).toMatchObject({
    name: 'Shop',
    zone: 'Europe/Vienna',
  })
  expect(await ok('getWorkspace', {})).toMatchObject({ name: 'Shop', locale: 'en' })
  expect((await call('updateWorkspace', { body: { zone: 'Mars/Olympus' } })).json).toMatchObject({ field: 'zone' })
})

test('[R2.1] settings of a workspace are set one by one, shown, and count from then on', async () => {
  const topics = [{ key: 'news', names: { de: 'Neuigkeiten', en: 'News' } }]
  await ok('updateWorkspace', { body: { settings: { topics } } })
  const settings = { blockedIdentities: ['Guest'], country: 'AT' }
  const { settings: shown } = await ok('updateWorkspace', { body: { settings } })
  expect(shown).toEqual({ topics, contactsIdentify: true, pageTexts: {}, languages: [], ...settings })
  expect((await ok('getWorkspace', {})).settings).toEqual(shown)
  const body = { settings: { topics: [...topics, ...topics] } }
  expect((await call('updateWorkspace', { body })).json).toMatchObject({ status: 400, field: 'settings/topics' })
  const guest = JSON.stringify({ writeKey: house.writeKey, userId: 'guest', event: 'Paid' })
  expect((await house.send('POST', '/v1/track', { body: guest })).json.code).toBe('listen.no_identity')
  await ok('updateWorkspace', { body: { settings: { blockedIdentities: [] } } })
})

test('[R2.1] a source is made, its key changed and revoked; what is sent with an old key is refused', async () => {
  const source = await ok('createSource', { body: { name: 'App' } })
  expect(source.trusted).toBe(false)
  const send = (writeKey: string) =>
    house.send('POST', '/v1/track', { body: JSON.stringify({ writeKey, userId: 'app-1', event: 'Opened' }) })
  expect((await send(source.writeKey)).status).toBe(200)
  const rotated = await ok('rotateSource', { params: { id: source.id }, body: {} })
  expect(rotated.writeKey).not.toBe(source.writeKey)
  expect((await send(rotated.writeKey)).status).toBe(200)
  const revoked = await ok('revokeSource', { params: { id: source.id } })
  expect(revoked.revokedAt).not.toBeNull()
  expect((await call('rotateSource', { params: { id: source.id }, body: {} })).json.code).toBe('not_found')
  expect((await ok('listSources', {})).items.map((one) => one.name)).toEqual(['App', 'Site'])
})

test('a token is made, works with its role, and stops working when it is revoked or has run out', async () => {
  const { token, secret } = await ok('createToken', { body: { name: 'Report', role: 'viewer' } })
  const proof = { authorization: `Bearer ${secret}` }
  expect(await ok('getMe', {}, proof)).toMatchObject({ member: null, token: { name: 'Report' }, role: 'viewer' })
  expect((await ok('listTokens', {})).items[0]).toMatchObject({ id: token.id, role: 'viewer', revokedAt: null })
  await ok('revokeToken', { params: { id: token.id } })
  expect((await call('getMe', {}, proof)).json.code).toBe('auth.missing')
  const soon = new Date(house.now + 1000).toISOString()
  const short = await ok('createToken', { body: { name: 'Short', role: 'viewer', expiresAt: soon } })
  house.now += 1000
  expect((await call('getMe', {}, { authorization: `Bearer ${short.secret}` })).json.code).toBe('auth.missing')
})

test('a template is written, previewed and listed; a broken one is refused with its place', async () => {
  expect(await ok('createTemplateVersion', { params: { key: 'hello' }, body: TEMPLATE })).toMatchObject({ version: 1 })
  expect(
    await ok('createTemplateVersion', { params: { key: 'hello' }, body: { ...TEMPLATE, subject: 'Hi' } }),
  ).toMatchObject({
    key: 'hello',
    version: 2,
    versions: [{ version: 1 }, { version: 2, createdAt: new Date(house.now).toISOString() }],
  })
  expect((await ok('getTemplate', { params: { key: 'hello' }, query: { version: 1 } })).document.subject).toBe(
    TEMPLATE.subject,
  )
  expect((await ok('listTemplates', {})).items).toMatchObject([{ key: 'hello', version: 2 }])
  const preview = await ok('previewTemplate', {
    body: { document: TEMPLATE, event: { name: 'Signed Up', properties: {} } },
  })
  expect(preview.html).toContain('Hi ')
  const broken = { ...TEMPLATE, subject: '{% if %}' }
  const refused = await call('createTemplateVersion', { params: { key: 'hello' }, body: broken })
  expect([refused.status, refused.json.code, refused.json.field]).toEqual([422, 'template.invalid', 'subject'])
})

test('[R2.2] flow: drafted, mended, published, paused, resumed, archived; people are counted at each step', async () => {
  expect((await ok('getFlowSchema', {})).$schema).toContain('2020-12')
  const broken = { ...FLOW, steps: [{ ...GREET, template: 'none', next: 'nowhere' }] }
  const made = await ok('createFlow', { body: broken })
  const id = { id: made.id as string }
  expect(made.id).toMatch(/^willkommen-gro-e-/)
  const faults = (await ok('validateFlow', { params: id })).faults
  expect(faults.map((fault) => fault.code)).toEqual(expect.arrayContaining(['unknown_template', 'unknown_step']))
  const refused = await call('publishFlow', { params: id })
  expect([refused.status, refused.json.code]).toEqual([422, 'flow.invalid'])
  expect(refused.json.faults).toEqual(expect.arrayContaining([expect.objectContaining({ step: 'greet' })]))

  const mended = await ok('updateFlow', { params: id, query: { revision: made.revision }, body: FLOW })
  const stale = await call('updateFlow', { params: id, query: { revision: made.revision }, body: FLOW })
  expect([stale.status, stale.json.code, stale.json.revision]).toEqual([409, 'conflict', mended.revision])

  const published = await ok('publishFlow', { params: id })
  expect(Date.parse(published.effectiveAt)).toBe(house.now + 1000)
  expect(published.flow.versions[0]?.pins).toEqual({ templates: { hello: 2 } })
  expect((await ok('getFlowVersion', { params: { ...id, version: 1 } })).document.name).toBe(FLOW.name)
  house.now += 2000
  await house.track([
    { type: 'identify', userId: 'anna', traits: { email: 'Anna@Shop.example', name: 'Anna' } },
    { type: 'track', event: 'Signed Up', userId: 'anna', messageId: 'signed-up-anna' },
    { type: 'group', groupId: 'acme', userId: 'anna', traits: { plan: 'gold' } },
  ])
  await house.settle()
  const numbers = await ok('getFlowNumbers', { params: id })
  expect(numbers).toMatchObject({ entered: 1, active: 1, ended: 0 })
  expect(numbers.steps.map((s) => [s.step, s.waiting])).toEqual([
    ['greet', 0],
    ['wait', 1],
    ['end', 0],
  ])
  expect((await ok('pauseFlow', { params: id, body: { mode: 'hold' } })).status).toBe('paused')
  const again = await call('pauseFlow', { params: id, body: { mode: 'hold' } })
  expect([again.status, again.json.code]).toEqual([409, 'flow.wrong_status'])
  expect((await ok('resumeFlow', { params: id })).status).toBe('published')
  expect((await ok('pauseFlow', { params: id, body: { mode: 'discard' } })).status).toBe('paused')
  house.now += 2000
  await house.settle()
  expect(await ok('getFlowNumbers', { params: id, query: { version: 1 } })).toMatchObject({
    active: 0,
    reasons: { discarded: 1 },
  })
  expect((await ok('archiveFlow', { params: id })).status).toBe('archived')
  expect((await call('updateFlow', { params: id, body: FLOW })).json.code).toBe('flow.wrong_status')
  expect((await ok('listFlows', { query: { status: 'archived' } })).items).toHaveLength(1)
  expect((await ok('getFlow', { params: id })).published?.name).toBe(FLOW.name)
})

test('[R2.2] a customer is found by an identity, with origin, traits, account, runs and why', async () => {
  const found = await ok('listCustomers', { query: { identity: 'email:anna@SHOP.example' } })
  expect(found.items).toHaveLength(1)
  const anna = first(found.items)
  expect(anna.traits).toMatchObject({ name: 'Anna' })
  expect(anna.identities).toContainEqual(
    expect.objectContaining({ kind: 'userId', value: 'anna', source: { id: expect.any(String), name: 'Site' } }),
  )
  const id = { id: anna.id }
  const whole = await ok('getCustomer', { params: id })
  expect(whole.accounts).toEqual([{ id: 'acme', traits: { plan: 'gold' } }])
  expect(whole.runs).toMatchObject([{ flowName: FLOW.name, reason: 'discarded' }])
  const timeline = (await ok('getTimeline', { params: id })).items
  expect(timeline.find((item) => item.messageId === 'signed-up-anna')).toMatchObject({
    name: 'Signed Up',
    kind: 'event',
  })
  expect(timeline.map((item) => item.kind)).toEqual(expect.arrayContaining(['event', 'message', 'run']))
  const times = timeline.map((item) => Date.parse(item.occurredAt))
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  const why = await ok('getWhy', { params: { ...id, flowId: first(whole.runs).flowId } })
  expect(why).toMatchObject({ verdict: 'left', reason: 'discarded' })
  expect((await ok('listCustomers', { query: { identity: 'userId:nobody' } })).items).toEqual([])
  expect((await ok('listCustomers', {})).items.length).toBeGreaterThan(0)
})

test('a consent that was given on the phone stands with its proof, and in the log', async () => {
  const id = { id: await house.customer('anna') }
  const body = {
    channel: 'email',
    topic: 'news',
    state: 'granted',
    source: 'phone call',
    wording: 'May we write?',
  } as const
  expect(await ok('stateConsent', { params: id, body })).toMatchObject({
    state: 'granted',
    source: 'phone call',
    wording: 'May we write?',
  })
  expect((await ok('getCustomer', { params: id })).consents).toHaveLength(1)
  const [newest] = (await ok('getTimeline', { params: id })).items
  expect(newest).toMatchObject({ name: 'Consent Changed', detail: { eventKind: 'consent' } })
})

test('messages that died are seen, tried again, and given up', async () => {
  const { pool } = house.world
  const customer = await house.customer('anna')
  const { rows } = await pool.query<{ id: number }>(
    `insert into message (key, workspace_id, customer_id, channel, state, reason, created_at, due_at, request)
     select 'dead-' || n, $1, $2, 'email', 'dead', 'smtp 550', $3, $3, '{"channel":"email","template":"hello"}' from generate_series(1, 3) n returning id`,
    [house.workspace, customer, house.now],
  )
  const [one, two] = rows.map(({ id }) => String(id))
  expect((await ok('listMessages', { query: { state: 'dead' } })).items).toHaveLength(3)
  expect((await ok('getMessage', { params: { id: one ?? '' } })).request).toMatchObject({ template: 'hello' })
  expect(await ok('retryMessage', { params: { id: one ?? '' } })).toMatchObject({ state: 'queued', key: 'dead-1' })
  const again = await call('retryMessage', { params: { id: one ?? '' } })
  expect([again.status, again.json.code, again.json.state]).toEqual([409, 'message.wrong_state', 'queued'])
  expect(await ok('discardMessage', { params: { id: two ?? '' } })).toMatchObject({ state: 'cancelled' })
  expect(await ok('retryDeadMessages', {})).toEqual({ count: 1 })
  expect((await ok('listMessages', { query: { customerId: customer, state: 'queued' } })).items.length).toBeGreaterThan(
    0,
  )
})

test('[E10] a bad event is seen with its reason and taken once it is mended', async () => {
  await house.track([
    { type: 'track', userId: 'berta', messageId: 'no-name' },
    { type: 'track', userId: 'zoe', event: 'Seen' },
  ])
  const refused = first((await ok('listRefusedEvents', {})).items)
  expect(refused).toMatchObject({ code: 'listen.event_invalid', source: { name: 'Site' }, replayedAt: null })
  const still = await call('replayRefusedEvent', { params: { id: refused.id }, body: {} })
  expect([still.status, still.json.code]).toEqual([400, 'listen.event_invalid'])
  const event = { ...JSON.parse(refused.raw), event: 'Mended' }
  expect((await ok('replayRefusedEvent', { params: { id: refused.id }, body: { event } })).replayedAt).not.toBeNull()
  const timeline = await ok('getTimeline', { params: { id: await house.customer('berta') } })
  expect(timeline.items).toMatchObject([{ name: 'Mended', messageId: 'no-name' }])
})

test('[B2] inputs that were set aside are listed and applied again', async () => {
  const { pool } = house.world
  const id = await house.customer('anna')
  await pool.query(
    `insert into set_aside (workspace_id, customer_id, bucket, seq, reason, stack, state, set_aside_at)
     select workspace_id, customer_id, bucket, seq, 'a rule threw', 'Error', '{}', $2 from event where customer_id = $1 order by seq limit 1`,
    [id, house.now],
  )
  const aside = first((await ok('listSetAsideInputs', {})).items)
  expect(aside).toMatchObject({ customerId: id, reason: 'a rule threw', resolvedAt: null })
  const before = (await ok('getTimeline', { params: { id } })).items.length
  for (let times = 0; times < 2; times += 1)
    expect((await ok('replaySetAsideInput', { params: { id: aside.id } })).resolvedAt).not.toBeNull()
  await house.settle()
  expect((await ok('getTimeline', { params: { id } })).items).toHaveLength(before + 1)
  expect((await ok('listSetAsideInputs', {})).items).toEqual([])
})

test('a condition is read from text and printed again; what cannot be read names its position', async () => {
  const text = 'trait.plan = "gold" and count("Order Completed" within 30d) >= 2'
  const read = await ok('parseCondition', { body: { text } })
  expect(await ok('printCondition', { body: { condition: read.condition } })).toEqual({ text: read.text })
  const bad = await call('parseCondition', { body: { text: 'trait.plan = ' } })
  expect([bad.status, bad.json.code]).toEqual([400, 'condition.syntax'])
  expect(bad.json.position).toBe(13)
})

test('counters follow what was sent', async () => {
  const before = await ok('getStats', {})
  const event = { type: 'track', event: 'Seen', userId: 'carl', messageId: 'twice' }
  await house.track([event, event, { type: 'track', event: 'Nobody' }])
  expect((await ok('getStats', {})).events).toMatchObject({
    accepted: before.events.accepted + 1,
    duplicates: before.events.duplicates + 1,
    refused: before.events.refused + 1,
  })
  house.now += 5000
  expect((await ok('getStats', {})).lagMs).toBe(5000)
  await house.settle()
  house.now += 1000
  const after = await ok('getStats', {})
  expect(after.events.processed).toBe(after.events.accepted)
  expect(after.lagMs).toBe(0)
})

test('streams open', async () => {
  const url = await house.app.listen({ port: 0 })
  for (const name of ['watchWorkspace', 'watchCustomer'] as const) {
    const path = operations[name].path.replace('{id}', await house.customer('anna'))
    const stream = await openEvents(url + path, house.as('admin'))
    expect((await stream.next()).event).toBe(name === 'watchWorkspace' ? 'snapshot' : 'item')
    stream.close()
    called.add(name)
  }
})

test('[E9] every write is written down with who did it', async () => {
  const entries = (await ok('listAudit', { query: { limit: 200 } })).items
  expect(entries).toContainEqual(
    expect.objectContaining({ operation: 'publishFlow', token: { id: expect.any(String), name: 'admin token' } }),
  )
  expect(entries).toContainEqual(
    expect.objectContaining({ operation: 'updateMe', member: { id: expect.any(String), name: 'Carla' } }),
  )
})

test('every operation of the document was called', async () => {
  const document = JSON.parse((await house.send('GET', '/api/openapi.json')).text) as {
    paths: Record<string, Record<string, { operationId: string }>>
  }
  const described = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.operationId))
  expect(described.toSorted()).toEqual(Object.keys(operations).toSorted())
  const elsewhere = await calledElsewhere()
  expect(described.filter((name) => !called.has(name as OperationName) && !elsewhere.has(name))).toEqual([])
})

/** Operations that the test files beside this one call by name; each looks at what it was answered. */
async function calledElsewhere(): Promise<Set<string>> {
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.test.ts'))
  const texts = await Promise.all(files.map((name) => readFile(join(import.meta.dirname, name), 'utf8')))
  return new Set(texts.flatMap((text) => [...text.matchAll(/\w\(\s*(?:\w+, )?'(\w+)'/g)].map(([, name = '']) => name)))
}
