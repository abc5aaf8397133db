// In which order what comes into sight of a map is drawn: half of the rows in one frame, the others in the next, new rows after them, so that no frame of
// scrolling has much to do. Pure.
import type { Sight, Span } from './layout.ts'

/** What is drawn: the columns of heads and even rows, those of odd rows, and the rows. */
export type Staged = { readonly even: Span; readonly odd: Span; readonly rows: Span }

/** Columns and rows that may be late: fewer than are drawn beyond the edges, so that nobody sees it. */
const LATE_COLUMNS = 2
const LATE_ROWS = 1

const same = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to
const lag = (a: Span, b: Span): number => Math.max(Math.abs(a.from - b.from), Math.abs(a.to - b.to))

/** Whether all is drawn that is wanted. */
export const isSettled = ({ even, odd, rows }: Staged, wanted: Sight): boolean =>
  same(even, wanted.columns) && same(odd, wanted.columns) && same(rows, wanted.rows)

/** What is drawn in the next frame: the half that is later, or rows where both are there. What stays the same stays the same object. */
export function nextStage(before: Staged, wanted: Sight): Staged {
  const { columns } = wanted
  const [even, odd] = [lag(before.even, columns), lag(before.odd, columns)]
  // Far away nothing that is drawn would be in sight.
  if (Math.max(even, odd) > LATE_COLUMNS) return allOf(wanted)
  const settled = even === 0 && odd === 0
  if (settled && same(before.rows, wanted.rows)) return before
  return {
    even: even > 0 && even >= odd ? columns : before.even,
    odd: odd > even ? columns : before.odd,
    rows: settled || lag(before.rows, wanted.rows) > LATE_ROWS ? wanted.rows : before.rows,
  }
}

/** All of it at once. */
export const allOf = ({ columns, rows }: Sight): Staged => ({ even: columns, odd: columns, rows })
