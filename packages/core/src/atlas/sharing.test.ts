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
