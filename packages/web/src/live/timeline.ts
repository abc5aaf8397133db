// A customer's timeline as it grows: pages from the past, items from the stream. Pure.
import type { TimelineItem } from '@lotse/protocol'

/** The most items kept; the oldest fall out first, and are asked for again when someone scrolls there. */
export const ITEMS_MAX = 5000

const newestFirst = (a: TimelineItem, b: TimelineItem): number => {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt < b.occurredAt ? 1 : -1
  return 0
}

/**
 * Adds items to a timeline: a known id is replaced where it stands, a new one goes to its place by time, newest first, above
 * those of the same instant.
 *
 * @param items - newest first.
 * @param added - from a page or from the stream; of two with one id the later in this list wins.
 */
export function withItems(items: readonly TimelineItem[], added: readonly TimelineItem[]): readonly TimelineItem[] {
  const fresh = new Map(added.map((item) => [item.id, item]))
  const kept = items.map((item) => {
    const changed = fresh.get(item.id)
    if (changed !== undefined) fresh.delete(item.id)
    return changed ?? item
  })
  if (fresh.size === 0) return kept
  return [...fresh.values(), ...kept].sort(newestFirst).slice(0, ITEMS_MAX)
}
