// Steps of a graph stand where somebody put them, within their phase, and go back to the layout when they are laid out anew.
import { GRAPH_PX_MAX } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleMap } from '../testing.ts'
import { drawingOf, NODE_WIDTH, reachable } from './geometry.ts'
import { hintsOf, kept, layingAnew, putting } from './hints.ts'
import { graphWish } from './keys.ts'
import { neighbour } from './neighbour.ts'
import { keyOf, placed } from './placing.ts'

const PHASES = [
  { id: 'p', steps: ['a', 'b'] },
  { id: 'q', steps: ['c'] },
]
const GRAPH = placed(PHASES, [
  { from: 'a', to: 'b' },
  { from: 'b', to: 'c' },
  { from: 'c', to: 'a' },
])
const PLAIN = { said: new Set<string>(), arcs: false }
const draw = (hints: Record<string, [number, number]> = {}, arcs = false) =>
  drawingOf(GRAPH, {
    ...PLAIN,
    arcs,
    hints: new Map(Object.entries(hints).map(([id, [leftPx, topPx]]) => [id, { leftPx, topPx }])),
  })

test('a step is put where somebody drops it, in line, and all steps go back to the layout with one change that can be taken back', () => {
  const map = sampleMap()
  const steps = () => map.layout().map.steps
  const step = () => steps().find(({ id }) => id === 'b') ?? steps()[0]
  const put = (leftPx: number, topPx: number) => {
    const one = step()
    return one === undefined ? [] : putting(one, { leftPx, topPx })
  }
  map.edit(put(203, 51))
  expect([...hintsOf(steps())]).toEqual([['b', { leftPx: 200, topPx: 48 }]])
  // Where it stands already nothing is to be done.
  expect(put(199, 50)).toEqual([])
  const back = map.edit(layingAnew(steps()))
  expect([...hintsOf(steps())]).toEqual([])
  expect(layingAnew(steps())).toEqual([])
  map.edit(back)
  expect([...hintsOf(steps())]).toEqual([['b', { leftPx: 200, topPx: 48 }]])
})

test('law: what is kept is never before its phase nor above all steps, and can be kept', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (px) => {
      const { leftPx, topPx } = kept({ leftPx: px, topPx: -px })
      for (const one of [leftPx, topPx]) {
        expect(one % 8).toBe(0)
        expect(one).toBeGreaterThanOrEqual(0)
        expect(one).toBeLessThanOrEqual(GRAPH_PX_MAX)
      }
    }),
  )
})

test('a step stands where it was put, whatever is drawn above; what comes back from there is the same place', () => {
  for (const arcs of [false, true]) {
    const drawing = draw({ a: [400, 200] }, arcs)
    const { left, top } = drawing.at('a')
    expect(drawing.hintFor('a', { left, top })).toEqual({ leftPx: 400, topPx: 200 })
    expect(drawing.height).toBeGreaterThan(top)
  }
})

test('a phase is as wide as what was put into it needs, and those behind it make room', () => {
  const [plain, wide] = [draw(), draw({ b: [900, 0] })]
  expect(wide.at('c').left).toBeGreaterThan(plain.at('c').left)
  const [first, second] = wide.bands
  expect((first?.left ?? 0) + (first?.width ?? 0)).toBeGreaterThanOrEqual(wide.at('b').left + NODE_WIDTH)
  expect((first?.left ?? 0) + (first?.width ?? 0)).toBeLessThanOrEqual(second?.left ?? 0)
  // Within the room there is nothing moves.
  expect(draw({ b: [240, 300] }).at('c')).toEqual(plain.at('c'))
})

test('ways follow a step that was put somewhere: straight on, or below where it stands further to the left', () => {
  const line = (drawing: ReturnType<typeof draw>, from: string, to: string) =>
    drawing.lines.find((one) => keyOf(one) === keyOf({ from, to }))
  expect(line(draw(), 'a', 'b')?.loop).toBe(false)
  const behind = line(draw({ a: [700, 0] }), 'a', 'b')
  expect(behind?.loop).toBe(true)
  const drawing = draw({ a: [0, 300] })
  const { left, top } = drawing.at('a')
  expect(line(drawing, 'a', 'b')?.path).toMatch(new RegExp(`^M${left + NODE_WIDTH} ${top + 37}C`))
  // A loop runs below what was put low.
  expect(line(draw({ b: [240, 600] }), 'c', 'a')?.label.top).toBeGreaterThan(draw({ b: [240, 600] }).at('b').top)
})

test('arrow keys find steps where they are seen', () => {
  const hints = new Map([['a', { leftPx: 240, topPx: 400 }]])
  const places = reachable(GRAPH, drawingOf(GRAPH, { ...PLAIN, hints }), hints)
  expect(neighbour(places, 'b', 'down')).toBe('a')
  expect(neighbour(places, 'a', 'up')).toBe('b')
})

test('arrow keys with Shift move the box itself', () => {
  const press = (key: string, shift: boolean) => graphWish({ key, alt: false, shift, mod: false })
  expect(press('ArrowRight', true)).toEqual({ do: 'nudge', by: [16, 0] })
  expect(press('ArrowUp', true)).toEqual({ do: 'nudge', by: [0, -16] })
  expect([press('Enter', true), press('ArrowUp', false)]).toEqual([undefined, { do: 'go', to: 'up' }])
})
