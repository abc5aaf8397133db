// Links to journeys, through the API: what whoever has one sees and may say, passwords, the end of a link, guessing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
const DAY_MS = 86_400_000

type Wish = {
  readonly name?: string
  readonly password?: string
  readonly expiresAt?: string
  readonly rights?: 'view' | 'comment'
  readonly opens?: ('library' | 'comments')[]
}
const shared = async (wish: Wish = {}) => {
  const { share, address } = await house.ok('createShare', {
    params: { id: 'buy' },
    body: { name: 'Agentur', ...wish },
  })
  return { id: share.id, address, secret: new URL(address).hash.slice(1) }
}
/** Nobody: no token, no session. */
const NOBODY = {}
type Coming = { readonly secret: string; readonly password?: string }
const open = ({ secret, password }: Coming) =>
  house.call('openShare', { body: { secret, ...(password !== undefined && { password }) } }, NOBODY)
const codeOf = async (coming: Coming) => (await open(coming)).json.code

beforeAll(async () => {
  house = await House.build()
  const edits = [
    {
      do: 'make',
      id: 'shop',
      kind: 'touchpoint',
      journey: null,
      fields: { name: { de: 'Laden' }, about: { de: 'Nur für uns' } },
    },
    { do: 'make', id: 'buy', kind: 'journey', journey: null, fields: { name: { de: 'Kaufen' }, responsible: '7' } },
    { do: 'make', id: 'other', kind: 'journey', journey: null, fields: { name: { de: 'Andere' } } },
    { do: 'make', id: 'p1', kind: 'phase', journey: 'buy', fields: { order: 'V' } },
    { do: 'make', id: 's1', kind: 'step', journey: 'buy', fields: { name: { de: 'Korb' }, phase: 'p1', order: 'V' } },
    { do: 'make', id: 'x1', kind: 'placement', journey: 'buy', fields: { item: 'shop', step: 's1', order: 'V' } },
  ] as const
  await house.ok('changeAtlas', {
    body: { id: 'c1', base: 0, edits: edits.map((edit) => ({ ...edit, fields: { ...edit.fields } })) },
  })
  await house.ok('createComment', { body: { record: 's1', text: 'Intern: zu lang?' } })
})
afterAll(() => house?.close())

