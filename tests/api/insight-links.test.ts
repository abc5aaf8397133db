// Links to single insights, through the API: what whoever has one sees and may say, where that stands, passwords, the end of a link.
import type { OperationInput } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from './house.ts'
import { InsightStage, make } from './insight-stage.ts'

let stage: InsightStage
let house: House
const DAY_MS = 86_400_000
/** Nobody: no token, no session. */
const NOBODY = {}

beforeAll(async () => {
  stage = await InsightStage.build()
  house = stage.house
  const about = { de: 'Viele brechen ab' }
  await stage.change([
    make('insight', 'slow', {
      name: { de: 'Bezahlen dauert' },
      about,
      sort: 'painPoint',
      concerns: ['checkout', 'pay'],
    }),
    make('insight', 'other', { name: { de: 'Etwas anderes' } }),
  ])
  await stage.score('slow', { impact: 4 })
  const body = { version: (await stage.work('slow')).version, memberId: stage.id('wanda') }
  await house.ok('setInsightAddressee', { params: { id: 'slow' }, body }, stage.as('cora'))
  await house.ok('createComment', { body: { record: 'slow', text: 'Intern: teuer' } })
  await house.ok('createComment', { body: { record: 'other', text: 'Nicht für Gäste' } })
}, 60_000)
afterAll(() => stage?.close())

type Wish = Partial<OperationInput<'createInsightLink'>['body']>
async function linked(wish: Wish = {}, id = 'slow') {
  const made = await house.ok(
    'createInsightLink',
    { params: { id }, body: { name: 'Agentur', ...wish } },
    stage.as('cora'),
  )
  return { id: made.link.id, address: made.address, secret: new URL(made.address).hash.slice(1) }
}
type Coming = { readonly secret: string; readonly password?: string; readonly again?: boolean }
const open = ({ secret, password, again }: Coming) =>
  house.call(
    'openInsightLink',
    { body: { secret, ...(password !== undefined && { password }), ...(again !== undefined && { again }) } },
    NOBODY,
  )
const codeOf = async (coming: Coming) => (await open(coming)).json.code
const say = (secret: string, more: object = {}) =>
  house.call('commentByInsightLink', { body: { secret, name: 'Anna Agentur', text: 'Bei uns auch', ...more } }, NOBODY)

