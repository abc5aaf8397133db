// The table of a matrix: headings that stay in sight, counts in shades, one stop for Tab, arrows between counts.
import type { Matrix, MatrixHead } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useWords } from '../../words/use.ts'
import { calledIn } from '../called.ts'
import { whereOf } from '../where.ts'
import { groupsOf, headName, nextCell, shadeOf } from './heads.ts'
import css from './matrix.module.css'

type Given = { readonly matrix: Matrix; readonly label: string }

/** What all cells need to know. */
type Setting = {
  readonly columns: readonly MatrixHead[]
  readonly count: (row: string, column: string) => number
  readonly most: number
  /** The count that Tab leads to, as `row column`. */
  readonly stop: string
}

/** The table. */
export function MatrixTable({ matrix: { rows, columns, cells }, label }: Given) {
  const { t } = useWords()
  const frame = useRef<HTMLElement>(null)
  const counts = useMemo(() => new Map(cells.map(({ row, column, count }) => [`${row} ${column}`, count])), [cells])
  const [at, setAt] = useState('')
  const first = rows.flatMap(({ id }) => columns.map((column) => `${id} ${column.id}`)).find((key) => counts.has(key))
  const setting: Setting = {
    columns,
    count: (row, column) => counts.get(`${row} ${column}`) ?? 0,
    most: Math.max(1, ...counts.values()),
    stop: counts.has(at) ? at : (first ?? ''),
  }
  const isOneJourney = new Set(columns.map(({ journey }) => journey)).size === 1
  const onKeyDown = (event: KeyboardEvent) => {
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-cell]') : null
    const [row, column] = (cell?.dataset['cell'] ?? '').split(' ')
    if (row === undefined || column === undefined) return
    const place = [rows.findIndex(({ id }) => id === row), columns.findIndex(({ id }) => id === column)] as const
    const filled = (r: number, c: number) => counts.has(`${rows[r]?.id} ${columns[c]?.id}`)
    const next = nextCell(place, event.key, { rows: rows.length, columns: columns.length, filled })
    if (next === null) return
    event.preventDefault()
    const key = `${rows[next[0]]?.id} ${columns[next[1]]?.id}`
    setAt(key)
    frame.current?.querySelector<HTMLElement>(`[data-cell="${key}"]`)?.focus()
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section ref={frame} className={css.frame} aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
      <table className={css.table} aria-label={label}>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <ColumnHead key={column.id} column={column} alone={isOneJourney} />
            ))}
            <th scope="col" className={css.sumHead}>
              {t('matrix.total')}
            </th>
          </tr>
        </thead>
        {groupsOf(rows).map(({ journey, rows: own }) => (
          <tbody key={journey ?? ''}>
            {journey === null ? null : <GroupHead row={own[0]} width={columns.length + 2} />}
            {own.map((row) => (
              <Row key={row.id} row={row} setting={setting} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function ColumnHead({ column, alone }: { column: MatrixHead; alone: boolean }) {
  const { f } = useWords()
  const journey = alone || column.journeyName === null ? '' : calledIn(column.journeyName, f.language)
  return (
    <th scope="col" className={css.columnHead}>
      <div title={journey === '' ? undefined : journey}>
        <Head head={column} />
        {journey === '' ? null : (
          <span className={css.of}>
            <bdi>{journey}</bdi>
          </span>
        )}
      </div>
    </th>
  )
}

/** A row's or column's name, with the way to what it names. */
function Head({ head }: { head: MatrixHead }) {
  const { t, f } = useWords()
  const name = headName(head, f.language, { unnamed: t('library.unnamed'), nobody: t('owners.nobody') })
  if (head.kind === 'owner') return <bdi>{name}</bdi>
  return (
    <Link {...whereOf({ id: head.id, kind: head.kind, journey: head.journey })} title={name}>
      <bdi>{name}</bdi>
    </Link>
  )
}

function GroupHead({ row, width }: { row: MatrixHead | undefined; width: number }) {
  const { t, f } = useWords()
  return (
    <tr className={css.group}>
      <th scope="rowgroup" colSpan={width}>
        <bdi>{calledIn(row?.journeyName ?? null, f.language) || t('journeys.unnamed')}</bdi>
      </th>
    </tr>
  )
}

function Row({ row, setting: { columns, count, most, stop } }: { row: MatrixHead; setting: Setting }) {
  const { t, f } = useWords()
  const words = { unnamed: t('library.unnamed'), nobody: t('owners.nobody') }
  const rowName = headName(row, f.language, words)
  return (
    <tr>
      <th scope="row">
        <Head head={row} />
      </th>
      {columns.map((column) => {
        const value = count(row.id, column.id)
        if (value === 0) return <td key={column.id} />
        const key = `${row.id} ${column.id}`
        return (
          <td key={column.id} data-shade={shadeOf(value, most)}>
            <Link
              to="/journeys/matrix"
              search={(before) => ({ ...before, row: row.id, column: column.id })}
              replace
              resetScroll={false}
              data-cell={key}
              tabIndex={key === stop ? 0 : -1}
              aria-label={t('matrix.cell', {
                count: value,
                formatted: f.whole(value),
                row: rowName,
                column: headName(column, f.language, words),
              })}
            >
              {f.whole(value)}
            </Link>
          </td>
        )
      })}
      <td className={css.sum}>{f.whole(row.total)}</td>
    </tr>
  )
}
