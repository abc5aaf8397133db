// Saved views: who sees them, who changes them, and that a removed one comes back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House, type Proof } from './house.ts'

let house: House
let anna: Proof
let ben: Proof

beforeAll(async () => {
  house = await House.build()
  await house.addMember('anna@shop.example', 'marketing')
  await house.addMember('ben@shop.example', 'viewer')
  anna = await house.signIn('anna@shop.example')
  ben = await house.signIn('ben@shop.example')
})
afterAll(() => house.close())

const names = async (proof: Proof) =>
  (await house.ok('listViews', { query: { screen: 'customers' } }, proof)).items.map(({ name, mine, by }) => ({
    name,
    mine,
    by,
  }))
const codeOf = async (reply: Promise<{ readonly json: { readonly code?: string } }>) => (await reply).json.code
const save = (name: string, shared: boolean, proof: Proof) =>
  house.ok('createView', { body: { screen: 'customers', name, search: 'find=Größe&cols=name', shared } }, proof)

test('a view is seen by who saved it, and by the others once it is shared', async () => {
  const view = await save('Kieler Zelte', false, anna)
  expect(view).toMatchObject({ search: 'find=Größe&cols=name', shared: false, mine: true, by: 'anna' })
  expect(await names(ben)).toEqual([])
  await house.ok('updateView', { params: { id: view.id }, body: { shared: true, name: 'Zelte' } }, anna)
  expect(await names(ben)).toEqual([{ name: 'Zelte', mine: false, by: 'anna' }])
  expect(await names(anna)).toEqual([{ name: 'Zelte', mine: true, by: 'anna' }])
  expect((await house.ok('listViews', { query: { screen: 'events' } }, anna)).items).toEqual([])
})

test('only its maker or an administrator changes a shared view; nobody sees or guesses a private one', async () => {
  const shared = await save('Alle', true, anna)
  const own = await save('Meine', false, anna)
  const change = (id: string, proof: Proof) => house.call('updateView', { params: { id }, body: { name: 'x' } }, proof)
  expect(await codeOf(change(shared.id, ben))).toBe('view.not_yours')
  expect(await codeOf(house.call('deleteView', { params: { id: shared.id } }, ben))).toBe('view.not_yours')
  expect(await codeOf(change(own.id, ben))).toBe('not_found')
  expect(await codeOf(change(own.id, house.as('admin')))).toBe('not_found')
  expect(await codeOf(change(shared.id, house.as('foreign')))).toBe('not_found')
  expect((await change(shared.id, house.as('admin'))).status).toBe(200)
})

test('a removed view is gone from the list and comes back as it was', async () => {
  const view = await save('Kurz weg', false, ben)
  const params = { id: view.id }
  await house.ok('deleteView', { params }, ben)
  expect(await names(ben)).not.toContainEqual(expect.objectContaining({ name: 'Kurz weg' }))
  expect(await codeOf(house.call('deleteView', { params }, ben))).toBe('not_found')
  expect(await codeOf(house.call('updateView', { params, body: { name: 'x' } }, ben))).toBe('not_found')
  expect(await house.ok('restoreView', { params }, ben)).toEqual(view)
  expect(await house.ok('restoreView', { params }, ben)).toEqual(view)
  expect(await names(ben)).toContainEqual(expect.objectContaining({ name: 'Kurz weg' }))
})

test('what would be lost on others is refused: private views of programs, empty names, addresses of other sites', async () => {
  const body = { screen: 'customers', name: 'Bot', search: '', shared: false }
  expect(await codeOf(house.call('createView', { body }, house.as('viewer')))).toBe('view.must_be_shared')
  const made = await house.ok('createView', { body: { ...body, shared: true } }, house.as('viewer'))
  expect(made).toMatchObject({ mine: false, by: null })
  const refusedBodies = [
    { ...body, name: '  ' },
    { ...body, search: '?find=x' },
    { ...body, screen: '//elsewhere.example' },
    { ...body, search: 'x'.repeat(4001) },
  ]
  for (const one of refusedBodies)
    expect(await codeOf(house.call('createView', { body: one }, anna))).toBe('request.invalid')
})

test('a list has at most 500 views', async () => {
  await house.world.pool.query(
    `insert into view (workspace_id, screen, name, search, shared, created_at) select $1, 'flows', 'v' || n, '', true, 0 from generate_series(1, 499) n`,
    [house.workspace],
  )
  const body = { screen: 'flows', name: 'The last', search: '', shared: false }
  await house.ok('createView', { body }, anna)
  expect(await codeOf(house.call('createView', { body }, anna))).toBe('view.too_many')
})
