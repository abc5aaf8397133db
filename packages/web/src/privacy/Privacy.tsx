// A person's data in this workspace: how long events are kept, and who was erased or is being erased.
import type { Erasure } from '@lotse/protocol'
import { IconEraser } from '@tabler/icons-react'
import { call } from '../api.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import { Progress } from '../parts/Progress.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty, Failure, Loading } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import settingsCss from '../settings/settings.module.css'
import { useWords } from '../words/use.ts'
import css from './privacy.module.css'
import { Retention } from './Retention.tsx'

const LIVE_MS = 2000
const STEPS = ['cut', 'events', 'messages', 'traces', 'sweep', 'done'] as const
const counted = ['identities', 'events', 'messages', 'setAside', 'refused', 'answers', 'views', 'kept'] as const

/** The page. */
export function Privacy() {
  const { t } = useWords()
  return (
    <Page title={t('privacy.title')}>
      <div className={settingsCss.column}>
        <p className={settingsCss.lead}>{t('privacy.lead')}</p>
        <Retention />
        <Erasures />
      </div>
    </Page>
  )
}

function Erasures() {
  const { t } = useWords()
  const pages = usePages(
    ['erasures'],
    (cursor, signal) => call('listErasures', { query: { cursor, limit: 50 } }, signal),
    LIVE_MS,
  )
  return (
    <Card title={t('privacy.erasures')} note={t('privacy.erasuresNote')}>
      {pages.isError ? <Failure failure={pages.error} retry={() => void pages.refetch()} /> : null}
      {pages.isPending ? <Loading /> : null}
      {pages.data?.length === 0 ? (
        <Empty
          icon={IconEraser}
          title={t('privacy.noErasures')}
          action={<ButtonLink to="/customers">{t('privacy.toCustomers')}</ButtonLink>}
        >
          <p>{t('privacy.noErasuresText')}</p>
        </Empty>
      ) : null}
      {pages.data !== undefined && pages.data.length > 0 ? <List erasures={pages.data} /> : null}
      {pages.hasNextPage ? (
        <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('parts.more')}
        </Button>
      ) : null}
    </Card>
  )
}

function List({ erasures }: { erasures: readonly Erasure[] }) {
  const { t } = useWords()
  return (
    <Table
      stacks
      label={t('privacy.erasures')}
      head={[t('privacy.customer'), t('privacy.asked'), t('privacy.state'), t('privacy.removed')]}
    >
      {erasures.map((erasure) => (
        <Line key={erasure.id} erasure={erasure} />
      ))}
    </Table>
  )
}

function Line({ erasure }: { erasure: Erasure }) {
  const { t, f } = useWords()
  const { customerId, askedAt, by, reason, step, doneAt, mentions } = erasure
  return (
    <tr>
      <td className={css.who}>
        {t('customer.id', { id: customerId })}
        <br />
        <span className="quiet">{t(`privacy.reason.${reason}`)}</span>
      </td>
      <td>
        <Since at={askedAt} />
        <br />
        <span className="quiet">{by ?? ''}</span>
      </td>
      <td>
        {doneAt === null ? (
          <Progress
            label={t(`privacy.step.${step}`)}
            value={STEPS.indexOf(step) / (STEPS.length - 1)}
            text={t('privacy.stepOf', { step: STEPS.indexOf(step) + 1, of: STEPS.length - 1 })}
          />
        ) : (
          <StateMark tone="proof">{t('privacy.erased')}</StateMark>
        )}
      </td>
      <td className={css.removed}>
        {amounts(erasure, (what, n) => t(`privacy.count.${what}`, { count: n, formatted: f.whole(n) }))}
        {mentions === 0 ? null : (
          <p className={css.mentions}>{t('privacy.mentions', { count: mentions, formatted: f.whole(mentions) })}</p>
        )}
      </td>
    </tr>
  )
}

function amounts({ erased }: Erasure, say: (what: (typeof counted)[number], n: number) => string): string {
  return counted
    .flatMap((what) => {
      const n = erased[what] ?? 0
      return n === 0 ? [] : [say(what, n)]
    })
    .join(', ')
}
