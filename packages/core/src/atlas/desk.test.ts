// Several people at one journey: whatever comes between whatever, all see the same in the end, and nothing typed is lost.
import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Change, type Desk, editAt, openDesk, type PlacedChange, receiveAt, seenFrom } from './desk.ts'
import { applyEdits, bringTogether, textsOf } from './edit.ts'

const step = (id: string, name: string): AtlasRecord => ({
  id,
  kind: 'step',
  journey: 'j',
  fields: { name: { de: name }, phase: 'p', order: 'V' },
  removed: false,
})
const START = [step('s1', 'Zahlung'), step('s2', 'Bestellt')]

/** The server, in short: one order of changes, each brought over what its maker had not seen. */
class Server {
  readonly records = new Map(START.map((record) => [record.id, record]))
  readonly log: PlacedChange[] = []
  take({ id, edits }: Change, base: number): void {
    const { second } = bringTogether(
      this.log.slice(base).flatMap((change) => change.edits),
      edits,
    )
    const applied = applyEdits((one) => this.records.get(one), second)
    for (const record of applied.records) this.records.set(record.id, record)
    this.log.push({ id, seq: this.log.length + 1, edits: applied.edits })
  }
}

/** One who edits: a desk, and at most one change on its way. */
type Person = { desk: Desk; sent: { readonly change: Change; readonly base: number } | null; read: number }

const word = (person: number, n: number) => `⟨${person}.${n}⟩`
type Act = {
  readonly who: number
  readonly what: 'type' | 'cut' | 'make' | 'remove' | 'send' | 'deliver' | 'read'
  readonly at: number
}
const acts = fc.array(
  fc.record({
    who: fc.nat({ max: 4 }),
    what: fc.constantFrom('type', 'type', 'type', 'make', 'remove', 'send', 'send', 'deliver', 'read', 'read'),
    at: fc.nat(),
  }) as fc.Arbitrary<Act>,
  { minLength: 10, maxLength: 90 },
)

function play(people: Person[], server: Server, list: readonly Act[]): string[] {
  const typed: string[] = []
  for (const [n, { who, what, at }] of list.entries()) {
    const person = people[who % people.length]
    if (person === undefined) continue
    const text = word(who % people.length, n)
    const edit =
      what === 'send' || what === 'deliver' || what === 'read' ? undefined : editOf(person, { what, at, text })
    if (edit) {
      person.desk = editAt(person.desk, { id: `${who}-${n}`, edits: [edit] }).desk
      if (what === 'type' || what === 'make') typed.push(text)
    } else move(person, server, what)
  }
  return typed
}

function move(person: Person, server: Server, what: Act['what']): void {
  const [first] = person.desk.waiting
  if (what === 'send' && person.sent === null && first) person.sent = { change: first, base: person.desk.seq }
  if (what === 'deliver' && person.sent && !server.log.some(({ id }) => id === person.sent?.change.id))
    server.take(person.sent.change, person.sent.base)
  const next = server.log[person.read]
  if (what === 'read' && next) {
    person.read++
    if (next.id === person.sent?.change.id) person.sent = null
    person.desk = receiveAt(person.desk, next)
  }
}

function editOf(person: Person, { what, at, text }: { what: Act['what']; at: number; text: string }): AtlasEdit {
  const id = at % 2 === 0 ? 's1' : 'cell'
  const seen = seenFrom(person.desk)
  if (what === 'make' || (what === 'type' && !seen.has(id)))
    return { do: 'make', id: 'cell', kind: 'cell', journey: 'j', fields: { step: 's1', lane: 'l', text: { de: text } } }
  if (what === 'remove') return { do: 'remove', id: 's1' }
  const field = id === 's1' ? 'name' : 'text'
  const { length } = textsOf(seen.get(id)?.fields[field])['de'] ?? ''
  // Between words of others or one's own, never inside.
  const places = [
    0,
    length,
    ...Array.from((textsOf(seen.get(id)?.fields[field])['de'] ?? '').matchAll(/⟩/g), ({ index }) => index + 1),
  ]
  const place = places[at % places.length] ?? 0
  return {
    do: 'write',
    id,
    field,
    language: 'de',
    change: [place, [0, text], length - place].filter((part) => part !== 0) as never,
  }
}

function settle(people: Person[], server: Server): void {
  for (let round = 0; round < 1000; round++) {
    for (const person of people) for (const what of ['send', 'deliver', 'read'] as const) move(person, server, what)
    if (people.every(({ desk, read }) => desk.waiting.length === 0 && read === server.log.length)) return
  }
  throw new Error('they never came to rest')
}

test('law: A2 two to five who edit at once see the same in the end, and every word typed is there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5 }), acts, (count, list) => {
      const server = new Server()
      const people = Array.from({ length: count }, (): Person => ({ desk: openDesk(START, 0), sent: null, read: 0 }))
      const typed = play(people, server, list)
      settle(people, server)
      for (const { desk } of people)
        expect(Object.fromEntries(seenFrom(desk))).toEqual(Object.fromEntries(server.records))
      const all = JSON.stringify([...server.records.values()])
      for (const text of typed) expect(all).toContain(text)
    }),
    { numRuns: 400 },
  )
})

test('law: A3 what is done and taken back leaves everything as it was', () => {
  const edits: fc.Arbitrary<AtlasEdit> = fc.oneof(
    fc.record({
      do: fc.constant('set' as const),
      id: fc.constant('s1'),
      field: fc.constantFrom('name', 'order', 'selfService'),
      value: fc.constantFrom(null, { de: 'Neu', en: 'New' }, 'x', true),
    }),
    fc.record({ do: fc.constantFrom('remove' as const, 'restore' as const), id: fc.constantFrom('s1', 's2') }),
    fc.constant({
      do: 'make' as const,
      id: 's1',
      kind: 'step' as const,
      journey: 'j',
      fields: { about: { de: 'Weil' }, name: { de: 'Zahlen' } },
    }),
  )
  fc.assert(
    fc.property(fc.array(edits, { minLength: 1, maxLength: 12 }), (list) => {
      const records = new Map(START.map((record) => [record.id, record]))
      const { records: changed, reverse } = applyEdits((id) => records.get(id), list)
      for (const record of changed) records.set(record.id, record)
      for (const record of applyEdits((id) => records.get(id), reverse).records) records.set(record.id, record)
      expect([...records.values()]).toEqual(START)
    }),
  )
})

test('A2 two who fill the same cell at once fill one cell with both texts', () => {
  const make = (text: string): AtlasEdit => ({
    do: 'make',
    id: 'c',
    kind: 'cell',
    journey: 'j',
    fields: { step: 's1', lane: 'l', text: { de: text } },
  })
  const server = new Server()
  server.take({ id: 'a', edits: [make('Eins')] }, 0)
  server.take({ id: 'b', edits: [make('Zwei')] }, 0)
  expect(server.records.get('c')?.fields['text']).toEqual({ de: 'Eins\nZwei' })
  const typed = new Server()
  for (const [id, text] of [
    ['a', 'Eins'],
    ['b', 'Zwei'],
  ] as const)
    typed.take(editAt(openDesk(START, 0), { id, edits: [make(text)] }).change, 0)
  expect(typed.records.get('c')?.fields['text']).toEqual({ de: 'EinsZwei' })
})
