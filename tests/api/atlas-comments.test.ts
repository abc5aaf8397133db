// What people say about what they design, through the API: threads at records and cells, mentions, done and open, whose words are whose.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House, type Proof } from './house.ts'

let house: House
let cora: Proof
let dora: Proof
const ids = new Map<string, string>()

const join = async (name: string, role: 'cx' | 'department' | 'viewer'): Promise<Proof> => {
  await house.addMember(`${name}@shop.example`, role)
  const proof = await house.signIn(`${name}@shop.example`)
  ids.set(name, (await house.ok('getMe', {}, proof)).member?.id ?? '')
  return proof
}
const say = (body: object, as = cora) =>
  house.ok('createComment', { body: { record: 's1', text: 'Zu lang?', ...body } }, as)
const listed = async (query: object, as = cora) =>
  (await house.ok('listComments', { query }, as)).items.map(({ text, answers }) =>
    [text, ...answers.map((one) => one.text)].join(' > '),
  )

beforeAll(async () => {
  house = await House.build()
  cora = await join('cora', 'cx')
  dora = await join('dora', 'department')
  const edits = [
    { do: 'make', id: 'shop', kind: 'touchpoint', journey: null, fields: { name: { de: 'Laden' } } },
    { do: 'make', id: 'buy', kind: 'journey', journey: null, fields: { name: { de: 'Kaufen' } } },
    { do: 'make', id: 'other', kind: 'journey', journey: null, fields: { name: { de: 'Andere' } } },
    { do: 'make', id: 'p1', kind: 'phase', journey: 'buy', fields: { order: 'V' } },
    { do: 'make', id: 's1', kind: 'step', journey: 'buy', fields: { name: { de: 'Korb' }, phase: 'p1', order: 'V' } },
    { do: 'make', id: 'l1', kind: 'lane', journey: 'buy', fields: { type: 'text', order: 'V' } },
    { do: 'make', id: 'l2', kind: 'lane', journey: 'other', fields: { type: 'text', order: 'V' } },
  ] as const
  await house.ok('changeAtlas', {
    body: { id: 'c1', base: 0, edits: edits.map((edit) => ({ ...edit, fields: { ...edit.fields } })) },
  })
})
afterAll(() => house?.close())

test('a thread stands at a record or a cell, is answered, done, and open again with the next answer', async () => {
  const first = await say({ lane: 'l1' })
  expect(first).toMatchObject({
    journey: 'buy',
    record: 's1',
    lane: 'l1',
    by: { name: 'cora' },
    resolvedAt: null,
    answers: [],
  })
  await house.ok('answerComment', { params: { id: first.id }, body: { text: 'Ja, kürzen.' } }, dora)
  const done = await house.ok('resolveComment', { params: { id: first.id }, body: { resolved: true } }, dora)
  expect(done).toMatchObject({ resolvedBy: 'dora', answers: [{ text: 'Ja, kürzen.' }] })
  expect(await listed({ journey: 'buy', state: 'open' })).toEqual([])
  expect(await listed({ journey: 'buy', state: 'resolved' })).toEqual(['Zu lang? > Ja, kürzen.'])
  // Who answers an answer answers its thread.
  const answer = done.answers[0]?.id ?? ''
  const open = await house.ok('answerComment', { params: { id: answer }, body: { text: 'Doch nicht.' } })
  expect(open).toMatchObject({ id: first.id, resolvedAt: null })
  await house.ok('resolveComment', { params: { id: first.id }, body: { resolved: true } })
  await house.ok('resolveComment', { params: { id: first.id }, body: { resolved: false } })
  expect(await listed({ record: 's1' })).toEqual(['Zu lang? > Ja, kürzen. > Doch nicht.'])
})

