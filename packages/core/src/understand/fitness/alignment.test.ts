// Alignments: by hand for the ways people stray, by law against trying everything.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { align, type DesignedGraph } from './alignment.ts'

const graph = (starts: string, ends: string, ...moves: string[]): DesignedGraph => {
  const next = new Map<string, string[]>()
  for (const move of moves) {
    const [from = '', to = ''] = move.split('>')
    next.set(from, [...(next.get(from) ?? []), to])
  }
  return { starts: starts === '' ? [] : starts.split(' '), ends: new Set(ends.split(' ')), next }
}
const shop = graph('look', 'bought', 'look>cart', 'cart>look', 'cart>pay', 'pay>bought')
const told = (steps: string, whole = true, model = shop) =>
  align(steps === '' ? [] : steps.split(' '), model, whole)
    .moves.map(({ what, step }) => `${{ kept: '', skipped: '-', extra: '+' }[what]}${step}`)
    .join(' ')

describe('K1 the cheapest alignment', () => {
  test.each([
    ['as designed', 'look cart pay bought', 'look cart pay bought'],
    ['a loop that was designed', 'look cart look cart pay bought', 'look cart look cart pay bought'],
    ['a step skipped', 'look pay bought', 'look -cart pay bought'],
    ['back where no way leads', 'look cart pay cart pay bought', 'look cart pay +cart +pay bought'],
    ['a step nobody designed', 'look chat cart pay bought', 'look +chat cart pay bought'],
    ['the same twice', 'look cart cart pay bought', 'look cart +cart pay bought'],
    ['begun in the middle', 'pay bought', '-look -cart pay bought'],
    ['given up', 'look cart', 'look cart -pay -bought'],
    ['nothing', '', '-look -cart -pay -bought'],
  ])('%s', (_, steps, moves) => {
    expect(told(steps)).toBe(moves)
  })

  test('of a run under way only what lies behind it counts', () => {
    expect(told('look cart', false)).toBe('look cart')
    expect(told('look pay', false)).toBe('look -cart pay')
    expect(told('', false)).toBe('')
  })

  test('fitness is 1 as designed, 0 where nothing was, and between', () => {
    expect(align(['look', 'cart', 'pay', 'bought'], shop, true).fitness).toBe(1)
    expect(align([], shop, true).fitness).toBe(0)
    expect(align(['a', 'b', 'c'], shop, true).fitness).toBe(0)
    expect(align(['look', 'pay', 'bought'], shop, true).fitness).toBeCloseTo(1 - 1 / 7)
    expect(align(['a'], graph('x', 'nowhere', 'x>y'), true)).toMatchObject({ cost: 1, fitness: 0 })
  })
})

/** Tries everything. */
function slowest(steps: readonly string[], model: DesignedGraph, whole: boolean, bound: number): number {
  let best = Number.POSITIVE_INFINITY
  const walk = (index: number, place: string | null, cost: number): void => {
    if (cost >= best || cost > bound) return
    if (index === steps.length && (!whole || (place !== null && model.ends.has(place)))) {
      best = cost
      return
    }
    for (const name of place === null ? model.starts : (model.next.get(place) ?? [])) {
      if (name === steps[index]) walk(index + 1, name, cost)
      walk(index, name, cost + 1)
    }
    if (index < steps.length) walk(index + 1, place, cost + 1)
  }
  walk(0, null, 0)
  return best
}

test('law: K1 no alignment is cheaper than the one found, and it tells the steps that were done', () => {
  const step = fc.constantFrom('a', 'b', 'c', 'd')
  const model = fc
    .record({
      starts: fc.uniqueArray(step, { minLength: 1 }),
      ends: fc.uniqueArray(step, { minLength: 1 }),
      moves: fc.uniqueArray(fc.tuple(step, step), { selector: String, maxLength: 8 }),
    })
    .map(
      ({ starts, ends, moves }): DesignedGraph =>
        graph(starts.join(' '), ends.join(' '), ...moves.map(([from, to]) => `${from}>${to}`)),
    )
  const run = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'x'), { maxLength: 6 })
  fc.assert(
    fc.property(model, run, fc.boolean(), (designed, steps, whole) => {
      const { moves, cost, fitness } = align(steps, designed, whole)
      const best = slowest(steps, designed, whole, 11)
      if (best !== Number.POSITIVE_INFINITY) expect(cost).toBe(best)
      else expect(cost).toBe(steps.length)
      expect(fitness).toBeGreaterThanOrEqual(0)
      expect(fitness).toBeLessThanOrEqual(1)
      if (best === Number.POSITIVE_INFINITY) return
      expect(moves.flatMap(({ what, step: one }) => (what === 'skipped' ? [] : [one]))).toEqual(steps)
      expect(moves.filter(({ what }) => what !== 'kept')).toHaveLength(cost)
      let place: string | null = null
      for (const { what, step: one } of moves) {
        if (what === 'extra') continue
        expect(place === null ? designed.starts : (designed.next.get(place) ?? [])).toContain(one)
        place = one
      }
    }),
    { numRuns: 500 },
  )
})
