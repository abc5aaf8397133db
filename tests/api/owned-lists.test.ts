// Whose something is narrows every list that says it: by region, department and team, the caller's own, and what nobody owns.
import { type AtlasEdit, type AtlasKind, operations, requestOf } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allOperations, House, type Proof } from './house.ts'
import { FLOW, TEMPLATE } from './walk/fixture.ts'

/** Everything is called by whose it is: `region` over `department` over `team`, `other` beside them, `nobody`. */
const owners = ['region', 'department', 'team', 'other', 'nobody'] as const
type Owner = (typeof owners)[number]

/**
 * How a list is asked. `thing`: what is looked for in its answer, by name; without one the owners that it names. `query`: beside the owner, of what each
 * owns where it is a function. `by`: what the owner is called there.
 */
type Asking = {
  readonly thing?: string
  readonly query?: object | ((owner: Owner) => object)
  readonly by?: 'department'
}

/** Every list that can be narrowed by an owner. */
const lists: Readonly<Record<string, Asking>> = {
  listSources: { thing: 'source' },
  listFlows: { thing: 'flow' },
  listTemplates: { thing: 'template' },
  listMessages: { thing: 'message' },
  exportMessages: { thing: 'message' },
  listJourneys: { thing: 'journey' },
  listRecords: { thing: 'touchpoint', query: { kind: 'touchpoint' } },
  countRecords: { query: { kind: 'touchpoint' } },
  exportRecords: { thing: 'touchpoint', query: { kind: 'touchpoint', format: 'csv' } },
  listInsights: { thing: 'insight' },
  listTermFlags: { thing: 'persona' },
  getMatrix: { thing: 'touchpoint', query: { of: 'touchpoint.channel' } },
  exportMatrix: { thing: 'touchpoint', query: { of: 'touchpoint.channel', format: 'csv' } },
  listMatrixPlaces: {
    thing: 'touchpoint',
    query: (owner) => ({ of: 'touchpoint.channel', row: `touchpoint-${owner}`, column: 'web' }),
  },
  listFeed: { thing: 'touchpoint' },
  listInsightWork: { thing: 'insight', by: 'department' },
  exportInsightList: { thing: 'insight', by: 'department', query: { format: 'csv' } },
  listTickets: { thing: 'insight', by: 'department' },
  listMeasures: { thing: 'measure' },
  getInsightMatrix: { thing: 'insight', by: 'department', query: { x: 'input.impact', y: 'input.impact' } },
}

let house: House
let head: Proof
const units = new Map<Owner, string>()
let made = 0

const make = (kind: AtlasKind, id: string, fields: object): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey: null,
  fields: { name: { de: id, en: `the ${id}` }, ...fields },
})
const change = (edits: AtlasEdit[], ownerId?: string) =>
  house.ok('changeAtlas', { body: { id: `m${++made}`, edits, ...(ownerId && { ownerId }) } })

/** One of everything that has an owner. */
async function furnish(owner: Owner): Promise<void> {
  const ownerId = units.get(owner)
  await change(
    [
      make('journey', `journey-${owner}`, {}),
      make('touchpoint', `touchpoint-${owner}`, { channels: ['web'] }),
      make('insight', `insight-${owner}`, { sort: 'painPoint', concerns: [`touchpoint-${owner}`] }),
      make('persona', `persona-${owner}`, {}),
    ],
    ownerId,
  )
  await house.world.pool.query(
    `insert into ticket_link (workspace_id, insight, connection_id, version, state, ref, key, url, remote_at, memory, seen_work, seen_record, tries, made_at)
     select $1, $2, id, 1, 'linked', $2, $2, 'https://tickets.example', 0, '{}', 0, 0, 0, 0 from ticket_connection`,
    [house.workspace, `insight-${owner}`],
  )
  const rated = { version: 0, inputs: { impact: 3 } }
  await house.ok('setInsightScores', { params: { id: `insight-${owner}` }, body: rated })
  await house.world.pool.query(
    `insert into feed_item (workspace_id, source, kind, record, at, gathered_at, facts) values ($1, $2, 'alert', $2, 0, 0, '{}')`,
    [house.workspace, `touchpoint-${owner}`],
  )
  await house.ok('createMeasure', {
    body: { fields: { name: `measure-${owner}`, type: 'process' }, ...(ownerId && { ownerId }) },
  })
  await house.ok('createSource', { body: { name: `source-${owner}`, ...(ownerId && { ownerId }) } })
  const { id } = await house.ok('createFlow', { query: { ownerId }, body: { ...FLOW, name: `flow-${owner}` } })
  const template = { ...TEMPLATE, name: `template-${owner}` }
  const params = { key: `template-${owner}` }
  await house.ok('createTemplateVersion', { params, query: { ownerId }, body: template })
  await house.world.pool.query(
    `insert into message (key, workspace_id, customer_id, flow_id, channel, state, created_at, due_at, request)
     values ($1, $2, $3, $4, 'email', 'accepted', 0, 0, $5)`,
    [`m-${owner}`, house.workspace, await house.customer('anna'), id, `{"template":"message-${owner}"}`],
  )
}

