// Where one is in a map, and where a key leads from there. Places are told by records, so that they stay when others move things. Pure.
import type { Layout } from './layout.ts'

/** The column of the names of lanes. */
export const HEAD = 'head'

/** A place. `row`: `phases`, `steps` or a lane; `col`: {@link HEAD}, a step, or `empty:` and a phase. */
export type Spot = { readonly row: string; readonly col: string }

/** What is selected: from where one began to where one is. */
export type Selection = { readonly from: Spot; readonly at: Spot }

/** A rectangle of rows and columns by number, ends included; -1 is the column of names. */
export type Area = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }

/** A selection of one place. */
export const only = (at: Spot): Selection => ({ from: at, at })

/** Whether two places are the same. */
export const sameSpot = (a: Spot | null, b: Spot | null): boolean => a?.row === b?.row && a?.col === b?.col

/** The numbers of a place; where its record has gone, the nearest that is left. */
export function numbersOf(
  { columnAt, rowAt, rows, columns }: Layout,
  { row, col }: Spot,
): { row: number; col: number } {
  const at = { row: rowAt.get(row) ?? Math.min(1, rows.length - 1), col: col === HEAD ? -1 : (columnAt.get(col) ?? 0) }
  return columns.length === 0 ? { ...at, col: -1 } : at
}

/** The place of numbers, brought inside of the map. Phases are one place over all their steps. */
export function spotAt({ rows, columns, bands }: Layout, row: number, col: number): Spot {
  const y = Math.max(0, Math.min(rows.length - 1, row))
  const x = Math.max(-1, Math.min(columns.length - 1, col))
  // The corner and the head of the steps hold nothing.
  if (x < 0) return { row: (rows[Math.max(y, Math.min(2, rows.length - 1))] ?? { id: 'steps' }).id, col: HEAD }
  const band = y === 0 ? bands.find(({ from, to }) => x >= from && x < to) : undefined
  return { row: rows[y]?.id ?? 'steps', col: columns[band?.from ?? x]?.id ?? HEAD }
}

/** Where a key leads. */
export type Move = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'first' | 'last' | 'pageUp' | 'pageDown'

const PAGE = 6

/** The place after a move. */
export function moved(layout: Layout, spot: Spot, move: Move): Spot {
  const { row, col } = numbersOf(layout, spot)
  const band = row === 0 ? layout.bands.find(({ from, to }) => col >= from && col < to) : undefined
  switch (move) {
    case 'left':
      return spotAt(layout, row, col - 1)
    case 'right':
      return spotAt(layout, row, band?.to ?? col + 1)
    case 'up':
      return spotAt(layout, row - 1, col)
    case 'down':
      return spotAt(layout, row + 1, col)
    case 'home':
      return spotAt(layout, row, row < 2 ? 0 : -1)
    case 'end':
      return spotAt(layout, row, layout.columns.length - 1)
    case 'first':
      return spotAt(layout, 0, 0)
    case 'last':
      return spotAt(layout, layout.rows.length - 1, layout.columns.length - 1)
    case 'pageUp':
      return spotAt(layout, row - PAGE, col)
    case 'pageDown':
      return spotAt(layout, row + PAGE, col)
  }
}

/** The rectangle of a selection. */
export function areaOf(layout: Layout, { from, at }: Selection): Area {
  const [a, b] = [numbersOf(layout, from), numbersOf(layout, at)]
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.col, b.col),
    right: Math.max(a.col, b.col),
  }
}

/** Whether a rectangle holds more than one place. */
export const isWide = ({ top, bottom, left, right }: Area): boolean => top !== bottom || left !== right
