// A design without what cannot be seen: by hand, and by law against passing the unseen steps over for nothing.
import type { JourneyDocument } from '@lotse/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { align } from '../fitness/index.ts'
import { compileJourney } from './edition.ts'
import { figuresOf } from './figures.ts'
import { judge } from './judged.ts'
import { measuredGraph } from './measured.ts'
import { runsOf, type Visit } from './runs.ts'

/** Steps in capitals are bound to nothing. */
const documentOf = (steps: string, moves: string, [starts, ends]: readonly [string, string]): JourneyDocument => ({
  steps: [...steps].map((id) => ({ id, name: {}, channels: [], on: id === id.toLowerCase() ? [{ event: id }] : [] })),
  moves: moves === '' ? [] : moves.split(' ').map((move) => ({ from: move[0] ?? '', to: move[2] ?? '' })),
  starts: [...starts],
  ends: [...ends],
  idleMs: 1000,
})
const told = (document: JourneyDocument) => {
  const { starts, ends, next, passable = false } = measuredGraph(document)
  const ways = [...next].flatMap(([from, all]) => all.map((to) => `${from}>${to}`))
  return `${starts.join('')} ${ways.join(' ')} ${[...ends].join('')}${passable ? ' passable' : ''}`
}

describe('K4 what nothing is bound to', () => {
  test.each([
    ['stays out of the middle', documentOf('aXb', 'a>X X>b', ['a', 'b']), 'a a>b b'],
    ['hands its beginning on', documentOf('Xab', 'X>a X>b a>b', ['X', 'b']), 'ab a>b b'],
    ['hands its end back', documentOf('abX', 'a>b b>X', ['a', 'X']), 'a a>b b'],
    ['may be a ring', documentOf('aXYb', 'a>X X>Y Y>X Y>b', ['a', 'b']), 'a a>b b'],
    ['makes a loop of a way back', documentOf('aXb', 'a>X X>a a>b', ['a', 'b']), 'a a>b a>a b'],
    ['may be all there is of a way', documentOf('aXb', 'a>b', ['aX', 'bX']), 'a a>b b passable'],
    ['does not end what goes on', documentOf('aXb', 'a>X X>b', ['a', 'Xb']), 'a a>b ab'],
  ])('%s', (_, document, graph) => {
    expect(told(document)).toBe(graph)
  })

  test('is not skipped: a run past it is as designed, and its way a designed one', () => {
    const document = documentOf('aXb', 'a>X X>b', ['a', 'b'])
    const edition = compileJourney({ journey: 'j', number: 1 }, document)
    const visits: Visit[] = [
      ['a', 0, 'web'],
      ['b', 500, 'web'],
    ]
    const [run] = runsOf(visits, edition, 600)
    expect(run && judge(run, edition)).toEqual({ fitness: 1, strays: [] })
    const left = { what: 'left', step: 'a', to: 'b', channel: 'web', rung: 0, count: 1 } as const
    expect(figuresOf(document, [left]).steps[0]?.left).toEqual([{ to: 'b', count: 1, designed: true }])
  })
})

/** Aligns over the whole design, where passing an unseen step over costs nothing: tries everything, cost by cost. */
function slowCost(steps: readonly string[], document: JourneyDocument, whole: boolean): number {
  const { moves, starts, ends } = document
  const isSeen = (id: string) => id === id.toLowerCase()
  const best = new Map<string, number>()
  let least = Number.POSITIVE_INFINITY
  const walk = (index: number, place: string | null, cost: number): void => {
    const key = `${index} ${place}`
    if (cost >= (best.get(key) ?? Number.POSITIVE_INFINITY) || cost > 12) return
    best.set(key, cost)
    if (index === steps.length && (!whole || (place !== null && ends.includes(place)))) least = Math.min(least, cost)
    const following = place === null ? starts : moves.flatMap(({ from, to }) => (from === place ? [to] : []))
    for (const name of following) {
      if (isSeen(name) && name === steps[index]) walk(index + 1, name, cost)
      walk(index, name, cost + (isSeen(name) ? 1 : 0))
    }
    if (index < steps.length) walk(index + 1, place, cost + 1)
  }
  walk(0, null, 0)
  return least
}

test('law: K4 costs are those of the whole design where passing over what cannot be seen costs nothing', () => {
  const step = fc.constantFrom(...'abcXY')
  const design = fc
    .record({
      starts: fc.uniqueArray(step, { minLength: 1 }),
      ends: fc.uniqueArray(step, { minLength: 1 }),
      moves: fc.uniqueArray(fc.tuple(step, step), { selector: String, maxLength: 9 }),
    })
    .map(({ starts, ends, moves }) =>
      documentOf('abcXY', moves.map(([from, to]) => `${from}>${to}`).join(' '), [starts.join(''), ends.join('')]),
    )
  const run = fc.array(fc.constantFrom(...'abcz'), { maxLength: 5 })
  fc.assert(
    fc.property(design, run, fc.boolean(), (document, steps, whole) => {
      const slow = slowCost(steps, document, whole)
      const { cost, fitness } = align(steps, measuredGraph(document), whole)
      expect(cost).toBe(slow === Number.POSITIVE_INFINITY ? steps.length : slow)
      expect(fitness).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 1000 },
  )
})
