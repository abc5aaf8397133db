// How e-mail fares: accepted, bounced, complained and opened over the last days, and by the domain that receives it.
import type { DeliveryFigures } from '@lotse/protocol'
import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import type { AnswerOf } from '../operations.ts'
import { Card } from '../parts/Card.tsx'
import { Chart } from '../parts/Chart.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Figure } from '../parts/Figure.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { Answer, Empty } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import css from './deliverability.module.css'
import { fareOf, shareOf, triesOf } from './fares.ts'
import { MessageTabs } from './MessageTabs.tsx'

const LIVE_MS = 15_000
const stretches = ['7', '30', '90'] as const

/** The screen. */
export function Deliverability() {
  const { t } = useWords()
  const { days = '30' } = useSearch({ from: '/shell/messages/deliverability' })
  const navigate = useNavigate()
  const query = useQuery({
    queryKey: ['deliverability', days],
    queryFn: ({ signal }) => call('getDeliverability', { query: { days: Number(days) } }, signal),
    refetchInterval: LIVE_MS,
  })
  return (
    <Page
      title={t('messages.title')}
      actions={
        <Choices
          label={t('messages.days')}
          choices={stretches.map((value) => ({ value, label: t('messages.daysOf', { count: Number(value) }) }))}
          chosen={days}
          choose={(value) =>
            void navigate({
              to: '/messages/deliverability',
              search: value === '30' ? {} : { days: value },
              replace: true,
            })
          }
        />
      }
    >
      <MessageTabs />
      <Answer query={query}>{(fares) => <Content fares={fares} />}</Answer>
    </Page>
  )
}

type Fares = AnswerOf<'getDeliverability'>

function Content({ fares }: { fares: Fares }) {
  const { t } = useWords()
  if (triesOf(fares.total) === 0)
    return (
      <Card title={t('messages.overDays')}>
        <Empty
          icon={IconMail}
          title={t('messages.faresNone')}
          action={<Link to="/flows">{t('messages.toFlows')}</Link>}
        >
          <p>{t('messages.faresNoneText')}</p>
        </Empty>
      </Card>
    )
  return (
    <>
      <Verdict total={fares.total} />
      <Figures total={fares.total} />
      <Days fares={fares} />
      <Domains fares={fares} />
    </>
  )
}

/** What the figures mean, in one sentence. */
function Verdict({ total }: { total: DeliveryFigures }) {
  const { t } = useWords()
  const fare = fareOf(total)
  if (fare === 'complaints') return <Notice kind="harm">{t('messages.faresComplaints')}</Notice>
  if (fare === 'bounces') return <Notice kind="attention">{t('messages.faresBounces')}</Notice>
  return <Notice kind="plain">{t(fare === 'few' ? 'messages.faresFew' : 'messages.faresGood')}</Notice>
}

function Figures({ total }: { total: DeliveryFigures }) {
  const { t, f } = useWords()
  const tries = triesOf(total)
  const share = (part: number, whole: number) => f.share(shareOf(part, whole))
  const ofTries = (part: number) => t('messages.ofTries', { share: share(part, tries), total: f.whole(tries) })
  const ofAccepted = (part: number) => t('messages.ofAccepted', { share: share(part, total.accepted) })
  return (
    <div className={css.figures}>
      <Figure label={t('messages.figure.accepted')} value={f.whole(total.accepted)} since={ofTries(total.accepted)} />
      <Figure
        label={t('messages.figure.bounced')}
        value={f.whole(total.bounced)}
        since={ofTries(total.bounced)}
        link={{ to: '/messages', search: { state: 'refused' } }}
      />
      <Figure
        label={t('messages.figure.complained')}
        value={f.whole(total.complained)}
        since={ofAccepted(total.complained)}
        link={{ to: '/messages', search: { state: 'complained' } }}
      />
      <Figure label={t('messages.figure.opened')} value={f.whole(total.opened)} since={ofAccepted(total.opened)} />
      <Figure label={t('messages.figure.clicked')} value={f.whole(total.clicked)} since={ofAccepted(total.clicked)} />
    </div>
  )
}

const shownDaily = [
  { what: 'accepted', hue: 1 },
  { what: 'opened', hue: 6 },
  { what: 'bounced', hue: 2 },
] as const

function Days({ fares: { days } }: { fares: Fares }) {
  const { t, f } = useWords()
  return (
    <Card title={t('messages.overDays')}>
      <Chart
        label={t('messages.overDays')}
        times={days.map(({ day }) => f.date(Date.parse(day)))}
        series={shownDaily.map(({ what, hue }) => ({
          name: t(`messages.figure.${what}`),
          values: days.map(({ figures }) => figures[what]),
          hue,
        }))}
        format={f.whole}
        unknown="–"
      />
    </Card>
  )
}

const shown = ['accepted', 'deferred', 'bounced', 'refused', 'complained', 'opened', 'clicked'] as const

function Domains({ fares: { domains } }: { fares: Fares }) {
  const { t, f } = useWords()
  return (
    <Card title={t('messages.byDomain')} note={f.whole(domains.length)} flush>
      <Table
        label={t('messages.byDomain')}
        head={[t('messages.domain'), ...shown.map((what) => ({ figures: t(`messages.figure.${what}`) }))]}
      >
        {domains.map(({ domain, figures }) => (
          <tr key={domain}>
            <td>
              <bdi>{domain}</bdi>
            </td>
            {shown.map((what) => (
              <td key={what} className={`figures ${css.number} ${figures[what] === 0 ? css.zero : ''}`}>
                {f.whole(figures[what])}
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </Card>
  )
}
