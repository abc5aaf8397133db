// How far customers come: a row for each step in the order of the map, with those who came, went on, dropped out, and how long it took.
import type { ShownJourneyNumbers } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { Card } from '../parts/Card.tsx'
import { LiveNumber } from '../parts/LiveNumber.tsx'
import { Table, tableCss } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import type { NameOf } from './names.ts'
import { behindText } from './ranking.ts'
import css from './reality.module.css'
import { dropsMany, type FunnelStep, funnelOf } from './shares.ts'

type Given = {
  readonly journey: string
  readonly numbers: ShownJourneyNumbers
  readonly nameOf: NameOf
  /** Steps that something is bound to; the others have no figures. */
  readonly bound: ReadonlySet<string>
}

/** The card. */
export function Funnel({ journey, numbers, nameOf, bound }: Given) {
  const { t } = useWords()
  const measured = numbers.steps.filter(({ step }) => bound.has(step))
  const blind = numbers.steps.length - measured.length
  const byStep = new Map(measured.map((one) => [one.step, one]))
  return (
    <Card title={t('reality.funnel')} note={t('reality.funnelNote')} flush>
      <Table
        label={t('reality.funnel')}
        head={[
          t('map.step'),
          t('reality.reached'),
          ...(['of', 'dropped', 'here', 'median', 'p90'] as const).map((name) => ({
            figures: t(`reality.column.${name}`),
          })),
        ]}
        stacks
      >
        {funnelOf({ steps: measured, started: numbers.started }).map((one) => {
          const figures = byStep.get(one.step)
          return figures === undefined ? null : (
            <Row key={one.step} {...{ journey, one, figures }} name={nameOf(one.step)} />
          )
        })}
      </Table>
      {blind === 0 ? null : <p className={css.note}>{t('measuring.unbound', { count: blind })}</p>}
    </Card>
  )
}

type RowGiven = {
  readonly journey: string
  readonly one: FunnelStep
  readonly figures: ShownJourneyNumbers['steps'][number]
  readonly name: string
}

function Row({ journey, one: { step, reached, share, of }, figures, name }: RowGiven) {
  const { t, f } = useWords()
  const none = t('parts.none')
  const many = dropsMany(figures)
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
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
    </tr>
  )
}
