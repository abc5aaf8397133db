// A long list of things: columns, order and filters in the address, rows by keyboard, only those in sight drawn. Asks for nothing
// itself: the screen hands in its pages.
import { useMediaQuery } from '@mantine/hooks'
import { useRouter } from '@tanstack/react-router'
import { type CSSProperties, useMemo, useRef } from 'react'
import { Button } from '../parts/Button.tsx'
import { Failure } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { Bar } from './Bar.tsx'
import { Body, Cards } from './Body.tsx'
import { type Density, useDensity } from './density.ts'
import { Head } from './Head.tsx'
import { linesOf } from './lines.ts'
import css from './list.module.css'
import { NoMatch } from './NoMatch.tsx'
import type { RowSetting } from './Row.tsx'
import { Skeleton } from './Skeleton.tsx'
import { columnsOf, sortOf } from './search.ts'
import type { ListColumn, ListPages, ListProps } from './shape.ts'
import { useActions } from './use-actions.ts'
import { type Change, type Texts, useListState } from './use-list-state.ts'
import { type Rows, useRows } from './use-rows.ts'

/** Below this width rows are cards that scroll with the page. */
const NARROW = '(max-width: 820px)'
const TICK_PX = 40
const ROW_PX: Record<1 | 2, Record<Density, number>> = {
  1: { compact: 32, comfortable: 40 },
  2: { compact: 44, comfortable: 52 },
}

/** The list. */
export function DataList<Item>(props: ListProps<Item>) {
  const { columns: all, pages, idOf, sort } = props
  const { state, change } = useListState()
  const narrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches)
  const scroll = useRef<HTMLDivElement>(null)
  const reveal = useRef<(index: number) => void>(() => {})
  const columns = columnsOf(state['cols'], all)
  const items = pages.data ?? []
  const ids = useMemo(() => items.map(idOf), [items, idOf])
  const selectable = (props.actions ?? []).length > 0
  const rows = useRows({
    ids,
    selectable,
    reveal: (index) => reveal.current(index),
    open: useOpen(props, items),
    opens: props.opens,
  })
  const acting = useActions(props.actions ?? [], { items, idOf, rows })
  const sorted = sortOf(state['sort'] ?? sort)
  const frame: Frame<Item> = { props, columns, items, ids, rows, selectable, sorted, narrow, scroll, reveal, change }
  return (
    <div className={css.frame} data-narrow={narrow}>
      <Bar list={props} columns={columns} state={state} change={change} acting={acting} sort={sorted} narrow={narrow} />
      <Fresh fresh={props.fresh} />
      <Content frame={frame} state={state} />
    </div>
  )
}

type Frame<Item> = {
  readonly props: ListProps<Item>
  readonly columns: readonly ListColumn<Item>[]
  readonly items: readonly Item[]
  readonly ids: readonly string[]
  readonly rows: Rows
  readonly selectable: boolean
  readonly sorted: ReturnType<typeof sortOf>
  readonly narrow: boolean
  readonly scroll: React.RefObject<HTMLDivElement | null>
  readonly reveal: React.RefObject<(index: number) => void>
  readonly change: Change
}

function useOpen<Item>({ linkOf, open, idOf }: ListProps<Item>, items: readonly Item[]) {
  const router = useRouter()
  if (linkOf === undefined && open === undefined) return undefined
  return (id: string) => {
    const item = items.find((each) => idOf(each) === id)
    if (item === undefined) return
    if (open !== undefined) open(item)
    else if (linkOf !== undefined) void router.navigate(linkOf(item))
  }
}