test('a comment stands where there is something, in the library too, and nowhere else', async () => {
  expect((await say({ record: 'shop', text: 'Welche Öffnungszeiten?' })).journey).toBeNull()
  expect((await say({ record: 'buy', text: 'Gut so.' })).journey).toBe('buy')
  const refused = async (body: object) =>
    (await house.call('createComment', { body: { record: 's1', text: 'x', ...body } }, cora)).json.code
  expect(await refused({ record: 'nowhere' })).toBe('atlas.unknown_record')
  expect(await refused({ lane: 'l2' })).toBe('atlas.value_invalid')
  expect(await refused({ lane: 's1' })).toBe('atlas.value_invalid')
  expect(await refused({ record: 'buy', lane: 'l1' })).toBe('atlas.value_invalid')
  expect(await refused({ text: '   ' })).toBe('request.invalid')
})

test('who is called finds the thread among those that call, whoever called, and no one from elsewhere can be called', async () => {
  const first = await say({ text: 'Wer prüft das?' })
  expect(await listed({ mentions: 'me' }, dora)).toEqual([])
  const mentions = [ids.get('dora') ?? '']
  await house.ok('answerComment', { params: { id: first.id }, body: { text: '@Dora, du?', mentions } }, cora)
  expect(await listed({ mentions: 'me' }, dora)).toEqual(['Wer prüft das? > @Dora, du?'])
  expect(await listed({ mentions: 'me' }, cora)).toEqual([])
  expect(await listed({ mentions: 'me' }, house.as('admin'))).toEqual([])
  const stranger = await house.call('createComment', { body: { record: 's1', text: 'x', mentions: ['999999'] } }, cora)
  expect(stranger.json).toMatchObject({ code: 'request.invalid', field: 'mentions' })
})

const calls = async (as: Proof) => (await house.ok('listMentions', {}, as)).items.map(({ text }) => text)

test('who is called is told of it until they have read it or it is done, and again when called again', async () => {
  const mentions = [ids.get('dora') ?? '']
  for (const { thread } of (await house.ok('listMentions', {}, dora)).items)
    await house.ok('readMentions', { body: { threads: [thread] } }, dora)
  const first = await say({ record: 's1', lane: 'l1', text: '@dora, stimmt das?', mentions })
  const shop = await say({ record: 'shop', text: '@dora, offen?', mentions })
  const [latest, before] = (await house.ok('listMentions', {}, dora)).items
  expect(latest).toMatchObject({ journey: null, record: 'shop', kind: 'touchpoint', name: { de: 'Laden' }, by: 'cora' })
  expect(before).toMatchObject({
    thread: first.id,
    journey: { id: 'buy', name: { de: 'Kaufen' } },
    name: { de: 'Korb' },
    lane: null,
  })
  expect(await calls(cora)).toEqual([])
  // Who reads for another one reads nothing.
  await house.ok('readMentions', { body: { threads: [first.id] } }, cora)
  expect(await calls(dora)).toHaveLength(2)
  expect((await house.ok('readMentions', { body: { threads: [first.id] } }, dora)).count).toBe(1)
  expect(await calls(dora)).toEqual(['@dora, offen?'])
  await house.ok('answerComment', { params: { id: first.id }, body: { text: '@dora, noch da?', mentions } }, cora)
  expect(await calls(dora)).toEqual(['@dora, noch da?', '@dora, offen?'])
  // Who calls in what was read already calls anew.
  const own = await say({ text: 'Nur so.' })
  await house.ok('readMentions', { body: { threads: [own.id, first.id] } }, dora)
  await house.ok('updateComment', { params: { id: own.id }, body: { text: 'Nur so, @dora.', mentions } }, cora)
  expect(await calls(dora)).toEqual(['Nur so, @dora.', '@dora, offen?'])
  await house.ok('resolveComment', { params: { id: shop.id }, body: { resolved: true } }, cora)
  await house.ok('deleteComment', { params: { id: own.id } }, cora)
  expect(await calls(dora)).toEqual([])
  // Who answers has read it.
  await house.ok('answerComment', { params: { id: first.id }, body: { text: '@dora?', mentions } }, cora)
  expect(await calls(dora)).toEqual(['@dora?'])
  await house.ok('answerComment', { params: { id: first.id }, body: { text: 'Ja.' } }, dora)
  expect(await calls(dora)).toEqual([])
  // Nobody calls themselves.
  await house.ok('answerComment', { params: { id: first.id }, body: { text: '@dora, ich?', mentions } }, dora)
  expect(await calls(dora)).toEqual([])
})

