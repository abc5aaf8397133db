// The rows of a list, of which only those in sight exist: in columns inside a frame that scrolls, or as cards that scroll with the page.
import { defaultRangeExtractor, type Range, useVirtualizer, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { usePageOffset } from '../parts/page-offset.ts'
import css from './list.module.css'
import { Row, type RowSetting } from './Row.tsx'

const OVERSCAN = 10
const CARD_PX = 112
/** Ahead of the end by so many rows the next page is asked for. */
const AHEAD_ROWS = 20

/** How high the headings are. */
export const HEAD_PX = 32

type Given<Item> = {
  readonly items: readonly Item[]
  readonly setting: RowSetting<Item>
  readonly scroll: RefObject<HTMLDivElement | null>
  readonly rowPx: number
  /** Called when the end comes near. */
  readonly more: () => void
  /** Is given the function that brings a row into sight. */
  readonly reveal: RefObject<(index: number) => void>
}

/** Rows in columns. */
export function Body<Item>({ items, setting, scroll, rowPx, more, reveal }: Given<Item>) {
  const active = useActive(items, setting)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
    rangeExtractor: withActive(active),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another density changes the height of every row.
  useEffect(() => virtualizer.measure(), [rowPx, virtualizer])
  const shown = virtualizer.getVirtualItems()
  useMore(shown.at(-1)?.index, items.length, more)
  useWanted(setting, scroll)
  reveal.current = (index) => virtualizer.scrollToIndex(index)
  return (
    <div role="rowgroup" className={css.body} style={{ height: virtualizer.getTotalSize() }}>
      {shown.map(({ index, start }) => {
        const item = items[index]
        const place: CSSProperties = { height: rowPx, transform: `translateY(${start - HEAD_PX}px)` }
        if (item === undefined) return null
        return <Row key={setting.idOf(item)} item={item} index={index} setting={setting} place={place} />
      })}
    </div>
  )
}

/** Rows as cards. */
export function Cards<Item>({ items, setting, scroll, more, reveal }: Given<Item>) {
  const list = useRef<HTMLDivElement>(null)
  const margin = usePageOffset(list)
  const active = useActive(items, setting)
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => CARD_PX,
    overscan: OVERSCAN,
    scrollMargin: margin,
    rangeExtractor: withActive(active),
  })
  const shown = virtualizer.getVirtualItems()
  useMore(shown.at(-1)?.index, items.length, more)
  useWanted(setting, scroll)
  reveal.current = (index) => virtualizer.scrollToIndex(index)
  return (
    <div role="rowgroup" ref={list} className={css.body} style={{ height: virtualizer.getTotalSize() }}>
      {shown.map(({ index, start }) => {
        const item = items[index]
        const place: CSSProperties = { transform: `translateY(${start - margin}px)` }
        if (item === undefined) return null
        const { measureElement } = virtualizer
        const key = setting.idOf(item)
        return <Row key={key} item={item} index={index} setting={setting} place={place} card measure={measureElement} />
      })}
    </div>
  )
}

const useActive = <Item,>(items: readonly Item[], { tabId, idOf }: RowSetting<Item>): number =>
  items.findIndex((item) => idOf(item) === tabId)

/** The row that has focus stays drawn wherever one scrolls, so that focus is never lost. */
const withActive = (active: number) => (range: Range) => {
  const shown = defaultRangeExtractor(range)
  return active < 0 || shown.includes(active) ? shown : [...shown, active].sort((a, b) => a - b)
}

function useMore(last: number | undefined, count: number, more: () => void): void {
  const near = last !== undefined && last >= count - AHEAD_ROWS
  const ask = useRef(more)
  ask.current = more
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that was added may leave the end near still.
  useEffect(() => {
    if (near) ask.current()
  }, [near, count])
}

/** Gives focus to the row that waits for it, as soon as it is drawn. */
function useWanted<Item>({ rows }: RowSetting<Item>, scroll: RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const id = rows.wanted.current
    if (id === null) return
    const row = scroll.current?.querySelector<HTMLElement>(`[role=row][data-id="${CSS.escape(id)}"]`)
    if (row === null || row === undefined) return
    rows.wanted.current = null
    row.focus({ preventScroll: true })
  })
}
