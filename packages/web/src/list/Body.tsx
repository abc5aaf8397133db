// The rows of a list, of which only those in sight exist: in columns inside a frame that scrolls, or as cards that scroll with the page.
import { defaultRangeExtractor, type Range, useVirtualizer, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { usePageOffset } from '../parts/page-offset.ts'
import { GroupRow } from './GroupRow.tsx'
import type { Line } from './lines.ts'
import css from './list.module.css'
import { Row, type RowSetting } from './Row.tsx'

const OVERSCAN = 10
const CARD_PX = 112
const GROUP_PX = 36
/** Ahead of the end by so many rows the next page is asked for. */
const AHEAD_ROWS = 20

/** How high the headings are. */
export const HEAD_PX = 32

type Given<Item> = {
  readonly items: readonly Item[]
  readonly lines: readonly Line[]
  readonly fold: (id: string) => void
  readonly setting: RowSetting<Item>
  readonly scroll: RefObject<HTMLDivElement | null>
  readonly rowPx: number
  /** Called when the end comes near. */
  readonly more: () => void
  /** Is given the function that brings a row into sight. */
  readonly reveal: RefObject<(index: number) => void>
}

/** Rows in columns. */
export function Body<Item>({ items, lines, fold, setting, scroll, rowPx, more, reveal }: Given<Item>) {
  const active = useActive(items, lines, setting)
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (at) => (lines[at]?.kind === 'head' ? GROUP_PX : rowPx),
    overscan: OVERSCAN,
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
    rangeExtractor: withActive(active),
  })
  const heads = headsKey(lines)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another density, or headings elsewhere, change how high lines are.
  useEffect(() => virtualizer.measure(), [rowPx, heads, virtualizer])
  const shown = virtualizer.getVirtualItems()
  useMore(shown.at(-1)?.index, lines.length, more)
  useWanted(setting, scroll)
  reveal.current = (index) => virtualizer.scrollToIndex(lineOfRow(lines, index))
  return (
    <div role="rowgroup" className={css.body} style={{ height: virtualizer.getTotalSize() }}>
      {shown.map(({ index: at, start }) => {
        const line = lines[at]
        const transform = `translateY(${start - HEAD_PX}px)`
        if (line?.kind === 'head')
          return <GroupRow key={`# ${line.head.id}`} head={line.head} fold={fold} place={{ transform }} />
        const item = line === undefined ? undefined : items[line.index]
        const place: CSSProperties = { height: rowPx, transform }
        if (line === undefined || item === undefined) return null
        return <Row key={setting.idOf(item)} item={item} index={line.index} setting={setting} place={place} />
      })}
    </div>
  )
}

/** Rows as cards. */
export function Cards<Item>({ items, lines, fold, setting, scroll, more, reveal }: Given<Item>) {
  const list = useRef<HTMLDivElement>(null)
  const margin = usePageOffset(list)
  const active = useActive(items, lines, setting)
  const virtualizer = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (at) => (lines[at]?.kind === 'head' ? GROUP_PX : CARD_PX),
    overscan: OVERSCAN,
    scrollMargin: margin,
    rangeExtractor: withActive(active),
  })
  const shown = virtualizer.getVirtualItems()
  useMore(shown.at(-1)?.index, lines.length, more)
  useWanted(setting, scroll)
  reveal.current = (index) => virtualizer.scrollToIndex(lineOfRow(lines, index))
  return (
    <div role="rowgroup" ref={list} className={css.body} style={{ height: virtualizer.getTotalSize() }}>
      {shown.map(({ index: at, start }) => {
        const line = lines[at]
        const place: CSSProperties = { transform: `translateY(${start - margin}px)` }
        if (line?.kind === 'head')
          return <GroupRow key={`# ${line.head.id}`} head={line.head} fold={fold} place={place} />
        const item = line === undefined ? undefined : items[line.index]
        if (line === undefined || item === undefined) return null
        const { measureElement: measure } = virtualizer
        const given = { item, index: line.index, at, setting, place, measure }
        return <Row key={setting.idOf(item)} {...given} card />
      })}
    </div>
  )
}

const useActive = <Item,>(
  items: readonly Item[],
  lines: readonly Line[],
  { tabId, idOf }: RowSetting<Item>,
): number => {
  const index = items.findIndex((item) => idOf(item) === tabId)
  return index < 0 ? -1 : lineOfRow(lines, index)
}

/** The line of a row. Headings alone stand before it, so that it is never before its own place. */
const lineOfRow = (lines: readonly Line[], index: number): number =>
  lines.findIndex((line, at) => at >= index && line.kind === 'row' && line.index === index)

/** Where the headings stand. */
const headsKey = (lines: readonly Line[]): string =>
  lines.flatMap((line, at) => (line.kind === 'head' ? [at] : [])).join()

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