test('[R0.29] a single insight is shared by an address of its own, which shows it and nothing else, until it is withdrawn', async () => {
  const [one, two] = [await linked(), await linked()]
  expect(one.address).toMatch(/\/shared\/insight#[\w-]{43}$/)
  expect(one.address).not.toBe(two.address)
  const reply = await open(one)
  expect(reply.json).toMatchObject({
    insight: 'slow',
    rights: 'view',
    name: { de: 'Bezahlen dauert' },
    about: { de: 'Viele brechen ab' },
    sort: 'painPoint',
    work: null,
    comments: [],
  })
  expect(reply.text).toContain('the pay')
  for (const secretly of ['Intern', 'wanda', 'Etwas anderes', 'ownerId', 'Shop'])
    expect(reply.text).not.toContain(secretly)
  await open({ secret: one.secret, again: true })
  const { items } = await house.ok('listInsightLinks', { params: { id: 'slow' }, query: {} }, stage.as('boss'))
  expect(items.find(({ id }) => id === one.id)).toMatchObject({
    name: 'Agentur',
    opened: 1,
    by: 'cora',
    revokedAt: null,
  })
  await house.ok('revokeInsightLink', { params: { id: 'slow', link: one.id } }, stage.as('cora'))
  expect(await codeOf(one)).toBe('share.not_valid')
  expect((await open(two)).status).toBe(200)
})

test('I30 a link shows how far the insight is only where it opens that, and never a person', async () => {
  const { secret } = await linked({ opens: ['work'] })
  const reply = await open({ secret })
  expect(reply.json['work']).toMatchObject({
    status: 'new',
    priority: null,
    department: 'Shop',
    reach: null,
    known: 'assumed',
    scores: [{ name: { de: 'Wirkung' }, value: 75 }],
  })
  expect(reply.text).not.toContain('wanda')
})

test('[R0.30] who opens the link comments without an account, and the department’s discussion goes on at the insight', async () => {
  const { secret } = await linked({ rights: 'comment', opens: ['comments'] })
  const said = await say(secret)
  expect([said.status, said.json]).toMatchObject([201, { guest: 'Anna Agentur', text: 'Bei uns auch', record: 'slow' }])
  // The department finds it at the insight and answers there.
  const threads = await house.ok('listComments', { query: { record: 'slow' } }, stage.as('wanda'))
  expect(threads.items.map(({ text }) => text)).toEqual(['Bei uns auch', 'Intern: teuer'])
  const params = { id: threads.items[0]?.id ?? '' }
  await house.ok('answerComment', { params, body: { text: 'Wir sehen es uns an' } }, stage.as('wanda'))
  const { json } = await open({ secret })
  expect(json['comments']).toMatchObject([
    { text: 'Bei uns auch', answers: [{ text: 'Wir sehen es uns an', by: { name: 'wanda' } }] },
    { text: 'Intern: teuer' },
  ])
  // And the guest answers once more.
  expect((await say(secret, { thread: params.id, text: 'Danke' })).json).toMatchObject({
    answers: [{ by: { name: 'wanda' } }, { guest: 'Anna Agentur', text: 'Danke' }],
  })
})

test('I30 a link to look allows no word, and one without the discussion neither shows nor answers it', async () => {
  const looking = await linked({ opens: ['comments'] })
  expect((await say(looking.secret)).json.code).toBe('auth.forbidden')
  const mute = await linked({ rights: 'comment' })
  expect((await open(mute)).text).not.toContain('Intern')
  const { items } = await house.ok('listComments', { query: { record: 'slow' } })
  const intern = items.find(({ text }) => text.startsWith('Intern'))?.id
  expect((await say(mute.secret, { thread: intern })).status).toBe(404)
  const { items: others } = await house.ok('listComments', { query: { record: 'other' } })
  const talking = await linked({ rights: 'comment', opens: ['comments'] })
  expect((await say(talking.secret, { thread: others[0]?.id })).status).toBe(404)
})

test('a link asks for its password, ends with its time, and shows nothing while the insight is put aside', async () => {
  const guarded = await linked({ password: 'Elbe und Weser' })
  expect(await codeOf(guarded)).toBe('share.password_needed')
  expect(await codeOf({ ...guarded, password: 'Rhein' })).toBe('share.password_wrong')
  expect((await open({ secret: guarded.secret, password: 'Elbe und Weser' })).status).toBe(200)
  const lasting = await linked()
  await house.ok('changeAtlas', { body: { id: 'gone', edits: [{ do: 'remove', id: 'slow' }] } })
  expect(await codeOf(lasting)).toBe('share.not_valid')
  await house.ok('undoChange', { params: { id: 'gone' }, body: { id: 'back' } })
  const short = await linked({ expiresAt: new Date(house.now + DAY_MS).toISOString() })
  expect((await open(short)).status).toBe(200)
  house.now += DAY_MS
  expect(await codeOf(short)).toBe('share.not_valid')
})

test('links to insights and to journeys open nothing of each other, and belong to whoever is in charge', async () => {
  const { secret, id } = await linked({ rights: 'comment' })
  expect((await house.call('openShare', { body: { secret } }, NOBODY)).json.code).toBe('share.not_valid')
  const { address } = await house.ok('createShare', { params: { id: 'buy' }, body: { name: 'Agentur' } })
  expect(await codeOf({ secret: new URL(address).hash.slice(1) })).toBe('share.not_valid')
  expect((await house.call('revokeShare', { params: { id: 'slow', share: id } })).status).toBe(404)
  const body = { name: 'Agentur' }
  const asked = async (who: string, insight = 'slow') =>
    (await house.call('createInsightLink', { params: { id: insight }, body }, stage.as(who))).json.code
  expect([await asked('lars'), await asked('boss')]).toEqual(['auth.not_owner', 'auth.forbidden'])
  expect(await asked('wanda')).toBeUndefined()
  expect(await asked('cora', 'buy')).toBe('not_found')
  const foreign = await house.call('listInsightLinks', { params: { id: 'slow' }, query: {} }, house.as('foreign'))
  expect(foreign.status).toBe(404)
})
