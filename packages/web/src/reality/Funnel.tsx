// How far customers come: a line for each phase and below it one for each of its steps, with those who came, went on, dropped out, strayed, how long it took, and what is known of why.
import type { ShownJourneyNumbers, ShownPhaseNumbers } from '@lotse/protocol'
import { IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, useMemo } from 'react'
import { pathOf } from '../api.ts'
import { DownloadLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { LiveNumber } from '../parts/LiveNumber.tsx'
import { Table, tableCss } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import type { Asked } from './data.ts'
import { insightCounts, insightsOfJourney } from './insight-counts.ts'
import type { NameOf } from './names.ts'
import { PhaseLine } from './PhaseLine.tsx'
import { behindText, rankedOf } from './ranking.ts'
import css from './reality.module.css'
import { dropsMany, type FunnelStep, funnelOf } from './shares.ts'

type Given = {
  readonly journey: string
  readonly numbers: ShownJourneyNumbers
  readonly nameOf: NameOf
  /** Steps that something is bound to; the others have no figures. */
  readonly bound: ReadonlySet<string>
  /** Of which days and channel the figures are, for files of the same. */
  readonly asked: Asked
}

/** The card. */
export function Funnel({ journey, numbers, nameOf, bound, asked }: Given) {
  const { t } = useWords()
  const measured = numbers.steps.filter(({ step }) => bound.has(step))
  const blind = numbers.steps.length - measured.length
  const byStep = new Map(measured.map((one) => [one.step, one]))
  const bars = new Map(funnelOf({ steps: measured, started: numbers.started }).map((one) => [one.step, one]))
  const strays = straysOf(numbers, bound)
  const found = useQuery(insightsOfJourney(journey)).data
  const insights = useMemo(() => insightCounts(found ?? [], journey), [found, journey])
  return (
    <Card
      title={t('reality.funnel')}
      note={t('reality.funnelNote')}
      side={<Files journey={journey} asked={asked} />}
      flush
    >
      <Table
        label={t('reality.funnel')}
        head={[
          t('map.step'),
          t('reality.reached'),
          ...(['of', 'dropped', 'here', 'median', 'p90'] as const).map((name) => ({
            figures: t(`reality.column.${name}`),
          })),
          { figures: t('reality.strays') },
          { figures: t('reality.insights') },
        ]}
        stacks
      >
        {numbers.phases.map((phase: ShownPhaseNumbers) => (
          <Fragment key={phase.phase}>
            <PhaseLine
              phase={phase}
              started={numbers.started}
              strays={sumOver(strays, phase.steps)}
              insights={insights.get(phase.phase ?? '') ?? 0}
              measured={phase.steps.some((step) => bound.has(step))}
            />
            {phase.steps.map((step) => {
              const [figures, one] = [byStep.get(step), bars.get(step)]
              return figures === undefined || one === undefined ? null : (
                <Row
                  key={step}
                  {...{ journey, one, figures }}
                  name={nameOf(step)}
                  strays={strays.get(step) ?? 0}
                  insights={insights.get(step) ?? 0}
                />
              )
            })}
          </Fragment>
        ))}
      </Table>
      <p className={css.note}>{t('reality.phases')}</p>
      {blind === 0 ? null : <p className={css.note}>{t('measuring.unbound', { count: blind })}</p>}
    </Card>
  )
}

/** Deviations by step, without those that nobody can know of. */
function straysOf(numbers: ShownJourneyNumbers, bound: ReadonlySet<string>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { step, count } of rankedOf(numbers, bound)) sums.set(step, (sums.get(step) ?? 0) + count)
  return sums
}

const sumOver = (counts: ReadonlyMap<string, number>, steps: readonly string[]): number =>
  steps.reduce((sum, step) => sum + (counts.get(step) ?? 0), 0)

/** The same figures as files. */
function Files({ journey, asked }: Pick<Given, 'journey' | 'asked'>) {
  const { t, f } = useWords()
  const href = (format: 'xlsx' | 'csv') =>
    pathOf('/api/v1/atlas/journeys/{id}/numbers/export', { id: journey }, { ...asked, format, language: f.language })
  return (
    <>
      <DownloadLink href={href('xlsx')} label={t('reality.exportAs', { format: 'Excel' })}>
        <IconFileSpreadsheet size={17} stroke={1.7} aria-hidden />
      </DownloadLink>
      <DownloadLink href={href('csv')} label={t('reality.exportAs', { format: 'CSV' })}>
        <IconFileTypeCsv size={17} stroke={1.7} aria-hidden />
      </DownloadLink>
    </>
  )
}

type RowGiven = {
  readonly journey: string
  readonly one: FunnelStep
  readonly figures: ShownJourneyNumbers['steps'][number]
  readonly name: string
  readonly strays: number
  readonly insights: number
}

function Row({ journey, one: { step, reached, share, of }, figures, name, strays, insights }: RowGiven) {
  const { t, f } = useWords()
  const none = t('parts.none')
  const many = dropsMany(figures)
  return (
    <tr>
      <th scope="row" className={css.within}>
        <Link
          to="/journeys/$journeyId/steps/$stepId"
          params={{ journeyId: journey, stepId: step }}
          search={({ span, via, seg }) => ({ span, via, seg })}
        >
          <bdi>{name}</bdi>
        </Link>
      </th>
      <td className={css.funnel}>
        <span aria-hidden>
          <span style={{ width: `${share * 100}%` }} />
        </span>
        <LiveNumber value={reached} />
      </td>
      <td className={tableCss.figures}>{of === null ? none : f.share(of)}</td>
      <td className={many ? `${tableCss.figures} ${css.many}` : tableCss.figures}>
        {figures.dropped === 0
          ? none
          : t('reality.count', {
              formatted: f.whole(figures.dropped),
              share: f.share(figures.dropped / Math.max(1, reached)),
            })}
      </td>
      <td className={tableCss.figures}>
        {figures.here === 0 ? (
          none
        ) : (
          <Link
            to="/journeys/$journeyId"
            params={{ journeyId: journey }}
            search={{ real: 'on', behind: behindText({ what: 'here', step }) }}
          >
            <LiveNumber value={figures.here} />
          </Link>
        )}
      </td>
      <td className={tableCss.figures}>{figures.medianMs === null ? none : f.span(figures.medianMs)}</td>
      <td className={tableCss.figures}>{figures.p90Ms === null ? none : f.span(figures.p90Ms)}</td>
      <td className={tableCss.figures}>{strays === 0 ? none : f.whole(strays)}</td>
      <td className={tableCss.figures}>
        {insights === 0 ? (
          none
        ) : (
          <Link
            to="/journeys/kinds/$kind"
            params={{ kind: 'insight' }}
            search={{ step }}
            aria-label={t('reality.insightsAt', { count: insights, formatted: f.whole(insights), name })}
          >
            {f.whole(insights)}
          </Link>
        )}
      </td>
    </tr>
  )
}
