// The measures of a graph of steps in pixels at full size, and the curves of its lines. Pure.
import type { Hint } from './hints.ts'
import { keyOf, type Line, type Move, type Place, type Placed } from './placing.ts'

/** Of a step's box. */
export const NODE_WIDTH = 184
/** Of a step's box. */
export const NODE_HEIGHT = 74
/** Of the heads of phases. */
export const PHASE_HEIGHT = 30
const PAD_PX = 20
/** At the left more, for loops that lead back to the first column. */
const LEFT_PX = 36
const GAP_PLAIN = 56
const GAP_SAID = 140
/** More between phases. */
const GAP_PHASE = 28
const GAP_ROW = 22
/** Height of a row that only lines pass. */
const LINE_HEIGHT = 18
/** Room for arcs that nobody designed, above and below. */
const ARC_PX = 64
const TRACK_PX = 18
const APART_PX = 4
const APART_MAX = 4
const ARROW = 6
const BEND = 26
const STRAIGHT = 6
const CORNER = 10

/** A line as it is drawn. `label`: where its words begin, and how wide they may be; `loop`: whether it runs below all steps. */
export type DrawnLine = Move & {
  readonly path: string
  readonly arrow: string
  readonly label: { readonly left: number; readonly top: number; readonly width: number }
  readonly loop: boolean
}

/** Where something stands, in pixels. */
export type Spot = { readonly left: number; readonly top: number }

/** A graph in pixels. `left`, `top`: of columns and rows as they are laid out; `at`: where a step stands; `hintFor`: a place, as it is set by hand. */
export type Drawing = {
  readonly width: number
  readonly height: number
  readonly left: (column: number) => number
  readonly top: (row: number) => number
  readonly at: (step: string) => Spot
  readonly hintFor: (step: string, spot: Spot) => Hint
  readonly lines: readonly DrawnLine[]
  readonly bands: readonly { readonly id: string; readonly left: number; readonly width: number }[]
}

type Point = readonly [x: number, y: number]

/** What decides about room: the ways that bear words, whether arcs need some, and where steps were put by hand. */
export type Room = {
  readonly said: ReadonlySet<string>
  readonly arcs: boolean
  readonly hints?: ReadonlyMap<string, Hint>
}

const NO_HINTS: ReadonlyMap<string, Hint> = new Map()

/** Measures a graph. Gaps are wide only where ways bear words; a phase is as wide as its steps need, also those that were put somewhere by hand. */
export function drawingOf(graph: Placed, { said, arcs, hints = NO_HINTS }: Room): Drawing {
  const { lefts, ends } = leftsOf(graph, said, hints)
  const start = PHASE_HEIGHT + PAD_PX + (arcs ? ARC_PX : 0)
  const tops = topsOf(graph, start)
  const left = (column: number) => lefts[column] ?? 0
  const top = (row: number) => tops.at[row] ?? 0
  const edges = edgesOf(graph, left)
  const spots = new Map(
    graph.places.map(({ id, column, row }) => {
      const hint = hints.get(id)
      const auto = { left: left(column), top: top(row) }
      return [id, hint === undefined ? auto : { left: (edges.get(id) ?? 0) + hint.leftPx, top: start + hint.topPx }]
    }),
  )
  const at = (step: string) => spots.get(step) ?? NOWHERE
  const laid = { graph, hints, at, left, top, bottom: (row: number) => top(row) + (tops.heights[row] ?? 0) }
  const levels = levelsOf(laid, arcs ? ARC_PX : 0)
  const bottoms = [...hints.keys()].filter((id) => spots.has(id)).map((id) => at(id).top + NODE_HEIGHT + GAP_ROW)
  const end = Math.max(tops.end, ...bottoms, ...[...levels.values()].map(({ y }) => y + PAD_PX))
  return {
    left,
    top,
    at,
    hintFor: (step, spot) => ({ leftPx: spot.left - (edges.get(step) ?? 0), topPx: spot.top - start }),
    width: Math.max(left(graph.columns - 1) + NODE_WIDTH, ...ends) + LEFT_PX,
    height: end + (arcs ? ARC_PX : 0) + PAD_PX,
    lines: graph.lines.map((line) => drawnLine(line, laid, levels.get(keyOf(line)) ?? { y: end, apart: 0 })),
    bands: graph.phases.map(({ id, from }, n) => ({
      id,
      left: left(from) - GAP_PHASE / 2,
      width: (ends[n] ?? 0) - left(from) + GAP_PHASE,
    })),
  }
}

const NOWHERE: Spot = { left: 0, top: 0 }

