// What comes into sight is drawn in a few frames, and nobody sees it coming.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Sight } from './layout.ts'
import { allOf, isSettled, nextStage, type Staged } from './staging.ts'

const sight = (column: number, row: number): Sight => ({
  columns: { from: column, to: column + 13 },
  rows: { from: row, to: row + 12 },
})

test('a column comes in half of the rows, then in the others; a row comes after both', () => {
  const wanted = sight(1, 1)
  const stages = [allOf(sight(0, 0))]
  for (let frame = 0; frame < 4; frame++) stages.push(nextStage(stages.at(-1) ?? allOf(wanted), wanted))
  expect(stages.map(({ even, odd, rows }) => [even.from, odd.from, rows.from])).toEqual([
    [0, 0, 0],
    [1, 0, 0],
    [1, 1, 0],
    [1, 1, 1],
    [1, 1, 1],
  ])
})

test('who jumps far sees all of it at once', () => {
  expect(isSettled(nextStage(allOf(sight(0, 0)), sight(30, 8)), sight(30, 8))).toBe(true)
})

test('rows of which nothing comes stay the same objects, so that they are not drawn anew', () => {
  const before = allOf(sight(4, 4))
  const after = nextStage(before, sight(4, 5))
  expect([after.even === before.even, after.odd === before.odd, after.rows === before.rows]).toEqual([
    true,
    true,
    false,
  ])
  expect(nextStage(before, sight(4, 4))).toBe(before)
})

test('law: however one scrolls, nothing in sight is missing for a frame, and standing still settles it', () => {
  // The window is two columns and a row smaller on each side than what is wanted.
  const holds = ({ even, odd, rows }: Staged, column: number, row: number) =>
    [even, odd].every(({ from, to }) => from <= column + 2 && to >= column + 11) &&
    rows.from <= row + 1 &&
    rows.to >= row + 11
  const moves = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -2, max: 2 })), { maxLength: 60 })
  fc.assert(
    fc.property(moves, (all) => {
      let [column, row] = [20, 20]
      let staged = allOf(sight(column, row))
      for (const [right, down] of all) {
        column += right
        row += down
        staged = nextStage(staged, sight(column, row))
        expect(holds(staged, column, row)).toBe(true)
      }
      for (let frame = 0; frame < 4; frame++) staged = nextStage(staged, sight(column, row))
      expect(isSettled(staged, sight(column, row))).toBe(true)
    }),
  )
})
