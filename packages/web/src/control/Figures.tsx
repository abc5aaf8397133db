// The strip of figures: each says of what and since when, with its recent past as a line.
import type { LiveSnapshot } from '@lotse/protocol'
import type { ReactNode } from 'react'
import { type Sample, waitingIn } from '../live/history.ts'
import { LiveNumber } from '../parts/LiveNumber.tsx'
import { Sparkline } from '../parts/Sparkline.tsx'
import { useWords } from '../words/use.ts'
import css from './control.module.css'

const SECONDS_PER_MINUTE = 60

type FigureProps = {
  readonly name: string
  readonly note: string
  readonly past: readonly number[]
  readonly write: (value: number) => string
  readonly children: ReactNode
}

/** The strip. */
export function Figures({ snapshot, samples }: { snapshot: LiveSnapshot; samples: readonly Sample[] }) {
  const { t, f } = useWords()
  // The minute under way is not full yet; shown with the others it would always look like a fall.
  const perSecond = snapshot.minutes.slice(0, -1).map(({ events }) => events / SECONDS_PER_MINUTE)
  const busy = snapshot.flows.filter(({ active }) => active > 0).length
  const moving = f.whole(snapshot.customersMoving)
  return (
    <dl className={css.figures} aria-label={t('control.figures.label')}>
      <Figure name={t('control.figures.rate')} note={t('control.figures.rateNote')} past={perSecond} write={f.rate}>
        <LiveNumber value={f.rate(snapshot.eventsPerSecond)} chars={5} />
      </Figure>
      <Figure
        name={t('control.figures.moving')}
        note={t('control.figures.movingNote')}
        past={samples.map((sample) => sample.customersMoving)}
        write={f.whole}
      >
        <LiveNumber
          value={snapshot.customersMovingCut ? t('control.figures.atLeast', { value: moving }) : moving}
          chars={5}
        />
      </Figure>
      <Figure
        name={t('control.figures.inFlows')}
        note={t('control.figures.inFlowsNote', { count: busy, formatted: f.whole(busy) })}
        past={samples.map((sample) => sample.waiting)}
        write={f.whole}
      >
        <LiveNumber value={waitingIn(snapshot)} chars={5} />
      </Figure>
      <Figure
        name={t('control.figures.lag')}
        note={t('control.figures.lagNote')}
        past={samples.map((sample) => sample.lagMs)}
        write={f.span}
      >
        <LiveNumber value={snapshot.lagMs === 0 ? t('control.figures.lagNone') : f.span(snapshot.lagMs)} chars={6} />
      </Figure>
    </dl>
  )
}

function Figure({ name, note, past, write, children }: FigureProps) {
  const { t } = useWords()
  const label = t('control.figures.chart', {
    label: name,
    low: write(Math.min(...past, Number.MAX_SAFE_INTEGER)),
    high: write(Math.max(...past, 0)),
  })
  return (
    <div className={css.figure}>
      <dt>{name}</dt>
      <dd>{children}</dd>
      <dd className={css.note}>
        <Sparkline values={past} label={label} />
        {note}
      </dd>
    </div>
  )
}
