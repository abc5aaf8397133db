// Passkeys against the API, with an authenticator that can be told to cheat. That browsers speak the same is shown in e2e/account.test.ts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Authenticator, type Cheat } from './authenticator.ts'
import { cookiesOf, House, PASSWORD, type Proof } from './house.ts'

let house: House
let anna: Proof
let ben: Proof
const key = new Authenticator()

beforeAll(async () => {
  house = await House.build()
  await house.addMember('anna@shop.example', 'viewer')
  await house.addMember('ben@shop.example', 'viewer')
  anna = await house.signIn('anna@shop.example')
  ben = await house.signIn('ben@shop.example')
})
afterAll(() => house.close())

async function add(session: Proof, authenticator: Authenticator, cheat?: Cheat) {
  const options = await house.ok('startPasskey', {}, session)
  return house.call('addPasskey', { body: { name: 'Laptop', response: authenticator.create(options, cheat) } }, session)
}

async function enter(authenticator: Authenticator, cheat?: Cheat) {
  const options = await house.ok('startPasskeySignIn', {}, {})
  return house.call('signInWithPasskey', { body: { response: authenticator.get(options, cheat) } }, {})
}

test('a passkey is added, lets in without a password, counts as two factors, is renamed and removed', async () => {
  await house.ok('setSecondFactorRule', { body: { required: true } })
  expect((await house.call('listFlows', {}, anna)).json.code).toBe('auth.second_factor_required')
  const added = await add(anna, key)
  expect([added.status, added.json.name, added.json.synced], added.text).toEqual([201, 'Laptop', false])
  const entered = await enter(key)
  expect(entered.json).toMatchObject({ member: { email: 'anna@shop.example' }, needsSecondFactor: false })
  const session = { cookie: cookiesOf(entered) }
  expect((await house.call('listFlows', {}, session)).status).toBe(200)
  await house.ok('setSecondFactorRule', { body: { required: false } })
  const { passkeys } = await house.ok('getSecurity', {}, session)
  const params = { id: passkeys[0]?.id ?? '' }
  expect(passkeys).toMatchObject([{ name: 'Laptop', usedAt: new Date(house.now).toISOString() }])
  expect(await house.ok('renamePasskey', { params, body: { name: 'Work' } }, session)).toMatchObject({ name: 'Work' })
  expect((await house.call('renamePasskey', { params, body: { name: 'Mine' } }, ben)).json.code).toBe('not_found')
  expect((await house.call('removePasskey', { params }, ben)).json.code).toBe('not_found')
  expect((await house.call('removePasskey', { params })).json.code).toBe('not_found')
  expect((await house.ok('listSessions', {}, session)).items[0]).toMatchObject({ method: 'passkey' })
  await house.ok('removePasskey', { params }, session)
  expect((await enter(key)).json.code).toBe('auth.passkey_refused')
  expect((await add(anna, key)).status).toBe(201)
})

test('SI16 an answer is taken once, and not after five minutes', async () => {
  const options = await house.ok('startPasskeySignIn', {}, {})
  const body = { response: key.get(options) }
  expect((await house.call('signInWithPasskey', { body }, {})).status).toBe(200)
  expect((await house.call('signInWithPasskey', { body }, {})).json.code).toBe('auth.passkey_refused')
  const late = await house.ok('startPasskeySignIn', {}, {})
  house.now += 300_000
  expect((await house.call('signInWithPasskey', { body: { response: key.get(late) } }, {})).json.code).toBe(
    'auth.passkey_refused',
  )
})

test('SI16 the same answer at ten browsers at once lets one in', async () => {
  const body = { response: key.get(await house.ok('startPasskeySignIn', {}, {})) }
  const answers = await Promise.all(Array.from({ length: 10 }, () => house.call('signInWithPasskey', { body }, {})))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('SI16 an answer for another site, without its owner, or to a challenge we did not make is refused', async () => {
  expect((await enter(key, { origin: 'https://evil.example' })).json.code).toBe('auth.passkey_refused')
  expect((await enter(key, { unverified: true })).json.code).toBe('auth.passkey_refused')
  expect((await enter(key, { counter: 0 })).json.code).toBe('auth.passkey_refused')
  const forged = { challenge: Buffer.from('mine.9999999999999.x').toString('base64url'), rpId: 'localhost' }
  expect(
    (await house.call('signInWithPasskey', { body: { response: key.get(forged, { counter: 900 }) } }, {})).json.code,
  ).toBe('auth.passkey_refused')
  const other = new Authenticator()
  expect((await add(ben, other, { origin: 'https://evil.example' })).json.code).toBe('auth.passkey_refused')
  expect((await add(ben, other, { unverified: true })).json.code).toBe('auth.passkey_refused')
  expect((await house.call('signInWithPasskey', { body: { response: {} } }, {})).json.code).toBe('auth.passkey_refused')
  expect(
    (await house.call('signInWithPasskey', { body: { response: { id: key.id, response: 7 } } }, {})).json.code,
  ).toBe('auth.passkey_refused')
})

test('SI16 a challenge for one purpose or member is worthless for another', async () => {
  const signIn = await house.ok('startPasskeySignIn', {}, {})
  expect((await house.call('proveWithPasskey', { body: { response: key.get(signIn) } }, anna)).json.code).toBe(
    'auth.passkey_refused',
  )
  const proof = await house.ok('startPasskeyProof', {}, anna)
  expect((await house.call('signInWithPasskey', { body: { response: key.get(proof) } }, {})).json.code).toBe(
    'auth.passkey_refused',
  )
  expect((await house.call('proveWithPasskey', { body: { response: key.get(proof) } }, ben)).json.code).toBe(
    'auth.passkey_refused',
  )
  const bens = await house.ok('startPasskey', {}, await house.signIn('ben@shop.example'))
  const forAnna = { body: { name: 'x', response: new Authenticator().create(bens) } }
  expect((await house.call('addPasskey', forAnna, await house.signIn('anna@shop.example'))).json.code).toBe(
    'auth.passkey_refused',
  )
})

test('SI15 a passkey proves again who one is', async () => {
  const session = await house.signIn('anna@shop.example')
  house.now += 600_001
  expect((await house.call('startPasskey', {}, session)).json.code).toBe('auth.stale')
  const options = await house.ok('startPasskeyProof', {}, session)
  await house.ok('proveWithPasskey', { body: { response: key.get(options) } }, session)
  expect((await house.call('startPasskey', {}, session)).status).toBe(200)
})

test('one passkey belongs to one member, and an account without members lets nobody in', async () => {
  const taken = await add(await house.signIn('ben@shop.example'), key)
  expect([taken.status, taken.json.code]).toEqual([409, 'conflict'])
  await house.world.pool.query(
    `delete from membership where member_id = (select id from member where email = 'anna@shop.example')`,
  )
  expect((await enter(key)).json.code).toBe('auth.passkey_refused')
  expect((await house.call('signIn', { body: { email: 'anna@shop.example', password: PASSWORD } }, {})).status).toBe(
    401,
  )
})
