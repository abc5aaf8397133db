// What the customer said about being contacted, over time: who, when, which text, what proves it. Beside the page, by an address of its own.
import type { ConsentChange } from '@lotse/protocol'
import { IconHandStop } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Fact } from '../parts/Fact.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { usePages } from '../parts/pages.ts'
import { Empty, Failure, Loading } from '../parts/states.tsx'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './consent-history.module.css'
import { consentSource } from './consent-words.ts'
import { consentTones } from './Facts.tsx'
import { channelWords } from './why-sentences.ts'

const PAGE = 50

/** The panel. */
export function ConsentHistory({ customerId, close }: { customerId: string; close: () => void }) {
  const { t } = useWords()
  const pages = usePages(['consent-history', customerId], (cursor, signal) =>
    call('listConsentHistory', { params: { id: customerId }, query: { cursor, limit: PAGE } }, signal),
  )
  return (
    <Dialog open place="side" title={t('customer.consentHistory.title')} close={close}>
      {pages.isError ? <Failure failure={pages.error} retry={() => void pages.refetch()} /> : null}
      {pages.isPending ? <Loading /> : null}
      {pages.data?.length === 0 ? (
        <Empty icon={IconHandStop} title={t('customer.consentHistory.none')}>
          <p>{t('customer.consentHistory.noneText')}</p>
        </Empty>
      ) : null}
      <ol className={css.list}>
        {pages.data?.map((change) => (
          <Statement key={change.id} change={change} />
        ))}
      </ol>
      {pages.hasNextPage ? (
        <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('parts.more')}
        </Button>
      ) : null}
    </Dialog>
  )
}

function Statement({ change }: { change: ConsentChange }) {
  const { t, f } = useWords()
  const { channel, topic, state, statedAt, receivedAt, holds, wording } = change
  const late = Date.parse(receivedAt) - Date.parse(statedAt) > LATE_MS
  return (
    <li className={css.statement} data-holds={holds}>
      <div className={css.top}>
        <StateMark tone={consentTones[state]}>{t(`customer.consent.${state}`)}</StateMark>
        {holds ? <span className={css.holds}>{t('customer.consentHistory.holds')}</span> : null}
        <time dateTime={statedAt}>{f.instant(Date.parse(statedAt))}</time>
      </div>
      <p className={css.what}>{t('customer.consentText', { channel: channelWords(t, channel), topic })}</p>
      {wording === null ? null : <blockquote className={css.wording}>{wording}</blockquote>}
      <dl className={css.proof}>
        <Fact name={t('customer.consentHistory.how')}>{sourceWords(t, change)}</Fact>
        {change.by === null ? null : <Fact name={t('customer.consentHistory.by')}>{change.by}</Fact>}
        {change.address === null ? null : <Fact name={t('customer.consentHistory.address')}>{change.address}</Fact>}
        {late ? <Fact name={t('customer.consentHistory.received')}>{f.instant(Date.parse(receivedAt))}</Fact> : null}
        <Proof change={change} />
      </dl>
    </li>
  )
}

/** An event that takes longer to come in was sent later, or imported. */
const LATE_MS = 60_000

/** The mail whose link was used, and the event in the log. */
function Proof({ change: { throughMessage, messageId } }: { change: ConsentChange }) {
  const { t } = useWords()
  const may = useMay()
  return (
    <Fact name={t('customer.consentHistory.proof')}>
      {throughMessage !== null && may('messages.read') ? (
        <Link to="/messages" search={{ open: throughMessage }}>
          {t('customer.consentHistory.mail')}
        </Link>
      ) : null}
      <code className={css.event}>{messageId}</code>
    </Fact>
  )
}

/** Where it was said: one of our own pages in words, else as it was named, with the source that sent it. */
function sourceWords(t: Translate, { source, tracked }: ConsentChange): string {
  const named = consentSource(t, source)
  return tracked === null ? named : t('customer.consentHistory.tracked', { source: named, name: tracked.name })
}
