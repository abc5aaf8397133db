// The public pages as customers, mail scanners, mailbox providers and forgers use them, on a real database.
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testWorld } from '../../adapters/store/testing.ts'
import type { World } from '../../base/world.ts'
import { type Acceptor, createAcceptor } from '../../listen/acceptor.ts'
import { Shop } from '../dispatch/testing.ts'
import { addressMark, type LinkFacts, type LinkKind, linkPaths, linkToken } from './link.ts'
import { pageRoutes } from './routes.ts'
import { words } from './words.ts'

let now = Date.UTC(2026, 10, 21, 12)
let world: World
let acceptor: Acceptor
let app: FastifyInstance
let drop: () => Promise<void>
let shop: Shop
let customer: number

beforeAll(async () => {
  ;({ world, drop } = await testWorld({ now: () => now }, { publicUrl: 'https://lotse.example' }))
  acceptor = createAcceptor(world)
  app = fastify()
  await app.register(pageRoutes(world, acceptor))
})
beforeEach(async () => {
  now += 60_000
  shop = await Shop.open(world, {
    topics: [{ key: 'news', names: { de: 'Neuigkeiten', en: 'News' } }, { key: 'offers' }],
  })
  customer = await shop.customer()
})
afterAll(async () => {
  await app.close()
  await acceptor.close()
  await drop()
})

