// Insights that have no place in the matrix, because one of the two values is not known: dragged in, or put in the middle by a button.
import { IconFocusCentered } from '@tabler/icons-react'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { useWords } from '../../words/use.ts'
import { pointName } from '../names.ts'
import { InsightLine } from './InsightLine.tsx'
import css from './matrix.module.css'
import { type Axis, valueAt } from './places.ts'
import type { Dragging } from './use-dragging.ts'
import { useMayMove } from './use-may-move.ts'
import type { Placeable, Placing } from './use-placing.ts'

type Given = {
  readonly insights: readonly Placeable[]
  /** How many there are in all. */
  readonly without: number
  readonly axes: { readonly x: Axis; readonly y: Axis }
  readonly placing: Placing
  readonly dragging?: Dragging
}

const MIDDLE = 0.5

/** The card. */
export function Beside({ insights, without, axes, placing, dragging }: Given) {
  const { t, f } = useWords()
  const mayMove = useMayMove(axes)
  const some = insights.some(mayMove)
  const middle = (insight: Placeable) =>
    placing.put(insight, {
      x: insight.x ?? valueAt(axes.x, MIDDLE),
      y: insight.y ?? valueAt(axes.y, MIDDLE),
    })
  const words = without === 0 ? 'noBeside' : some ? 'besideText' : 'besideTextRead'
  return (
    <Card title={t('insightMonitor.matrix.beside')} note={f.whole(without)}>
      <p className="quiet">{t(`insightMonitor.matrix.${words}`)}</p>
      {without > insights.length ? (
        <p className="quiet">
          {t('insightMonitor.matrix.besideMore', { shown: f.whole(insights.length), all: f.whole(without) })}
        </p>
      ) : null}
      <ul className={css.lines}>
        {insights.map((insight) => {
          const label = t('insightMonitor.matrix.middle', {
            name: pointName(insight, f.language, t('library.unnamed')),
          })
          const put = mayMove(insight) ? (
            <Button kind="quiet" aria-label={label} title={label} onClick={() => middle(insight)}>
              <IconFocusCentered size={16} stroke={1.7} aria-hidden />
            </Button>
          ) : null
          return (
            <InsightLine key={insight.id} insight={insight} axes={axes} ears={dragging?.earsOf(insight)} action={put} />
          )
        })}
      </ul>
    </Card>
  )
}
