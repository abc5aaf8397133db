// What is learnt from events: paths, types, examples that tell nobody who somebody is, and what is news.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../base/index.ts'
import { formOf, withheldFor } from './example.ts'
import { LEAVES_MAX, type Leaf, leavesOf } from './leaves.ts'
import { newsOf, type PropertyState, withEvent } from './property.ts'
import { distinctOf, SKETCH_SIZE, type Sketch, withValue } from './sketch.ts'

const NOW = Date.UTC(2026, 10, 20)
const leaf = (path: string, value: Leaf['value']): Leaf => ({
  path,
  type: typeof value === 'number' ? 'number' : 'text',
  value,
})

test('L66 every level of an event is a path of its own; elements of a list share theirs', () => {
  const leaves = leavesOf({ p: { a: 1, b: { c: 'x', d: null }, l: [true, { e: 2 }] }, t: { plan: 'plus' }, g: 'club' })
  expect(leaves.map(({ path, type }) => `${path} ${type}`)).toEqual([
    'a number',
    'b object',
    'b.c text',
    'b.d null',
    'l list',
    'l[] boolean',
    'l[] object',
    'l[].e number',
    'groupId text',
    'traits.plan text',
  ])
})

test('law: however large and deep an event is, a bounded number of paths comes of it', () => {
  const body = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 8 }) as fc.Arbitrary<Leaf['value']>, {
    maxKeys: 400,
  })
  fc.assert(
    fc.property(body, (p) => {
      expect(leavesOf({ p }).length).toBeLessThanOrEqual(LEAVES_MAX)
    }),
  )
})

describe('L68 examples', () => {
  test.each([
    ['password', 'x', 'secret'],
    ['auth.apiKey', 'x', 'secret'],
    ['iban', 'x', 'secret'],
    ['card_number', 1, 'secret'],
    ['note2', 'eyJhbGciOiJIUzI1NiJ9.e30.x', 'secret'],
    ['ref', 'DE89370400440532013000', 'secret'],
    ['ref', '4111 1111 1111 1111', 'secret'],
    ['email', 'x', 'personal'],
    ['customerId', 'k-1', 'personal'],
    ['traits.name', 'Anna', 'personal'],
    ['traits.first_name', 'Anna', 'personal'],
    ['contact', 'anna@example.org', 'personal'],
    ['contact', '+49 431 1234567', 'personal'],
    ['device', '192.168.1.20', 'personal'],
    ['remark', 'The parcel was left with the wrong neighbour again', 'personal'],
    ['name', 'Zelt Fjord 3', undefined],
    ['order_id', 'N1234-1', undefined],
    ['shipped_on', '2026-11-20', undefined],
    ['total', 129.5, undefined],
    ['number', '4111 1111 1111 1112', 'personal'],
    ['pinned', 'yes', undefined],
    ['session_id', 'abc', 'secret'],
  ])('%s = %j is %s', (path, value, why) => expect(withheldFor(leaf(path, value))).toBe(why))

  test('a value that may not be shown takes all examples and hashes of its property away, for good', () => {
    const first = withEvent(undefined, [leaf('contact', 'desk 4')], { at: NOW, looked: 1, sourceId: 1 })
    expect([first.examples, first.sketch.length]).toEqual([['desk 4'], 1])
    const then = withEvent(first, [leaf('contact', 'anna@example.org')], { at: NOW, looked: 2, sourceId: 1 })
    const after = withEvent(then, [leaf('contact', 'desk 5')], { at: NOW, looked: 3, sourceId: 1 })
    expect([after.examples, after.sketch, after.withheld]).toEqual([[], [], 'personal'])
  })

  test('the form of an example shows letters and digits only as such', () => {
    expect(formOf('N17-2 Zelt Fjörd')).toBe('A00-0 Aaaa Aaaaa')
  })
})

test('L67 the number of different values is exact up to 64, then within a third', () => {
  const sketchOf = (count: number) =>
    Array.from({ length: count }, (_, n) => `value ${n % count}`).reduce<Sketch>(withValue, [])
  for (const count of [0, 1, 5, SKETCH_SIZE - 1]) expect(distinctOf(sketchOf(count))).toBe(count)
  for (const count of [200, 5000, 40_000]) {
    expect(distinctOf(sketchOf(count)) / count).toBeGreaterThan(0.67)
    expect(distinctOf(sketchOf(count)) / count).toBeLessThan(1.5)
  }
})

describe('news', () => {
  const seen = (part: Partial<PropertyState> = {}): PropertyState => ({
    present: 100,
    firstAt: NOW - 30 * DAY_MS,
    lastAt: NOW,
    lookedFirst: 1,
    lookedLast: 100,
    types: { text: { n: 100, at: NOW - 30 * DAY_MS, looked: 1 } },
    examples: [],
    withheld: null,
    sketch: [],
    sources: [],
    ...part,
  })
  const name = { looked: 100, firstAt: NOW - 30 * DAY_MS, lastAt: NOW }

  test('nothing is news about a property that goes on as before', () => {
    expect(newsOf(seen(), name, NOW)).toBeUndefined()
  })
  test('L71 new: the event was known well without it', () => {
    const at = NOW - DAY_MS
    expect(newsOf(seen({ firstAt: at, lookedFirst: 50, types: {} }), name, NOW)).toEqual({ kind: 'new', at })
    expect(newsOf(seen({ firstAt: at, lookedFirst: 20, types: {} }), name, NOW)).toBeUndefined()
    expect(newsOf(seen({ firstAt: at, lookedFirst: 50, types: {} }), name, NOW + 7 * DAY_MS)).toBeUndefined()
  })
  test('L72 gone: so many events came without it that it should have been there five times', () => {
    const at = NOW - DAY_MS
    expect(newsOf(seen({ lastAt: at, lookedLast: 80 }), name, NOW)).toEqual({ kind: 'gone', at })
    expect(newsOf(seen({ lastAt: at, lookedLast: 81 }), name, NOW)).toBeUndefined()
    const rare = seen({ lastAt: at, present: 2, lookedLast: 60 })
    expect(newsOf(rare, name, NOW)).toBeUndefined()
  })
  test('L73 changed: a type that it never had', () => {
    const at = NOW - DAY_MS
    const types = { text: { n: 90, at: NOW - 30 * DAY_MS, looked: 1 }, number: { n: 10, at, looked: 90 } }
    expect(newsOf(seen({ types }), name, NOW)).toEqual({ kind: 'changed', at })
    const empty = { text: types.text, null: types.number }
    expect(newsOf(seen({ types: empty }), name, NOW)).toBeUndefined()
  })
})