beforeAll(async () => {
  house = await House.build()
  await house.track([{ type: 'track', event: 'Seen', userId: 'anna' }])
  await house.settle()
  const unit = async (kind: 'department' | 'team' | 'region', name: Owner, parentId: string | null) =>
    units.set(name, (await house.ok('createUnit', { body: { kind, name, parentId } })).id)
  await unit('region', 'region', null)
  await unit('department', 'department', units.get('region') ?? null)
  await unit('team', 'team', units.get('department') ?? null)
  await unit('department', 'other', null)
  await change([
    make('channel', 'web', {}),
    make('taxonomy', 'kinds', { policy: 'flag', of: ['persona'], expected: true }),
  ])
  const tracker = { name: 'Tracker', kind: 'generic' as const, baseUrl: 'https://tickets.example', secret: 'x' }
  await house.ok('createTicketConnection', { body: tracker })
  for (const owner of owners) await furnish(owner)
  await house.addMember('head@shop.example', 'admin')
  const { items } = await house.ok('listMembers', { query: { find: 'head@shop.example' } })
  await house.ok('changeMember', {
    params: { id: items[0]?.id ?? '' },
    body: { unitIds: [units.get('department') ?? ''] },
  })
  head = await house.signIn('head@shop.example')
}, 120_000)
afterAll(() => house?.close())

/** Whose things a list shows. */
async function shown(name: string, asked: string | undefined, proof: Proof): Promise<Owner[]> {
  const { thing, query = {}, by = 'ownerId' } = lists[name] ?? {}
  const ask = async (more: object) => {
    const given = { query: { ...more, ...(asked === undefined ? {} : { [by]: asked }) } }
    const { method, path } = requestOf(name as 'listFlows', given)
    const reply = await house.send(method, path, { headers: proof })
    expect(reply.status, `${name} ${reply.text}`).toBe(200)
    return reply.text
  }
  if (typeof query === 'function') {
    const texts = await Promise.all(owners.map(async (owner) => ((await ask(query(owner))).length > 20 ? [owner] : [])))
    return texts.flat()
  }
  const text = await ask(query)
  const signOf = (owner: Owner) => {
    if (thing !== undefined) return `${thing}-${owner}`
    return owner === 'nobody' ? '"ownerId":null' : `"ownerId":"${units.get(owner)}"`
  }
  return owners.filter((owner) => text.includes(signOf(owner)))
}

const shapeOf = (one: unknown): object =>
  typeof one === 'object' && one !== null && 'shape' in one && typeof one.shape === 'object' && one.shape !== null
    ? one.shape
    : {}
const narrowed = allOperations
  .filter(([, { method, ...rest }]) => {
    const shape = shapeOf('query' in rest ? rest.query : undefined)
    return method === 'GET' && ('ownerId' in shape || 'department' in shape)
  })
  .map(([name]) => name)

test('[R0.4] departments, teams and regions each narrow every list of what they own, with all that is below them', async () => {
  expect(Object.keys(lists).toSorted()).toEqual(narrowed.toSorted())
  const expected: readonly (readonly [asked: string | undefined, found: readonly Owner[]])[] = [
    [undefined, owners],
    [units.get('region'), ['region', 'department', 'team']],
    [units.get('department'), ['department', 'team']],
    [units.get('team'), ['team']],
    [units.get('other'), ['other']],
    ['none', ['nobody']],
    ['mine', ['department', 'team']],
  ]
  for (const name of narrowed)
    for (const [asked, found] of expected) expect(await shown(name, asked, head), `${name} ${asked}`).toEqual(found)
})

