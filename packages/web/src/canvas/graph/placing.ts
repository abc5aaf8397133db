// Where the steps of a journey stand as a graph, in columns and rows: phases beside one another, in each the steps by their longest way, branches below
// one another. Pure and deterministic: the same journey always looks the same.
import { type Ends, type Point, Rows } from '../../parts/rows.ts'

/** A step's place. */
export type Place = { readonly id: string; readonly column: number; readonly row: number }

/** A way through the places it passes. `back`: leads to a step that comes no later. */
export type Line = {
  readonly from: string
  readonly to: string
  readonly points: readonly Point[]
  readonly back: boolean
}

/** The columns of a phase; `to` is the first one behind it. */
export type PhaseColumns = { readonly id: string; readonly from: number; readonly to: number }

/** A journey as a graph. */
export type Placed = {
  readonly places: readonly Place[]
  readonly lines: readonly Line[]
  readonly phases: readonly PhaseColumns[]
  readonly columns: number
  readonly rows: number
}

/** A phase with its steps in their order. */
export type PhaseSteps = { readonly id: string; readonly steps: readonly string[] }
/** A way, by the ids of its steps. */
export type Move = Ends

/** Places steps. Of several ways between the same two steps one line is drawn. */
export function placed(phases: readonly PhaseSteps[], moves: readonly Move[]): Placed {
  const order = new Map(phases.flatMap(({ steps }) => steps).map((id, at) => [id, at]))
  const known = [...new Map(moves.map((move) => [keyOf(move), move])).values()].filter(
    ({ from, to }) => order.has(from) && order.has(to),
  )
  const isBack = ({ from, to }: Move) => (order.get(to) ?? 0) <= (order.get(from) ?? 0)
  const forward = known.filter((move) => !isBack(move))
  const { columns, spans } = columnsOf(phases, forward)
  const rows = new Rows(columns, forward)
  return {
    places: [...columns].map(([id, column]) => ({ id, column, row: rows.of(id) })),
    lines: known.map((move) => ({ ...move, back: isBack(move), points: rows.through(move) })),
    phases: spans,
    columns: spans.at(-1)?.to ?? 0,
    rows: rows.count,
  }
}

/** A way by its ends. */
export const keyOf = ({ from, to }: Move): string => `${from} ${to}`

/** Columns: each phase begins where the one before ends, and inside of it a step stands behind all that lead to it. */
function columnsOf(phases: readonly PhaseSteps[], forward: readonly Move[]) {
  const columns = new Map<string, number>()
  const spans: PhaseColumns[] = []
  let start = 0
  for (const { id, steps } of phases) {
    const ranks = new Map<string, number>()
    for (const step of steps) {
      const before = forward.flatMap(({ from, to }) => (to === step ? [ranks.get(from) ?? -1] : []))
      ranks.set(step, 1 + Math.max(-1, ...before))
    }
    for (const [step, rank] of ranks) columns.set(step, start + rank)
    const to = start + 1 + Math.max(0, ...ranks.values())
    spans.push({ id, from: start, to })
    start = to
  }
  return { columns, spans }
}
