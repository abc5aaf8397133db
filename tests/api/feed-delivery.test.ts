// How feeds come to their readers: digests and alerts by real mail, each once, in their language; addresses for programs; and the way to stop both.
import { startSmtpSink } from '@lotse/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverAll } from '../../packages/server/src/insights/feeds/deliver.ts'
import { createGatherer } from '../../packages/server/src/insights/feeds/gather.ts'
import { House, type Proof } from './house.ts'
import { make } from './insight-stage.ts'

let house: House
let sink: Awaited<ReturnType<typeof startSmtpSink>>
let gather: () => Promise<number>
const people = new Map<string, Proof>()
const units = new Map<string, string>()
let sent = 0

/** A member of a department that owns a touchpoint. */
async function department(unit: string, who: string, touchpoint: string): Promise<void> {
  const { id } = await house.ok('createUnit', { body: { kind: 'department', name: unit, parentId: null } })
  units.set(unit, id)
  const binding = { on: [], asks: [{ kind: 'csat', event: `${touchpoint} rated`, property: 'stars' }] }
  const edits = [make('touchpoint', touchpoint, { binding })]
  await house.ok('changeAtlas', { body: { id: `make-${touchpoint}`, edits, ownerId: id } })
  const email = `${who}@shop.example`
  await house.addMember(email, who === 'mara' ? 'marketing' : 'service_lead')
  const { items } = await house.ok('listMembers', { query: { find: email } })
  await house.ok('changeMember', { params: { id: items[0]?.id ?? '' }, body: { unitIds: [id] } })
  people.set(who, await house.signIn(email))
}

beforeAll(async () => {
  sink = await startSmtpSink()
  const mail = { url: sink.url, from: 'Lotse <lotse@shop.example>', connections: 1, perSecond: null, dkim: null }
  house = await House.build({ config: { mail } })
  gather = createGatherer(house.world)
  await department('Marketing', 'mara', 'newsletter')
  await department('Service', 'sina', 'hotline')
  await house.world.pool.query(`update member set locale = 'de' where email like 'mara%'`)
  await house.world.pool.query(`update member set locale = 'en' where email like 'sina%'`)
})
afterAll(async () => {
  await house.close()
  await sink.close()
})

const as = (who: string): Proof => people.get(who) ?? {}

async function rated(touchpoint: string, ...stars: number[]): Promise<void> {
  const timestamp = new Date(house.now).toISOString()
  await house.track(
    stars.map((one) => {
      sent += 1
      const properties = { stars: one, comment: 'Geheime Worte' }
      return {
        type: 'track',
        userId: `p${sent}`,
        event: `${touchpoint} rated`,
        messageId: `d${sent}`,
        timestamp,
        properties,
      }
    }),
  )
  await house.settle()
  house.now += 1000
  while ((await gather()) > 0);
  house.now += 10_000
}

const wish = { version: 0, cadence: 'off', hour: 8, zone: 'Europe/Berlin', alerts: false } as const
const say = (who: string, body: object) => house.ok('setFeedDelivery', { body: { ...wish, ...body } }, as(who))

/** Mails that came in meanwhile. */
async function mails(act: () => Promise<unknown>) {
  const before = sink.mails.length
  await act()
  return sink.mails.slice(before).map(({ to, raw }) => ({ to, text: plain(raw) }))
}
/** Quoted-printable made plain. */
const plain = (raw: string): string =>
  Buffer.from(
    raw
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
const deliver = () => deliverAll(house.world)

test('[R0.32] [R1.14] marketing and service each get the digest of their own touchpoints, in their language, and none twice', async () => {
  // 2026-11-20 12:00 UTC, a Friday.
  await say('mara', { cadence: 'daily' })
  await say('sina', { cadence: 'weekly' })
  await rated('newsletter', 5, 4)
  await rated('hotline', 2)
  await house.ok('changeAtlas', {
    body: { id: 'ins', edits: [make('insight', 'late', { sort: 'painPoint', concerns: ['newsletter'] })] },
  })
  await rated('hotline', 3)
  expect(await mails(deliver)).toEqual([])
  house.now = Date.parse('2026-11-21T06:59:00Z')
  expect(await mails(deliver)).toEqual([])
  house.now = Date.parse('2026-11-21T07:00:30Z')
  const saturday = await mails(async () => {
    await Promise.all([deliver(), deliver()])
    await deliver()
  })
  expect(saturday.map(({ to }) => to)).toEqual([['mara@shop.example']])
  const text = saturday[0]?.text ?? ''
  expect(text).toContain('newsletter: 2 Antworten, Zufriedenheit im Mittel 4,5, 0 schlecht')
  expect(text).toContain('Neuer Insight: late')
  expect(text).not.toContain('hotline')
  expect(text).not.toContain('Geheime')
  house.now = Date.parse('2026-11-23T07:00:30Z')
  const monday = await mails(deliver)
  // Nothing is new for marketing since.
  expect(monday.map(({ to }) => to)).toEqual([['sina@shop.example']])
  expect(monday[0]?.text).toContain('the hotline: 2 answers, satisfaction 2.5 on average, 1 bad')
})

test('a bad answer is mailed at once to who wishes so, and the link in the mail stops them without signing in', async () => {
  await say('sina', { version: 1, cadence: 'off', alerts: true })
  await rated('newsletter', 1)
  await rated('hotline', 1)
  const [alert, ...more] = await mails(async () => {
    await deliver()
    await deliver()
  })
  expect(more).toEqual([])
  expect(alert?.to).toEqual(['sina@shop.example'])
  expect(alert?.text).toContain('the hotline: bad answer, satisfaction 1')
  const path = /\/m\/feed\?t=[\w.-]+/.exec(alert?.text ?? '')?.[0] ?? ''
  const page = await house.send('GET', path)
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('<button')])
  await rated('hotline', 1)
  expect(await mails(deliver)).toHaveLength(1)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await house.send('POST', path, { body: 'List-Unsubscribe=One-Click', headers: form })).status).toBe(200)
  expect((await house.send('POST', `${path}x`, { body: '', headers: form })).status).toBe(404)
  await rated('hotline', 1)
  expect(await mails(deliver)).toEqual([])
  expect((await house.ok('getFeedDelivery', {}, as('sina'))).alerts).toBe(false)
})