test('A12 whoever has a link sees the journey and nothing else of the company, without an account', async () => {
  const { secret, address } = await shared()
  expect(address).toMatch(/\/shared#[\w-]{43}$/)
  const reply = await open({ secret })
  expect(reply.status).toBe(200)
  expect(reply.json).toMatchObject({ journey: 'buy', rights: 'view', opens: [], comments: [] })
  expect(reply.text).toContain('Laden')
  for (const secretly of ['Nur für uns', 'Intern', 'Andere', 'responsible', 'ownerId'])
    expect(reply.text).not.toContain(secretly)
  const more = await shared({ opens: ['library', 'comments'] })
  const wide = await open({ secret: more.secret })
  expect(wide.text).toContain('Nur für uns')
  expect(wide.text).toContain('Intern: zu lang?')
  // What is live is not frozen by a link.
  await house.ok('changeAtlas', {
    body: { id: 'c2', base: 0, edits: [{ do: 'set', id: 's1', field: 'name', value: { de: 'Wagen' } }] },
  })
  expect((await open({ secret })).text).toContain('Wagen')
})

test('A12 a link ends when it is withdrawn, when its time is over and when its journey is put aside', async () => {
  const withdrawn = await shared()
  await house.ok('revokeShare', { params: { id: 'buy', share: withdrawn.id } })
  expect(await codeOf(withdrawn)).toBe('share.not_valid')
  const short = await shared({ expiresAt: new Date(house.now + DAY_MS).toISOString() })
  expect((await open(short)).status).toBe(200)
  house.now += DAY_MS
  expect(await codeOf(short)).toBe('share.not_valid')
  const lasting = await shared()
  await house.ok('changeAtlas', { body: { id: 'c3', base: 0, edits: [{ do: 'remove', id: 'buy' }] } })
  expect(await codeOf(lasting)).toBe('share.not_valid')
  const gone = await house.call('createShare', { params: { id: 'buy' }, body: { name: 'Spät' } })
  expect(gone.status).toBe(404)
  await house.ok('undoChange', { params: { id: 'c3' }, body: { id: 'u3' } })
  expect((await open(lasting)).status).toBe(200)
  const past = await house.call('createShare', {
    params: { id: 'buy' },
    body: { name: 'Alt', expiresAt: new Date(house.now).toISOString() },
  })
  expect(past.json).toMatchObject({ code: 'request.invalid', field: 'expiresAt' })
})

test('A12 a link may ask for a password, and whoever guesses has to wait', async () => {
  const { secret } = await shared({ password: 'Elbe und Weser' })
  expect(await codeOf({ secret })).toBe('share.password_needed')
  expect((await open({ secret, password: 'Elbe und Weser' })).status).toBe(200)
  const codes: (string | undefined)[] = []
  for (let guess = 0; guess < 7; guess++) codes.push(await codeOf({ secret, password: `Guess ${guess}` }))
  expect(codes.slice(0, 5)).toEqual(Array(5).fill('share.password_wrong'))
  expect(codes.at(-1)).toBe('auth.too_many_tries')
  // The right one has to wait, too.
  expect(await codeOf({ secret, password: 'Elbe und Weser' })).toBe('auth.too_many_tries')
  house.now += 3 * 3_600_000
  expect((await open({ secret, password: 'Elbe und Weser' })).status).toBe(200)
})

test('whoever guesses links has to wait, and a right one is no guess', async () => {
  const { secret } = await shared()
  for (let time = 0; time < 110; time++)
    if ((await open({ secret })).status !== 200) throw new Error(`refused at ${time}`)
  const codes = new Set<string | undefined>()
  for (let guess = 0; guess < 103; guess++) codes.add(await codeOf({ secret: `${'x'.repeat(40)}${guess}` }))
  expect([...codes]).toEqual(['share.not_valid', 'auth.too_many_tries'])
  house.now += 3 * 3_600_000
})

test('[E9] a guest comments under an own name where the link allows it, in its journey alone, and it is written down', async () => {
  const view = await shared()
  const talk = await shared({ rights: 'comment', opens: ['comments'] })
  const say = (body: object, secret = talk.secret) =>
    house.call(
      'commentByShare',
      { body: { secret, name: 'Agentur Nord', record: 's1', text: 'Sehr lang.', ...body } },
      NOBODY,
    )
  expect((await say({}, view.secret)).json.code).toBe('auth.forbidden')
  const said = await say({})
  expect(said.status).toBe(201)
  expect(said.json).toMatchObject({ guest: 'Agentur Nord', by: null, record: 's1', journey: 'buy' })
  const [thread] = (await house.ok('listComments', { query: { journey: 'buy' } })).items
  expect(thread).toMatchObject({ guest: 'Agentur Nord', text: 'Sehr lang.' })
  const answer = await house.ok('answerComment', { params: { id: thread?.id ?? '' }, body: { text: 'Danke!' } })
  expect(answer.answers).toHaveLength(1)
  expect((await say({ thread: thread?.id, text: 'Gern.' })).json['answers']).toMatchObject([
    { text: 'Danke!' },
    { text: 'Gern.' },
  ])
  expect((await say({ record: 'other' })).status).toBe(404)
  expect((await say({ record: 'shop' })).status).toBe(404)
  const blind = await shared({ rights: 'comment' })
  expect((await say({ thread: thread?.id }, blind.secret)).status).toBe(404)
  const entries = (await house.ok('listAudit', { query: { limit: 50 } })).items
  expect(entries).toContainEqual(expect.objectContaining({ operation: 'commentByShare', member: null, token: null }))
  expect(entries).toContainEqual(expect.objectContaining({ operation: 'createShare' }))
  expect(JSON.stringify(entries)).not.toContain(talk.secret)
})

test('a flood of comments by a link is slowed down', async () => {
  const { secret } = await shared({ rights: 'comment' })
  const codes = new Set<string | undefined>()
  for (let time = 0; time < 35; time++)
    codes.add(
      (await house.call('commentByShare', { body: { secret, name: 'Flut', record: 's1', text: 'x' } }, NOBODY)).json
        .code,
    )
  expect([...codes]).toEqual([undefined, 'auth.too_many_tries'])
})

test('[E9] links are listed without secrets, counted, and withdrawn by those who may share', async () => {
  const { id, secret } = await shared({ name: 'Gezählt', password: 'Elbe und Weser' })
  house.now += 3 * 3_600_000
  await open({ secret, password: 'Elbe und Weser' })
  const reply = await house.call('listShares', { params: { id: 'buy' } }, house.as('viewer'))
  expect(reply.text).not.toContain(secret)
  const [mine] = (await house.ok('listShares', { params: { id: 'buy' } })).items
  expect(mine).toMatchObject({ id, name: 'Gezählt', password: true, opened: 1, revokedAt: null })
  const params = { id: 'buy', share: id }
  expect((await house.call('revokeShare', { params }, house.as('viewer'))).json.code).toBe('auth.forbidden')
  expect((await house.call('revokeShare', { params }, house.as('foreign'))).status).toBe(404)
  expect((await house.call('listShares', { params: { id: 'buy' } }, house.as('foreign'))).status).toBe(404)
  expect((await house.call('revokeShare', { params: { id: 'other', share: id } })).status).toBe(404)
  const first = await house.ok('revokeShare', { params })
  house.now += 1000
  expect((await house.ok('revokeShare', { params })).revokedAt).toBe(first.revokedAt)
})