/** The left edge of the phase that a step stands in. */
function edgesOf({ phases, places }: Placed, left: (column: number) => number): ReadonlyMap<string, number> {
  return new Map(
    places.map(({ id, column }) => [
      id,
      left(phases.find(({ from, to }) => column >= from && column < to)?.from ?? column),
    ]),
  )
}

/** Where columns begin, and where phases end. */
function leftsOf(
  { columns, phases, lines, places }: Placed,
  said: ReadonlySet<string>,
  hints: ReadonlyMap<string, Hint>,
) {
  // A way that passes further columns has room for its words there.
  const wide = new Set(
    lines
      .filter((line) => !line.back && line.points.length === 2 && said.has(keyOf(line)))
      .map(({ points }) => points[0]?.[0]),
  )
  const lefts: number[] = []
  const ends: number[] = []
  let left = LEFT_PX
  for (const { from, to } of phases) {
    const edge = left
    const put = places.flatMap(({ id, column }) => (column >= from && column < to ? (hints.get(id) ?? []) : []))
    for (let column = from; column < to && column < columns; column += 1) {
      lefts.push(left)
      left += NODE_WIDTH + (wide.has(column) ? GAP_SAID : GAP_PLAIN)
    }
    const needed = Math.max(0, ...put.map(({ leftPx }) => edge + leftPx + NODE_WIDTH))
    const end = Math.max((lefts.at(-1) ?? edge) + NODE_WIDTH, needed)
    ends.push(end)
    left = Math.max(left, needed + GAP_PLAIN) + GAP_PHASE
  }
  return { lefts, ends }
}

function topsOf({ rows, places }: Placed, start: number) {
  const full = new Set([0, ...places.map(({ row }) => row)])
  const heights = Array.from({ length: rows }, (_, row) => (full.has(row) ? NODE_HEIGHT : LINE_HEIGHT))
  const at: number[] = []
  let top = start
  for (const height of heights) {
    at.push(top)
    top += height + GAP_ROW
  }
  return { at, heights, end: top }
}

/** A graph whose columns, rows and steps have their places. */
type Laid = {
  readonly graph: Placed
  readonly hints: ReadonlyMap<string, Hint>
  readonly at: (step: string) => Spot
  readonly left: (column: number) => number
  readonly top: (row: number) => number
  readonly bottom: (row: number) => number
}

/** Whether a line touches a step that was put somewhere by hand: it then goes straight there, past whatever stands between. */
const isFree = ({ from, to }: Move, { hints }: Laid): boolean => hints.has(from) || hints.has(to)

/** Whether a line runs below all steps: it leads to a step that comes no later, or by hand stands no further to the right. */
function isLoop(line: Line, laid: Laid): boolean {
  if (!isFree(line, laid)) return line.back
  return laid.at(line.to).left - ARROW < laid.at(line.from).left + NODE_WIDTH
}

/** Where a loop runs. `apart`: how far its sides stand from the steps, so that several do not lie upon one another. */
type Level = { readonly y: number; readonly apart: number }

/** Loops run right below all that stands in the columns they pass, the short ones above the long ones, none upon another. */
function levelsOf(laid: Laid, free: number): Map<string, Level> {
  const { graph, at, left, bottom } = laid
  const passed = graph.lines.flatMap((line) => (line.back || isFree(line, laid) ? [] : line.points.slice(1, -1)))
  const boxes = [
    ...graph.places.map(({ id }) => ({ left: at(id).left, bottom: at(id).top + NODE_HEIGHT })),
    ...passed.map(([column, row]) => ({ left: left(column), bottom: bottom(row) })),
  ]
  const loops = graph.lines
    .filter((line) => isLoop(line, laid))
    .map((line) => {
      const [one, other] = [at(line.from).left, at(line.to).left]
      return { line, from: Math.min(one, other), to: Math.max(one, other) }
    })
    .toSorted((a, b) => a.to - a.from - (b.to - b.from))
  const taken: { readonly from: number; readonly to: number; readonly y: number }[] = []
  const levels = new Map<string, Level>()
  for (const { line, from, to } of loops) {
    const inside = boxes.filter((box) => box.left + NODE_WIDTH > from && box.left < to + NODE_WIDTH)
    let y = free + TRACK_PX + Math.max(0, ...inside.map((box) => box.bottom))
    const beside = taken.filter((one) => one.to >= from && one.from <= to).toSorted((a, b) => a.y - b.y)
    for (const one of beside) if (Math.abs(one.y - y) < TRACK_PX) y = one.y + TRACK_PX
    taken.push({ from, to, y })
    levels.set(keyOf(line), { y, apart: (beside.length % APART_MAX) * APART_PX })
  }
  return levels
}

