// Tokens of programs with scopes and ends, and write keys that overlap.
import { DAY_MS } from '@lotse/core/base'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSenders } from '../../packages/server/src/listen/sources.ts'
import { House, type Proof } from './house.ts'

let house: House

beforeAll(async () => {
  house = await House.build()
})
afterAll(() => house.close())

const bearer = (secret: string): Proof => ({ authorization: `Bearer ${secret}` })

test('SI22 a token with scopes takes those actions and no others of its role', async () => {
  const body = { name: 'Flows', role: 'admin', scopes: ['flows.read', 'stats.read', 'flows.read'] } as const
  const { token, secret } = await house.ok('createToken', { body: { ...body, scopes: [...body.scopes] } })
  expect(token.scopes).toEqual(['flows.read', 'stats.read'])
  const held = bearer(secret)
  expect((await house.call('listFlows', {}, held)).status).toBe(200)
  const refused = await house.call('listSources', {}, held)
  expect([refused.status, refused.json.code, refused.json.action]).toEqual([403, 'auth.forbidden', 'sources.read'])
  expect(Object.keys((await house.ok('getMe', {}, held)).actions)).toEqual(['flows.read', 'stats.read'])
  const beyond = { name: 'No', role: 'viewer' as const, scopes: ['tokens.manage' as const] }
  expect((await house.call('createToken', { body: beyond })).json).toMatchObject({
    code: 'request.invalid',
    field: 'scopes',
  })
})

test('SI22 a token makes none that may do more or lasts longer than itself', async () => {
  const expiresAt = new Date(house.now + DAY_MS).toISOString()
  const { secret } = await house.ok('createToken', {
    body: { name: 'Maker', role: 'admin', scopes: ['tokens.manage', 'flows.read'], expiresAt },
  })
  const make = (more: object) =>
    house.call(
      'createToken',
      { body: { name: 'Child', role: 'admin', scopes: ['flows.read'], expiresAt, ...more } },
      bearer(secret),
    )
  expect((await make({})).status).toBe(201)
  for (const more of [{ scopes: ['sources.read'] }, { scopes: undefined }, { role: 'viewer', scopes: undefined }])
    expect((await make(more)).json.code).toBe('auth.forbidden')
  for (const end of [undefined, new Date(house.now + DAY_MS + 1).toISOString()])
    expect((await make({ expiresAt: end })).json.code).toBe('auth.forbidden')
})

test('a token’s last use is shown to the minute, its secret never again', async () => {
  const { token, secret } = await house.ok('createToken', { body: { name: 'Used', role: 'viewer' } })
  expect(token.lastUsedAt).toBeNull()
  const shown = async () => (await house.ok('listTokens', {})).items.find((one) => one.id === token.id)
  await house.call('getMe', {}, bearer(secret))
  const first = new Date(house.now).toISOString()
  expect((await shown())?.lastUsedAt).toBe(first)
  house.now += 59_000
  await house.call('getMe', {}, bearer(secret))
  expect((await shown())?.lastUsedAt).toBe(first)
  house.now += 1000
  await house.call('getMe', {}, bearer(secret))
  expect((await shown())?.lastUsedAt).toBe(new Date(house.now).toISOString())
  expect(JSON.stringify(await house.ok('listTokens', {}))).not.toContain(secret)
})

test('SI23 after a rotation the old write key is taken until the instant that was said', async () => {
  const source = await house.ok('createSource', { body: { name: 'App' } })
  const send = async (writeKey: string) => {
    const event = { type: 'track', event: 'Seen', userId: 'u1', messageId: `m${house.now}${writeKey}` }
    return (await house.send('POST', '/v1/batch', { body: JSON.stringify({ writeKey, batch: [event] }) })).status
  }
  const params = { id: source.id }
  const until = new Date(house.now + DAY_MS).toISOString()
  const rotated = await house.ok('rotateSource', { params, body: { keepOldUntil: until } })
  expect(rotated.oldKeyUntil).toBe(until)
  expect([await send(rotated.writeKey), await send(source.writeKey)]).toEqual([200, 200])
  house.now += DAY_MS
  // A process remembers a key for five seconds; one that has just started remembers none.
  const senders = createSenders(house.world)
  await expect(senders.byKey(rotated.writeKey)).resolves.toMatchObject({ sourceId: Number(source.id) })
  await expect(senders.byKey(source.writeKey)).rejects.toMatchObject({ code: 'auth.missing' })
  for (const days of [-1, 91]) {
    const keepOldUntil = new Date(house.now + days * DAY_MS).toISOString()
    expect((await house.call('rotateSource', { params, body: { keepOldUntil } })).json).toMatchObject({
      field: 'keepOldUntil',
    })
  }
  const again = await house.ok('rotateSource', { params, body: {} })
  expect(again.oldKeyUntil).toBeNull()
})
