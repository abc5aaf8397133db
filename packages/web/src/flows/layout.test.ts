// Diagrams of flows: every step has its own place, lines lead from left to right, and the same flow always looks the same.
import type { FlowStep } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layoutOf } from './layout.ts'

const wait = (id: string, next: string): FlowStep => ({ id, kind: 'wait', for: '1h', next })
const end = (id: string): FlowStep => ({ id, kind: 'exit' })
const branch = (id: string, ways: readonly string[], otherwise: string): FlowStep => ({
  id,
  kind: 'branch',
  cases: ways.map((next) => ({ when: { exists: { now: true } }, next })),
  otherwise,
})

const placesOf = (start: string, steps: readonly FlowStep[]) =>
  Object.fromEntries(layoutOf(start, steps).places.map(({ step, column, row }) => [step.id, [column, row]]))

test('a straight flow is one row', () => {
  expect(placesOf('a', [wait('a', 'b'), wait('b', 'c'), end('c')])).toEqual({ a: [1, 0], b: [2, 0], c: [3, 0] })
})

test('a branch spreads over rows, and its end stands right of the longest way', () => {
  const steps = [branch('a', ['b'], 'd'), wait('b', 'c'), wait('c', 'd'), end('d')]
  expect(placesOf('a', steps)).toEqual({ a: [1, 0], b: [2, 0], c: [3, 0], d: [4, 0] })
  const line = layoutOf('a', steps).lines.find(({ from, to }) => from === 'a' && to === 'd')
  expect(line?.points).toEqual([
    [1, 0],
    [2, 1],
    [3, 1],
    [4, 0],
  ])
})

test('two ways to the same step are one line with both words', () => {
  const lines = layoutOf('a', [branch('a', ['b'], 'b'), end('b')]).lines
  expect(lines.map(({ labels }) => labels.map(({ kind }) => kind))).toEqual([['case', 'otherwise']])
})

test('a loop leads back and does not push its steps apart', () => {
  const { lines, places } = layoutOf('a', [wait('a', 'b'), branch('b', ['a'], 'c'), end('c')])
  expect(lines.filter(({ back }) => back).map(({ from, to }) => [from, to])).toEqual([['b', 'a']])
  expect(places.map(({ column }) => column)).toEqual([1, 2, 3])
})

test('steps that cannot be reached and ways that lead nowhere are left out', () => {
  const { places, lines } = layoutOf('a', [wait('a', 'nowhere'), end('alone')])
  expect(places.map(({ step }) => step.id)).toEqual(['a'])
  expect(lines).toEqual([])
})

/** Any flow of up to twenty steps, loops and dead ends included. */
const flows = fc.integer({ min: 1, max: 20 }).chain((count) => {
  const id = fc.integer({ min: 0, max: count - 1 }).map((number) => `s${number}`)
  const step = (index: number) =>
    fc.oneof(
      id.map((next) => wait(`s${index}`, next)),
      fc
        .tuple(fc.array(id, { minLength: 1, maxLength: 4 }), id)
        .map(([ways, other]) => branch(`s${index}`, ways, other)),
      fc.constant(end(`s${index}`)),
    )
  return fc.tuple(...Array.from({ length: count }, (_, index) => step(index)))
})

test('law: no two steps share a place, forward lines lead right column by column, no line passes through a step', () => {
  fc.assert(
    fc.property(flows, (steps) => {
      const { places, lines, columns, rows } = layoutOf('s0', steps)
      const taken = new Set(places.map(({ column, row }) => `${column} ${row}`))
      expect(taken.size).toBe(places.length)
      for (const { column, row } of places) {
        expect(column).toBeLessThan(columns)
        expect(row).toBeLessThan(rows)
      }
      for (const { points, back } of lines.filter((line) => !line.back)) {
        expect(back).toBe(false)
        const from = points[0]?.[0] ?? 0
        expect(points.map(([column]) => column)).toEqual(points.map((_, index) => from + index))
        for (const [column, row] of points.slice(1, -1)) expect(taken.has(`${column} ${row}`)).toBe(false)
      }
    }),
  )
})
