// What people design, through the API: several at one journey over the real server, undo, places, rights, live changes.
import { type Change, type Desk, editAt, openDesk, receiveAt, seenFrom, textsOf } from '@lotse/core/atlas'
import { type AtlasEdit, type AtlasRecord, operations, type ShownChange } from '@lotse/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'
import { type Listening, openEvents } from './listen.ts'

let house: House
let url: string

beforeAll(async () => {
  house = await House.build()
  url = await house.app.listen({ port: 0, host: '127.0.0.1' })
  await change([
    {
      do: 'make',
      id: 'buy',
      kind: 'journey',
      journey: null,
      fields: { name: { de: 'Im Web-Shop kaufen', en: 'Buy in the web shop' } },
    },
    { do: 'make', id: 'p1', kind: 'phase', journey: 'buy', fields: { name: { de: 'Kaufen' }, order: 'V' } },
    {
      do: 'make',
      id: 's1',
      kind: 'step',
      journey: 'buy',
      fields: { name: { de: 'Warenkorb' }, phase: 'p1', order: 'G' },
    },
    {
      do: 'make',
      id: 's2',
      kind: 'step',
      journey: 'buy',
      fields: { name: { de: 'Zahlung' }, phase: 'p1', order: 'V' },
    },
    {
      do: 'make',
      id: 'l1',
      kind: 'lane',
      journey: 'buy',
      fields: { name: { de: 'Touchpoints' }, type: 'touchpoint', order: 'V' },
    },
  ])
})
afterAll(() => house?.close())

let count = 0
const change = (edits: AtlasEdit[], headers = house.as('admin'), base = 0) =>
  house.ok('changeAtlas', { body: { id: `c${++count}`, base, edits } }, headers)
const refused = async (edits: AtlasEdit[], headers = house.as('admin')) =>
  (await house.call('changeAtlas', { body: { id: `c${++count}`, base: 0, edits } }, headers)).json.code
const opened = (id = 'buy') => house.ok('openJourney', { params: { id } })
const recordOf = async (id: string) => (await opened()).records.find((one) => one.id === id)

test('[R0.1] records are found by their words in either language, and by kind', async () => {
  const found = async (find: string, kind?: 'journey' | 'step') =>
    (await house.ok('listRecords', { query: { find, kind } })).items.map(({ id }) => id).sort()
  expect(await found('web sho')).toEqual(['buy'])
  expect(await found('ZAHLUNG')).toEqual(['s2'])
  expect(await found('kauf')).toEqual(['buy', 'p1'])
  expect(await found('kauf', 'journey')).toEqual(['buy'])
  expect(await found('nirgends')).toEqual([])
})

test('[R0.2] a touchpoint that stands in several journeys tells every place', async () => {
  await change([
    { do: 'make', id: 'shop', kind: 'touchpoint', journey: null, fields: { name: { de: 'Web-Shop' } } },
    {
      do: 'make',
      id: 'x1',
      kind: 'placement',
      journey: 'buy',
      fields: { item: 'shop', step: 's1', lane: 'l1', order: 'V' },
    },
    {
      do: 'make',
      id: 'x2',
      kind: 'placement',
      journey: 'buy',
      fields: { item: 'shop', step: 's2', lane: 'l1', order: 'V' },
    },
  ])
  const places = async () => (await house.ok('getRecord', { params: { id: 'shop' } })).places.map(({ step }) => step)
  expect(await places()).toEqual(['s1', 's2'])
  await change([{ do: 'remove', id: 's2' }])
  expect(await places()).toEqual(['s1'])
  await change([{ do: 'restore', id: 's2' }])
  expect(await places()).toEqual(['s1', 's2'])
  expect((await opened()).records.some(({ id }) => id === 'shop')).toBe(true)
})

const nextChange = async (stream: Listening | undefined): Promise<ShownChange> => {
  const told = operations.watchAtlas.stream.parse((await stream?.next())?.data)
  if ('present' in told || 'talk' in told) throw new Error('nobody named a window here')
  return told
}

/** Somebody with the journey open in another window, on a slow line. */
class Editor {
  desk: Desk
  readonly name: string
  #sent = 0
  constructor(name: string, records: readonly AtlasRecord[], seq: number) {
    this.name = name
    this.desk = openDesk(records, seq)
  }
  edit(edit: AtlasEdit): void {
    const made: Change = { id: `${this.name}-${++this.#sent}`, edits: [edit] }
    this.desk = editAt(this.desk, made).desk
  }
  /** Sends the oldest change that waits. Its answer may come before or after what others did. */
  async send(): Promise<void> {
    const [first] = this.desk.waiting
    if (first) await house.ok('changeAtlas', { body: { id: first.id, base: this.desk.seq, edits: [...first.edits] } })
  }
  hear(changes: readonly ShownChange[]): void {
    for (const one of changes) this.desk = receiveAt(this.desk, one)
  }
}