function drawnLine(line: Line, laid: Laid, level: Level): DrawnLine {
  const { from, to, points } = line
  const a: Point = [laid.at(from).left + NODE_WIDTH, laid.at(from).top + NODE_HEIGHT / 2]
  const b: Point = [laid.at(to).left - ARROW, laid.at(to).top + NODE_HEIGHT / 2]
  const arrow = `${b[0] + ARROW},${b[1]} ${b[0] - 2},${b[1] - 4.5} ${b[0] - 2},${b[1] + 4.5}`
  const drawn = { from, to, arrow }
  if (isLoop(line, laid)) {
    const label = { left: b[0] + 8, top: level.y - 3, width: Math.max(60, a[0] - b[0] - 16) }
    return { ...drawn, label, loop: true, path: loopPath(a, b, level) }
  }
  if (isFree(line, laid)) {
    const middle = (a[0] + b[0]) / 2
    const label = { left: a[0] + STRAIGHT, top: (a[1] + b[1]) / 2 - 4, width: Math.max(60, b[0] - a[0] - 2 * STRAIGHT) }
    return {
      ...drawn,
      label,
      loop: false,
      path: `M${a[0]} ${a[1]}C${middle} ${a[1]} ${middle} ${b[1]} ${b[0]} ${b[1]}`,
    }
  }
  const { left, top, bottom } = laid
  const middle = (row: number) => (top(row) + bottom(row)) / 2
  const between = points.slice(1, -1).flatMap(([column, row]): Point[] => [
    [left(column), middle(row)],
    [left(column) + NODE_WIDTH, middle(row)],
  ])
  const [start = [0, 0] as const] = points
  const next = points[1]?.[1] ?? start[1]
  const width = points.length === 2 ? GAP_SAID - BEND - ARROW - 8 : NODE_WIDTH
  // A straight line is one from its beginning.
  const label = { left: a[0] + (next === start[1] ? STRAIGHT : BEND), top: middle(next) - 4, width }
  return { ...drawn, label, loop: false, path: through([a, ...between, b]) }
}

/** Turns to the new height right at the start, so that words stand on a straight line. */
function through(points: readonly Point[]): string {
  const [first = [0, 0] as const, ...rest] = points
  let path = `M${first[0]} ${first[1]}`
  let [x1, y1] = first
  for (const [x2, y2] of rest) {
    const end = Math.min(x1 + BEND, x2)
    const middle = (x1 + end) / 2
    path += y1 === y2 ? `L${x2} ${y2}` : `C${middle} ${y1} ${middle} ${y2} ${end} ${y2}L${x2} ${y2}`
    ;[x1, y1] = [x2, y2]
  }
  return path
}

/** Down beside the step it leaves, along below the steps between, up beside the one it leads to; loops of several tracks stand apart. */
function loopPath([x1, y1]: Point, [x2, y2]: Point, { y: below, apart }: Level): string {
  const [out, back] = [x1 + CORNER + apart, x2 - CORNER - apart]
  const r = CORNER
  return (
    `M${x1} ${y1}Q${out} ${y1} ${out} ${y1 + r}L${out} ${below - r}Q${out} ${below} ${out - r} ${below}` +
    `L${back + r} ${below}Q${back} ${below} ${back} ${below - r}L${back} ${y2 + r}Q${back} ${y2} ${x2} ${y2}`
  )
}

/** A way that nobody designed, as an arc from step to step: above where it leads on, below where it leads back. */
export function arcBetween(from: Point, to: Point): { readonly path: string; readonly top: Point } {
  const on = to[0] > from[0]
  const edge = on ? 0 : NODE_HEIGHT
  const [x1, x2] = [from[0] + NODE_WIDTH / 2, to[0] + NODE_WIDTH / 2]
  const rise = (on ? -1 : 1) * Math.min(ARC_PX - 8, 24 + Math.abs(x2 - x1) / 24)
  const [y1, y2] = [from[1] + edge, to[1] + edge]
  const level = (on ? Math.min(y1, y2) : Math.max(y1, y2)) + rise / 0.75
  return {
    path: `M${x1} ${y1}C${x1} ${level} ${x2} ${level} ${x2} ${y2}`,
    top: [(x1 + x2) / 2, (y1 + 6 * level + y2) / 8],
  }
}

/** Where arrow keys find steps: by column and row; once any was put somewhere by hand, by where all of them are seen. */
export function reachable({ places }: Placed, { at }: Drawing, hints: ReadonlyMap<string, Hint>): readonly Place[] {
  if (hints.size === 0) return places
  return places.map(({ id }) => {
    const { left, top } = at(id)
    return { id, column: left / (NODE_WIDTH + GAP_PLAIN), row: top / (NODE_HEIGHT + GAP_ROW) }
  })
}
