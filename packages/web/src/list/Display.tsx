// How a list looks: which columns in which order, how close the rows stand; on narrow screens also the order of rows.
import { Popover } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { Button } from '../parts/Button.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'
import { densities, setDensity, useDensity } from './density.ts'
import css from './list.module.css'
import { colsText, moved, type Sort } from './search.ts'
import type { ListColumn } from './shape.ts'
import type { Change } from './use-list-state.ts'

type Given<Item> = {
  readonly all: readonly ListColumn<Item>[]
  readonly columns: readonly ListColumn<Item>[]
  readonly change: Change
  readonly sort: Sort | null
  readonly narrow: boolean
}

/** The button with its panel. */
export function Display<Item>(given: Given<Item>) {
  const { t } = useWords()
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button kind="quiet" aria-label={t('list.display')} title={t('list.display')}>
          <IconAdjustmentsHorizontal size={16} stroke={1.7} aria-hidden />
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.display')}>
        <div className={css.panel}>
          {given.narrow ? <Order {...given} /> : <Densities />}
          <Columns {...given} />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function Densities() {
  const { t } = useWords()
  const choices = densities.map((value) => ({ value, label: t(`list.density.${value}`) }))
  return <Choices label={t('list.rows')} choices={choices} chosen={useDensity()} choose={setDensity} />
}

function Order<Item>({ all, sort, change }: Given<Item>) {
  const { t } = useWords()
  const choices = all.flatMap(({ sort: by, label }) =>
    by === undefined
      ? []
      : [
          { value: by, label: t('list.up', { column: label }) },
          { value: `-${by}`, label: t('list.down', { column: label }) },
        ],
  )
  if (choices.length === 0) return null
  return (
    <Select
      label={t('list.order')}
      choices={choices}
      value={sort === null ? '' : `${sort.down ? '-' : ''}${sort.by}`}
      onChange={(event) => change({ sort: event.currentTarget.value }, true)}
    />
  )
}

function Columns<Item>({ all, columns, change }: Given<Item>) {
  const { t } = useWords()
  const [first, ...rest] = all
  const hidden = rest.filter((column) => !columns.includes(column))
  const show = (chosen: readonly ListColumn<Item>[]) => change({ cols: colsText(chosen, all) }, true)
  return (
    <fieldset className={css.columns}>
      <legend>{t('list.columns')}</legend>
      {[...columns.filter((column) => column !== first), ...hidden].map((column) => {
        const shown = columns.includes(column)
        const toggle = () => show(shown ? columns.filter((each) => each !== column) : [...columns, column])
        return (
          <div key={column.id} className={css.columnRow}>
            <label>
              <input type="checkbox" checked={shown} onChange={toggle} />
              {column.label}
            </label>
            {shown ? <Move column={column} columns={columns} show={show} /> : null}
          </div>
        )
      })}
    </fieldset>
  )
}

type MoveGiven<Item> = {
  readonly column: ListColumn<Item>
  readonly columns: readonly ListColumn<Item>[]
  readonly show: (columns: readonly ListColumn<Item>[]) => void
}

function Move<Item>({ column, columns, show }: MoveGiven<Item>) {
  const { t } = useWords()
  return (
    <>
      <Button
        kind="quiet"
        aria-label={t('list.earlier', { column: column.label })}
        onClick={() => show(moved(columns, column, -1))}
      >
        <IconArrowUp size={14} aria-hidden />
      </Button>
      <Button
        kind="quiet"
        aria-label={t('list.later', { column: column.label })}
        onClick={() => show(moved(columns, column, 1))}
      >
        <IconArrowDown size={14} aria-hidden />
      </Button>
    </>
  )
}
