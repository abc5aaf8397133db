// Lanes are hidden without losing what stands in them, and come back where they stood.
import { expect, test } from 'vitest'
import { hiddenLanes, hiding, laneAt, showing } from './hidden.ts'
import { layoutOf } from './layout.ts'
import { sampleMap, sampleRecords } from './testing.ts'

const shown = (map: ReturnType<typeof sampleMap>) => map.layout().rows.flatMap(({ lane }) => (lane ? [lane.id] : []))

test('a hidden lane leaves the map, keeps its content, and comes back where it stood', () => {
  const map = sampleMap()
  const before = shown(map)
  const lane = laneAt(map.layout(), { row: 'words', col: 'a' })
  if (lane === undefined) throw new Error('there is a lane')
  const reverse = map.edit(hiding(lane))
  expect(shown(map)).toEqual(before.filter((id) => id !== 'words'))
  expect(map.text('a', 'words')).toBe('tippt')
  const hidden = hiddenLanes(map.layout())
  expect(hidden.map(({ id }) => id)).toEqual(['words'])
  map.edit(showing(hidden))
  expect(shown(map)).toEqual(before)
  expect(hiddenLanes(map.layout())).toEqual([])
  map.edit(hiding(lane))
  map.edit(reverse)
  expect(shown(map)).toEqual(before)
})

test('rows of phases and steps are no lanes and cannot be hidden', () => {
  const layout = sampleMap().layout()
  expect(laneAt(layout, { row: 'phases', col: 'a' })).toBeUndefined()
  expect(laneAt(layout, { row: 'steps', col: 'a' })).toBeUndefined()
})

test('the lane of who is responsible is as high as the names of its units need', () => {
  const records = sampleRecords().map((one) => (one.id === 'shop' ? { ...one, ownerId: 'u1' } : one))
  const lane = { ...sampleRecords()[5], id: 'who', fields: { type: 'owner', order: 'Y' } } as (typeof records)[number]
  const heightWith = (name: string) => {
    const layout = layoutOf([...records, lane], 'de', { unitName: (id) => (id === 'u1' ? name : undefined) })
    return layout.rows[layout.rowAt.get('who') ?? -1]?.height ?? 0
  }
  expect(heightWith('Kundenservice der Region Nord-Ost mit allen Filialen und dem Versand')).toBeGreaterThan(
    heightWith('Service') + 17,
  )
})
