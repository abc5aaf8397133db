// What rows and columns of a matrix are called, and how strong a count is. Pure.
import type { MatrixHead } from '@lotse/protocol'
import { calledIn } from '../called.ts'

/** Shades of counts, the strongest last. */
export const SHADES = 4

/** What a row or column is called; `words` for what has no name. */
export function headName(
  { kind, id, name }: MatrixHead,
  language: string,
  words: { readonly unnamed: string; readonly nobody: string },
): string {
  return calledIn(name, language) || (kind === 'owner' && id === '' ? words.nobody : words.unnamed)
}

/** How strong a count is among all, from 1 to {@link SHADES}: by its share of the largest. @param count - 1 at least. */
export const shadeOf = (count: number, most: number): number =>
  most <= 1 ? SHADES - 1 : Math.max(1, Math.ceil((count / most) * SHADES))

/** Rows in their groups: those of one journey after one another, else all in one. */
export function groupsOf(
  rows: readonly MatrixHead[],
): readonly { readonly journey: string | null; readonly rows: readonly MatrixHead[] }[] {
  const groups: { readonly journey: string | null; readonly rows: MatrixHead[] }[] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last !== undefined && last.journey === row.journey) last.rows.push(row)
    else groups.push({ journey: row.journey, rows: [row] })
  }
  return groups
}

/**
 * Where an arrow key leads from a count: the next one that is there in its direction.
 *
 * @param at - row and column of the count; `filled` - whether there is a count.
 * @returns null where there is none.
 */
export function nextCell(
  at: readonly [row: number, column: number],
  key: string,
  size: { readonly rows: number; readonly columns: number; readonly filled: (row: number, column: number) => boolean },
): readonly [row: number, column: number] | null {
  const [down, right] = STEPS[key] ?? [0, 0]
  if (down === 0 && right === 0) return null
  let [row, column] = at
  for (;;) {
    row += down
    column += right
    if (row < 0 || column < 0 || row >= size.rows || column >= size.columns) return null
    if (size.filled(row, column)) return [row, column]
  }
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}
