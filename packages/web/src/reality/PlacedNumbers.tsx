// The figures of a thing of the library where it stands: a line for each step, never a sum over them, because one customer may be in several.
import type { ShownPlacedNumbers } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { calledIn } from '../atlas/called.ts'
import { Card } from '../parts/Card.tsx'
import { Answer } from '../parts/states.tsx'
import { Table, tableCss } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import { type AskedFor, Asking } from './Asking.tsx'
import { scoreText } from './answers.ts'
import { placedNumbersQuery } from './data.ts'
import css from './reality.module.css'
import { channelsOf } from './shares.ts'
import { daysOf, spanOf } from './span.ts'

const FROM = '/shell/journeys/library/$recordId'

/** The card. */
export function PlacedNumbers({ record }: { readonly record: string }) {
  const { t } = useWords()
  const head = useHead()
  const { span, via: channel } = useSearch({ from: FROM })
  const navigate = useNavigate({ from: '/journeys/library/$recordId' })
  const days = daysOf(spanOf(span), Date.now())
  const query = useQuery(placedNumbersQuery(record, { ...days, ...(channel === undefined ? {} : { channel }) }))
  // Channels of all, so that another one can be chosen while one is.
  const all = useQuery(placedNumbersQuery(record, days)).data?.items ?? []
  const channels = channelsOf({ answers: [], steps: all.flatMap(({ numbers }) => (numbers === null ? [] : [numbers])) })
  const change = (more: AskedFor) => void navigate({ search: (before) => ({ ...before, ...more }), replace: true })
  return (
    <Card title={t('stepPage.placed')} flush>
      <div className={css.asking} data-inside>
        <Asking {...{ span, channel, channels, change }} />
      </div>
      <Answer query={query}>
        {({ items, whole }) =>
          items.length === 0 ? (
            <p className={css.note}>{t('stepPage.placedNone')}</p>
          ) : (
            <>
              <Table label={t('stepPage.placed')} head={head} stacks>
                {items.map((item) => (
                  <Row key={item.step} item={item} />
                ))}
              </Table>
              <p className={css.note}>{t('stepPage.placedNote')}</p>
              {whole ? null : <p className={css.note}>{t('stepPage.placedMore')}</p>}
            </>
          )
        }
      </Answer>
    </Card>
  )
}

function useHead() {
  const { t } = useWords()
  return [
    t('stepPage.place'),
    t('stepPage.inJourney'),
    { figures: t('reality.reached') },
    ...(['here', 'dropped', 'median', 'p90'] as const).map((name) => ({ figures: t(`reality.column.${name}`) })),
    { figures: t('reality.strays') },
    t('stepPage.answers'),
  ]
}

function Row({ item }: { readonly item: ShownPlacedNumbers }) {
  const { t, f } = useWords()
  const { journey, journeyName, step, stepName, numbers, deviations } = item
  const none = t('parts.none')
  const figures = tableCss.figures
  const strays = deviations.reduce((sum, { count }) => sum + count, 0)
  const many = (count: number) => (count === 0 ? none : f.whole(count))
  const lasted = (ms: number | null | undefined) => (typeof ms === 'number' ? f.span(ms) : none)
  return (
    <tr>
      <th scope="row">
        <Link to="/journeys/$journeyId/steps/$stepId" params={{ journeyId: journey, stepId: step }}>
          <bdi>{calledIn(stepName, f.language) || t('map.unnamedStep')}</bdi>
        </Link>
      </th>
      <td>
        <Link to="/journeys/$journeyId" params={{ journeyId: journey }}>
          <bdi>{calledIn(journeyName, f.language) || t('journeys.unnamed')}</bdi>
        </Link>
      </td>
      <td className={figures}>{numbers === null ? t('stepPage.notCounted') : f.whole(numbers.reached)}</td>
      <td className={figures}>{many(numbers?.here ?? 0)}</td>
      <td className={figures}>{many(numbers?.dropped ?? 0)}</td>
      <td className={figures}>{lasted(numbers?.medianMs)}</td>
      <td className={figures}>{lasted(numbers?.p90Ms)}</td>
      <td className={figures}>{many(strays)}</td>
      <td>
        {(numbers?.answers ?? [])
          .map(({ kind, score, count }) =>
            t('stepPage.answerOf', {
              kind: t(`reality.answers.kind.${kind}`),
              score: scoreText({ kind, score }, { t, f }),
              count: f.whole(count),
            }),
          )
          .join(', ') || none}
      </td>
    </tr>
  )
}
