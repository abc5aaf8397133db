// The measures of a graph of steps in pixels at full size, and the curves of its lines. Pure.
import { keyOf, type Line, type Move, type Placed } from './placing.ts'

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

/** A graph in pixels. */
export type Drawing = {
  readonly width: number
  readonly height: number
  readonly left: (column: number) => number
  readonly top: (row: number) => number
  readonly lines: readonly DrawnLine[]
  readonly bands: readonly { readonly id: string; readonly left: number; readonly width: number }[]
}

type Point = readonly [x: number, y: number]

/** What decides about room: the ways that bear words, and whether arcs need some. */
export type Room = { readonly said: ReadonlySet<string>; readonly arcs: boolean }

/** Measures a graph. Gaps are wide only where ways bear words. */
export function drawingOf(graph: Placed, { said, arcs }: Room): Drawing {
  const lefts = leftsOf(graph, said)
  const tops = topsOf(graph, PHASE_HEIGHT + PAD_PX + (arcs ? ARC_PX : 0))
  const left = (column: number) => lefts[column] ?? 0
  const top = (row: number) => tops.at[row] ?? 0
  const bottom = (row: number) => top(row) + (tops.heights[row] ?? 0)
  const levels = levelsOf(graph, bottom, arcs ? ARC_PX : 0)
  const end = Math.max(tops.end, ...[...levels.values()].map(({ y }) => y + PAD_PX))
  const middle = (row: number) => top(row) + (tops.heights[row] ?? 0) / 2
  return {
    left,
    top,
    width: left(graph.columns - 1) + NODE_WIDTH + LEFT_PX,
    height: end + (arcs ? ARC_PX : 0) + PAD_PX,
    lines: graph.lines.map((line) =>
      drawnLine(line, { left, middle }, levels.get(keyOf(line)) ?? { y: end, apart: 0 }),
    ),
    bands: graph.phases.map(({ id, from, to }) => ({
      id,
      left: left(from) - GAP_PHASE / 2,
      width: left(to - 1) + NODE_WIDTH - left(from) + GAP_PHASE,
    })),
  }
}

function leftsOf({ columns, phases, lines }: Placed, said: ReadonlySet<string>): number[] {
  // A way that passes further columns has room for its words there.
  const wide = new Set(
    lines
      .filter((line) => !line.back && line.points.length === 2 && said.has(keyOf(line)))
      .map(({ points }) => points[0]?.[0]),
  )
  const ends = new Set(phases.map(({ to }) => to - 1))
  const lefts: number[] = []
  let left = LEFT_PX
  for (let column = 0; column < columns; column += 1) {
    lefts.push(left)
    left += NODE_WIDTH + (wide.has(column) ? GAP_SAID : GAP_PLAIN) + (ends.has(column) ? GAP_PHASE : 0)
  }
  return lefts
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

/** Where a loop runs. `apart`: how far its sides stand from the steps, so that several do not lie upon one another. */
type Level = { readonly y: number; readonly apart: number }

/** Loops run right below all that stands in the columns they pass, the short ones above the long ones, none upon another. */
function levelsOf({ lines, places }: Placed, bottom: (row: number) => number, free: number): Map<string, Level> {
  const spots = [
    ...places.map(({ column, row }) => [column, row] as const),
    ...lines.flatMap(({ points, back }) => (back ? [] : points)),
  ]
  const loops = lines
    .filter(({ back }) => back)
    .map((line) => ({ line, from: line.points.at(-1)?.[0] ?? 0, to: line.points[0]?.[0] ?? 0 }))
    .toSorted((a, b) => a.to - a.from - (b.to - b.from))
  const taken: { readonly from: number; readonly to: number; readonly y: number }[] = []
  const levels = new Map<string, Level>()
  for (const { line, from, to } of loops) {
    const inside = spots.filter(([column]) => column >= from && column <= to)
    let y = free + TRACK_PX + Math.max(0, ...inside.map(([, row]) => bottom(row)))
    const beside = taken.filter((one) => one.to >= from && one.from <= to).toSorted((a, b) => a.y - b.y)
    for (const one of beside) if (Math.abs(one.y - y) < TRACK_PX) y = one.y + TRACK_PX
    taken.push({ from, to, y })
    levels.set(keyOf(line), { y, apart: (beside.length % APART_MAX) * APART_PX })
  }
  return levels
}

type Grid = { readonly left: (column: number) => number; readonly middle: (row: number) => number }

function drawnLine(line: Line, { left, middle }: Grid, level: Level): DrawnLine {
  const { from, to, points, back } = line
  const [start = [0, 0] as const] = points
  const end = points.at(-1) ?? start
  const a: Point = [left(start[0]) + NODE_WIDTH, middle(start[1])]
  const b: Point = [left(end[0]) - ARROW, middle(end[1])]
  const arrow = `${b[0] + ARROW},${b[1]} ${b[0] - 2},${b[1] - 4.5} ${b[0] - 2},${b[1] + 4.5}`
  if (back) {
    const label = { left: b[0] + 8, top: level.y - 3, width: Math.max(60, a[0] - b[0] - 16) }
    return { from, to, arrow, label, loop: true, path: loopPath(a, b, level) }
  }
  const between = points.slice(1, -1).flatMap(([column, row]): Point[] => [
    [left(column), middle(row)],
    [left(column) + NODE_WIDTH, middle(row)],
  ])
  const next = points[1]?.[1] ?? start[1]
  const width = points.length === 2 ? GAP_SAID - BEND - ARROW - 8 : NODE_WIDTH
  // A straight line is one from its beginning.
  const label = { left: a[0] + (next === start[1] ? STRAIGHT : BEND), top: middle(next) - 4, width }
  return { from, to, arrow, label, loop: false, path: through([a, ...between, b]) }
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