test('units of another workspace own nothing here, and nothing there is ours', async () => {
  const foreign = house.as('foreign')
  for (const name of narrowed)
    for (const asked of [units.get('region'), undefined]) expect(await shown(name, asked, foreign), name).toEqual([])
})

/** Lists that say an owner and cannot be narrowed by one, with the reason. */
const whole: Readonly<Record<string, string>> = {
  getAtlas: 'one picture of how all journeys hang together; its screen lets those of an owner stand out',
  listDeviations: 'of one template; its screen narrows it',
  getLayers: 'what hangs at one record, whoever owns it',
  listTiedFlows: 'what hangs at one record, whoever owns it',
  searchAtlas: 'words are looked for everywhere',
}

test('what says an owner in a list can be narrowed by it', () => {
  const says = allOperations
    .filter(([, operation]) => {
      const items = 'answer' in operation ? Reflect.get(shapeOf(operation.answer), 'items') : undefined
      const item = typeof items === 'object' && items !== null && 'element' in items ? items.element : undefined
      return 'ownerId' in shapeOf(item)
    })
    .map(([name]) => name)
  expect(says.filter((name) => !narrowed.includes(name)).toSorted()).toEqual(Object.keys(whole).toSorted())
  expect(Object.keys(whole).filter((name) => !(name in operations))).toEqual([])
})

test('O2 O4 a source is handed over by the CX team, and by a department that answers for it; what it sends is seen, not set up', async () => {
  const { items } = await house.ok('listSources', { query: { ownerId: units.get('team') } })
  const id = items[0]?.id ?? ''
  const hand = async (ownerId: string | null, proof: Proof) => {
    const { status, json } = await house.call('setSourceOwner', { params: { id }, body: { ownerId } }, proof)
    return status === 200 ? json['ownerId'] : json.code
  }
  await house.addMember('dora@shop.example', 'department')
  const [member] = (await house.ok('listMembers', { query: { find: 'dora@shop.example' } })).items
  await house.ok('changeMember', {
    params: { id: member?.id ?? '' },
    body: { unitIds: [units.get('department') ?? ''] },
  })
  const dora = await house.signIn('dora@shop.example')
  const [team = '', other = ''] = [units.get('team'), units.get('other')]
  expect(await hand(other, house.as('marketing'))).toBe('auth.forbidden')
  expect(await hand(other, house.as('foreign'))).toBe('not_found')
  expect(await hand('999999', house.as('cx'))).toBe('unit.unknown')
  expect(await hand(other, dora)).toBe(other)
  expect(await hand(team, dora)).toBe('auth.not_owner')
  expect(await hand(null, house.as('cx'))).toBeNull()
  expect(await hand(team, house.as('cx'))).toBe(team)
  expect((await house.ok('listAudit', { query: { operation: 'setSourceOwner', limit: 1 } })).items[0]?.detail).toEqual({
    owner: { before: null, after: 'team' },
  })
  expect((await house.ok('listSources', { query: {} }, dora)).items.length).toBeGreaterThan(0)
  const set = await house.call('updateSource', { params: { id }, body: { name: 'Mine' } }, dora)
  expect(set.json.code).toBe('auth.forbidden')
})

test('O3 a source belongs to the only unit of who made it, unless another is named', async () => {
  await house.addMember('dave@shop.example', 'data')
  const [member] = (await house.ok('listMembers', { query: { find: 'dave@shop.example' } })).items
  await house.ok('changeMember', { params: { id: member?.id ?? '' }, body: { unitIds: [units.get('other') ?? ''] } })
  const dave = await house.signIn('dave@shop.example')
  expect((await house.ok('createSource', { body: { name: 'Own' } }, dave)).ownerId).toBe(units.get('other'))
  expect((await house.ok('createSource', { body: { name: 'None', ownerId: 'none' } }, dave)).ownerId).toBeNull()
  const there = await house.call('createSource', { body: { name: 'Far', ownerId: '999999' } }, dave)
  expect(there.json.code).toBe('unit.unknown')
})
