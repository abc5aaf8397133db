// The diagram's measures in pixels, and the curves of its lines. Pure.
import type { Layout, Line } from './layout.ts'

/** Width of a step's box in pixels. */
export const NODE_WIDTH = 168
/** Height of a step's box in pixels. */
export const NODE_HEIGHT = 80
const GAP_PLAIN = 36
const GAP_LABELLED = 124
const GAP_ROW = 18
/** Height of a row that only lines pass. */
const LINE_HEIGHT = 20
const ARROW = 5
const BEND = 28

/** Where columns and rows stand. */
export type Grid = {
  readonly x: (column: number) => number
  readonly y: (row: number) => number
  readonly middle: (row: number) => number
  readonly width: number
  readonly height: number
}

/** The grid of a layout: gaps are wide only where ways carry words. */
export function gridOf(layout: Layout): Grid {
  const labelled = new Set(
    layout.lines
      .filter((line) => line.labels.some((label) => label.kind !== 'next'))
      .map((line) => line.points[0]?.[0] ?? 0),
  )
  const lefts: number[] = []
  let left = 0
  for (let column = 0; column < layout.columns; column += 1) {
    lefts.push(left)
    left += NODE_WIDTH + (labelled.has(column) ? GAP_LABELLED : GAP_PLAIN)
  }
  const full = new Set([0, ...layout.places.map((place) => place.row)])
  const heights = Array.from({ length: layout.rows }, (_, row) => (full.has(row) ? NODE_HEIGHT : LINE_HEIGHT))
  const tops = heights.map((_, row) => heights.slice(0, row).reduce((sum, height) => sum + height + GAP_ROW, 0))
  const loops = layout.lines.some((line) => line.back) ? GAP_ROW : 0
  return {
    x: (column) => lefts[column] ?? 0,
    y: (row) => tops[row] ?? 0,
    middle: (row) => (tops[row] ?? 0) + (heights[row] ?? 0) / 2,
    width: (lefts.at(-1) ?? 0) + NODE_WIDTH,
    height: (tops.at(-1) ?? 0) + (heights.at(-1) ?? 0) + loops,
  }
}

type Point = readonly [x: number, y: number]

/** Turns to the new height right at the start, so that words stand on a straight line. */
const bend = ([x1, y1]: Point, [x2, y2]: Point): string => {
  const end = Math.min(x1 + BEND, x2)
  const middle = (x1 + end) / 2
  return y1 === y2 ? `L${x2} ${y2}` : `C${middle} ${y1} ${middle} ${y2} ${end} ${y2}L${x2} ${y2}`
}

function through(points: readonly Point[]): string {
  const [first = [0, 0] as const, ...rest] = points
  let path = `M${first[0]} ${first[1]}`
  let at: Point = first
  for (const point of rest) {
    path += bend(at, point)
    at = point
  }
  return path
}

/** The path of a line from the right side of one box to the left side of the next; loops run below. */
export function pathOf(line: Line, grid: Grid): string {
  const { middle } = grid
  const [start = [0, 0] as const] = line.points
  const end = line.points.at(-1) ?? start
  const from: Point = [grid.x(start[0]) + NODE_WIDTH, middle(start[1])]
  const to: Point = [grid.x(end[0]) - ARROW, middle(end[1])]
  if (line.back) {
    const below = grid.height - 2
    return `M${from[0]} ${from[1]}C${from[0] + 24} ${below} ${from[0]} ${below} ${from[0] - 24} ${below}L${to[0] + 24} ${below}C${to[0]} ${below} ${to[0] - 24} ${below} ${to[0]} ${to[1]}`
  }
  const between = line.points.slice(1, -1).flatMap(([column, row]): Point[] => [
    [grid.x(column), middle(row)],
    [grid.x(column) + NODE_WIDTH, middle(row)],
  ])
  return through([from, ...between, to])
}

/** The arrow's head at the end of a line. */
export function arrowOf(line: Line, grid: Grid): string {
  const [column, row] = line.points.at(-1) ?? [0, 0]
  const x = grid.x(column)
  const y = grid.middle(row)
  return `${x},${y} ${x - ARROW - 2},${y - 4} ${x - ARROW - 2},${y + 4}`
}

/** Where the words of a way stand: beside the box it comes from, upon the line; `top` is where they end. */
export function wayPlace(
  line: Line,
  grid: Grid,
): { readonly left: number; readonly top: number; readonly width: number } {
  const [column, row] = line.points[0] ?? [0, 0]
  const next = line.points[1]?.[1] ?? row
  const from = grid.x(column) + NODE_WIDTH
  return { left: from + BEND, top: grid.middle(next) - 3, width: GAP_LABELLED - BEND - ARROW }
}
