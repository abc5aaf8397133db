// Units own things: who may change what is their own, whose a new thing is, handing over, and the tree of units.
import type { FlowDocument } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House, type Proof } from './house.ts'
import { FLOW, TEMPLATE } from './walk/fixture.ts'

let house: House
let service: string
let chat: string
let logistics: string

const unit = async (name: string, parentId: string | null = null, proof?: Proof) =>
  (await house.ok('createUnit', { body: { kind: 'department', name, parentId } }, proof)).id

/** A member of the role `department` who belongs to units. */
async function departmentOf(email: string, ...unitIds: string[]): Promise<Proof> {
  await house.addMember(email, 'department')
  const { items } = await house.ok('listMembers', { query: { find: email } })
  await house.ok('changeMember', { params: { id: items[0]?.id ?? '' }, body: { unitIds } })
  return house.signIn(email)
}

const flowOf = async (ownerId?: string) =>
  (await house.ok('createFlow', { query: { ownerId }, body: FLOW as FlowDocument })).id
const edit = async (id: string, proof: Proof) => {
  const { status, json } = await house.call('updateFlow', { params: { id }, body: FLOW }, proof)
  return status === 200 ? 'done' : json.code
}

beforeAll(async () => {
  house = await House.build()
  service = await unit('Kundenservice')
  chat = await unit('Chat', service)
  logistics = await unit('Logistik')
})
afterAll(() => house?.close())

test('O2 who belongs to a unit changes what it and the units below it own, and nothing of others or of nobody', async () => {
  const head = await departmentOf('head@shop.example', service)
  const agent = await departmentOf('agent@shop.example', chat)
  const flows = [await flowOf(service), await flowOf(chat), await flowOf(logistics), await flowOf()]
  const answers = async (proof: Proof) => Promise.all(flows.map((id) => edit(id, proof)))
  expect(await answers(head)).toEqual(['done', 'done', 'auth.not_owner', 'auth.not_owner'])
  expect(await answers(agent)).toEqual(['auth.not_owner', 'done', 'auth.not_owner', 'auth.not_owner'])
  for (const id of flows) expect((await house.call('getFlow', { params: { id } }, agent)).status).toBe(200)
  expect(await edit(flows[0] ?? '', house.as('department'))).toBe('auth.not_owner')
})

test('O3 what is made belongs to the unit that was named, else to the only one of its maker', async () => {
  const one = await departmentOf('one@shop.example', logistics)
  const two = await departmentOf('two@shop.example', logistics, chat)
  const none = await departmentOf('none@shop.example')
  const make = (proof: Proof, ownerId?: string) => house.call('createFlow', { query: { ownerId }, body: FLOW }, proof)
  expect((await make(one)).json.ownerId).toBe(logistics)
  expect((await make(two)).json.code).toBe('unit.needed')
  expect((await make(two, chat)).json.ownerId).toBe(chat)
  expect((await make(two, service)).json.code).toBe('auth.not_owner')
  expect((await make(none)).json.code).toBe('unit.needed')
  expect((await make(house.as('marketing'))).json.ownerId).toBeNull()
  expect((await make(house.as('marketing'), '99999')).json.code).toBe('unit.unknown')
})

test('O4 a flow is handed over to a standing unit of the same workspace or to nobody, by those who assign owners', async () => {
  const id = await flowOf(service)
  const hand = (ownerId: string | null, proof?: Proof) =>
    house.call('setFlowOwner', { params: { id }, body: { ownerId } }, proof)
  const foreign = await unit('Fremd', null, house.as('foreign'))
  expect((await hand(foreign)).json.code).toBe('unit.unknown')
  expect((await hand(logistics, house.as('cx'))).json.ownerId).toBe(logistics)
  expect((await hand(null, house.as('marketing'))).json.code).toBe('auth.forbidden')
  expect((await hand(null)).json.ownerId).toBeNull()
  const gone = await unit('Fax')
  await house.ok('archiveUnit', { params: { id: gone } })
  expect((await hand(gone)).json.code).toBe('unit.unknown')
  await expect(
    house.world.pool.query('update flow set owner_id = $1 where id = $2', [Number(foreign), id]),
  ).rejects.toThrow('foreign key')
})

