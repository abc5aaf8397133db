// A column of the board: a state with how many are there, the first of them as cards, and the way to all. Takes what is dropped; decides nothing.
import type { InsightState, WorkedInsight } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { type DragEvent, useId, useState } from 'react'
import { useListState } from '../../list/use-list-state.ts'
import { useWords } from '../../words/use.ts'
import { insightFilterNames } from '../asked.ts'
import css from './board.module.css'
import { InsightCard } from './InsightCard.tsx'
import type { Moving } from './use-moving.tsx'
import { wayTo } from './ways.ts'

type Given = {
  readonly state: InsightState
  readonly insights: readonly WorkedInsight[]
  readonly count: number
  readonly dragged: WorkedInsight | null
  readonly drag: (insight: WorkedInsight | null) => void
  readonly moving: Moving
}

/** The column. */
export function Column({ state, insights, count, dragged, drag, moving }: Given) {
  const { t, f } = useWords()
  const id = useId()
  const [over, setOver] = useState(false)
  const way = dragged === null ? 'same' : wayTo(dragged.work.status, state)
  const open = way !== 'same' && way !== 'ticket' && way !== 'none'
  const onDragOver = (event: DragEvent) => {
    if (dragged === null) return
    // Also where no step leads: letting go says why.
    event.preventDefault()
    setOver(true)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    drag(null)
    if (dragged !== null) moving.moveTo(dragged, state)
  }
  return (
    <section
      className={css.column}
      aria-labelledby={id}
      data-state={state}
      data-open={dragged !== null && open}
      data-over={over && dragged !== null}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <h2 id={id} className={css.head}>
        {t(`insightWork.state.${state}`)} <span className={css.count}>{f.whole(count)}</span>
      </h2>
      {insights.length === 0 ? <p className="quiet">{t('insightMonitor.board.empty')}</p> : null}
      <ul className={css.cards}>
        {insights.map((insight) => (
          <InsightCard key={insight.id} insight={insight} drag={drag} moving={moving} />
        ))}
      </ul>
      {count > insights.length ? <Rest state={state} more={count - insights.length} /> : null}
    </section>
  )
}

/** How many more there are, with the way to them. */
function Rest({ state, more }: { state: InsightState; more: number }) {
  const { t, f } = useWords()
  const { state: texts } = useListState()
  const kept = Object.fromEntries(
    ['find', ...insightFilterNames].flatMap((name) => (texts[name] === undefined ? [] : [[name, texts[name]]])),
  )
  return (
    <Link to="/insights" search={{ ...kept, status: state }} className={css.rest}>
      {t('insightMonitor.board.more', { count: more, formatted: f.whole(more) })}{' '}
      <span>{t('insightMonitor.board.inMonitor')}</span>
    </Link>
  )
}
