// What stands above matrix and board: search and filters, as the monitor has them, and views of one's own. Keeps everything in the address.
import type { ReactNode } from 'react'
import { Filters, filterText } from '../list/Filters.tsx'
import { FindField } from '../list/FindField.tsx'
import type { ListFilter } from '../list/shape.ts'
import { useListState } from '../list/use-list-state.ts'
import { Views } from '../list/Views.tsx'
import { Chip } from '../parts/Chip.tsx'
import { useWords } from '../words/use.ts'
import css from './insights.module.css'

type Given = {
  /** Names the views that are kept. */
  readonly screen: string
  readonly filters: readonly ListFilter[]
  readonly tools?: ReactNode
  readonly note?: ReactNode
}

/** The bar. */
export function FilterBar({ screen, filters, tools, note }: Given) {
  const { t, f } = useWords()
  const { state, change } = useListState()
  return (
    <section className={css.filterBar} aria-label={t('list.bar', { list: t('insightMonitor.title') })}>
      <FindField label={t('insightMonitor.find')} state={state} change={change} />
      <Filters filters={filters} state={state} change={change} />
      {filters.flatMap((filter) => {
        const value = state[filter.id]
        if (value === undefined) return []
        return [
          <Chip key={filter.id} name={filter.label} remove={() => change({ [filter.id]: undefined })}>
            {filterText(filter, value, f)}
          </Chip>,
        ]
      })}
      <div className={css.filterEnd}>
        {note}
        {tools}
        <Views screen={screen} />
      </div>
    </section>
  )
}
