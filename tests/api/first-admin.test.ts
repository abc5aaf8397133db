// The first admin: made once, by the newest link.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareFirstAdmin } from '../../packages/server/src/base/members/setup.ts'
import { cookiesOf, House, PASSWORD } from './house.ts'

let house: House
beforeAll(async () => {
  house = await House.build({ members: false })
})
afterAll(() => house.close())

test('the first admin is made once', async () => {
  expect(await house.ok('getSetup', {}, {})).toEqual({ needed: true })
  const old = (await prepareFirstAdmin(house.world)) ?? ''
  const token = (await prepareFirstAdmin(house.world)) ?? ''
  const body = {
    email: 'First@Shop.example',
    name: 'First',
    password: PASSWORD,
    workspaceName: 'Mine',
    locale: 'de' as const,
  }
  expect((await house.call('setUp', { body: { ...body, token: old } }, {})).json.code).toBe('auth.link_invalid')
  const made = await house.call('setUp', { body: { ...body, token } }, {})
  expect([made.status, made.json.role]).toEqual([201, 'admin'])
  expect((await house.call('getMe', {}, { cookie: cookiesOf(made) })).json).toMatchObject({
    workspace: { name: 'Mine' },
  })
  expect((await house.call('setUp', { body: { ...body, token, email: 'x@y.example' } }, {})).json.code).toBe(
    'auth.link_invalid',
  )
  expect((await house.call('getSetup', {}, {})).json).toEqual({ needed: false })
  expect(await prepareFirstAdmin(house.world)).toBeNull()
})
