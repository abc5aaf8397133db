// Which pictures edits bring and records show.
import type { AtlasRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { picturesIn, picturesOf } from './pictures.ts'

const cell: AtlasRecord = { id: 'c', kind: 'cell', journey: 'j', removed: false, fields: { image: 'one' } }

test('P2 pictures that a change brings are found in what it makes and what it sets, also of what it makes itself', () => {
  const records = (id: string) => (id === 'c' ? cell : undefined)
  expect(
    picturesIn(records, [
      { do: 'make', id: 'p', kind: 'persona', journey: null, fields: { name: { de: 'Anna' } } },
      { do: 'set', id: 'p', field: 'picture', value: 'face' },
      { do: 'make', id: 'd', kind: 'cell', journey: 'j', fields: { image: 'two', step: 's', lane: 'l' } },
      { do: 'set', id: 'c', field: 'image', value: 'three' },
      { do: 'set', id: 'c', field: 'image', value: 'two' },
      { do: 'set', id: 'c', field: 'image', value: null },
      { do: 'set', id: 'c', field: 'alt', value: { de: 'four' } },
      { do: 'set', id: 'unknown', field: 'image', value: 'five' },
      { do: 'remove', id: 'c' },
    ]),
  ).toEqual(['face', 'two', 'three'])
})

test('P3 records show what stands in their fields for pictures, what was put aside shows nothing', () => {
  expect(picturesOf([cell, { ...cell, id: 'e', removed: true, fields: { image: 'gone' } }])).toEqual(['one'])
})
