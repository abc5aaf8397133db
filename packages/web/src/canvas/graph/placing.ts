// Where the steps of a journey stand as a graph, in columns and rows: phases beside one another, in each the steps by their longest way, branches below
// one another. Pure and deterministic: the same journey always looks the same.

/** A step's place. */
export type Place = { readonly id: string; readonly column: number; readonly row: number }

/** A way through the places it passes. `back`: leads to a step that comes no later. */
export type Line = {
  readonly from: string
  readonly to: string
  readonly points: readonly (readonly [column: number, row: number])[]
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
export type Move = { readonly from: string; readonly to: string }

type Spot = { readonly id: string; readonly column: number; readonly before: string[]; row: number }

/** Places steps. Of several ways between the same two steps one line is drawn. */
export function placed(phases: readonly PhaseSteps[], moves: readonly Move[]): Placed {
  const order = new Map(phases.flatMap(({ steps }) => steps).map((id, at) => [id, at]))
  const known = [...new Map(moves.map((move) => [keyOf(move), move])).values()].filter(
    ({ from, to }) => order.has(from) && order.has(to),
  )
  const isBack = ({ from, to }: Move) => (order.get(to) ?? 0) <= (order.get(from) ?? 0)
  const forward = known.filter((move) => !isBack(move))
  const { columns, spans } = columnsOf(phases, forward)
  const spots = spotsOf(columns, forward)
  placeRows(spots)
  return {
    places: [...columns].map(([id, column]) => ({ id, column, row: spots.get(id)?.row ?? 0 })),
    lines: known.map((move) => lineOf(move, isBack(move), { columns, spots })),
    phases: spans,
    columns: spans.at(-1)?.to ?? 0,
    rows: 1 + Math.max(0, ...[...spots.values()].map(({ row }) => row)),
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

const passName = (move: Move, column: number): string => `${keyOf(move)} ${column}`

/** A spot for every step, and for every column that a long line passes, so that lines do not run through steps. */
function spotsOf(columns: ReadonlyMap<string, number>, forward: readonly Move[]): Map<string, Spot> {
  const spots = new Map<string, Spot>()
  for (const [id, column] of columns) spots.set(id, { id, column, before: [], row: 0 })
  for (const move of forward) {
    let previous = move.from
    const end = columns.get(move.to) ?? 0
    for (let column = (columns.get(move.from) ?? 0) + 1; column < end; column += 1) {
      const id = passName(move, column)
      spots.set(id, { id, column, before: [previous], row: 0 })
      previous = id
    }
    spots.get(move.to)?.before.push(previous)
  }
  return spots
}

/** Column by column, each spot as near to those before it as the ones above it allow; what nothing leads to stands below the others. */
function placeRows(spots: ReadonlyMap<string, Spot>): void {
  const all = [...spots.values()]
  for (const column of [...new Set(all.map((spot) => spot.column))].sort((a, b) => a - b)) {
    let free = 0
    const here = all.filter((spot) => spot.column === column)
    const wishes = here.map((spot) => ({ spot, wish: wishOf(spot, spots) })).sort((a, b) => a.wish - b.wish)
    for (const { spot, wish } of wishes) {
      spot.row = Number.isFinite(wish) ? Math.max(free, wish) : free
      free = spot.row + 1
    }
  }
}

const wishOf = ({ before }: Spot, spots: ReadonlyMap<string, Spot>): number =>
  Math.min(...before.map((id) => spots.get(id)?.row ?? 0))

type Standing = { readonly columns: ReadonlyMap<string, number>; readonly spots: ReadonlyMap<string, Spot> }

function lineOf(move: Move, back: boolean, { columns, spots }: Standing): Line {
  const [from, to] = [columns.get(move.from) ?? 0, columns.get(move.to) ?? 0]
  const between = back ? [] : Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => from + index + 1)
  return {
    ...move,
    back,
    points: [
      [from, spots.get(move.from)?.row ?? 0],
      ...between.map((column) => [column, spots.get(passName(move, column))?.row ?? 0] as const),
      [to, spots.get(move.to)?.row ?? 0],
    ],
  }
}
