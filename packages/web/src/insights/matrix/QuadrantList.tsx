// The matrix as lists: each quadrant with what stands there, for narrow screens and for who reads rather than points.
import type { InsightPoint } from '@lotse/protocol'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { useWords } from '../../words/use.ts'
import { InsightLine } from './InsightLine.tsx'
import css from './matrix.module.css'
import { type Axis, quadrantOf, quadrants } from './places.ts'

type Given = {
  readonly points: readonly InsightPoint[]
  readonly axes: { readonly x: Axis; readonly y: Axis }
}

/** The lists, the most rewarding first. */
export function QuadrantList({ points, axes }: Given) {
  return quadrants.map((quadrant) => (
    <Quadrant
      key={quadrant}
      quadrant={quadrant}
      points={points.filter((point) => quadrantOf(axes, point) === quadrant)}
      axes={axes}
    />
  ))
}

const SHOWN = 20

function Quadrant({ quadrant, points, axes }: Given & { quadrant: (typeof quadrants)[number] }) {
  const { t, f } = useWords()
  const [most, setMost] = useState(SHOWN)
  const more = points.length - most
  return (
    <Card title={t(`insightMonitor.matrix.${quadrant}`)} note={f.whole(points.length)}>
      {points.length === 0 ? <p className="quiet">{t('insightMonitor.board.empty')}</p> : null}
      <ul className={css.lines}>
        {points.slice(0, most).map((point) => (
          <InsightLine key={point.id} insight={point} axes={axes} />
        ))}
      </ul>
      {more > 0 ? (
        <Button kind="quiet" onClick={() => setMost(most + 5 * SHOWN)}>
          {t('insightMonitor.board.more', { count: more, formatted: f.whole(more) })}
        </Button>
      ) : null}
    </Card>
  )
}