/** One of the four states: loading, failed, empty, rows. */
function Content<Item>({ frame, state }: { frame: Frame<Item>; state: Texts }) {
  const { props, items, narrow, change } = frame
  const { pages, lines = 1, empty } = props
  const density = useDensity()
  const rowPx = ROW_PX[lines][density]
  if (pages.data === undefined && pages.isError)
    return <Failure failure={pages.error} retry={() => void pages.refetch()} />
  if (pages.data === undefined) return <Skeleton rowPx={rowPx} narrow={narrow} />
  if (items.length > 0 || (props.groups?.heads.length ?? 0) > 0) return <Grid frame={frame} rowPx={rowPx} />
  const names = ['find', ...(props.filters ?? []).map(({ id }) => id)]
  const filtered = props.filtered === true || names.some((name) => state[name] !== undefined)
  if (!filtered) return <div className={css.none}>{empty}</div>
  return <NoMatch clear={() => change(Object.fromEntries(names.map((name) => [name, undefined])))} />
}

function Grid<Item>({ frame, rowPx }: { frame: Frame<Item>; rowPx: number }) {
  const { props, columns, items, ids, rows, selectable, sorted, narrow, scroll, reveal, change } = frame
  const { pages, label, name } = props
  const style = tracksOf(columns, selectable)
  const tabId = rows.activeId !== null && ids.includes(rows.activeId) ? rows.activeId : ids[0]
  const { idOf, nameOf, linkOf, openId } = props
  const setting: RowSetting<Item> = {
    idOf,
    nameOf,
    columns,
    rows,
    selectable,
    tabId,
    style,
    openId,
    ...(linkOf && { linkOf }),
  }
  const more = () => {
    if (pages.hasNextPage && !pages.isFetchingNextPage && !pages.isError) pages.fetchNextPage()
  }
  const { groups } = props
  const whole = pages.hasNextPage === false
  const lines = useMemo(() => linesOf(items, groups, whole), [items, groups, whole])
  const Rest = narrow ? Cards : Body
  return (
    <>
      <div
        role="grid"
        ref={scroll}
        className={css.grid}
        aria-label={label}
        aria-rowcount={pages.hasNextPage ? -1 : items.length + 1}
        aria-multiselectable={selectable}
        aria-busy={pages.isPlaceholderData || pages.isFetchingNextPage}
        data-stale={pages.isPlaceholderData}
        data-scroll-restoration-id={`list-${name}`}
        onKeyDown={rows.onKeyDown}
      >
        {narrow ? null : (
          <Head
            columns={columns}
            sort={sorted}
            onSort={(sort) => change({ sort }, true)}
            rows={rows}
            ids={ids}
            selectable={selectable}
            style={style}
          />
        )}
        <Rest
          items={items}
          lines={lines}
          fold={(id) => groups?.fold(id)}
          setting={setting}
          scroll={scroll}
          rowPx={rowPx}
          more={more}
          reveal={reveal}
        />
      </div>
      <End pages={pages} />
    </>
  )
}

/** Under the rows: a failed page with its way out. A page that is on its way needs no words. */
function End<Item>({ pages }: { pages: ListPages<Item> }) {
  return pages.isError ? <Failure failure={pages.error} retry={() => void pages.fetchNextPage()} /> : null
}

function Fresh({ fresh }: { fresh: ListProps<unknown>['fresh'] }) {
  const { t, f } = useWords()
  return (
    <div aria-live="polite">
      {fresh === undefined || fresh.count === 0 ? null : (
        <div className={css.fresh}>
          <Button onClick={fresh.show}>
            {t('list.fresh', { count: fresh.count, formatted: f.whole(fresh.count) })}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Columns share the width the same way in every row, whatever stands in them. */
function tracksOf<Item>(columns: readonly ListColumn<Item>[], selectable: boolean): CSSProperties {
  const tracks = columns.map(({ width = 140, grow = 1 }) =>
    grow === 0 ? `${width}px` : `minmax(${width}px, ${grow}fr)`,
  )
  const least = columns.reduce((sum, { width = 140 }) => sum + width, selectable ? TICK_PX : 0)
  return {
    gridTemplateColumns: `${selectable ? `${TICK_PX}px ` : ''}${tracks.join(' ')}`,
    minWidth: least,
  }
}
