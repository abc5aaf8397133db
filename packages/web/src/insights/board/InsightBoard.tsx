// Insights by state: columns with exact counts, cards that go on by the steps that are allowed. Which those are is decided elsewhere.
import type { WorkedInsight } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../app/member.ts'
import { useListState } from '../../list/use-list-state.ts'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Answer } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { boardQuery, useFreshInsights } from '../data.ts'
import { FilterBar } from '../FilterBar.tsx'
import { InsightTabs } from '../InsightTabs.tsx'
import { useAsked } from '../use-asked.ts'
import css from './board.module.css'
import { Column } from './Column.tsx'
import { Loads } from './Loads.tsx'
import { useMoving } from './use-moving.tsx'
import { columns } from './ways.ts'

const EACH = 25
const EACH_MAX = 100

/** The screen. */
export function InsightBoard() {
  const { t } = useWords()
  useFreshInsights()
  const { filters, asked, state } = useAsked('status')
  const each = Math.min(EACH_MAX, Math.max(EACH, Number(state['each']) || EACH))
  const query = useQuery(boardQuery(asked, each))
  return (
    <Page title={t('insightMonitor.tab.board')}>
      <InsightTabs current="/insights/board" />
      <FilterBar screen="insight-board" filters={filters} />
      <Loads />
      <Answer query={query}>{({ items, groups }) => <Columns items={items} counts={groups} each={each} />}</Answer>
    </Page>
  )
}

type Given = {
  readonly items: readonly WorkedInsight[]
  readonly counts: readonly { readonly key: string | null; readonly count: number }[]
  readonly each: number
}

function Columns({ items, counts, each }: Given) {
  const { t } = useWords()
  const { change } = useListState()
  const may = useMay()
  const [dragged, drag] = useState<WorkedInsight | null>(null)
  const moving = useMoving()
  const countOf = (state: string) => counts.find(({ key }) => key === state)?.count ?? 0
  const cut = each < EACH_MAX && counts.some(({ count }) => count > each)
  const mayWork = may('insights.work') || may('insights.decide')
  return (
    <>
      {mayWork ? <p className="quiet">{t('insightMonitor.board.drag')}</p> : null}
      <section className={css.board} aria-label={t('insightMonitor.tab.board')}>
        {columns.map((state) => (
          <Column
            key={state}
            state={state}
            insights={items.filter(({ work }) => work.status === state)}
            count={countOf(state)}
            dragged={dragged}
            drag={drag}
            moving={moving}
          />
        ))}
      </section>
      {cut ? (
        <div>
          <Button onClick={() => change({ each: String(EACH_MAX) }, true)}>{t('insightMonitor.board.showMore')}</Button>
        </div>
      ) : null}
      {moving.dialog}
    </>
  )
}
