// The demo company's files: every flow can be published, every e-mail reads well for every customer, and its people stay who they are.
import { createHash } from 'node:crypto'
import { validateFlow } from '@lotse/core/act'
import { roles } from '@lotse/protocol'
import { describe, expect, test } from 'vitest'
import { compileTemplate, renderTemplate } from '../act/template/index.ts'
import { isHouse, readCompany } from './company.ts'
import { pastOf, peopleOf } from './history.ts'
import { parcelOf } from './house.ts'
import { readFlows, readTemplates } from './library.ts'
import { traitsOf } from './people.ts'
import { readRecording } from './recording.ts'

const company = readCompany()
const sessions = readRecording()
const people = peopleOf(company, sessions)
const END = Date.parse('2026-11-21T12:00:00Z')
const past = pastOf(company, sessions, END)
const flows = readFlows('http://127.0.0.1:4601')
const templates = readTemplates()

const eventsOf = (name: string) => past.messages.filter(({ message }) => message['event'] === name)

describe('units', () => {
  test('every flow and every e-mail belongs to one department, every member to a unit that stands in the file', () => {
    const owned = (what: 'flows' | 'templates') => company.units.flatMap((unit) => unit[what]).toSorted()
    expect(owned('flows')).toEqual([...flows.keys()].toSorted())
    expect(owned('templates')).toEqual([...templates.keys()].toSorted())
    const keys = new Set(company.units.map(({ key }) => key))
    for (const { units } of company.members) expect(units.every((key) => keys.has(key)) && units.length).toBeTruthy()
    for (const [i, { parent }] of company.units.entries())
      if (parent !== undefined) expect(company.units.slice(0, i).map(({ key }) => key)).toContain(parent)
  })
})

describe('flows', () => {
  test('there are the seven of the company', () => {
    expect([...flows.keys()]).toEqual([
      'abandoned-cart',
      'delivery-delayed',
      'membership-renewal',
      'payment-failed',
      'review-request',
      'welcome',
      'win-back',
    ])
  })

  // What only happens live is known too: people join and memberships end while one watches.
  const events = new Set([
    ...past.messages.flatMap(({ message }) => (typeof message['event'] === 'string' ? [message['event']] : [])),
    'Account Created',
    'Membership Renewal Due',
    'Membership Renewed',
  ])
  test.each([...flows])('%s has no fault, not even a warning', (_, document) => {
    expect(validateFlow(document, { templates: new Set(templates.keys()), events })).toEqual([])
  })

  test('every e-mail is sent by some flow', () => {
    const sent = [...flows.values()].flatMap(({ steps }) =>
      steps.flatMap((s) => (s.kind === 'send' ? [s.template] : [])),
    )
    expect([...new Set(sent)].sort()).toEqual([...templates.keys()].sort())
  })

  test('nothing is called but the page that plays the other systems', () => {
    const called = [...flows.values()].flatMap(({ steps }) =>
      steps.flatMap((s) => (s.kind === 'webhook' ? [s.url] : [])),
    )
    expect(called.length).toBeGreaterThan(0)
    expect(called.filter((url) => !url.startsWith('http://127.0.0.1:4601/systems/'))).toEqual([])
  })
})

