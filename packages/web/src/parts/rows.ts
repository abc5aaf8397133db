// Rows for a graph whose columns are known: what is drawn stands near what leads to it, and no line runs through anything it passes. Pure and
// deterministic: the same graph always looks the same.

/** A way, by the ids of its ends. */
export type Ends = { readonly from: string; readonly to: string }

/** A place that a line passes. */
export type Point = readonly [column: number, row: number]

type Columns = ReadonlyMap<string, number>
type Spot = { readonly id: string; readonly column: number; readonly before: string[]; row: number }

/** A graph with its rows, from 0 to `count` − 1. */
export class Rows {
  readonly #columns: Columns
  readonly #spots: ReadonlyMap<string, Spot>

  /** @param forward - the ways to a later column; others have no say in where something stands. */
  constructor(columns: Columns, forward: readonly Ends[]) {
    this.#columns = columns
    this.#spots = spotsOf(columns, forward)
    placeRows(this.#spots)
  }

  get count(): number {
    return 1 + Math.max(0, ...[...this.#spots.values()].map(({ row }) => row))
  }

  of(id: string): number {
    return this.#spots.get(id)?.row ?? 0
  }

  /** The places that a way passes; one that leads back has its ends alone. */
  through(way: Ends): readonly Point[] {
    const [from, to] = [this.#columns.get(way.from) ?? 0, this.#columns.get(way.to) ?? 0]
    const between = Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => from + index + 1)
    return [
      [from, this.of(way.from)],
      ...between.map((column): Point => [column, this.of(passName(way, column))]),
      [to, this.of(way.to)],
    ]
  }
}

const passName = ({ from, to }: Ends, column: number): string => `${from} ${to} ${column}`

/** A spot for everything, and for every column that a long line passes. */
function spotsOf(columns: Columns, forward: readonly Ends[]): Map<string, Spot> {
  const spots = new Map<string, Spot>()
  for (const [id, column] of columns) spots.set(id, { id, column, before: [], row: 0 })
  for (const way of forward) {
    let previous = way.from
    const end = columns.get(way.to) ?? 0
    for (let column = (columns.get(way.from) ?? 0) + 1; column < end; column += 1) {
      const id = passName(way, column)
      spots.set(id, { id, column, before: [previous], row: 0 })
      previous = id
    }
    spots.get(way.to)?.before.push(previous)
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
