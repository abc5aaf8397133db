// The rows of a timeline: its entries, a heading wherever another day begins, one for each visit. Pure but for the reader's time zone.
import type { TimelineItem } from '@lotse/protocol'

/** A pause longer than this ends a visit. */
export const VISIT_GAP_MS = 30 * 60_000

/** A heading or an entry; `key` is its own in the list. A visit runs `from` its first `to` its last entry. */
export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | {
      readonly kind: 'visit'
      readonly key: string
      readonly from: number
      readonly to: number
      readonly entries: number
    }
  | { readonly kind: 'item'; readonly key: string; readonly item: TimelineItem }

const dayOf = (at: number): string => new Date(at).toDateString()
const timeOf = (item: TimelineItem): number => Date.parse(item.occurredAt)

/**
 * Puts headings between entries of different days and visits. Whatever lies within half an hour of the next belongs to one visit.
 *
 * @param items - newest first.
 */
export function rowsOf(items: readonly TimelineItem[]): readonly Row[] {
  const rows: Row[] = []
  let day = ''
  for (const visit of visitsOf(items)) {
    const [newest] = visit
    const oldest = visit.at(-1)
    if (newest === undefined || oldest === undefined) continue
    const heading: Row = {
      kind: 'visit',
      key: `visit ${oldest.id}`,
      from: timeOf(oldest),
      to: timeOf(newest),
      entries: visit.length,
    }
    let headed = false
    for (const item of visit) {
      const at = timeOf(item)
      if (dayOf(at) !== day) {
        day = dayOf(at)
        rows.push({ kind: 'day', key: day, at })
      }
      if (!headed && visit.length > 1) rows.push(heading)
      headed = true
      rows.push({ kind: 'item', key: item.id, item })
    }
  }
  return rows
}

function visitsOf(items: readonly TimelineItem[]): readonly TimelineItem[][] {
  const visits: TimelineItem[][] = []
  let before = Number.POSITIVE_INFINITY
  for (const item of items) {
    const at = timeOf(item)
    const last = visits.at(-1)
    if (last !== undefined && before - at <= VISIT_GAP_MS) last.push(item)
    else visits.push([item])
    before = at
  }
  return visits
}
