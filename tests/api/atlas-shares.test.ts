// Links to journeys, through the API: what whoever has one sees and may say, passwords, the end of a link, guessing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
const DAY_MS = 86_400_000

type Wish = {
  readonly name?: string
  readonly password?: string
  readonly expiresAt?: string
  readonly rights?: 'view' | 'comment' | 'embed'
  readonly origins?: string[]
  readonly without?: string[]
  readonly opens?: ('library' | 'comments')[]
}
const shared = async (wish: Wish = {}) => {
  const { share, address, embed } = await house.ok('createShare', {
    params: { id: 'buy' },
    body: { name: 'Agentur', ...wish },
  })
  return { id: share.id, address, embed, secret: new URL(address).hash.slice(1) }
}
/** Nobody: no token, no session. */
const NOBODY = {}
type Coming = { readonly secret: string; readonly password?: string }
const open = ({ secret, password }: Coming) =>
  house.call('openShare', { body: { secret, ...(password !== undefined && { password }) } }, NOBODY)
const codeOf = async (coming: Coming) => (await open(coming)).json.code

beforeAll(async () => {
  house = await House.build()
  const responsible = (await house.ok('listMembers', { query: {} })).items[0]?.id ?? ''
  const edits = [
    {
      do: 'make',
      id: 'shop',
      kind: 'touchpoint',
      journey: null,
      fields: { name: { de: 'Laden' }, about: { de: 'Nur für uns' } },
    },
    { do: 'make', id: 'buy', kind: 'journey', journey: null, fields: { name: { de: 'Kaufen' }, responsible } },
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

const WIKI = 'https://wiki.example.org'
const framing = async (embed: string | null) => {
  const { pathname } = new URL(embed ?? '')
  const { headers } = await house.app.inject({ url: pathname, headers: { accept: 'text/html' } })
  const [, who] = /frame-ancestors ([^;]+)/.exec(String(headers['content-security-policy'])) ?? []
  return { who, options: headers['x-frame-options'], kept: headers['cache-control'] }
}
const REFUSED = { who: "'none'", options: 'DENY', kept: 'no-store' }

test('A12 a link to be embedded lets the named pages frame its address, and no other address of ours', async () => {
  const { embed, address, secret } = await shared({ rights: 'embed', origins: [WIKI, 'http://localhost:8080', WIKI] })
  expect(embed).toMatch(/\/embed\/[\w-]{43}#[\w-]{43}$/)
  expect(embed).not.toContain(`/embed/${secret}`)
  expect(await framing(embed)).toEqual({ who: `${WIKI} http://localhost:8080`, options: undefined, kept: 'no-store' })
  const script = await house.app.inject({ url: new URL(embed ?? '').pathname })
  expect(script.headers['content-security-policy']).toContain("script-src 'self'")
  for (const other of [address, `${embed}`.replace('/embed/', '/embed/x'), 'https://lotse.example/journeys/buy'])
    expect(await framing(other)).toMatchObject({ who: "'none'", options: 'DENY' })
  const frame = new URL(embed ?? '').pathname.split('/').at(-1) ?? ''
  const inside = await house.call('openShare', { body: { secret, frame } }, NOBODY)
  expect(inside.json).toMatchObject({ journey: 'buy', rights: 'embed' })
  // What one link allows to frame is that link alone.
  const other = await shared()
  expect(await house.call('openShare', { body: { secret: other.secret, frame } }, NOBODY)).toMatchObject({
    status: 404,
    json: { code: 'share.not_valid' },
  })
})

test('A12 a frame is empty at once when its link is withdrawn, over, or its journey put aside; others have none', async () => {
  const wish = { rights: 'embed', origins: [WIKI] } as const
  const withdrawn = await shared({ ...wish, origins: [WIKI] })
  await house.ok('revokeShare', { params: { id: 'buy', share: withdrawn.id } })
  expect(await framing(withdrawn.embed)).toEqual(REFUSED)
  const short = await shared({ ...wish, origins: [WIKI], expiresAt: new Date(house.now + DAY_MS).toISOString() })
  expect((await framing(short.embed)).who).toBe(WIKI)
  house.now += DAY_MS
  expect(await framing(short.embed)).toEqual(REFUSED)
  const lasting = await shared({ ...wish, origins: [WIKI] })
  await house.ok('changeAtlas', { body: { id: 'c8', base: 0, edits: [{ do: 'remove', id: 'buy' }] } })
  expect(await framing(lasting.embed)).toEqual(REFUSED)
  await house.ok('undoChange', { params: { id: 'c8' }, body: { id: 'u8' } })
  expect((await framing(lasting.embed)).who).toBe(WIKI)
  expect((await shared()).embed).toBeNull()
})

test.each([
  'https://*',
  '*',
  "'self'",
  'https://a.example; script-src *',
  'https://a.example https://b.example',
  'https://a.example/path',
  'https://A.example',
  'https://a.example:443',
  'javascript://a.example',
  'https://a_b;c.example',
])('nothing but origins gets into a header: %j is refused', async (origin) => {
  const body = { name: 'Wiki', rights: 'embed', origins: [origin] } as const
  const { status, json } = await house.call('createShare', {
    params: { id: 'buy' },
    body: { ...body, origins: [origin] },
  })
  expect([status, json.code]).toEqual([400, 'request.invalid'])
})

test('a link to be embedded names pages, and only such a link does', async () => {
  for (const wish of [{ rights: 'embed' }, { rights: 'view', origins: [WIKI] }] as const) {
    const body = { name: 'Wiki', ...wish, origins: 'origins' in wish ? [WIKI] : [] }
    const { json } = await house.call('createShare', { params: { id: 'buy' }, body })
    expect(json).toMatchObject({ code: 'request.invalid', field: 'origins' })
  }
})

test('A12 a link leaves out lanes with what stands and is said there, and only what only they name', async () => {
  const edits = [
    { do: 'make', id: 'pain', kind: 'insight', journey: null, fields: { name: { de: 'Zu teuer' } } },
    { do: 'make', id: 'l1', kind: 'lane', journey: 'buy', fields: { type: 'insight', order: 'V' } },
    { do: 'make', id: 'l2', kind: 'lane', journey: 'buy', fields: { type: 'touchpoint', order: 'W' } },
    {
      do: 'make',
      id: 'x2',
      kind: 'placement',
      journey: 'buy',
      fields: { item: 'pain', step: 's1', lane: 'l1', order: 'V' },
    },
    {
      do: 'make',
      id: 'x3',
      kind: 'placement',
      journey: 'buy',
      fields: { item: 'shop', step: 's1', lane: 'l2', order: 'V' },
    },
  ] as const
  await house.ok('changeAtlas', {
    body: { id: 'c9', base: 0, edits: edits.map((edit) => ({ ...edit, fields: { ...edit.fields } })) },
  })
  await house.ok('createComment', { body: { record: 's1', lane: 'l1', text: 'Wirklich zu teuer?' } })
  const whole = await shared({ rights: 'comment', opens: ['comments'] })
  expect((await open(whole)).text).toMatch(/Zu teuer.*Wirklich zu teuer/s)
  const less = await shared({ rights: 'comment', opens: ['comments'], without: ['l1', 'l1'] })
  const { text } = await open(less)
  expect(text).toContain('Laden')
  for (const hidden of ['l1', 'x2', 'Zu teuer', 'Wirklich']) expect(text).not.toContain(hidden)
  const body = { name: 'Agentur', record: 's1', lane: 'l1', text: 'Ich frage nach.' }
  expect((await house.call('commentByShare', { body: { secret: less.secret, ...body } }, NOBODY)).status).toBe(404)
  expect((await house.call('commentByShare', { body: { secret: whole.secret, ...body } }, NOBODY)).status).toBe(201)
  const [mine] = (await house.ok('listShares', { params: { id: 'buy' } })).items
  expect(mine).toMatchObject({ without: ['l1'], origins: [] })
  const wrong = await house.call('createShare', { params: { id: 'buy' }, body: { name: 'x', without: ['s1'] } })
  expect(wrong.json).toMatchObject({ code: 'request.invalid', field: 'without' })
})

test('whoever has a page open and asks again is not counted again', async () => {
  const { secret, id } = await shared()
  await open({ secret })
  expect((await house.call('openShare', { body: { secret, again: true } }, NOBODY)).status).toBe(200)
  const mine = (await house.ok('listShares', { params: { id: 'buy' } })).items.find((share) => share.id === id)
  expect(mine?.opened).toBe(1)
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
