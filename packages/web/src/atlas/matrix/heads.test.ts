import type { MatrixHead } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { groupsOf, headName, nextCell, shadeOf } from './heads.ts'

const head = (id: string, journey: string | null = null, kind: MatrixHead['kind'] = 'step'): MatrixHead => ({
  id,
  kind,
  name: id === '' ? {} : { de: id },
  journey,
  journeyName: null,
  total: 0,
})
const words = { unnamed: 'ohne Namen', nobody: 'Niemand' }

test('rows of one journey stand together in their order', () => {
  const rows = [head('a', 'buy'), head('b', 'buy'), head('c', 'return')]
  expect(groupsOf(rows).map(({ journey, rows: own }) => [journey, own.map(({ id }) => id)])).toEqual([
    ['buy', ['a', 'b']],
    ['return', ['c']],
  ])
})

test('what has no name is said to have none, and things of nobody are nobody’s', () => {
  expect(headName(head('a'), 'en', words)).toBe('a')
  expect(headName({ ...head('x'), name: {} }, 'de', words)).toBe('ohne Namen')
  expect(headName(head('', null, 'owner'), 'de', words)).toBe('Niemand')
})

test('a count is as strong as its share of the largest; where all are one, none shouts', () => {
  expect([1, 4, 5, 8].map((count) => shadeOf(count, 8))).toEqual([1, 2, 3, 4])
  expect(shadeOf(1, 1)).toBe(3)
})

test('arrows lead to the next count of their direction, and stay at the edge', () => {
  const filled = (row: number, column: number) => row === column || (row === 0 && column === 2)
  const size = { rows: 3, columns: 3, filled }
  expect(nextCell([0, 0], 'ArrowRight', size)).toEqual([0, 2])
  expect(nextCell([0, 2], 'ArrowDown', size)).toEqual([2, 2])
  expect(nextCell([2, 2], 'ArrowLeft', size)).toBeNull()
  expect(nextCell([2, 2], 'Enter', size)).toBeNull()
})
