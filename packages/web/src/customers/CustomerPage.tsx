// One customer: who they are, what they may be sent, which flows they are in, and what happened over all channels, live.
import type { Customer } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { customerQuery } from '../app/data.ts'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Since } from '../parts/Since.tsx'
import { Answer } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { ConsentHistory } from './ConsentHistory.tsx'
import { CustomerActions } from './CustomerActions.tsx'
import { Accounts, Consents, consentTones, Identities, Notes, traitAt } from './Facts.tsx'
import { FlowsOfCustomer } from './FlowsOfCustomer.tsx'
import { JourneysOfCustomer } from './JourneysOfCustomer.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { Merges } from './Merges.tsx'
import { nameOf } from './name.ts'
import css from './page.module.css'
import { valueText } from './shown-value.ts'
import { Timeline } from './Timeline.tsx'
import { Traits } from './TraitHistory.tsx'
import { WhyPanel } from './WhyPanel.tsx'
import { channelWords } from './why-sentences.ts'

/** Traits that say what a customer is worth, the first that is known. */
const WORTH = ['lifetimeValue', 'ltv', 'totalSpent', 'total_spent', 'revenue']

/** The screen. */
export function CustomerPage() {
  const { t } = useWords()
  const { customerId } = useParams({ from: '/shell/customers/$customerId' })
  const query = useQuery(customerQuery(customerId))
  const { merge } = useSearch({ from: '/shell/customers/$customerId' })
  const ask = useMergeAsk(customerId)
  return (
    <Page
      title={query.data === undefined ? t('customer.id', { id: customerId }) : nameOf(t, query.data)}
      trail={
        <Link to="/customers" className={pageCss.trail}>
          {t('customers.title')}
        </Link>
      }
      beside={query.data === undefined ? null : <Beside customer={query.data} />}
      actions={
        query.data === undefined ? undefined : <CustomerActions customer={query.data} merge={() => ask('find')} />
      }
    >
      <Answer query={query}>{(customer) => <Content customer={customer} key={customer.id} />}</Answer>
      {merge === undefined ? null : (
        <MergeDialog
          customerId={customerId}
          other={merge === 'find' ? '' : merge}
          choose={(other) => ask(other === '' ? 'find' : other)}
          close={() => ask(undefined)}
        />
      )}
    </Page>
  )
}

/** Opens and closes the merge dialog by the address, so that a list can lead into it. */
function useMergeAsk(customerId: string): (merge: string | undefined) => void {
  const navigate = useNavigate()
  return (merge) =>
    void navigate({
      to: '/customers/$customerId',
      params: { customerId },
      search: ({ merge: _before, ...rest }) => (merge === undefined ? rest : { ...rest, merge }),
      replace: true,
    })
}

/** Who it is, at a glance: number, when last seen, worth, consents. */
function Beside({ customer }: { customer: Customer }) {
  const { t, f } = useWords()
  const { id, firstSeenAt, lastSeenAt, traits, consents } = customer
  const worth = WORTH.find((name) => traitAt(traits, name) !== undefined)
  return (
    <span className={css.beside}>
      <span>{t('customer.id', { id })}</span>
      {firstSeenAt === null ? null : <span>{t('customer.since', { date: f.date(Date.parse(firstSeenAt)) })}</span>}
      {lastSeenAt === null ? null : (
        <span>
          {t('customers.lastSeen')} <Since at={lastSeenAt} />
        </span>
      )}
      {worth === undefined ? null : (
        <span>{t('customer.worth', { name: worth, value: valueText(traitAt(traits, worth)) })}</span>
      )}
      {consents.slice(0, 3).map(({ channel, topic, state }) => (
        <StateMark key={`${channel} ${topic}`} tone={consentTones[state]}>
          {channelWords(t, channel)}: {t(`customer.consent.${state}`)}
        </StateMark>
      ))}
    </span>
  )
}

function Content({ customer }: { customer: Customer }) {
  const { t, f } = useWords()
  const { why, kind, channel, name, consents } = useSearch({ from: '/shell/customers/$customerId' })
  const navigate = useNavigate()
  const closeConsents = () =>
    void navigate({
      to: '/customers/$customerId',
      params: { customerId: customer.id },
      search: ({ consents: _open, ...rest }) => rest,
    })
  const filter = { ...(kind && { kind }), ...(channel && { channel }), ...(name && { name }) }
  return (
    <>
      {customer.formerIds.length === 0 ? null : (
        <p className={css.former}>{t('customer.former', { ids: f.all(customer.formerIds) })}</p>
      )}
      {consents === undefined ? null : <ConsentHistory customerId={customer.id} close={closeConsents} />}
      <div className={css.columns}>
        <div className={css.facts}>
          <Identities customer={customer} />
          <Traits customer={customer} />
          <Consents customer={customer} />
          <Accounts customer={customer} />
          <Merges customer={customer} />
          <Notes customer={customer} />
        </div>
        <div className={css.happening}>
          <JourneysOfCustomer customerId={customer.id} />
          <FlowsOfCustomer customer={customer} asked={why} />
          {why === undefined ? null : <WhyPanel customerId={customer.id} flowId={why} />}
          <Timeline customerId={customer.id} filter={filter} />
        </div>
      </div>
    </>
  )
}