test('A2 five who type, make, move and remove at once over the server see the same in the end, and nothing typed is lost', async () => {
  const dices = fc.sample(
    fc.noBias(fc.integer({ min: 0, max: 999 })).map((n) => n / 1000),
    { numRuns: 400, seed: 7 },
  )
  let thrown = 0
  const random = () => dices[thrown++ % dices.length] ?? 0
  const { seq, records } = await opened()
  const editors = Array.from({ length: 5 }, (_, n) => new Editor(`e${n}`, records, seq))
  const streams = await Promise.all(
    editors.map(() => openEvents(`${url}/api/v1/atlas/live?journey=buy&after=${seq}`, house.as('cx'))),
  )
  const words: string[] = []
  const act = (editor: Editor, n: number) => {
    const word = `⟨${editor.name}.${n}⟩`
    const seen = seenFrom(editor.desk)
    const dice = random()
    if (dice < 0.1) editor.edit({ do: dice < 0.05 ? 'remove' : 'restore', id: 's2' })
    else if (dice < 0.2) editor.edit({ do: 'set', id: 's2', field: 'order', value: dice < 0.15 ? 'B' : 'Z' })
    else {
      words.push(word)
      const id = dice < 0.6 ? 's1' : 'cell-s1-l1'
      if (!seen.has(id))
        return editor.edit({
          do: 'make',
          id,
          kind: 'cell',
          journey: 'buy',
          fields: { step: 's1', lane: 'l1', text: { de: word } },
        })
      const field = id === 's1' ? 'about' : 'text'
      const text = textsOf(seen.get(id)?.fields[field])['de'] ?? ''
      const ends = [0, text.length, ...Array.from(text.matchAll(/⟩/g), ({ index }) => index + 1)]
      const at = ends[Math.floor(random() * ends.length)] ?? 0
      const change = [at, [0, word] as [number, string], text.length - at].filter((part) => part !== 0)
      editor.edit({ do: 'write', id, field, language: 'de', change })
    }
  }
  const heard: ShownChange[][] = editors.map(() => [])
  const done = editors.map(async (editor, n) => {
    for (let step = 0; step < 12; step++) {
      act(editor, step)
      await editor.send()
      // What the stream brought, one's own answers among it, is taken at some time or other.
      const next = await nextChange(streams[n])
      heard[n]?.push(next)
      editor.hear([next])
    }
  })
  await Promise.all(done)
  for (const [n, editor] of editors.entries()) {
    while (editor.desk.waiting.length > 0) {
      await editor.send()
      editor.hear([await nextChange(streams[n])])
    }
  }
  const last = (await opened()).seq
  for (const [n, editor] of editors.entries())
    while (editor.desk.seq < last) editor.hear([await nextChange(streams[n])])
  for (const stream of streams) stream.close()
  const end = await opened()
  const stored = Object.fromEntries(end.records.map(({ id, fields, removed }) => [id, { fields, removed }]))
  for (const { desk } of editors)
    expect(
      Object.fromEntries([...seenFrom(desk)].map(([id, { fields, removed }]) => [id, { fields, removed }])),
    ).toEqual(stored)
  const all = JSON.stringify(stored)
  for (const word of words) expect(all).toContain(word)
  expect(words.length).toBeGreaterThan(30)
}, 60_000)

test('A3 undo takes back what is left of a change; undoing that does it again; the same id is done once', async () => {
  const made = await change([
    { do: 'set', id: 's1', field: 'selfService', value: true },
    { do: 'set', id: 's1', field: 'actor', value: 'employee' },
  ])
  await change([{ do: 'set', id: 's1', field: 'actor', value: 'partner' }], house.as('cx'))
  const undone = await house.ok('undoChange', { params: { id: made.id }, body: { id: 'u1' } })
  expect(undone.undoes).toBe(made.seq)
  expect((await recordOf('s1'))?.fields).toMatchObject({ actor: 'partner' })
  expect((await recordOf('s1'))?.fields).not.toHaveProperty('selfService')
  expect((await house.ok('undoChange', { params: { id: made.id }, body: { id: 'u1' } })).seq).toBe(undone.seq)
  await house.ok('undoChange', { params: { id: 'u1' }, body: { id: 'u2' } })
  expect((await recordOf('s1'))?.fields).toMatchObject({ selfService: true, actor: 'partner' })
  expect((await house.call('undoChange', { params: { id: 'none' }, body: { id: 'u3' } })).status).toBe(404)
})

test('A4 one bad edit refuses all, and nothing has happened', async () => {
  const before = await opened()
  expect(
    await refused([
      { do: 'set', id: 's1', field: 'order', value: 'K' },
      { do: 'set', id: 's1', field: 'phase', value: 'nowhere' },
    ]),
  ).toBe('atlas.value_invalid')
  expect(await refused([{ do: 'set', id: 'nobody', field: 'order', value: 'K' }])).toBe('atlas.unknown_record')
  expect(await opened()).toEqual(before)
})

test('[E9] another workspace sees nothing of it and cannot write into it', async () => {
  const foreign = house.as('foreign')
  expect((await house.call('openJourney', { params: { id: 'buy' } }, foreign)).status).toBe(404)
  expect((await house.call('getRecord', { params: { id: 'shop' } }, foreign)).status).toBe(404)
  expect((await house.ok('listRecords', { query: { find: 'kauf' } }, foreign)).items).toEqual([])
  expect(await refused([{ do: 'set', id: 's1', field: 'order', value: 'K' }], foreign)).toBe('atlas.unknown_record')
  await change([{ do: 'make', id: 'buy', kind: 'journey', journey: null, fields: { name: { de: 'Andere' } } }], foreign)
  expect((await recordOf('buy'))?.fields).toMatchObject({ name: { de: 'Im Web-Shop kaufen' } })
  expect(await refused([{ do: 'set', id: 's1', field: 'order', value: 'K' }], house.as('viewer'))).toBe(
    'auth.forbidden',
  )
})