const german = { 'accept-language': 'de-DE,de;q=0.9' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const path = <K extends LinkKind>(kind: K, facts: LinkFacts[K]) =>
  `${linkPaths[kind]}?t=${linkToken(world.secrets, kind, facts)}`
const chooser = () => ({ workspaceId: shop.id, customerId: customer, key: 'k' })
const consents = async () => {
  const { rows } = await world.pool.query(
    'select topic, state, source, wording, stated_at, proof from consent where customer_id = $1 order by topic',
    [customer],
  )
  return rows
}
const held = async (topic = 'news') => (await consents()).find((row) => row.topic === topic)
const post = (url: string, payload = '', headers: Record<string, string> = form) =>
  app.inject({ method: 'POST', url, payload, headers })

describe('unsubscribing', () => {
  const url = () => path('unsubscribe', { ...chooser(), topic: 'news' })

  test('one click of the mailbox provider (RFC 8058) withdraws, in the log and the table', async () => {
    expect((await post(url(), 'List-Unsubscribe=One-Click')).statusCode).toBe(200)
    expect(await held()).toMatchObject({ state: 'refused', source: 'one_click', stated_at: now })
    const [entry] = await shop.log()
    expect(entry).toMatchObject({ name: 'Consent Changed', customer_id: customer })
    expect(JSON.parse(entry?.body ?? '{}').s).toEqual({
      channel: 'email',
      topic: 'news',
      state: 'refused',
      source: 'one_click',
    })
  })

  test('also as multipart, and a repeated click is harmless', async () => {
    const body = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
    for (let i = 0; i < 2; i++)
      expect((await post(url(), body, { 'content-type': 'multipart/form-data; boundary=b' })).statusCode).toBe(200)
    expect(await held()).toMatchObject({ state: 'refused' })
    expect(await shop.log()).toHaveLength(1)
  })

  test('a scanner that only opens the link changes nothing', async () => {
    const answer = await app.inject({ url: url(), headers: german })
    expect(answer.body).toContain('keine E-Mails zum Thema „Neuigkeiten“')
    expect(answer.body).toContain('<form method="post">')
    expect(await held()).toMatchObject({ state: 'granted' })
  })

  test('works again after a new subscription with the same old link', async () => {
    await post(url())
    await world.pool.query(`update consent set state = 'granted', stated_at = $2 where customer_id = $1`, [
      customer,
      now + 5,
    ])
    now += 10
    await post(url())
    expect(await held()).toMatchObject({ state: 'refused', source: 'unsubscribe_page' })
  })

  test('counts even against a statement dated ahead of our clock', async () => {
    await world.pool.query(`update consent set stated_at = $2 where customer_id = $1`, [customer, now + 9999])
    await post(url())
    expect(await held()).toMatchObject({ state: 'refused' })
  })

  test('reaches the customer that a merged one goes on as', async () => {
    const survivor = await shop.customer()
    await world.pool.query('delete from consent where customer_id = $1', [customer])
    await world.pool.query(
      `insert into merge (loser_id, survivor_id, workspace_id, kind, value, merged_at) values ($1, $2, $3, 'userId', 'u', 1)`,
      [customer, survivor, shop.id],
    )
    await post(url())
    customer = survivor
    expect(await held()).toMatchObject({ state: 'refused' })
  })
})

describe('M9 double opt-in', () => {
  const link = (statedAt: number) =>
    path('confirm', {
      ...chooser(),
      topic: 'news',
      statedAt,
      expiresAt: statedAt + 7 * 86_400_000,
      address: addressMark(world.secrets, `customer${customer}@example.org`),
    })
  const request = async () => {
    await world.pool.query(`update consent set state = 'requested', stated_at = $2 where customer_id = $1`, [
      customer,
      now,
    ])
    return now
  }

  test('opening the link confirms nothing, pressing the button does, with the wording that was agreed to', async () => {
    const url = link(await request())
    expect((await app.inject({ url })).body).toContain('Ja, schreiben Sie mir')
    expect(await held()).toMatchObject({ state: 'requested' })
    now += 1000
    expect((await post(url)).statusCode).toBe(200)
    expect(await held()).toMatchObject({ state: 'granted', source: 'double_opt_in', wording: 'v1', stated_at: now })
    expect((await post(url)).statusCode).toBe(200)
    expect(await shop.log()).toHaveLength(1)
  })

  test('the address that was confirmed stands in the proof, and not in the link', async () => {
    const url = link(await request())
    await post(url)
    const address = `customer${customer}@example.org`
    expect((await held())?.proof).toMatchObject({ address })
    expect(Buffer.from(url.split('=')[1] ?? '', 'base64url').toString()).not.toContain(address)
  })

  test('the link of an older wish confirms no newer one', async () => {
    const old = link(await request())
    now += 1000
    const url = link(await request())
    expect((await app.inject({ url: old })).statusCode).toBe(410)
    expect((await post(old)).statusCode).toBe(410)
    expect(await held()).toMatchObject({ state: 'requested' })
    expect((await post(url)).statusCode).toBe(200)
  })

  test('a link that went to an address from which mails have moved away confirms nothing', async () => {
    const url = link(await request())
    await world.pool.query(`insert into identity values ($1, 'email', 'new@example.org', $2, 9, null)`, [
      shop.id,
      customer,
    ])
    expect((await app.inject({ url })).statusCode).toBe(410)
    expect((await post(url)).statusCode).toBe(410)
    expect(await held()).toMatchObject({ state: 'requested' })
  })

  test('an expired link confirms nothing', async () => {
    const url = link(await request())
    now += 8 * 86_400_000
    expect((await app.inject({ url })).statusCode).toBe(410)
    expect((await post(url)).statusCode).toBe(410)
    expect(await held()).toMatchObject({ state: 'requested' })
  })

  test('a refusal since then stands', async () => {
    const url = link(await request())
    now += 1000
    await post(path('unsubscribe', { ...chooser(), topic: 'news' }))
    expect((await post(url)).statusCode).toBe(410)
    expect(await held()).toMatchObject({ state: 'refused' })
  })
})

describe('the preference page', () => {
  const url = () => path('preferences', chooser())

  test('shows each topic with its state', async () => {
    const { body } = await app.inject({ url: url(), headers: german })
    expect(body).toContain('<input type="checkbox" name="topic" value="news" checked><span>Neuigkeiten')
    expect(body).toContain('<input type="checkbox" name="topic" value="offers"><span>offers')
  })

  test('saves what was ticked and what was not', async () => {
    const { body } = await post(url(), 'topic=offers')
    expect(body).toContain('role="status"')
    expect((await consents()).map((row) => [row.topic, row.state, row.source])).toEqual([
      ['news', 'refused', 'preference_page'],
      ['offers', 'granted', 'preference_page'],
    ])
  })

  test('a topic that is not on the page cannot be slipped in', async () => {
    await post(url(), 'topic=news&topic=secret&topic=*')
    expect((await consents()).map((row) => row.topic)).toEqual(['news'])
  })

  test('withdraws everything, later topics too, and can be taken back topic by topic', async () => {
    await post(url(), 'all=1&topic=news')
    expect((await consents()).map((row) => [row.topic, row.state])).toEqual([
      ['*', 'refused'],
      ['news', 'refused'],
    ])
    now += 1000
    await post(url(), 'topic=news')
    expect((await app.inject({ url: url() })).body).toContain('value="news" checked')
  })
})

describe('a preference page in the workspace’s own words', () => {
  const url = () => path('preferences', chooser())
  const settings = (value: object) =>
    world.pool.query('update workspace set settings = settings || $2::jsonb where id = $1', [
      shop.id,
      JSON.stringify(value),
    ])

  test('M11 says what the workspace says, and what comes with Lotse where it says nothing', async () => {
    await settings({ pageTexts: { de: { title: 'Post von {workspace}', ask: '<b>Was darf es sein?</b>' } } })
    const german_ = (await app.inject({ url: url(), headers: german })).body
    expect(german_).toContain('<h1>Post von Möbel &amp; Mehr</h1>')
    expect(german_).toContain('<legend>&lt;b&gt;Was darf es sein?&lt;/b&gt;</legend>')
    expect((await post(url(), 'topic=news', { ...form, ...german })).body).toContain(words.de.preferencesSaved)
    const english = { 'accept-language': 'en-GB' }
    expect((await app.inject({ url: url(), headers: english })).body).toContain(`<h1>${words.en.preferencesTitle}</h1>`)
  })

  test('M11 a topic that is no longer offered is shown to those who have it alone, who can leave it', async () => {
    const offers = { key: 'offers', names: { de: 'Angebote' }, descriptions: { de: 'Freitags' }, offered: false }
    await settings({ topics: [{ key: 'news' }, offers] })
    expect((await app.inject({ url: url(), headers: german })).body).not.toContain('Angebote')
    await settings({ topics: [{ key: 'news' }, { ...offers, offered: true }] })
    const body = (await app.inject({ url: url(), headers: german })).body
    expect(body).toContain('<span>Angebote<small class="about">Freitags</small></span>')
    await post(url(), 'topic=news&topic=offers')
    await settings({ topics: [{ key: 'news' }, offers] })
    expect((await app.inject({ url: url(), headers: german })).body).toContain('value="offers" checked')
    now += 1000
    await post(url(), 'topic=news')
    expect(await held('offers')).toMatchObject({ state: 'refused', source: 'preference_page' })
    expect((await app.inject({ url: url(), headers: german })).body).not.toContain('Angebote')
  })
})

describe('E9 a link that is not ours', () => {
  const facts = () => ({ ...chooser(), topic: 'news' })

  test('is refused in every altered form, and changes nothing', async () => {
    const token = linkToken(world.secrets, 'unsubscribe', facts())
    const [said = '', signature = ''] = token.split('.')
    const other = Buffer.from(JSON.stringify({ ...facts(), customerId: 1 })).toString('base64url')
    const forged = [
      `${other}.${signature}`,
      `${said}.`,
      said,
      `${said}.${signature.slice(0, -1)}`,
      `${said}.${'A'.repeat(43)}`,
      `${token}.x`,
      '',
      'a.b',
      'x'.repeat(9000),
    ]
    for (const t of forged) {
      const url = `/m/u?t=${t}`
      expect([t, (await post(url)).statusCode]).toEqual([t, 403])
      expect((await app.inject({ url })).statusCode).toBe(403)
    }
    for (const url of ['/m/u', '/m/u?t=a&t=b', `/m/c?t=${token}`, `/m/p?t=${token}`, `/m/l?t=${token}`])
      expect([url, (await app.inject({ url })).statusCode]).toEqual([url, 403])
    expect(await held()).toMatchObject({ state: 'granted' })
  })

  test('made with another installation’s secret is refused', async () => {
    const foreign = await testWorld()
    const t = linkToken(foreign.world.secrets, 'unsubscribe', facts())
    expect((await post(`/m/u?t=${t}`)).statusCode).toBe(403)
    await foreign.drop()
  })
})

describe('opens and clicks', () => {
  const sent = async () => {
    const key = await shop.queue(customer)
    await world.pool.query(
      `update message set state = 'accepted', attempts = 1, address = 'a@example.org' where key = $1`,
      [key],
    )
    return key
  }

  test('a click leads on to where the mail pointed, and is counted once with its address', async () => {
    const key = await sent()
    const link = path('click', { key, url: 'https://shop.example/cart?a=1&b=2', position: 1 })
    for (let i = 0; i < 3; i++) {
      const answer = await app.inject({ url: link })
      expect([answer.statusCode, answer.headers.location]).toEqual([302, 'https://shop.example/cart?a=1&b=2'])
    }
    expect(await shop.message(key)).toMatchObject({ state: 'clicked' })
    const log = await shop.log()
    expect(log.map((e) => [e.name, e.message_id])).toEqual([['Message Clicked', `${key}:clicked:1`]])
    expect(log[0]?.body).toContain('https://shop.example/cart?a=1&b=2')
  })

  test('M1 an open that comes after the click is kept in the log and moves nothing back', async () => {
    const key = await sent()
    await app.inject({ url: path('click', { key, url: 'https://shop.example/', position: 1 }) })
    const pixel = await app.inject({ url: path('open', { key }) })
    expect(pixel.headers['content-type']).toBe('image/gif')
    expect(await shop.message(key)).toMatchObject({ state: 'clicked' })
    expect((await shop.log()).map((e) => e.name)).toEqual(['Message Clicked', 'Message Opened'])
  })

  test('a link of a message that is gone still leads on; a forged address leads nowhere', async () => {
    expect(
      (await app.inject({ url: path('click', { key: 'gone', url: 'https://shop.example/', position: 1 }) })).statusCode,
    ).toBe(302)
    const evil = Buffer.from(JSON.stringify({ key: 'k', url: 'https://evil.example/', position: 1 })).toString(
      'base64url',
    )
    const answer = await app.inject({ url: `/m/l?t=${evil}.${'A'.repeat(43)}` })
    expect([answer.statusCode, answer.headers.location]).toEqual([403, undefined])
  })

  test('a provider tells of a complaint: the address is barred; another workspace’s provider may not', async () => {
    const key = await sent()
    const body = JSON.stringify({
      reports: [
        { messageId: `<${key}@shop.example>`, kind: 'complained' },
        { messageId: '<x@y>', kind: 'bounced' },
      ],
    })
    const report = (workspaceId: number) =>
      post(path('report', { workspaceId }), body, { 'content-type': 'application/json' })
    expect((await report(shop.id + 1)).json()).toEqual({ known: 0 })
    expect(await shop.message(key)).toMatchObject({ state: 'accepted' })
    expect((await report(shop.id)).json()).toEqual({ known: 1 })
    expect(await shop.message(key)).toMatchObject({ state: 'complained' })
    const { rows } = await world.pool.query('select address, reason from suppression where workspace_id = $1', [
      shop.id,
    ])
    expect(rows).toEqual([{ address: 'a@example.org', reason: 'complaint' }])
    expect((await post(`/m/r?t=x`, body, { 'content-type': 'application/json' })).statusCode).toBe(403)
  })
})

describe('every page', () => {
  test('carries no script, loads nothing, is kept by nobody, and escapes what it shows', async () => {
    await world.pool.query(`update workspace set name = '<script>alert(1)</script>' where id = $1`, [shop.id])
    const { body, headers } = await app.inject({ url: path('unsubscribe', { ...chooser(), topic: '"><img src=x>' }) })
    expect(body).not.toMatch(/<script|<img|<link|href="http/)
    expect(body).toContain('&lt;script&gt;')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    })
  })

  test('has a language, a title, one heading and a label for every box', async () => {
    const { body } = await app.inject({ url: path('preferences', chooser()), headers: german })
    expect(body).toMatch(/^<!doctype html><html lang="de">/)
    expect(body).toContain('<title>Ihre E-Mails · Möbel &amp; Mehr</title>')
    expect(body.match(/<h1>/g)).toHaveLength(1)
    expect(body.match(/<label><input/g)).toHaveLength(2)
    expect(body).toMatch(/<fieldset><legend>/)
  })

  test('is whole in both languages', () => {
    expect(Object.keys(words.de).sort()).toEqual(Object.keys(words.en).sort())
    for (const key of Object.keys(words.en) as (keyof (typeof words)['en'])[])
      expect(words.de[key].match(/\{\w+\}/g)?.sort()).toEqual(words.en[key].match(/\{\w+\}/g)?.sort())
  })
})
