// The metric before and after a measure: the verdict in plain words, its interval, and the course week by week. Judges nothing.
import type { ImpactMetric, MeasureWhole } from '@lotse/protocol'
import { Card } from '../parts/Card.tsx'
import { Chart } from '../parts/Chart.tsx'
import { Fact } from '../parts/Fact.tsx'
import factsCss from '../parts/facts.module.css'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { changeText, valueText } from './figures.ts'
import css from './measures.module.css'
import { Verdict } from './Verdict.tsx'

/** The card. */
export function Outcome({ measure }: { measure: MeasureWhole }) {
  const { t, f } = useWords()
  const { now, fields, spans } = measure
  const { metric } = fields
  return (
    <Card title={t('measures.outcome')} side={<Verdict verdict={now.verdict} />}>
      <p className={css.sentence}>{sentenceOf(t, f, measure)}</p>
      {metric === null || now.why === 'unmeasured' ? null : <Figures measure={measure} metric={metric} />}
      {now.needed === null || now.needed === 0 || now.why === null ? null : (
        <p>{t('measures.needed', { count: now.needed, formatted: f.whole(now.needed) })}</p>
      )}
      {spans === null || now.why === 'unmeasured' ? null : (
        <p className="quiet">
          {t('measures.spans', { before: spanText(t, f, spans.before), after: spanText(t, f, spans.after) })}{' '}
          {now.estimate === null ? '' : t(`measures.how.${now.estimate.method}`)}
        </p>
      )}
      {metric === null ? null : <Course measure={measure} metric={metric} />}
    </Card>
  )
}

type Span = { readonly from: string; readonly until: string }

const spanText = (t: Translate, f: Format, { from, until }: Span): string =>
  t('measures.to', { from: f.date(Date.parse(from)), until: f.date(Date.parse(until)) })

function sentenceOf(t: Translate, f: Format, { now, spans }: MeasureWhole): string {
  if (now.verdict !== 'notYet') return t(`measures.sentence.${now.verdict}`)
  const until = spans === null ? '' : f.date(Date.parse(spans.after.until))
  return t(`measures.sentence.${now.why ?? 'unclear'}`, { until })
}

type Given = { readonly measure: MeasureWhole; readonly metric: ImpactMetric }

function Figures({ measure: { now }, metric }: Given) {
  const { t, f } = useWords()
  const told = (value: number | null, count: number) => (
    <>
      {value === null ? '–' : valueText(f, metric, value)}{' '}
      <span className="quiet">{t('measures.seen', { count, formatted: f.whole(count) })}</span>
    </>
  )
  const { estimate } = now
  const of = (change: number) => changeText(t, f, metric, change)
  return (
    <dl className={factsCss.facts}>
      <Fact name={t('measures.field.metric')}>{t(`measures.metric.${metric}`)}</Fact>
      <Fact name={t('measures.was')}>{told(now.before, now.seen.before)}</Fact>
      <Fact name={t('measures.is')}>{told(now.after, now.seen.after)}</Fact>
      {estimate === null ? null : (
        <Fact name={t('measures.change')}>
          {t('measures.interval', { change: of(estimate.change), low: of(estimate.low), high: of(estimate.high) })}
        </Fact>
      )}
    </dl>
  )
}

/** The course; a score below nothing has no place on a scale from zero. */
function Course({ measure: { weeks }, metric }: Given) {
  const { t, f } = useWords()
  const values = weeks.flatMap(({ value, leftOut }) => [value ?? 0, leftOut?.value ?? 0])
  if (values.length === 0 || values.some((value) => value < 0)) return null
  const beside = weeks.some(({ leftOut }) => leftOut !== null)
  return (
    <Chart
      label={t('measures.weekly', { metric: t(`measures.metric.${metric}`) })}
      times={weeks.map(({ from }) => f.date(Date.parse(from)))}
      series={[
        { name: t('measures.reached'), values: weeks.map(({ value }) => value) },
        ...(beside
          ? [{ name: t('measures.leftOut'), values: weeks.map(({ leftOut }) => leftOut?.value ?? null), past: true }]
          : []),
      ]}
      format={(value) => valueText(f, metric, value)}
      unknown="–"
    />
  )
}
