// Numbers of the whole: the strip of figures, what changed since yesterday, the course of a week, what came of it. Names nobody.
import type { Motion, MotionResult } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { comparedText } from '../../control/compare.ts'
import { Figures } from '../../control/Figures.tsx'
import { motionQuery } from '../../control/motion-query.ts'
import { useWorkspace } from '../../live/use.ts'
import { Card } from '../../parts/Card.tsx'
import { Sparkline } from '../../parts/Sparkline.tsx'
import { Answer } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import css from '../home.module.css'

/** The strip of Mission Control, over the last day. */
export function KeyFigures() {
  const query = useQuery(motionQuery('day'))
  const { now } = useWorkspace().history
  if (now === null) return null
  return <Answer query={query}>{(motion) => <Figures motion={motion} now={now} />}</Answer>
}

type Line = { readonly name: string; readonly now: number; readonly before: number }

const total = (values: readonly { readonly now: number; readonly before: number }[]) => ({
  now: values.reduce((sum, { now }) => sum + now, 0),
  before: values.reduce((sum, { before }) => sum + before, 0),
})

/** What changed since yesterday: sums of the last 24 hours against the 24 before. */
export function Changed() {
  const { t } = useWords()
  const query = useQuery(motionQuery('day'))
  return (
    <Card title={t('home.changed.title')} note={t('home.changed.note')}>
      <Answer query={query}>{(motion) => <Lines lines={changesOf(t, motion)} />}</Answer>
    </Card>
  )
}

function changesOf(t: ReturnType<typeof useWords>['t'], { sources, flows, channels, errors }: Motion): Line[] {
  return [
    { name: t('home.changed.events'), ...total(sources.map(({ events }) => events)) },
    { name: t('home.changed.entered'), ...total(flows.map(({ entered }) => entered)) },
    { name: t('home.changed.goals'), ...total(flows.map(({ goals }) => goals)) },
    { name: t('home.changed.sent'), ...total(channels.map(({ sent }) => sent)) },
    { name: t('home.changed.held'), ...total(channels.map(({ held }) => held)) },
    { name: t('home.changed.errors'), now: errors.refused + errors.setAside + errors.failed, before: errors.before },
  ]
}

function Lines({ lines }: { lines: readonly Line[] }) {
  const { t, f } = useWords()
  return (
    <dl className={css.lines}>
      {lines.map(({ name, now, before }) => (
        <div key={name} className={css.line}>
          <dt>{name}</dt>
          <dd className="figures">{f.whole(now)}</dd>
          <dd className={css.quiet}>{comparedText(t, f, now, before)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The course of a week in small charts. */
export function Trends() {
  const { t, f } = useWords()
  const query = useQuery(motionQuery('week'))
  return (
    <Card title={t('home.trends.title')} note={t('motion.inSpan.week')}>
      <Answer query={query}>
        {({ series, stepMs }) => (
          <div className={css.trends}>
            <Trend name={t('home.changed.events')} values={series.map(({ events }) => events)} write={f.whole} />
            <Trend name={t('home.trends.sent')} values={series.map(({ sent }) => sent)} write={f.whole} />
            <Trend
              name={t('motion.figure.moving')}
              values={known(series.map(({ moving }) => moving))}
              write={f.whole}
            />
            <Trend
              name={t('motion.figure.waiting')}
              values={known(series.map(({ waiting }) => waiting))}
              write={f.whole}
            />
            <Trend name={t('home.changed.errors')} values={series.map(({ errors }) => errors)} write={f.whole} />
            <Trend name={t('motion.figure.lag')} values={known(series.map(({ p50 }) => p50))} write={f.span} />
            <p className={css.quiet}>{t('home.trends.step', { span: f.duration(stepMs) })}</p>
          </div>
        )}
      </Answer>
    </Card>
  )
}

const known = (values: readonly (number | null)[]): readonly number[] => values.filter((value) => value !== null)

type TrendProps = {
  readonly name: string
  readonly values: readonly number[]
  readonly write: (value: number) => string
}

function Trend({ name, values, write }: TrendProps) {
  const { t } = useWords()
  const [low, high] = [write(Math.min(...values, Number.MAX_SAFE_INTEGER)), write(Math.max(...values, 0))]
  return (
    <figure className={css.trend}>
      <figcaption>{name}</figcaption>
      {values.length < 2 ? (
        <p className={css.quiet}>{t('home.trends.young')}</p>
      ) : (
        <>
          <Sparkline values={values} label={t('motion.figure.chart', { span: t('motion.inSpan.week'), low, high })} />
          <p className={css.quiet}>{t('home.trends.range', { low, high })}</p>
        </>
      )}
    </figure>
  )
}

const results: readonly MotionResult[] = ['opened', 'clicked', 'unsubscribed', 'bounced', 'complained', 'failed']

/** What came of it in a week: goals reached by flow, and what people did about messages. */
export function Results() {
  const { t } = useWords()
  const query = useQuery(motionQuery('week'))
  return (
    <Card title={t('motion.column.result')} note={t('motion.inSpan.week')}>
      <Answer query={query}>
        {({ flows, channels }) => {
          const goals = flows.filter((flow) => flow.goals.now + flow.goals.before > 0)
          const found = results
            .map((result) => ({
              name: t(`motion.result.${result}`),
              ...total(channels.map((channel) => channel.results[result])),
            }))
            .filter(({ now, before }) => now + before > 0)
          const lines = [
            ...goals.map((flow) => ({ name: t('home.results.goal', { flow: flow.name }), ...flow.goals })),
            ...found,
          ]
          return lines.length === 0 ? <p className={css.quiet}>{t('home.results.none')}</p> : <Lines lines={lines} />
        }}
      </Answer>
    </Card>
  )
}
