// Customers as rows: name, identities, since when they are known.
import type { CustomerSummary } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { Table, tableCss } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import css from './customers.module.css'
import { firstSeenOf, nameOf } from './name.ts'

const SHOWN_MAX = 3

/** The table. */
export function CustomerTable({ customers }: { customers: readonly CustomerSummary[] }) {
  const { t } = useWords()
  return (
    <Table
      label={t('customers.title')}
      head={[t('customers.name'), t('customers.identities'), t('customers.firstSeen')]}
    >
      {customers.map((customer) => (
        <Row key={customer.id} customer={customer} />
      ))}
    </Table>
  )
}

function Row({ customer }: { customer: CustomerSummary }) {
  const { t, f } = useWords()
  const since = firstSeenOf(customer)
  const more = customer.identities.length - SHOWN_MAX
  return (
    <tr>
      <td>
        <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
          {nameOf(t, customer)}
        </Link>
      </td>
      <td>
        <span className={css.identities}>
          {customer.identities.slice(0, SHOWN_MAX).map(({ kind, value }) => (
            <span key={`${kind} ${value}`} className={css.identity}>
              <span>{kind}</span> {value}
            </span>
          ))}
          {more > 0 ? (
            <span className={tableCss.muted}>{t('customers.more', { count: more, formatted: f.whole(more) })}</span>
          ) : null}
        </span>
      </td>
      <td className={tableCss.muted}>{since === null ? t('parts.none') : <time>{f.instant(since)}</time>}</td>
    </tr>
  )
}
