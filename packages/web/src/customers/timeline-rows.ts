// The rows of a timeline: its entries, and a heading wherever another day begins. Pure but for the reader's time zone.
import type { TimelineItem } from '@lotse/protocol'

/** A heading or an entry; `key` is its own in the list. */
export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'item'; readonly key: string; readonly item: TimelineItem }

const dayOf = (at: number): string => new Date(at).toDateString()

/**
 * Puts headings between entries of different days.
 *
 * @param items - newest first.
 */
export function rowsOf(items: readonly TimelineItem[]): readonly Row[] {
  const rows: Row[] = []
  let day = ''
  for (const item of items) {
    const at = Date.parse(item.occurredAt)
    if (dayOf(at) !== day) {
      day = dayOf(at)
      rows.push({ kind: 'day', key: day, at })
    }
    rows.push({ kind: 'item', key: item.id, item })
  }
  return rows
}
