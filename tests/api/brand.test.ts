// The brand of a workspace: set, shown to customers, served to everybody, and only what draws.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkUrl } from '../../packages/server/src/act/pages/link.ts'
import { House } from './house.ts'

let house: House

beforeAll(async () => {
  house = await House.build()
})
afterAll(() => house?.close())

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0h9v9"/></svg>'
const data = Buffer.from(LOGO).toString('base64')

test('a logo is served to everybody without what could run, and its address changes with it', async () => {
  const { logoUrl } = await house.ok('setLogo', { body: { data } })
  const reply = await house.send('GET', logoUrl ?? '')
  expect(reply.text).toBe('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9"/></svg>')
  expect(reply.headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  })
  const other = await house.ok('setLogo', { body: { data } }, house.as('foreign'))
  expect(other.logoUrl).not.toBe(logoUrl)
  expect((await house.ok('removeLogo', {})).logoUrl).toBeNull()
  expect((await house.send('GET', logoUrl ?? '')).status).toBe(404)
  expect((await house.send('GET', other.logoUrl ?? '')).status).toBe(200)
})

test('what is no picture is refused, and the logo before stays', async () => {
  const { logoUrl } = await house.ok('setLogo', { body: { data } })
  const html = Buffer.from('<!doctype html><script>alert(1)</script>').toString('base64')
  expect((await house.call('setLogo', { body: { data: html } })).json).toMatchObject({
    status: 422,
    code: 'brand.logo_invalid',
    why: 'form',
  })
  expect((await house.call('setLogo', { body: { data: 'x'.repeat(300_000) } })).status).toBe(400)
  expect((await house.ok('getBrand', {})).logoUrl).toBe(logoUrl)
})

test('customers see name, colour and logo on their preference page, under a policy that still lets nothing else in', async () => {
  await house.ok('setBrand', { body: { name: 'Nordlicht', color: '#ffcc00' } })
  await house.track([{ type: 'identify', userId: 'anna', traits: { email: 'anna@shop.example' } }])
  const customerId = Number(await house.customer('anna'))
  const facts = { workspaceId: house.workspace, customerId, key: 'k', topic: 'news' }
  const url = new URL(linkUrl(house.world.secrets, 'http://lotse.example', { kind: 'unsubscribe', facts }))
  const { text, headers } = await house.send('GET', url.pathname + url.search)
  const { logoUrl } = await house.ok('getBrand', {})
  expect(text).toContain(`<img src="${logoUrl}" alt="Nordlicht"`)
  expect(text).toContain('button{background:#ffcc00;border-color:#ffcc00;color:#000000}')
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; img-src 'self'; style-src 'sha256-[^']+';/)
})

test('the sign-in shows a brand only where this server has one workspace, so that none is told of another', async () => {
  expect(await house.ok('getSignInBrand', {}, {})).toEqual({ name: null, color: null, logoUrl: null })
})

test('a colour is six digits, so that nothing gets into a style', async () => {
  for (const color of ['red', '#fff', '#0a6b72;}body{display:none', '#0A6B7G'])
    expect((await house.call('setBrand', { body: { name: null, color } })).status, color).toBe(400)
})
