// One row of a list, in columns or as a card. Decides nothing.
import { Link } from '@tanstack/react-router'
import { type CSSProperties, type ReactNode, type Ref, useId } from 'react'
import { useWords } from '../words/use.ts'
import css from './list.module.css'
import type { ListColumn, ListProps } from './shape.ts'
import type { Rows } from './use-rows.ts'

/** What rows share. */
export type RowSetting<Item> = Pick<ListProps<Item>, 'idOf' | 'nameOf' | 'linkOf' | 'openId'> & {
  readonly columns: readonly ListColumn<Item>[]
  readonly rows: Rows
  readonly selectable: boolean
  /** The row that Tab reaches. */
  readonly tabId: string | undefined
  readonly style?: CSSProperties
}

type Given<Item> = {
  readonly item: Item
  readonly index: number
  /** Its line, where headings of groups stand between rows. */
  readonly at?: number
  readonly setting: RowSetting<Item>
  readonly place: CSSProperties
  readonly card?: boolean
  readonly measure?: Ref<HTMLDivElement>
}

/** The row. */
export function Row<Item>({ item, index, at: line = index, setting, place, card = false, measure }: Given<Item>) {
  const { columns, rows, selectable, tabId, openId, idOf } = setting
  const id = idOf(item)
  const selected = rows.selection.ids.has(id)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it handles the keys of all rows.
    <div
      role="row"
      ref={measure}
      className={card ? css.card : css.row}
      style={{ ...(card ? {} : setting.style), ...place }}
      data-index={line}
      data-id={id}
      data-open={id === openId}
      tabIndex={id === tabId ? 0 : -1}
      aria-rowindex={index + 2}
      {...(selectable ? { 'aria-selected': selected } : {})}
      onFocus={() => rows.onFocus(id)}
      onClick={(event) => rows.onRowClick(event, id)}
      onDoubleClick={(event) => rows.onRowDoubleClick(event, id)}
    >
      {selectable ? <Tick item={item} setting={setting} selected={selected} /> : null}
      {columns.map((column, at) => (
        <Cell key={column.id} column={column} card={card && at > 0}>
          {at === 0 ? <Name item={item} setting={setting} column={column} /> : column.cell(item)}
        </Cell>
      ))}
    </div>
  )
}

function Cell<Item>({ column, card, children }: { column: ListColumn<Item>; card: boolean; children: ReactNode }) {
  return (
    <div role="gridcell" className={column.align === 'end' ? css.endCell : css.cell}>
      {card ? <span className={css.cardLabel}>{column.label}</span> : null}
      <div className={css.content}>{children}</div>
    </div>
  )
}

function Name<Item>({ item, setting, column }: { item: Item; setting: RowSetting<Item>; column: ListColumn<Item> }) {
  const { linkOf, idOf, tabId } = setting
  if (linkOf === undefined) return <span className={css.name}>{column.cell(item)}</span>
  return (
    <Link {...linkOf(item)} className={css.link} tabIndex={idOf(item) === tabId ? 0 : -1}>
      {column.cell(item)}
    </Link>
  )
}

function Tick<Item>({ item, setting, selected }: { item: Item; setting: RowSetting<Item>; selected: boolean }) {
  const { t } = useWords()
  const box = useId()
  const { rows, idOf, nameOf, tabId } = setting
  const id = idOf(item)
  return (
    <div role="gridcell" className={css.tick}>
      <label htmlFor={box} className={css.tickArea}>
        <span className="visually-hidden">{t('list.select', { name: nameOf(item) })}</span>
        <input
          id={box}
          type="checkbox"
          checked={selected}
          tabIndex={id === tabId ? 0 : -1}
          onChange={({ nativeEvent }) => rows.tick(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        />
      </label>
    </div>
  )
}
