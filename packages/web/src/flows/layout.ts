// Where each step of a flow stands in a left-to-right diagram: columns by the longest way from the start, rows near their
// predecessors. Pure and deterministic: the same document always looks the same.
import type { FlowStep } from '@lotse/protocol'
import { type WayLabel, waysOf } from './ways.ts'

/** A step's place. `column` 0 is the trigger's, so steps begin at 1. Rows may be halves of none: whole numbers from 0. */
export type Place = { readonly step: FlowStep; readonly column: number; readonly row: number }

/** A line between two steps through the places it passes, `[column, row]` each. `back`: leads to an earlier column. */
export type Line = {
  readonly from: string
  readonly to: string
  readonly labels: readonly WayLabel[]
  readonly points: readonly (readonly [column: number, row: number])[]
  readonly back: boolean
}

/** A laid-out flow; `columns` and `rows` count from 1, the trigger's column included. */
export type Layout = {
  readonly places: readonly Place[]
  readonly lines: readonly Line[]
  readonly columns: number
  readonly rows: number
}

type Edge = { readonly from: string; readonly to: string; readonly labels: WayLabel[]; readonly back: boolean }
type Spot = { readonly id: string; readonly column: number; readonly before: string[]; row: number }

/**
 * Lays a flow out.
 *
 * @param start - id of the first step.
 * @param steps - all steps, at most 200; those that cannot be reached are left out.
 */
export function layoutOf(start: string, steps: readonly FlowStep[]): Layout {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const edges = edgesFrom(start, byId)
  const columns = columnsOf(start, edges)
  const spots = spotsOf(columns, edges)
  placeRows(spots)
  const places = [...columns].flatMap(([id, column]) => {
    const step = byId.get(id)
    return step === undefined ? [] : [{ step, column, row: spots.get(id)?.row ?? 0 }]
  })
  return {
    places,
    lines: edges.map((edge) => lineOf(edge, columns, spots)),
    columns: 1 + Math.max(0, ...columns.values()),
    rows: 1 + Math.max(0, ...[...spots.values()].map((spot) => spot.row)),
  }
}

/** All ways that can be reached, depth first, those to the same step as one. A way to a step still under way leads back. */
function edgesFrom(start: string, byId: ReadonlyMap<string, FlowStep>): readonly Edge[] {
  const edges: Edge[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (id: string): void => {
    const step = byId.get(id)
    if (step === undefined || state.has(id)) return
    state.set(id, 'open')
    for (const { to, label } of waysOf(step)) {
      if (!byId.has(to)) continue
      const known = edges.find((edge) => edge.from === id && edge.to === to)
      if (known === undefined) edges.push({ from: id, to, labels: [label], back: state.get(to) === 'open' })
      else known.labels.push(label)
      visit(to)
    }
    state.set(id, 'done')
  }
  visit(start)
  return edges
}

/** The longest way from the start, in steps; loops do not count. */
function columnsOf(start: string, edges: readonly Edge[]): ReadonlyMap<string, number> {
  const columns = new Map([[start, 1]])
  const forward = edges.filter((edge) => !edge.back)
  for (let changed = true, rounds = 0; changed && rounds <= forward.length; rounds += 1) {
    changed = false
    for (const { from, to } of forward) {
      const column = (columns.get(from) ?? 0) + 1
      if (columns.has(from) && column > (columns.get(to) ?? 0)) {
        columns.set(to, column)
        changed = true
      }
    }
  }
  return columns
}

const passName = (edge: Edge, column: number): string => `${edge.from} ${edge.to} ${column}`

/** A spot for every step, and for every column that a long line passes, so that lines do not run through steps. */
function spotsOf(columns: ReadonlyMap<string, number>, edges: readonly Edge[]): Map<string, Spot> {
  const spots = new Map<string, Spot>()
  for (const [id, column] of columns) spots.set(id, { id, column, before: [], row: 0 })
  for (const edge of edges) {
    if (edge.back) continue
    let previous = edge.from
    const end = columns.get(edge.to) ?? 0
    for (let column = (columns.get(edge.from) ?? 0) + 1; column < end; column += 1) {
      const id = passName(edge, column)
      spots.set(id, { id, column, before: [previous], row: 0 })
      previous = id
    }
    spots.get(edge.to)?.before.push(previous)
  }
  return spots
}

/** Column by column, each spot as near to its predecessors as the ones above it allow. */
function placeRows(spots: ReadonlyMap<string, Spot>): void {
  const all = [...spots.values()]
  for (const column of [...new Set(all.map((spot) => spot.column))].sort((a, b) => a - b)) {
    let free = 0
    const here = all.filter((spot) => spot.column === column)
    const wishes = here.map((spot) => ({ spot, wish: wishOf(spot, spots) })).sort((a, b) => a.wish - b.wish)
    for (const { spot, wish } of wishes) {
      spot.row = Math.max(free, Math.floor(wish))
      free = spot.row + 1
    }
  }
}

function wishOf(spot: Spot, spots: ReadonlyMap<string, Spot>): number {
  const rows = spot.before.map((id) => spots.get(id)?.row ?? 0)
  return rows.length === 0 ? 0 : Math.min(...rows)
}

function lineOf(edge: Edge, columns: ReadonlyMap<string, number>, spots: ReadonlyMap<string, Spot>): Line {
  const from = columns.get(edge.from) ?? 0
  const to = columns.get(edge.to) ?? 0
  const between = Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => from + index + 1)
  const points = [
    [from, spots.get(edge.from)?.row ?? 0] as const,
    ...between.map((column) => [column, spots.get(passName(edge, column))?.row ?? 0] as const),
    [to, spots.get(edge.to)?.row ?? 0] as const,
  ]
  return { from: edge.from, to: edge.to, labels: edge.labels, points, back: edge.back }
}
