// What happened to one customer, newest first and live. Only the rows in sight exist; nothing moves while someone reads further down.
import type { TimelineItem } from '@lotse/protocol'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { LiveMark, LiveNotice } from '../parts/Connection.tsx'
import { usePageOffset } from '../parts/page-offset.ts'
import { Failure, Loading } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { NoteForm } from './NoteForm.tsx'
import { TimelineFilters } from './TimelineFilters.tsx'
import { TimelineRow } from './TimelineRow.tsx'
import css from './timeline.module.css'
import { type Row, rowsOf } from './timeline-rows.ts'
import { type TimelineFilter, useTimeline } from './use-timeline.ts'

const ROW_PX = 44

/** The card. */
export function Timeline({ customerId, filter }: { customerId: string; filter: TimelineFilter }) {
  const { t, f } = useWords()
  const list = useRef<HTMLDivElement>(null)
  const { items, fresh, show, pages, connection } = useTimeline(customerId, list, filter)
  return (
    <Card
      title={t('customer.timeline')}
      note={
        <>
          {t('customer.timelineNote')} <LiveMark connection={connection} />
        </>
      }
      flush
    >
      <LiveNotice connection={connection} />
      <NoteForm customerId={customerId} />
      <TimelineFilters filter={filter} />
      {fresh > 0 ? (
        <div className={css.fresh}>
          <Button kind="primary" onClick={show}>
            {t('customer.fresh', { count: fresh, formatted: f.whole(fresh) })}
          </Button>
        </div>
      ) : null}
      {pages.isError ? <Failure failure={pages.error} retry={() => void pages.refetch()} /> : null}
      {pages.isPending ? <Loading /> : null}
      {pages.isSuccess && items.length === 0 ? (
        <p className={css.quiet}>
          {Object.keys(filter).length > 0 ? t('customer.filter.nothing') : t('customer.noTimeline')}
        </p>
      ) : null}
      <div ref={list}>{items.length > 0 ? <Rows items={items} list={list} customerId={customerId} /> : null}</div>
      {items.length === 0 ? null : (
        <div className={css.end}>
          {pages.hasNextPage ? (
            <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              {t('customer.older')}
            </Button>
          ) : (
            <p className={css.quiet}>{t('customer.start')}</p>
          )}
        </div>
      )}
    </Card>
  )
}

function Rows({
  items,
  list,
  customerId,
}: {
  items: readonly TimelineItem[]
  list: React.RefObject<HTMLDivElement | null>
  customerId: string
}) {
  const rows = useMemo(() => rowsOf(items), [items])
  const margin = usePageOffset(list)
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollMargin: margin,
    getItemKey: (index) => rows[index]?.key ?? index,
  })
  return (
    <ol className={css.rows} style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, start, key }) => (
        <li
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          style={{ transform: `translateY(${start - margin}px)` }}
        >
          <RowContent row={rows[index]} customerId={customerId} />
        </li>
      ))}
    </ol>
  )
}

function RowContent({ row, customerId }: { row: Row | undefined; customerId: string }) {
  const { f } = useWords()
  if (row === undefined) return null
  if (row.kind === 'day') return <h3 className={css.day}>{f.day(row.at)}</h3>
  return row.kind === 'visit' ? <Visit visit={row} /> : <TimelineRow item={row.item} customerId={customerId} />
}

function Visit({ visit: { from, to, entries } }: { visit: Extract<Row, { kind: 'visit' }> }) {
  const { t, f } = useWords()
  const [begin, end] = [f.clock(from), f.clock(to)]
  return (
    <h4 className={css.visit}>
      {begin === end ? t('customer.sessionOne', { from: begin }) : t('customer.session', { from: begin, to: end })}
      <span>{t('customer.entries', { count: entries, formatted: f.whole(entries) })}</span>
    </h4>
  )
}
