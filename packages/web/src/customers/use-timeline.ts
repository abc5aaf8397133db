// A customer's timeline as data: pages from the past and entries from the stream. New entries wait while someone reads further down.
import type { TimelineItem } from '@lotse/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useMemo, useState } from 'react'
import { call } from '../api.ts'
import { customerQuery } from '../app/data.ts'
import { withItems } from '../live/timeline.ts'
import { useStream } from '../live/use.ts'
import { usePages } from '../parts/pages.ts'

const PAGE_ITEMS = 100

/** What of the timeline is looked at; as in the address. */
export type TimelineFilter = { readonly kind?: string; readonly channel?: string; readonly name?: string }

const KINDS = ['event', 'message', 'run', 'note'] as const

/** Whether an entry that comes live passes the filters. */
export function passes(item: TimelineItem, { kind, channel, name }: TimelineFilter): boolean {
  if (kind !== undefined && item.kind !== kind) return false
  if (channel !== undefined && item.channel !== channel) return false
  return name === undefined || item.name.toLowerCase().includes(name.toLowerCase())
}

/** Whether the top of the list has been scrolled out of sight. */
const readsFurtherDown = (list: RefObject<HTMLElement | null>): boolean =>
  (list.current?.getBoundingClientRect().top ?? 0) < 0

/** Entries older than the last loaded one wait until the ones between are loaded too. */
function notBelow(known: readonly TimelineItem[], live: readonly TimelineItem[]): readonly TimelineItem[] {
  const last = known.at(-1)
  return last === undefined ? live : live.filter((item) => item.occurredAt >= last.occurredAt)
}

/**
 * The timeline of a customer.
 *
 * @param list - the element that holds the rows.
 * @returns `items` to show, how many `fresh` ones wait, `show` them, the `pages` asked for, and the `connection`.
 */
export function useTimeline(customerId: string, list: RefObject<HTMLElement | null>, filter: TimelineFilter) {
  const client = useQueryClient()
  const { kind, channel, name } = filter
  const pages = usePages(['timeline', customerId, kind, channel, name], (cursor, signal) => {
    const known = KINDS.find((one) => one === kind)
    const query = {
      ...(known === undefined ? {} : { kind: known }),
      ...(channel === undefined ? {} : { channel }),
      ...(name === undefined ? {} : { name }),
    }
    return call('getTimeline', { params: { id: customerId }, query: { ...query, cursor, limit: PAGE_ITEMS } }, signal)
  })
  const [live, setLive] = useState<readonly TimelineItem[]>([])
  const [held, setHeld] = useState<readonly TimelineItem[]>([])
  const items = useMemo(() => {
    const known = pages.data ?? []
    const fitting = live.filter((item) =>
      passes(item, { ...(kind && { kind }), ...(channel && { channel }), ...(name && { name }) }),
    )
    return withItems(known, pages.hasNextPage ? notBelow(known, fitting) : fitting)
  }, [pages.data, pages.hasNextPage, live, kind, channel, name])
  const connection = useStream(`/api/v1/customers/${encodeURIComponent(customerId)}/live`, 'item', (data) => {
    const item = data as TimelineItem
    const newest = items[0]
    const isNew = newest !== undefined && item.occurredAt > newest.occurredAt
    if (isNew && readsFurtherDown(list)) setHeld((before) => withItems(before, [item]))
    else setLive((before) => withItems(before, [item]))
    if (!isNew) return
    void client.invalidateQueries(customerQuery(customerId))
    void client.invalidateQueries({ queryKey: ['why', customerId] })
  })
  const show = () => {
    setLive((before) => withItems(before, held))
    setHeld([])
    window.scrollTo({ top: 0 })
  }
  return { items, fresh: held.length, show, pages, connection }
}
