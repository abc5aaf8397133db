// Pictures at places of a map.
import { cellIdOf } from '@lotse/core/atlas'
import { expect, test } from 'vitest'
import { clearing, plainAt } from './contents.ts'
import { holdsPicture, pictureOf, picturePut } from './pictures.ts'
import { areaOf, HEAD, only } from './spots.ts'
import { sampleMap, sampleRecords } from './testing.ts'

const withLane = () =>
  sampleMap([
    ...sampleRecords(),
    { id: 'pics', kind: 'lane', journey: 'j', fields: { type: 'image', order: 'ZZ' }, removed: false },
  ])
const SPOT = { row: 'pics', col: 'a' }
const put = (image: string | null, alt: string) => ({ journey: 'j', image, alt: { de: alt } })
const PICTURES = { address: (id: string) => `/${id}` }

test('a picture comes to a place with what it shows, is changed there, and goes with the way back', () => {
  const map = withLane()
  const shown = () => pictureOf(map.layout().map.cell('a', 'pics'), 'de', PICTURES)
  expect(shown()).toBeNull()
  map.edit(picturePut(map.layout(), SPOT, put('one', 'Die Kasse')))
  expect(shown()).toEqual({ src: '/one', alt: 'Die Kasse' })
  expect(map.layout().map.cell('a', 'pics')?.id).toBe(cellIdOf('a', 'pics'))
  map.edit(picturePut(map.layout(), SPOT, put('two', 'Die Theke')))
  expect(shown()).toEqual({ src: '/two', alt: 'Die Theke' })
  const back = map.edit(picturePut(map.layout(), SPOT, put(null, '')))
  expect(shown()).toBeNull()
  map.edit(back)
  expect(shown()).toEqual({ src: '/two', alt: 'Die Theke' })
  expect(picturePut(map.layout(), { row: 'pics', col: 'b' }, put(null, ''))).toEqual([])
})

test('emptying a place takes its picture away, too, and it reads by what it shows', () => {
  const map = withLane()
  map.edit(picturePut(map.layout(), SPOT, put('one', 'Die Kasse')))
  const { layout } = map
  expect(plainAt(layout(), SPOT, { language: 'de', records: map.records })).toBe('Die Kasse')
  expect(layout().rows.find(({ id }) => id === 'pics')?.height).toBeGreaterThan(100)
  map.edit(clearing(layout(), areaOf(layout(), only(SPOT)), { language: 'de', journey: 'j' }))
  expect(pictureOf(layout().map.cell('a', 'pics'), 'de', PICTURES)).toBeNull()
  expect(plainAt(layout(), SPOT, { language: 'de', records: map.records })).toBe('')
})

test('pictures stand at steps in lanes of pictures and nowhere else; what is not to be had is not shown', () => {
  const map = withLane()
  expect(holdsPicture(map.layout(), SPOT)).toBe(true)
  for (const spot of [
    { row: 'words', col: 'a' },
    { row: 'pics', col: HEAD },
    { row: 'steps', col: 'a' },
    { row: 'pics', col: 'empty:p' },
  ])
    expect(holdsPicture(map.layout(), spot)).toBe(false)
  map.edit(picturePut(map.layout(), SPOT, put('one', 'Die Kasse')))
  expect(pictureOf(map.layout().map.cell('a', 'pics'), 'de', { address: () => undefined })).toBeNull()
})
