// Steps of a graph stand beside and below one another, lines pass between them, and arrow keys reach them all.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawingOf, NODE_HEIGHT, NODE_WIDTH } from './geometry.ts'
import { graphWish } from './keys.ts'
import { neighbour } from './neighbour.ts'
import { keyOf, placed } from './placing.ts'

const at = (graph: ReturnType<typeof placed>) =>
  Object.fromEntries(graph.places.map(({ id, column, row }) => [id, [column, row]]))

const PHASES = [
  { id: 'p', steps: ['a', 'b', 'c'] },
  { id: 'q', steps: ['d', 'e'] },
]
const move = (ends: string) => ({ from: ends.slice(0, 1), to: ends.slice(1) })

test('phases stand beside one another, branches below one another, and where they meet is behind both', () => {
  const graph = placed(PHASES, ['ab', 'ac', 'bd', 'cd', 'de'].map(move))
  expect(at(graph)).toEqual({ a: [0, 0], b: [1, 0], c: [1, 1], d: [2, 0], e: [3, 0] })
  expect(graph.phases).toEqual([
    { id: 'p', from: 0, to: 2 },
    { id: 'q', from: 2, to: 4 },
  ])
})

test('a loop leads back and moves nothing; a long way passes below the steps it passes over', () => {
  const graph = placed(PHASES, ['ab', 'bc', 'cd', 'de', 'eb', 'ac'].map(move))
  expect(at(graph)).toEqual({ a: [0, 0], b: [1, 0], c: [2, 0], d: [3, 0], e: [4, 0] })
  const line = (ends: string) => graph.lines.find((one) => keyOf(one) === keyOf(move(ends)))
  expect([line('eb')?.back, line('ac')?.back]).toEqual([true, false])
  expect(line('ac')?.points).toEqual([
    [0, 0],
    [1, 1],
    [2, 0],
  ])
})

test('a phase without steps keeps its place, and ways of steps that are not there are left out', () => {
  const graph = placed([{ id: 'o', steps: [] }, ...PHASES], ['ax', 'ab'].map(move))
  expect(graph.phases[0]).toEqual({ id: 'o', from: 0, to: 1 })
  expect(graph.lines.map(keyOf)).toEqual(['a b'])
})

const journeys = fc
  .record({
    sizes: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 }),
    ends: fc.array(fc.tuple(fc.nat(35), fc.nat(35)), { maxLength: 60 }),
  })
  .map(({ sizes, ends }) => {
    let made = 0
    const phases = sizes.map((size, n) => ({ id: `p${n}`, steps: Array.from({ length: size }, () => `s${made++}`) }))
    return { phases, moves: ends.map(([from, to]) => ({ from: `s${from}`, to: `s${to}` })) }
  })

test('law: no two steps stand at one place, each in its phase, and lines that lead on lead to the right, past all steps', () => {
  fc.assert(
    fc.property(journeys, ({ phases, moves }) => {
      const graph = placed(phases, moves)
      const taken = new Set(graph.places.map(({ column, row }) => `${column}/${row}`))
      expect(taken.size).toBe(phases.flatMap(({ steps }) => steps).length)
      const columnOf = new Map(graph.places.map(({ id, column }) => [id, column]))
      for (const [n, { steps }] of phases.entries())
        for (const step of steps) {
          expect(columnOf.get(step)).toBeGreaterThanOrEqual(graph.phases[n]?.from ?? 0)
          expect(columnOf.get(step)).toBeLessThan(graph.phases[n]?.to ?? 0)
        }
      for (const { points, back } of graph.lines) {
        if (back) continue
        const columns = points.map(([column]) => column)
        expect(columns).toEqual(columns.toSorted((a, b) => a - b))
        for (const [column, row] of points.slice(1, -1)) expect(taken.has(`${column}/${row}`)).toBe(false)
      }
    }),
  )
})

test('law: boxes lie apart and inside of the sheet, whatever words and arcs need', () => {
  fc.assert(
    fc.property(journeys, fc.boolean(), ({ phases, moves }, arcs) => {
      const graph = placed(phases, moves)
      const drawing = drawingOf(graph, { said: new Set(moves.slice(0, 3).map(keyOf)), arcs })
      const boxes = graph.places.map(({ column, row }) => ({ x: drawing.left(column), y: drawing.top(row) }))
      for (const [n, box] of boxes.entries()) {
        expect(box.x + NODE_WIDTH).toBeLessThanOrEqual(drawing.width)
        expect(box.y + NODE_HEIGHT).toBeLessThanOrEqual(drawing.height)
        for (const other of boxes.slice(n + 1))
          expect(Math.abs(other.x - box.x) >= NODE_WIDTH || Math.abs(other.y - box.y) >= NODE_HEIGHT).toBe(true)
      }
    }),
  )
})

test('loops run right below what they pass, short ones above long ones, none upon another', () => {
  const graph = placed(
    [{ id: 'p', steps: ['a', 'b', 'c', 'd', 'e'] }],
    ['ab', 'bc', 'cd', 'ce', 'ba', 'ca', 'ec'].map(move),
  )
  const drawing = drawingOf(graph, { said: new Set(), arcs: false })
  const level = (ends: string) => drawing.lines.find((one) => keyOf(one) === keyOf(move(ends)))?.label.top ?? 0
  const bottom = (row: number) => drawing.top(row) + NODE_HEIGHT
  expect(level('ba')).toBeGreaterThan(bottom(0))
  expect(level('ba')).toBeLessThan(bottom(1))
  expect(level('ca')).toBeGreaterThan(level('ba'))
  expect(level('ec')).toBeGreaterThan(bottom(1))
  expect(level('ec')).toBeLessThan(drawing.height)
})

test('arrow keys go to the nearest step of their direction and stay at the edge', () => {
  const { places } = placed(PHASES, ['ab', 'ac', 'bd', 'cd', 'de'].map(move))
  expect(neighbour(places, 'a', 'right')).toBe('b')
  expect(neighbour(places, 'b', 'down')).toBe('c')
  expect(neighbour(places, 'c', 'right')).toBe('d')
  expect(neighbour(places, 'd', 'left')).toBe('b')
  expect([neighbour(places, 'e', 'right'), neighbour(places, 'a', 'up')]).toEqual(['e', 'a'])
  expect([neighbour(places, 'c', 'first'), neighbour(places, 'a', 'last')]).toEqual(['a', 'e'])
})

test('keys mean what the bar says, and those of the browser stay the browser’s', () => {
  const press = (key: string, held: { alt?: boolean; shift?: boolean; mod?: boolean } = {}) =>
    graphWish({ key, alt: false, shift: false, mod: false, ...held })
  expect(press('c')).toEqual({ do: 'connect' })
  expect(press('Enter', { mod: true })).toEqual({ do: 'add' })
  expect(press('ArrowLeft', { alt: true })).toEqual({ do: 'shift', by: -1 })
  expect(press('Z', { mod: true, shift: true })).toEqual({ do: 'redo' })
  expect([press('c', { mod: true }), press('Tab'), press('x'), press('ArrowUp', { alt: true })]).toEqual(
    Array(4).fill(undefined),
  )
})
