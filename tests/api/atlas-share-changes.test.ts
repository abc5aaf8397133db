// Links to journeys that are changed after they were made, through the API: what they allow from then on, the way back, and what the log says.
import type { AtlasEdit, OperationBody } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
const DAY_MS = 86_400_000
const WIKI = 'https://wiki.example.org'
/** Nobody: no token, no session. */
const NOBODY = {}

const make = (kind: string, id: string, journey: string | null, fields: object) =>
  ({ do: 'make', id, kind, journey, fields }) as AtlasEdit
const change = (id: string, edits: AtlasEdit[]) => house.ok('changeAtlas', { body: { id, base: 0, edits } })
const shared = async (wish: Partial<OperationBody<'createShare'>> = {}) => {
  const { share, address, embed } = await house.ok('createShare', {
    params: { id: 'buy' },
    body: { name: 'Agentur', ...wish },
  })
  return { id: share.id, embed, secret: new URL(address).hash.slice(1) }
}
type Coming = { readonly secret: string; readonly password?: string }
const open = (coming: Coming) => house.call('openShare', { body: coming }, NOBODY)
const codeOf = async (coming: Coming) => (await open(coming)).json.code
const framing = async (embed: string | null) => {
  const { headers } = await house.app.inject({ url: new URL(embed ?? '').pathname, headers: { accept: 'text/html' } })
  const [, who] = /frame-ancestors ([^;]+)/.exec(String(headers['content-security-policy'])) ?? []
  return who
}

beforeAll(async () => {
  house = await House.build()
  await change('c1', [
    make('touchpoint', 'shop', null, { name: { de: 'Laden' }, about: { de: 'Nur für uns' } }),
    make('journey', 'buy', null, { name: { de: 'Kaufen' } }),
    make('journey', 'other', null, { name: { de: 'Andere' } }),
    make('phase', 'p1', 'buy', { order: 'V' }),
    make('step', 's1', 'buy', { name: { de: 'Korb' }, phase: 'p1', order: 'V' }),
    make('lane', 'l1', 'buy', { type: 'insight', order: 'V' }),
    make('placement', 'x1', 'buy', { item: 'shop', step: 's1', order: 'V' }),
  ])
})
afterAll(() => house?.close())

const LATER_MS = 3 * 3_600_000
const changing = (id: string, body: OperationBody<'updateShare'>, as = house.as('admin')) =>
  house.call('updateShare', { params: { id: 'buy', share: id }, body }, as)

test('[E9] a link is changed after it was made: what it opens and allows, its password and its end, at once for whoever has it', async () => {
  const { id, secret } = await shared()
  expect((await open({ secret })).text).not.toContain('Nur für uns')
  const wider = await changing(id, { opens: ['library', 'library'], rights: 'comment', name: ' Verlag ' })
  expect(wider.json).toMatchObject({ id, name: 'Verlag', rights: 'comment', opens: ['library'], changes: 1 })
  expect((await open({ secret })).text).toContain('Nur für uns')
  const said = { secret, name: 'Verlag', record: 's1', text: 'Darf jetzt.' }
  expect((await house.call('commentByShare', { body: said }, NOBODY)).status).toBe(201)
  // What is not named stays.
  expect((await changing(id, { opens: [], password: 'Elbe und Weser' })).json).toMatchObject({
    name: 'Verlag',
    rights: 'comment',
    password: true,
  })
  expect(await codeOf({ secret })).toBe('share.password_needed')
  expect((await open({ secret, password: 'Elbe und Weser' })).status).toBe(200)
  await changing(id, { password: 'Weser und Elbe' })
  expect(await codeOf({ secret, password: 'Elbe und Weser' })).toBe('share.password_wrong')
  expect((await changing(id, { password: null })).json).toMatchObject({ password: false })
  expect((await open({ secret })).status).toBe(200)
  house.now += LATER_MS
  const end = new Date(house.now + DAY_MS).toISOString()
  expect((await changing(id, { expiresAt: end })).json).toMatchObject({ expiresAt: end })
  house.now += DAY_MS
  expect(await codeOf({ secret })).toBe('share.not_valid')
  // One that is over can be opened again; its address is the same.
  expect((await changing(id, { expiresAt: null })).json).toMatchObject({ expiresAt: null, changes: 6 })
  expect((await open({ secret })).status).toBe(200)
})

