// What the rows of a map are given, and which of their places are drawn. Pure.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import type { Layout, Row, Span } from './layout.ts'
import type { Pictures } from './pictures.ts'
import type { Guest } from './presence.ts'
import type { Area } from './spots.ts'

/** Something of the library at a place. `face`: where the picture of a persona is had. */
export type Chip = {
  readonly id: string
  readonly name: string
  readonly kind: AtlasKind
  readonly mark: string
  readonly face: string | undefined
}

/** What all rows of a map share. It changes as a whole when anything in it does. */
export type Scene = {
  readonly gridId: string
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly mayEdit: boolean
  readonly guests: ReadonlyMap<string, Guest>
  /** How many customers are at a step now. */
  readonly here: ReadonlyMap<string, number>
  readonly pictures: Pictures
  /** Names of the units that own things. */
  readonly unitName: (id: string) => string | undefined
}

/** What a row is given. `activeCol`, `editingCol`: the column, where it is in this row; -1: the name. */
export type RowGiven = {
  readonly scene: Scene
  readonly row: Row
  readonly at: number
  readonly columns: Span
  readonly area: Area | null
  readonly activeCol: number | null
  readonly editingCol: number | null
}

/** The id of a place's element. */
export const elementId = (gridId: string, row: string, col: string): string => `${gridId}-${row}-${col}`

/** The numbers of the columns to draw: those in sight, and the active one wherever it is. */
export function drawn({ from, to }: Span, active: number | null, count: number): number[] {
  const inside = Array.from({ length: Math.max(0, Math.min(to, count) - from) }, (_, n) => from + n)
  return active === null || active < 0 || active >= count || (active >= from && active < to)
    ? inside
    : [...inside, active]
}

/** Whether a place lies in a rectangle. */
export const inArea = (area: Area | null, row: number, col: number): boolean =>
  area !== null && row >= area.top && row <= area.bottom && col >= area.left && col <= area.right
