// How much happened in a span, beside the time before: a chart, its sum, and what most of it was. Used on several screens.
import type { EventVolumes } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import type { LinkProps } from '@tanstack/react-router'
import { type BarRow, Bars } from '../parts/Bars.tsx'
import { Chart } from '../parts/Chart.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Answer } from '../parts/states.tsx'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { type VolumeQuery, volumesQuery } from './data.ts'
import css from './events.module.css'

const spanWords = { '24h': 'events.volumes.h24', '7d': 'events.volumes.d7', '28d': 'events.volumes.d28' } as const

/**
 * The volumes.
 *
 * @param linkOf - where a row of the comparison leads; without it the comparison is left out.
 */
export function VolumePart({ query, linkOf }: { query: VolumeQuery; linkOf?: (key: string) => LinkProps }) {
  const volumes = useQuery(volumesQuery(query))
  return <Answer query={volumes}>{(answer) => <Volumes volumes={answer} query={query} linkOf={linkOf} />}</Answer>
}

type Given = {
  readonly volumes: EventVolumes
  readonly query: VolumeQuery
  readonly linkOf: ((key: string) => LinkProps) | undefined
}

function Volumes({ volumes, query, linkOf }: Given) {
  const { t, f } = useWords()
  const { span, step, points, groups, behind } = volumes
  const timeOf = (at: string) => (step === 'hour' ? f.minute(Date.parse(at)) : f.date(Date.parse(at)))
  return (
    <div className={css.event}>
      {behind ? <Notice kind="attention">{t('events.volumes.behind')}</Notice> : null}
      <p className={css.total}>{totalText(t, f, volumes)}</p>
      <Chart
        label={t('events.volumes.chart', { span: t(spanWords[span]) })}
        times={points.map(({ at }) => timeOf(at))}
        series={[
          {
            name: t(span === '28d' ? 'events.volumes.before28' : 'events.volumes.before'),
            values: points.map(({ before }) => before),
            past: true,
          },
          { name: t('events.volumes.now'), values: points.map(({ events }) => events) },
        ]}
        format={f.whole}
        unknown="–"
      />
      {linkOf === undefined ? null : (
        <Bars label={t(`events.volumes.${query.by}`)} rows={groups.map((group) => rowOf(t, f, group, linkOf))} />
      )}
      <p className={css.quiet}>{t('events.volumes.counted')}</p>
    </div>
  )
}

function rowOf(
  t: Translate,
  f: Format,
  { key, label, events, before }: EventVolumes['groups'][number],
  linkOf: (key: string) => LinkProps,
): BarRow {
  const count = f.whole(events)
  const text =
    before === 0
      ? t('events.volumes.figureNew', { count })
      : t('events.volumes.figure', { count, change: changeText(f, events, before) })
  return { id: key, label: key === 'own' ? t('events.own') : label, value: events, text, link: linkOf(key) }
}

function totalText(t: Translate, f: Format, { total, totalBefore }: EventVolumes): string {
  const count = f.whole(total)
  if (total === 0 && totalBefore === 0) return t('events.volumes.none')
  if (totalBefore === 0) return t('events.volumes.totalOnly', { count })
  return t('events.volumes.total', { count, change: changeText(f, total, totalBefore), before: f.whole(totalBefore) })
}

/** The difference in percent with its sign. */
export function changeText({ language }: Format, now: number, before: number): string {
  const share = before === 0 ? 0 : now / before - 1
  return new Intl.NumberFormat(language, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  }).format(share)
}