test('[E9] a change of a link is taken back as it was, its password too, but not one that somebody else made since', async () => {
  const { id, secret } = await shared({ password: 'Elbe und Weser', opens: ['library'] })
  const undo = (changes: number, as = house.as('admin')) =>
    house.call('undoShare', { params: { id: 'buy', share: id }, body: { changes } }, as)
  expect((await undo(1)).json.code).toBe('conflict')
  await changing(id, { password: null, opens: [], name: 'Offen' })
  expect((await open({ secret })).status).toBe(200)
  expect((await undo(1)).json).toMatchObject({ name: 'Agentur', opens: ['library'], password: true, changes: 2 })
  expect(await codeOf({ secret })).toBe('share.password_needed')
  expect((await open({ secret, password: 'Elbe und Weser' })).status).toBe(200)
  expect((await undo(1)).json.code).toBe('conflict')
  expect((await undo(2)).json).toMatchObject({ name: 'Offen', password: false, changes: 3 })
  expect((await undo(3, house.as('viewer'))).json.code).toBe('auth.forbidden')
  expect((await undo(3, house.as('foreign'))).status).toBe(404)
  house.now += LATER_MS
})

test('changes of a link stand in the log with what was before, and never with a password', async () => {
  const { id } = await shared({ name: 'Vermerkt' })
  await changing(id, { password: 'Elbe und Weser', name: 'Neu vermerkt', without: ['l1'] })
  await changing(id, { password: 'Weser und Elbe' })
  const entries = (await house.ok('listAudit', { query: { limit: 20 } })).items.filter(
    ({ operation }) => operation === 'updateShare',
  )
  const details = entries.map(({ detail }) => detail)
  expect(details).toContainEqual({
    share: id,
    name: { before: 'Vermerkt', after: 'Neu vermerkt' },
    without: { before: [], after: ['l1'] },
    password: { before: false, after: true },
  })
  expect(details).toContainEqual({ share: id, password: 'replaced' })
  expect(JSON.stringify(entries)).not.toMatch(/Elbe|scrypt|Hash/)
})

const WRONG: [OperationBody<'updateShare'>, string][] = [
  [{ rights: 'embed', origins: ['https://wiki.example.org'] }, 'rights'],
  [{ origins: ['https://wiki.example.org'] }, 'origins'],
  [{ without: ['s1'] }, 'without'],
  [{ expiresAt: '2020-01-01T00:00:00.000Z' }, 'expiresAt'],
]
test.each(WRONG)('a link is not changed into what it cannot be: %j', async (body, field) => {
  const { id } = await shared()
  expect((await changing(id, body)).json).toMatchObject({ code: 'request.invalid', field })
  expect((await house.ok('listShares', { params: { id: 'buy' } })).items.find((one) => one.id === id)?.changes).toBe(0)
})

test('only who may share changes a link, and nobody one that was withdrawn', async () => {
  const { id } = await shared()
  expect((await changing(id, { name: 'x' }, house.as('viewer'))).json.code).toBe('auth.forbidden')
  expect((await changing(id, { name: 'x' }, house.as('foreign'))).status).toBe(404)
  const params = { id: 'other', share: id }
  expect((await house.call('updateShare', { params, body: { name: 'x' } })).status).toBe(404)
  await house.ok('revokeShare', { params: { id: 'buy', share: id } })
  expect((await changing(id, { name: 'x' })).json.code).toBe('share.not_valid')
})

test('the pages that may show a link within themselves are changed, and its frame with them', async () => {
  const { id, embed } = await shared({ rights: 'embed', origins: [WIKI] })
  await changing(id, { origins: ['https://intern.example.org'] })
  expect(await framing(embed)).toBe('https://intern.example.org')
  expect((await changing(id, { rights: 'view', origins: [] })).json).toMatchObject({ field: 'rights' })
})

test('A12 insights that merely concern what a link shows come where it opens them, and with no lane of insights left out', async () => {
  const says = {
    name: { de: 'Zu langsam' },
    about: { de: 'Im Vertrauen' },
    sort: 'painPoint',
    concerns: ['s1', 'other'],
  }
  await change('c20', [make('insight', 'slow', null, says)])
  const { id, secret } = await shared()
  expect((await open({ secret })).text).not.toContain('Zu langsam')
  await changing(id, { opens: ['insights'] })
  const { records } = (await open({ secret })).json as { records: { id: string; fields: object }[] }
  expect(records.find((one) => one.id === 'slow')?.fields).toEqual({
    name: { de: 'Zu langsam' },
    sort: 'painPoint',
    concerns: ['s1'],
  })
  await changing(id, { without: ['l1'] })
  expect((await open({ secret })).text).not.toContain('Zu langsam')
})
