// The strip of figures: each says of what, since when, compared with what, with its course, and leads to what is behind it.
import type { LiveSnapshot, Motion } from '@lotse/protocol'
import type { ReactNode } from 'react'
import { useMay } from '../app/member.ts'
import { waitingIn } from '../live/history.ts'
import { LiveNumber } from '../parts/LiveNumber.tsx'
import { Sparkline } from '../parts/Sparkline.tsx'
import { useWords } from '../words/use.ts'
import { comparedText } from './compare.ts'
import css from './control.module.css'
import { Go } from './Go.tsx'
import { behindCustomers, behindEvents } from './picture/behind.ts'

const SECOND_MS = 1000

type Props = { readonly motion: Motion; readonly now: LiveSnapshot }

/** The strip. Every figure is there whatever span is chosen; its course and what it is compared with follow the span. */
export function Figures({ motion, now }: Props) {
  const { t } = useWords()
  return (
    <section className={css.strip} aria-label={t('motion.figure.label')}>
      <div className={css.figures}>
        <EventRate motion={motion} now={now} />
        <Moving motion={motion} now={now} />
        <Waiting motion={motion} now={now} />
        <Sent motion={motion} />
        <Lag motion={motion} />
        <Errors motion={motion} />
      </div>
    </section>
  )
}

function EventRate({ motion, now }: Props) {
  const { t, f } = useWords()
  const may = useMay()
  const total = motion.sources.reduce((sum, { events }) => sum + events.now, 0)
  const before = motion.sources.reduce((sum, { events }) => sum + events.before, 0)
  return (
    <Figure
      name={t('motion.figure.events')}
      to={behindEvents(motion.since, may)}
      motion={motion}
      past={whole(motion.series.map(({ events }) => events)).map((events) => (events / motion.stepMs) * SECOND_MS)}
      write={f.rate}
      note={comparedText(t, f, total, before)}
    >
      <LiveNumber value={f.rate(now.eventsPerSecond)} chars={4} />
    </Figure>
  )
}

function Moving({ motion, now }: Props) {
  const { t, f } = useWords()
  const may = useMay()
  const moving = f.whole(now.customersMoving)
  const compared = comparedText(t, f, now.customersMoving, motion.customers.movingBefore)
  return (
    <Figure
      name={t('motion.figure.moving')}
      to={behindCustomers(motion.span === 'now' ? movingSince(now.at) : motion.since, may)}
      motion={motion}
      past={known(motion.series.map((point) => point.moving))}
      write={f.whole}
      note={`${t('motion.movingNote')} · ${compared}`}
    >
      <LiveNumber value={now.customersMovingCut ? t('motion.figure.atLeast', { value: moving }) : moving} chars={3} />
    </Figure>
  )
}

const MOVING_MS = 300_000
const movingSince = (at: string): string => new Date(Date.parse(at) - MOVING_MS).toISOString()

function Waiting({ motion, now }: Props) {
  const { t, f } = useWords()
  const waiting = waitingIn(now)
  return (
    <Figure
      name={t('motion.figure.waiting')}
      to="/flows"
      motion={motion}
      past={known(motion.series.map((point) => point.waiting))}
      write={f.whole}
      note={comparedText(t, f, waiting, motion.waiting.before)}
    >
      <LiveNumber value={waiting} chars={3} />
    </Figure>
  )
}

function Sent({ motion }: Pick<Props, 'motion'>) {
  const { t, f } = useWords()
  const may = useMay()
  return (
    <Figure
      name={t('motion.figure.sent')}
      to={may('messages.read') ? '/messages' : null}
      motion={motion}
      past={whole(motion.series.map(({ sent }) => sent))}
      write={f.whole}
      note={t('motion.figure.held', { formatted: f.whole(motion.today.held) })}
    >
      <LiveNumber value={motion.today.sent} chars={3} />
    </Figure>
  )
}

function Lag({ motion }: Pick<Props, 'motion'>) {
  const { t, f } = useWords()
  const { p50, p99 } = motion.lag.now
  return (
    <Figure
      name={t('motion.figure.lag')}
      to={null}
      motion={motion}
      past={known(motion.series.map((point) => point.p50))}
      write={f.span}
      note={
        p99 === null
          ? t('motion.figure.unmeasured')
          : `${t('motion.figure.p99', { span: f.span(p99) })} · ${comparedText(t, f, p50 ?? 0, motion.lag.before.p50)}`
      }
    >
      <LiveNumber value={p50 === null ? t('parts.none') : f.span(p50)} chars={5} />
    </Figure>
  )
}

function Errors({ motion }: Pick<Props, 'motion'>) {
  const { t, f } = useWords()
  const may = useMay()
  const { refused, setAside, failed, before } = motion.errors
  const total = refused + setAside + failed
  const parts = { refused: f.whole(refused), setAside: f.whole(setAside), failed: f.whole(failed) }
  const behind =
    failed > refused + setAside ? may('messages.read') && '/messages?state=dead' : may('inputs.read') && '/inputs'
  return (
    <Figure
      name={t('motion.figure.errors')}
      to={behind || null}
      motion={motion}
      past={whole(motion.series.map(({ errors }) => errors))}
      write={f.whole}
      note={total === 0 ? comparedText(t, f, total, before) : t('motion.figure.errorParts', parts)}
      tone={total > 0 ? 'attention' : 'plain'}
    >
      <LiveNumber value={total} chars={2} />
    </Figure>
  )
}

/** The step under way is not full yet; shown with the others it would always look like a fall. */
const whole = (values: readonly number[]): readonly number[] => values.slice(0, -1)
const known = (values: readonly (number | null)[]): readonly number[] => values.filter((value) => value !== null)

type FigureProps = {
  readonly name: string
  readonly to: string | null
  readonly motion: Motion
  readonly past: readonly number[]
  readonly write: (value: number) => string
  readonly note: string
  readonly tone?: 'plain' | 'attention'
  readonly children: ReactNode
}

function Figure({ name, to, motion, past, write, note, tone = 'plain', children }: FigureProps) {
  const { t } = useWords()
  const chart = t('motion.figure.chart', {
    span: t(`motion.inSpan.${motion.span}`),
    low: write(Math.min(...past, Number.MAX_SAFE_INTEGER)),
    high: write(Math.max(...past, 0)),
  })
  return (
    <Go to={to} className={css.figure} data={{ tone }}>
      <span className={css.figureName}>{name}</span>
      <span className={css.figureValue}>{children}</span>
      <Sparkline values={past} label={chart} />
      <span className={css.note}>{note}</span>
    </Go>
  )
}
