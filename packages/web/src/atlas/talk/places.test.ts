// Where comments stand in a map, told from where one is and the other way round.
import type { AtlasRecord, CommentThread } from '@lotse/protocol'
import { beforeAll, expect, test } from 'vitest'
import { layoutOf } from '../../canvas/layout.ts'
import { HEAD } from '../../canvas/spots.ts'
import { startWords, type Translate } from '../../words/index.ts'
import { openByPlace, placeAt, placeName, spotOf } from './places.ts'

const make = (kind: AtlasRecord['kind'], id: string, fields: AtlasRecord['fields']): AtlasRecord => ({
  id,
  kind,
  journey: kind === 'journey' ? null : 'j',
  fields,
  removed: false,
})
const all = [
  make('journey', 'j', { name: { de: 'Kaufen' } }),
  make('phase', 'p', { name: { de: 'Vorher' }, order: 'A' }),
  make('phase', 'q', { order: 'B' }),
  make('step', 's', { name: { de: 'Suchen' }, phase: 'p', order: 'A' }),
  make('lane', 'l', { type: 'text', order: 'A' }),
]
const records = new Map(all.map((one) => [one.id, one]))
const layout = layoutOf(all, 'de')
let t: Translate
beforeAll(async () => {
  t = (await startWords('de')).t
})

test.each([
  [
    { row: 'steps', col: 's' },
    { record: 's', lane: null },
  ],
  [
    { row: 'l', col: 's' },
    { record: 's', lane: 'l' },
  ],
  [
    { row: 'phases', col: 's' },
    { record: 'p', lane: null },
  ],
  [
    { row: 'l', col: HEAD },
    { record: 'l', lane: null },
  ],
  [
    { row: 'phases', col: 'empty:q' },
    { record: 'q', lane: null },
  ],
])('%j is the place %j, and the other way round', (spot, place) => {
  expect(placeAt(layout, spot, 'j')).toEqual(place)
  expect(spotOf(layout, place)).toEqual(spot)
})

test('where nothing is, a comment is about the journey; in an empty phase about the phase', () => {
  expect(placeAt(layout, null, 'j')).toEqual({ record: 'j', lane: null })
  expect(placeAt(layout, { row: 'steps', col: HEAD }, 'j')).toEqual({ record: 'j', lane: null })
  expect(placeAt(layout, { row: 'l', col: 'empty:q' }, 'j')).toEqual({ record: 'q', lane: null })
  expect(spotOf(layout, { record: 'j', lane: null })).toBeNull()
  expect(spotOf(layout, { record: 's', lane: 'gone' })).toBeNull()
})

test('places are called by step and lane, and what has gone is said to have gone', () => {
  const name = (record: string, lane: string | null = null) =>
    placeName(records, { record, lane }, { t, language: 'de' })
  expect(name('s', 'l')).toBe('Suchen · Text')
  expect(name('p')).toBe('Vorher')
  expect(name('j')).toBe('Ganze Journey')
  expect(name('lost')).toBe('Steht nicht mehr in der Karte')
})

const thread = (more: Partial<CommentThread>): CommentThread => ({
  id: '1',
  text: 'Zu lang',
  by: null,
  guest: null,
  mentions: [],
  createdAt: '2026-01-01T00:00:00Z',
  editedAt: null,
  deletedAt: null,
  resolvedAt: null,
  resolvedBy: null,
  journey: 'j',
  record: 's',
  lane: null,
  answers: [],
  ...more,
})

test('only open threads count in which somebody still says something', () => {
  const then = '2026-01-02T00:00:00Z'
  const { answers: _, ...answer } = thread({ id: '5' })
  const counts = openByPlace([
    thread({}),
    thread({ lane: 'l' }),
    thread({ lane: 'l' }),
    thread({ resolvedAt: then }),
    thread({ deletedAt: then }),
    thread({ deletedAt: then, record: 'p', answers: [answer] }),
    thread({ deletedAt: then, record: 'q', answers: [{ ...answer, deletedAt: then }] }),
  ])
  expect([...counts]).toEqual([
    ['s', 1],
    ['s/l', 2],
    ['p', 1],
  ])
})
