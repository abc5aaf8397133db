// What stands above a list: search, filters, views, columns, export; while rows are selected, what can be done with them.
import { IconDownload, IconX } from '@tabler/icons-react'
import { Button, DownloadLink } from '../parts/Button.tsx'
import { Chip } from '../parts/Chip.tsx'
import { useWords } from '../words/use.ts'
import { Display } from './Display.tsx'
import { Filters, filterText } from './Filters.tsx'
import { FindField } from './FindField.tsx'
import css from './list.module.css'
import type { Sort } from './search.ts'
import type { ListColumn, ListProps } from './shape.ts'
import type { Acting } from './use-actions.ts'
import type { Change, Texts } from './use-list-state.ts'
import { Views } from './Views.tsx'

type Given<Item> = {
  readonly list: ListProps<Item>
  readonly columns: readonly ListColumn<Item>[]
  readonly state: Texts
  readonly change: Change
  readonly acting: Acting
  readonly sort: Sort | null
  readonly narrow: boolean
}

/** The bar. */
export function Bar<Item>({ list, columns, state, change, acting, sort, narrow }: Given<Item>) {
  const { filters = [], find, exportHref, exports, tools, note, name, columns: all } = list
  const { t } = useWords()
  return (
    <section className={css.bar} aria-label={t('list.bar', { list: list.label })}>
      {acting.count > 0 ? (
        <Selected acting={acting} />
      ) : (
        <>
          {find === undefined ? null : <FindField label={find} state={state} change={change} />}
          {filters.length === 0 ? null : <Filters filters={filters} state={state} change={change} />}
          {tools}
          <Chips list={list} state={state} change={change} />
        </>
      )}
      <div className={css.barEnd}>
        {note === undefined ? null : <span className={css.note}>{note}</span>}
        <Views screen={name} />
        <Display all={all} columns={columns} change={change} sort={sort} narrow={narrow} />
        {exports}
        {exportHref === undefined ? null : (
          <DownloadLink href={exportHref} label={t('list.export')}>
            <IconDownload size={16} stroke={1.7} aria-hidden />
          </DownloadLink>
        )}
      </div>
    </section>
  )
}

/** The filters that hold, each with a way to take it out. */
function Chips<Item>({ list: { filters = [] }, state, change }: Pick<Given<Item>, 'list' | 'state' | 'change'>) {
  const { f } = useWords()
  const held = filters.flatMap((filter) => {
    const value = state[filter.id]
    return value === undefined ? [] : [{ filter, text: filterText(filter, value, f) }]
  })
  return held.map(({ filter: { id, label }, text }) => (
    <Chip key={id} name={label} remove={() => change({ [id]: undefined })}>
      {text}
    </Chip>
  ))
}

function Selected({ acting: { count, actions, clear } }: { acting: Acting }) {
  const { t, f } = useWords()
  return (
    <>
      <strong className={css.selected} role="status">
        {t('list.selected', { count, formatted: f.whole(count) })}
      </strong>
      {actions.map(({ action, run }) => (
        <Button key={action.id} onClick={run} aria-keyshortcuts={action.keys}>
          {action.icon === undefined ? null : <action.icon size={16} stroke={1.7} aria-hidden />}
          {action.label}
        </Button>
      ))}
      <Button kind="quiet" onClick={clear} aria-label={t('list.deselect')}>
        <IconX size={16} aria-hidden />
      </Button>
    </>
  )
}
