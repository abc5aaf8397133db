// Where each step of a flow stands in a left-to-right diagram: columns by the longest way from the start, rows near their
// predecessors. Pure and deterministic: the same document always looks the same.
import type { FlowStep } from '@lotse/protocol'
import { type Point, Rows } from '../parts/rows.ts'
import { type WayLabel, waysOf } from './ways.ts'

/** A step's place. `column` 0 is the trigger's, so steps begin at 1. Rows may be halves of none: whole numbers from 0. */
export type Place = { readonly step: FlowStep; readonly column: number; readonly row: number }

/** A line between two steps through the places it passes, `[column, row]` each. `back`: leads to an earlier column. */
export type Line = {
  readonly from: string
  readonly to: string
  readonly labels: readonly WayLabel[]
  readonly points: readonly Point[]
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
  const rows = new Rows(
    columns,
    edges.filter(({ back }) => !back),
  )
  const places = [...columns].flatMap(([id, column]) => {
    const step = byId.get(id)
    return step === undefined ? [] : [{ step, column, row: rows.of(id) }]
  })
  return {
    places,
    lines: edges.map((edge) => ({ ...edge, points: rows.through(edge) })),
    columns: 1 + Math.max(0, ...columns.values()),
    rows: rows.count,
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