test('O5 units never stand below themselves, also when two are moved at once; an archived one keeps what it owns', async () => {
  const move = (id: string, parentId: string | null) => house.call('updateUnit', { params: { id }, body: { parentId } })
  expect((await move(service, chat)).json.code).toBe('unit.ring')
  expect((await move(service, service)).json.code).toBe('unit.ring')
  const [a, b] = [await unit('A'), await unit('B')]
  const both = await Promise.all([move(a, b), move(b, a)])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect((await house.call('createUnit', { body: { kind: 'department', name: 'LOGISTIK' } })).json.code).toBe(
    'unit.name_taken',
  )
  const proof = await departmentOf('fax@shop.example', a)
  const id = await flowOf(a)
  await house.ok('archiveUnit', { params: { id: a } })
  expect(await edit(id, proof)).toBe('done')
  expect((await house.ok('listUnits', {})).items.find((one) => one.id === a)).toMatchObject({ flows: 1, members: 1 })
  expect((await house.ok('restoreUnit', { params: { id: a } })).archivedAt).toBeNull()
})

test('O4 a department hands over what it owns and nothing else; the audit log says from whom to whom', async () => {
  const proof = await departmentOf('giver@shop.example', chat)
  const [own, foreign] = [await flowOf(chat), await flowOf(logistics)]
  const hand = (id: string, ownerId: string | null) =>
    house.call('setFlowOwner', { params: { id }, body: { ownerId } }, proof)
  expect((await hand(foreign, chat)).json.code).toBe('auth.not_owner')
  expect((await hand(own, logistics)).json.ownerId).toBe(logistics)
  expect((await hand(own, chat)).json.code).toBe('auth.not_owner')
  const { items } = await house.ok('listAudit', { query: { operation: 'setFlowOwner', limit: 1 } })
  expect(items[0]?.detail).toEqual({ owner: { before: 'Chat', after: 'Logistik' } })
})

test('O3 who reaches all may make something that nobody owns, although they belong to one unit', async () => {
  await house.addMember('designer@shop.example', 'marketing')
  const { items } = await house.ok('listMembers', { query: { find: 'designer@shop.example' } })
  await house.ok('changeMember', { params: { id: items[0]?.id ?? '' }, body: { unitIds: [chat] } })
  const make = (ownerId?: string, proof?: Proof) =>
    house.call('createFlow', { query: { ownerId }, body: FLOW as FlowDocument }, proof)
  const designer = await house.signIn('designer@shop.example')
  expect((await make(undefined, designer)).json.ownerId).toBe(chat)
  expect((await make('none', designer)).json.ownerId).toBeNull()
  expect((await make('none', await departmentOf('noone@shop.example', chat))).json.code).toBe('unit.needed')
})

test('O6 lists show what a unit and those below it own, what is one’s own, or what nobody owns', async () => {
  const north = await unit('Nord')
  const harbour = await unit('Hafen', north)
  const named = (name: string, ownerId: string) =>
    house.ok('createFlow', { query: { ownerId }, body: { ...FLOW, name } as FlowDocument })
  await named('Fähre 100%', north)
  await named('Kran', harbour)
  await named('Boje', 'none')
  const proof = await departmentOf('harbour@shop.example', harbour)
  const flows = async (query: object) =>
    (await house.ok('listFlows', { query }, proof)).items.map(({ name }) => name).toSorted()
  expect(await flows({ ownerId: north })).toEqual(['Fähre 100%', 'Kran'])
  expect(await flows({ ownerId: 'mine' })).toEqual(['Kran'])
  const nobodys = await flows({ ownerId: 'none', find: 'bOJ' })
  expect(nobodys).toEqual(['Boje'])
  expect(await flows({ find: '0%' })).toEqual(['Fähre 100%'])
  const foreign = await unit('Draußen', null, house.as('foreign'))
  expect(await flows({ ownerId: foreign })).toEqual([])

  const make = (key: string, name: string, ownerId: string) =>
    house.ok('createTemplateVersion', { params: { key }, query: { ownerId }, body: { ...TEMPLATE, name } })
  await make('ferry', 'Abfahrt', north)
  await make('crane', 'Kranfahrt', harbour)
  await make('crane', 'Kranfahrt neu', harbour)
  await make('buoy', 'Bojen', 'none')
  const templates = async (query: object) =>
    (await house.ok('listTemplates', { query }, proof)).items.map(({ name, version }) => `${name} ${version}`)
  expect(await templates({ ownerId: north })).toEqual(['Kranfahrt neu 2', 'Abfahrt 1'])
  expect(await templates({ ownerId: 'mine' })).toEqual(['Kranfahrt neu 2'])
  expect(await templates({ ownerId: 'none' })).toEqual(['Bojen 1'])
  expect(await templates({ find: 'FERR' })).toEqual(['Abfahrt 1'])
  expect(await templates({ find: 'fahrt_' })).toEqual([])
})
