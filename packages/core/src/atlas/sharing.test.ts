// What somebody sees who came by a link.
import type { AtlasRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { sharedRecords } from './sharing.ts'

const make = (
  kind: AtlasRecord['kind'],
  id: string,
  fields: AtlasRecord['fields'],
  journey: string | null = 'j',
): AtlasRecord => ({
  id,
  kind,
  journey,
  fields,
  removed: false,
})
const RECORDS = [
  make('journey', 'j', { name: { de: 'Kaufen' }, responsible: '7', under: 'secret', personas: ['anna', 'ben'] }, null),
  make('step', 's', { name: { de: 'Korb' }, phase: 'p', order: 'V', binding: { on: [{ event: 'Seen' }] } }),
  make('phase', 'p', { order: 'V' }),
  make('placement', 'x', { item: 'shop', step: 's', order: 'V', note: { de: 'Gut sichtbar' } }),
  { ...make('cell', 'c', { step: 's', lane: 'l' }), removed: true },
  make('touchpoint', 'shop', { name: { de: 'Laden' }, about: { de: 'Intern' }, binding: {} }, null),
  make('persona', 'anna', { name: { de: 'Anna' }, goals: { de: 'Schnell' } }, null),
]
const seen = (library: boolean) =>
  Object.fromEntries(sharedRecords(RECORDS, { journey: 'j', library }).map(({ id, fields }) => [id, fields]))

const LANES = [
  make('journey', 'j', { name: { de: 'Kaufen' } }, null),
  make('step', 's', { name: { de: 'Korb' }, order: 'V' }),
  make('lane', 'shown', { type: 'touchpoint', order: 'A' }),
  make('lane', 'pains', { type: 'insight', order: 'B' }),
  make('lane', 'hidden', { type: 'text', order: 'C', hidden: true }),
  make('lane', 'anna-feels', { type: 'emotion', order: 'D', persona: 'anna' }),
  make('lane', 'all-feel', { type: 'emotion', order: 'E' }),
  make('placement', 'x1', { item: 'shop', step: 's', lane: 'shown', order: 'V' }),
  make('placement', 'x2', { item: 'pain', step: 's', lane: 'pains', order: 'V' }),
  make('placement', 'x3', { item: 'pain', step: 's', order: 'V' }),
  make('cell', 'c1', { step: 's', lane: 'hidden', text: { de: 'Intern' } }),
  make('cell', 'c2', { step: 's', lane: 'shown', text: { de: 'Offen' } }),
  make('feeling', 'f1', { step: 's', persona: 'anna', value: -2 }),
  make('feeling', 'f2', { step: 's', value: 1 }),
  make('touchpoint', 'shop', { name: { de: 'Laden' } }, null),
  make('insight', 'pain', { name: { de: 'Zu teuer' } }, null),
  make('persona', 'anna', { name: { de: 'Anna' } }, null),
]
const leftOut = (...without: string[]) =>
  sharedRecords(LANES, { journey: 'j', library: true, without }).map(({ id }) => id)

test('A12 lanes that are hidden or left out are not shown, with what stands there and what only they name', () => {
  const always = ['j', 's', 'shown', 'x1', 'c2', 'f2', 'shop', 'all-feel']
  expect(leftOut().toSorted()).toEqual([...always, 'pains', 'x2', 'pain', 'anna-feels', 'f1', 'anna'].toSorted())
  expect(leftOut('pains', 'anna-feels').toSorted()).toEqual(always.toSorted())
  // A lane of somewhere else leaves out nothing, and does not harm.
  expect(leftOut('nowhere')).toEqual(leftOut())
})

test('A12 a link shows the map, and neither who is responsible, nor what makes it live, nor what was put aside or not shared', () => {
  expect(seen(false)).toEqual({
    j: { name: { de: 'Kaufen' }, personas: ['anna'] },
    s: { name: { de: 'Korb' }, phase: 'p', order: 'V' },
    p: { order: 'V' },
    x: { item: 'shop', step: 's', order: 'V', note: { de: 'Gut sichtbar' } },
    shop: { name: { de: 'Laden' } },
    anna: { name: { de: 'Anna' } },
  })
})

test('A12 a link that opens the library shows what it says, too, and still no binding', () => {
  expect(seen(true)).toMatchObject({
    shop: { name: { de: 'Laden' }, about: { de: 'Intern' } },
    anna: { goals: { de: 'Schnell' } },
  })
  expect(seen(true)['shop']).not.toHaveProperty('binding')
})

const ABOUT = [
  make(
    'insight',
    'slow',
    { name: { de: 'Zu langsam' }, about: { de: 'Gemessen' }, sort: 'painPoint', concerns: ['s', 'far'] },
    null,
  ),
  make('insight', 'pain', { name: { de: 'Zu teuer' }, concerns: ['s'] }, null),
  make('insight', 'away', { name: { de: 'Anderswo' }, concerns: ['far'] }, null),
  { ...make('insight', 'gone', { concerns: ['s'] }, null), removed: true },
]
const about = (without: readonly string[], { records = LANES, library = false } = {}) =>
  sharedRecords(records, { journey: 'j', library, insights: ABOUT, without }).filter(({ kind }) => kind === 'insight')

test('A12 insights that merely concern what is shown say their name, their sort and what of it they concern', () => {
  expect(about([]).map(({ id, fields }) => [id, fields])).toEqual([
    ['pain', { name: { de: 'Zu teuer' } }],
    ['slow', { name: { de: 'Zu langsam' }, sort: 'painPoint', concerns: ['s'] }],
  ])
  expect(about([], { library: true }).find(({ id }) => id === 'slow')?.fields).toHaveProperty('about')
})

test('A12 insights are shown by no way round: none where a lane of insights is left out, nor one that stands in a lane that is', () => {
  expect(about(['pains'])).toEqual([])
  const noted = make('placement', 'x9', { item: 'slow', step: 's', lane: 'hidden', order: 'V' })
  expect(about([], { records: [...LANES, noted] }).map(({ id }) => id)).toEqual(['pain'])
})

test('A12 channels of touchpoints come with the library, and not with touchpoints that are left out', () => {
  const shop = make('touchpoint', 'shop', { name: { de: 'Laden' }, channels: ['web'] }, null)
  const records = [
    ...LANES.filter(({ id }) => id !== 'shop'),
    shop,
    make('channel', 'web', { name: { de: 'Web' } }, null),
  ]
  const has = (library: boolean, ...without: string[]) =>
    sharedRecords(records, { journey: 'j', library, without }).some(({ id }) => id === 'web')
  expect([has(true), has(true, 'shown'), has(false, 'pains')]).toEqual([true, false, false])
})
