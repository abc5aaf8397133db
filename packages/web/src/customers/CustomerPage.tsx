// One customer: who they are, what they may be sent, which flows they are in, and what happened, live.
import type { Customer } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { customerQuery } from '../app/data.ts'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Answer } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { Accounts, Consents, Identities, Notes, Traits } from './Facts.tsx'
import { FlowsOfCustomer } from './FlowsOfCustomer.tsx'
import { nameOf } from './name.ts'
import css from './page.module.css'
import { Timeline } from './Timeline.tsx'
import { WhyPanel } from './WhyPanel.tsx'

/** The screen. */
export function CustomerPage() {
  const { t } = useWords()
  const { customerId } = useParams({ from: '/shell/customers/$customerId' })
  const query = useQuery(customerQuery(customerId))
  return (
    <Page
      title={query.data === undefined ? t('customer.id', { id: customerId }) : nameOf(t, query.data)}
      trail={
        <Link to="/customers" className={pageCss.trail}>
          {t('customers.title')}
        </Link>
      }
      beside={
        query.data === undefined ? null : <span className={css.number}>{t('customer.id', { id: query.data.id })}</span>
      }
    >
      <Answer query={query}>{(customer) => <Content customer={customer} key={customer.id} />}</Answer>
    </Page>
  )
}

function Content({ customer }: { customer: Customer }) {
  const { t, f } = useWords()
  const { why } = useSearch({ from: '/shell/customers/$customerId' })
  return (
    <>
      {customer.formerIds.length === 0 ? null : (
        <p className={css.former}>{t('customer.former', { ids: f.all(customer.formerIds) })}</p>
      )}
      <div className={css.columns}>
        <div className={css.facts}>
          <Identities customer={customer} />
          <Traits customer={customer} />
          <Consents customer={customer} />
          <Accounts customer={customer} />
          <Notes customer={customer} />
        </div>
        <div className={css.happening}>
          <FlowsOfCustomer customer={customer} asked={why} />
          {why === undefined ? null : <WhyPanel customerId={customer.id} flowId={why} />}
          <Timeline customerId={customer.id} />
        </div>
      </div>
    </>
  )
}
