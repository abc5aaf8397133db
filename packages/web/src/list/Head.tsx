// The headings of a list: what can be sorted is a button and says how it is sorted.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useWords } from '../words/use.ts'
import css from './list.module.css'
import { nextSort, type Sort } from './search.ts'
import { allOrNone } from './selection.ts'
import type { ListColumn } from './shape.ts'
import type { Rows } from './use-rows.ts'

type Given<Item> = {
  readonly columns: readonly ListColumn<Item>[]
  readonly sort: Sort | null
  readonly onSort: (sort: string) => void
  readonly rows: Rows
  readonly ids: readonly string[]
  readonly selectable: boolean
  readonly style: CSSProperties
}

/** The row of headings. */
export function Head<Item>({ columns, sort, onSort, rows, ids, selectable, style }: Given<Item>) {
  return (
    <div role="rowgroup" className={css.head}>
      <div role="row" className={css.headRow} style={style} aria-rowindex={1}>
        {selectable ? <AllTick rows={rows} ids={ids} /> : null}
        {columns.map((column) => (
          <Heading key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  )
}

function AllTick({ rows, ids }: { rows: Rows; ids: readonly string[] }) {
  const { t } = useWords()
  const some = rows.selection.ids.size > 0
  const every = some && ids.every((id) => rows.selection.ids.has(id))
  return (
    <div role="columnheader" className={css.tick}>
      <label className={css.tickArea}>
        <span className="visually-hidden">{t('list.selectAll')}</span>
        <input
          type="checkbox"
          checked={every}
          ref={(box) => {
            if (box !== null) box.indeterminate = some && !every
          }}
          onChange={() => rows.select(allOrNone(rows.selection, ids))}
        />
      </label>
    </div>
  )
}

type HeadingGiven<Item> = {
  readonly column: ListColumn<Item>
  readonly sort: Sort | null
  readonly onSort: (sort: string) => void
}

function Heading<Item>({ column: { label, sort: by, align, downFirst = false }, sort, onSort }: HeadingGiven<Item>) {
  const sorted = sort !== null && sort.by === by ? (sort.down ? 'descending' : 'ascending') : undefined
  const Mark = sorted === 'descending' ? IconArrowDown : IconArrowUp
  const look = align === 'end' ? css.endHeading : css.heading
  if (by === undefined)
    return (
      <div role="columnheader" className={look}>
        {label}
      </div>
    )
  return (
    <div role="columnheader" className={look} aria-sort={sorted ?? 'none'}>
      <button type="button" className={css.sort} onClick={() => onSort(nextSort(sort, by, downFirst))}>
        {label}
        {sorted === undefined ? null : <Mark size={13} stroke={2} aria-hidden />}
      </button>
    </div>
  )
}