test('of two who say their wish at once the second is told, and a program has none', async () => {
  const { version } = await house.ok('getFeedDelivery', {}, as('mara'))
  await say('mara', { version, cadence: 'weekly' })
  const late = await house.call('setFeedDelivery', { body: { ...wish, version } }, as('mara'))
  expect([late.status, late.json.code]).toEqual([409, 'conflict'])
  const program = await house.call('setFeedDelivery', { body: wish }, house.as('cx'))
  expect([program.status, program.json.code]).toEqual([403, 'auth.forbidden'])
  const nowhere = await house.call('setFeedDelivery', { body: { ...wish, zone: 'Atlantis/City' } }, as('sina'))
  expect([nowhere.status, nowhere.json.field]).toEqual([400, 'zone'])
})

test('a mail server that refuses is asked again later, and the mail comes once', async () => {
  await say('sina', { version: (await house.ok('getFeedDelivery', {}, as('sina'))).version, alerts: true })
  await rated('hotline', 2)
  const refused = new Map<string, number>()
  const broken = { ...house.world, config: { ...house.world.config, mail: null } }
  expect(await deliverAll(broken, refused)).toBe(0)
  expect(await mails(() => deliverAll(house.world, refused))).toEqual([])
  house.now += 6 * 60_000
  expect(await mails(() => deliverAll(house.world, refused))).toHaveLength(1)
  expect(await mails(() => deliverAll(house.world, refused))).toEqual([])
})

test('a program reads the feed at a secret address as Atom and JSON, without customers, until it is withdrawn or its maker leaves', async () => {
  const link = await house.ok('createFeedLink', { body: { name: 'Wall <1>' } }, as('sina'))
  const path = (address: string) => new URL(address).pathname
  const atom = await house.send('GET', path(link.atom))
  expect([atom.status, atom.headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8'])
  expect(atom.text).toContain('<title>Wall &lt;1&gt; · ')
  expect(atom.text).toContain('bad answer, satisfaction 1')
  expect(atom.text).not.toMatch(/newsletter|customers/)
  const { items } = (await house.send('GET', path(link.json))).json as { items: { url: string }[] }
  expect(items.length).toBeGreaterThan(3)
  expect(items[0]?.url).toContain('/journeys/library/hotline')
  const narrowed = await house.ok(
    'createFeedLink',
    { body: { name: 'Other', unitId: units.get('Marketing') ?? '' } },
    as('sina'),
  )
  expect((await house.send('GET', path(narrowed.json))).json['items']).toEqual([])
  const listed = await house.ok('listFeedLinks', {}, as('sina'))
  expect(listed.items.map(({ name, readAt }) => [name, readAt !== null])).toEqual([
    ['Other', true],
    ['Wall <1>', true],
  ])
  expect(JSON.stringify(listed)).not.toContain(path(link.atom).split('/')[2])
  expect((await house.ok('listFeedLinks', {}, as('mara'))).items).toEqual([])
  expect((await house.call('revokeFeedLink', { params: { id: link.id } }, as('mara'))).status).toBe(404)
  await house.ok('revokeFeedLink', { params: { id: link.id } }, as('sina'))
  expect((await house.send('GET', path(link.atom))).status).toBe(404)
  await house.ok('leaveWorkspace', {}, as('sina'))
  expect((await house.send('GET', path(narrowed.json))).status).toBe(404)
})