describe('e-mails', () => {
  const [german] = [...people.values()].filter(({ locale }) => locale === 'de-DE')
  const events = [
    eventsOf('Product Added')[0],
    eventsOf('Payment Failed')[0],
    eventsOf('Delivery Delayed')[0],
    eventsOf('Order Delivered')[0],
    undefined,
  ]
  const variables = (event: (typeof events)[number], customer: object) => ({
    customer: { ...customer, id: '7', email: 'a@postfach.example' },
    event: event
      ? {
          name: String(event.message['event']),
          occurred_at: new Date(event.at).toISOString(),
          properties: JSON.parse(JSON.stringify(event.message['properties'])),
        }
      : null,
    workspace: { name: company.workspace.name },
    unsubscribe_url: 'https://lotse.example/u',
    preferences_url: 'https://lotse.example/p',
  })

  test.each([...templates])('%s reads well in every language, after any event, for anybody', async (_, document) => {
    const template = await compileTemplate(document)
    for (const locale of ['de-DE', 'de-AT', 'de-CH', 'en-GB', 'fr'])
      for (const event of events)
        for (const customer of [traitsOf(german ?? fail(), '2026-01-01T00:00:00Z'), {}]) {
          const mail = renderTemplate(template, variables(event, customer), { locale, zone: 'Europe/Berlin' })
          expect(mail.html).toContain(locale.startsWith('en') ? 'Kind regards' : 'Herzliche Grüße')
          expect(mail.text).toContain('https://lotse.example/u')
          for (const part of [mail.subject, mail.text])
            expect(part).not.toMatch(/\{\{|\{%|undefined|null|NaN| ,| {2,}\S.*über {2}/)
          expect(mail.subject).not.toMatch(/[„“”"]{2}|: *$| $/)
        }
  })

  test.each([...templates])('%s keeps the polite form in German', (_, { subject, body }) => {
    expect(`${subject} ${body}`).not.toMatch(/\b(du|dir|dich|dein\w*|euch|euer)\b/i)
    expect(body).toMatch(/\b(Sie|Ihr\w*)\b/)
  })
})

describe('people', () => {
  test('are the 600 of the recording, each with an address of their own under a reserved domain', () => {
    expect(people.size).toBe(600)
    const addresses = [...people.values()].map(({ email }) => email)
    expect(new Set(addresses).size).toBe(600)
    expect(addresses.filter((address) => !/^[a-z0-9.-]+@[a-z]+\.example$/.test(address))).toEqual([])
  })

  test('come from four regions, speak two languages, and are not all of one mind', () => {
    const all = [...people.values()]
    const share = (is: (person: (typeof all)[number]) => boolean) => all.filter(is).length / all.length
    expect(new Set(all.map(({ region }) => region.region)).size).toBe(4)
    expect(share(({ locale }) => locale === 'en-GB')).toBeGreaterThan(0.04)
    expect(share(({ consent }) => consent === 'granted')).toBeGreaterThan(0.7)
    expect(share(({ consent }) => consent === 'refused')).toBeGreaterThan(0.06)
    expect(share(({ consent }) => consent === null)).toBeGreaterThan(0.04)
    expect(new Set(all.map(({ first, last }) => `${first} ${last}`)).size).toBeGreaterThan(540)
  })

  test('stay who they are: the seed gives the same people, visits and parcels on every machine', () => {
    const hash = createHash('sha256')
      .update(JSON.stringify([[...people.values()], past]))
      .digest('hex')
    expect(hash).toMatchInlineSnapshot(`"95027d4dc4a2d50cea062e3ddabe7d759e9541688750e7c9ae6aa133e88bb242"`)
  })

  test('one member works there for each role', () => {
    expect(company.members.map(({ role }) => role)).toEqual(roles)
    expect(company.members.filter(({ email }) => !email.endsWith('@nordlicht.example'))).toEqual([])
  })
})

describe('the past', () => {
  test('holds every recorded event, ends at the wished instant, and names each message once', () => {
    const recorded = past.messages.filter(({ source, message }) => !isHouse(source) && message['type'] === 'track')
    const consents = eventsOf('Consent Changed')
    expect(recorded.length - consents.length).toBe(31_106)
    expect(past.messages.at(-1)?.at).toBe(END)
    expect(past.messages.every(({ at }) => at <= END)).toBe(true)
    expect(new Set(past.messages.map(({ message }) => message['messageId'])).size).toBe(past.messages.length)
  })

  test('lets parcels follow orders, and leaves those open that were still on their way', () => {
    expect(eventsOf('Order Completed')).toHaveLength(470)
    expect(past.outstanding.length).toBeGreaterThan(10)
    expect(past.outstanding.every(({ inHours }) => inHours > 0)).toBe(true)
    const orders = eventsOf('Order Completed').map(({ message }) => message['properties'])
    expect(new Set(orders.map((order) => JSON.parse(JSON.stringify(order)).order_id)).size).toBe(470)
  })

  test('a parcel ships before it is late, and is late before it arrives', () => {
    for (let order = 0; order < 500; order++) {
      const names = parcelOf(company.seed, { order_id: `N${order}` })
      expect(names.map(({ hours }) => hours)).toEqual(names.map(({ hours }) => hours).toSorted((a, b) => a - b))
      expect(names.map(({ event }) => event).filter((e) => e === 'Order Shipped' || e === 'Order Delivered')).toEqual([
        'Order Shipped',
        'Order Delivered',
      ])
    }
  })
})

function fail(): never {
  throw new Error('nobody speaks German')
}
