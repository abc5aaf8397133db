// Steps, phases and lanes come, go, move and double, and everything else keeps its place.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wholeDropped } from './dropping.ts'
import { duplicated, inserted, shifted } from './moving.ts'
import { HEAD, moved, spotAt } from './spots.ts'
import { keyAt, withoutPhase } from './structure.ts'
import { sampleMap } from './testing.ts'

test('a step moves within its phase, over its border, and not beyond the ends of the map', () => {
  const map = sampleMap()
  const right = () => map.edit(shifted(map.layout(), { row: 'steps', col: 'a' }, 'right').edits)
  right()
  expect(map.steps()).toEqual(['b', 'a', 'c'])
  right()
  expect([map.steps(), map.records.get('a')?.fields['phase']]).toEqual([['b', 'a', 'c'], 'q'])
  right()
  right()
  expect(map.steps()).toEqual(['b', 'c', 'a'])
})

test('lanes and phases move among their like', () => {
  const map = sampleMap()
  map.edit(shifted(map.layout(), { row: 'touch', col: 'a' }, 'up').edits)
  expect(map.lanes()).toEqual(['words', 'touch', 'feel', 'note'])
  map.edit(shifted(map.layout(), { row: 'phases', col: 'c' }, 'left').edits)
  expect(map.phases()).toEqual(['q', 'p'])
  expect(shifted(map.layout(), { row: 'phases', col: 'c' }, 'left').edits).toEqual([])
})

test('what is new comes behind where one stands', () => {
  const map = sampleMap()
  const step = inserted(map.layout(), { row: 'words', col: 'a' }, map.making)
  map.edit(step.edits)
  expect(map.steps()).toEqual(['a', step.spot.col, 'b', 'c'])
  const lane = inserted(map.layout(), { row: 'words', col: HEAD }, map.making)
  map.edit(lane.edits)
  expect(map.lanes()[1]).toBe(lane.spot.row)
  const phase = inserted(map.layout(), { row: 'phases', col: 'a' }, map.making)
  map.edit(phase.edits)
  expect(map.steps()).toEqual(['a', step.spot.col, 'b', phase.spot.col, 'c'])
})

test('a step doubles with all that stands at it; what is taken back leaves the map as it was', () => {
  const map = sampleMap()
  const before = JSON.stringify(map.steps())
  const { edits, spot } = duplicated(map.layout(), { row: 'words', col: 'a' }, map.making)
  const back = map.edit(edits)
  expect(map.steps()).toEqual(['a', spot.col, 'b', 'c'])
  expect([map.text(spot.col, 'words'), map.items(spot.col, 'touch')]).toEqual(['tippt', ['shop']])
  map.edit(back)
  expect(JSON.stringify(map.steps())).toBe(before)
})

test('a phase doubles with its steps, a lane with what stands in it', () => {
  const map = sampleMap()
  map.edit(duplicated(map.layout(), { row: 'phases', col: 'a' }, map.making).edits)
  expect(map.steps()).toHaveLength(5)
  const lane = duplicated(map.layout(), { row: 'words', col: HEAD }, map.making)
  map.edit(lane.edits)
  expect(map.text('a', lane.spot.row)).toBe('tippt')
})

test('a phase goes with its steps', () => {
  const map = sampleMap()
  map.edit(withoutPhase(map.layout(), 'p'))
  expect(map.steps()).toEqual(['c'])
})

test('a new place behind records that share a key is behind all of them', () => {
  const two = sampleMap()
    .layout()
    .map.steps.slice(0, 2)
    .map((one) => ({ ...one, fields: { ...one.fields, order: 'V' } }))
  expect(keyAt(two, 1) > 'V').toBe(true)
  expect(keyAt(two, 0) < 'V').toBe(true)
})

test('law: a step let go anywhere stands exactly there, and the others keep their order', () => {
  fc.assert(
    fc.property(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3 }), (held, before) => {
      const map = sampleMap()
      const old = map.steps()
      const from = old.indexOf(held)
      map.edit(wholeDropped(map.layout(), { row: 'steps', col: held }, { spot: { row: 'steps', col: 'a' }, before }))
      const wanted = old.filter((id) => id !== held)
      wanted.splice(before > from ? before - 1 : before, 0, held)
      expect(map.steps().filter((id) => !id.startsWith('empty:'))).toEqual(wanted)
    }),
  )
})

test('law: no row of moves leaves the map', () => {
  const moves = fc.constantFrom('left', 'right', 'up', 'down', 'home', 'end', 'first', 'last', 'pageUp', 'pageDown')
  fc.assert(
    fc.property(fc.array(moves as fc.Arbitrary<'left'>, { maxLength: 40 }), (keys) => {
      const { layout } = sampleMap()
      const map = layout()
      let spot = spotAt(map, 1, 0)
      for (const key of keys) spot = moved(map, spot, key)
      expect(map.rowAt.has(spot.row)).toBe(true)
      expect(spot.col === HEAD || map.columnAt.has(spot.col)).toBe(true)
    }),
  )
})