test('[E9] calls of another workspace are nobody’s here, and a program is called by nobody', async () => {
  await say({ text: '@dora, hier?', mentions: [ids.get('dora') ?? ''] })
  expect((await house.ok('listMentions', {}, house.as('foreign'))).count).toBe(0)
  const [{ thread } = { thread: '' }] = (await house.ok('listMentions', {}, dora)).items
  await house.ok('readMentions', { body: { threads: [thread] } }, house.as('foreign'))
  expect(await calls(dora)).toEqual(['@dora, hier?'])
  expect((await house.call('readMentions', { body: { threads: [] } }, dora)).status).toBe(400)
})

test('own words are changed, taken back and brought back; others’ only an administrator takes back', async () => {
  const { id } = await say({ text: 'Tippfeler' })
  const changed = await house.ok('updateComment', { params: { id }, body: { text: 'Tippfehler' } }, cora)
  expect(changed).toMatchObject({ text: 'Tippfehler', editedAt: expect.any(String) })
  const body = { text: 'Fremd' }
  expect((await house.call('updateComment', { params: { id }, body }, dora)).json.code).toBe('comment.not_yours')
  expect((await house.call('updateComment', { params: { id }, body })).json.code).toBe('comment.not_yours')
  expect((await house.call('deleteComment', { params: { id } }, dora)).json.code).toBe('comment.not_yours')
  await house.ok('answerComment', { params: { id }, body: { text: 'Danke' } }, dora)
  const gone = await house.ok('deleteComment', { params: { id } })
  expect(gone).toMatchObject({ text: '', deletedAt: expect.any(String), answers: [{ text: 'Danke' }] })
  expect((await house.call('updateComment', { params: { id }, body }, cora)).status).toBe(404)
  expect(await listed({ record: 's1' })).toContain(' > Danke')
  await house.ok('restoreComment', { params: { id } }, cora)
  expect(await listed({ record: 's1' })).toContain('Tippfehler > Danke')
})

test('threads come page by page, newest first', async () => {
  const all: string[] = []
  let cursor: string | undefined
  do {
    const page = await house.ok('listComments', { query: { limit: 2, ...(cursor && { cursor }) } })
    all.push(...page.items.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  expect(all).toEqual([...new Set(all)].sort((a, b) => Number(b) - Number(a)))
  expect(all.length).toBe((await house.ok('listComments', { query: { limit: 200 } })).items.length)
})

test('[E9] a viewer reads and says nothing; another workspace reads nothing', async () => {
  expect((await house.call('createComment', { body: { record: 's1', text: 'x' } }, house.as('viewer'))).json.code).toBe(
    'auth.forbidden',
  )
  expect(await listed({ record: 's1' }, house.as('viewer'))).not.toEqual([])
  const foreign = house.as('foreign')
  expect(await listed({ record: 's1' }, foreign)).toEqual([])
  expect((await house.call('createComment', { body: { record: 's1', text: 'x' } }, foreign)).json.code).toBe(
    'atlas.unknown_record',
  )
  const [mine] = (await house.ok('listComments', { query: {} }, cora)).items
  const params = { id: mine?.id ?? '' }
  expect((await house.call('resolveComment', { params, body: { resolved: true } }, foreign)).status).toBe(404)
  expect((await house.call('answerComment', { params, body: { text: 'x' } }, foreign)).status).toBe(404)
})
