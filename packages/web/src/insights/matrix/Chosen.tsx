// What was chosen in the matrix: one insight with its values, or those that lie on each other, each of which can be dragged away from here.
import { Card } from '../../parts/Card.tsx'
import { useWords } from '../../words/use.ts'
import { InsightLine } from './InsightLine.tsx'
import css from './matrix.module.css'
import type { Axis } from './places.ts'
import type { Dragging } from './use-dragging.ts'
import type { Drawn } from './use-placing.ts'

type Given = {
  readonly insights: readonly Drawn[]
  readonly axes: { readonly x: Axis; readonly y: Axis }
  readonly dragging: Dragging
}

/** The card; nothing while nothing is chosen. */
export function Chosen({ insights, axes, dragging }: Given) {
  const { t, f } = useWords()
  const count = insights.length
  if (count === 0) return null
  return (
    <Card title={t('insightMonitor.matrix.cluster', { count, formatted: f.whole(count) })}>
      <ul className={css.lines}>
        {insights.map((insight) => (
          <InsightLine key={insight.id} insight={insight} axes={axes} ears={dragging.earsOf(insight.stored)} />
        ))}
      </ul>
    </Card>
  )
}
