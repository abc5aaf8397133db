// The brand of a workspace: set, shown to customers, served to everybody, and only what draws.
import { startSmtpSink } from '@lotse/testkit'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

describe('mails about accounts and the way in', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  let sink: Awaited<ReturnType<typeof startSmtpSink>>
  let mailing: House
  beforeAll(async () => {
    sink = await startSmtpSink()
    const mail = { url: sink.url, from: 'Lotse <lotse@shop.example>', connections: 1, perSecond: null, dkim: null }
    mailing = await House.build({ config: { mail } })
  })
  afterAll(async () => {
    await mailing?.close()
    await sink?.close()
  })

  /** The parts of the newest mail as people get them. */
  const newest = async (after: number) => {
    await expect.poll(() => sink.mails.length).toBeGreaterThan(after)
    const { raw = '' } = sink.mails.at(-1) ?? {}
    const { html = '', text = '', subject } = await PostalMime.parse(raw)
    return { html, text, subject }
  }
  const invite = async (email: string) => {
    const before = sink.mails.length
    await mailing.ok('inviteMember', { body: { email, roles: ['viewer'] } })
    return newest(before)
  }

  test('an invitation wears the workspace’s name, colour and logo, readable, with everything in its text part, too', async () => {
    await mailing.ok('setBrand', { body: { name: 'Nord & <Licht>', color: '#ffcc00' } })
    const named = await invite('named@shop.example')
    expect(named.html).toContain('<b style="font-size:18px">Nord &amp; &lt;Licht&gt;</b>')
    expect(named.html).toContain('background:#ffcc00;color:#000000')
    const link = /https?:\S+\/invitation#[\w-]{43}/.exec(named.text)?.[0] ?? 'none'
    expect(named.html).toContain(`<a href="${link}"`)
    expect(named.text).toContain('Einladung annehmen:')
    expect(named.text.trimEnd().endsWith('Nord & <Licht>')).toBe(true)
    const { logoUrl } = await mailing.ok('setLogo', { body: { data: png.toString('base64') } })
    expect((await invite('logo@shop.example')).html).toMatch(
      new RegExp(`<img src="http[^"]+${logoUrl}" alt="Nord &amp; &lt;Licht&gt;"`),
    )
    await mailing.ok('setLogo', { body: { data } })
    expect((await invite('svg@shop.example')).html).not.toContain('<img')
  })

  test('an invitation speaks the language of an account that is known, else the workspace’s', async () => {
    await mailing.ok('updateWorkspace', { body: { locale: 'de' } })
    expect((await invite('neu@shop.example')).subject).toMatch(/^Einladung zu/)
    const { rows } = await mailing.world.pool.query<{ id: number }>(
      `insert into member (email, name, locale, created_at) values ('known@shop.example', 'Known', 'en', 0) returning id`,
    )
    expect(rows).toHaveLength(1)
    const { subject, html } = await invite('known@shop.example')
    expect(subject).toMatch(/^Invitation to/)
    expect(html).toContain('<html lang="en">')
  })

  test('a new password wears the brand of the only workspace of the account, and that of none where it has several', async () => {
    await mailing.addMember('one@shop.example', 'viewer')
    await mailing.addMember('two@shop.example', 'viewer')
    await mailing.world.pool.query(
      `insert into membership (workspace_id, member_id, role) select $1, id, 'viewer' from member where email = 'two@shop.example'`,
      [mailing.foreignWorkspace],
    )
    const reset = async (email: string) => {
      const before = sink.mails.length
      await mailing.ok('askPasswordReset', { body: { email } }, { 'x-forwarded-for': '10.3.3.3' })
      return newest(before)
    }
    const one = await reset('one@shop.example')
    expect([one.subject, one.html.includes('#ffcc00')]).toEqual(['Neues Passwort für Lotse', true])
    const two = await reset('two@shop.example')
    expect([two.subject, two.html.includes('#ffcc00')]).toEqual(['Neues Passwort für Lotse', false])
    expect(two.html).toContain('background:#0a6b72;color:#ffffff')
  })

  test('who opens an invitation sees the brand of its workspace; nobody is told of another', async () => {
    await mailing.ok('setBrand', { body: { name: null, color: '#123456' } }, mailing.as('foreign'))
    const before = sink.mails.length
    await mailing.ok(
      'inviteMember',
      { body: { email: 'guest@shop.example', roles: ['viewer'] } },
      mailing.as('foreign'),
    )
    const token = /invitation#([\w-]{43})/.exec((await newest(before)).text)?.[1] ?? ''
    const offer = await mailing.ok('lookAtInvitation', { body: { token } }, {})
    expect(offer.brand).toEqual({ name: 'Foreign', color: '#123456', logoUrl: null })
    expect(await mailing.ok('getSignInBrand', {}, {})).toEqual({ name: null, color: null, logoUrl: null })
  })
})

test('a colour is six digits, so that nothing gets into a style', async () => {
  for (const color of ['red', '#fff', '#0a6b72;}body{display:none', '#0A6B7G'])
    expect((await house.call('setBrand', { body: { name: null, color } })).status, color).toBe(400)
})
