// Who sent an event just now: the newest customers of the live stream, each once.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { customerQuery } from '../app/data.ts'
import { useHeld } from '../live/held.ts'
import { useWorkspace } from '../live/use.ts'
import { Card } from '../parts/Card.tsx'
import { LiveMark, LiveNotice } from '../parts/Connection.tsx'
import { useWords } from '../words/use.ts'
import css from './customers.module.css'
import { nameOf } from './name.ts'
import { newestPerCustomer, type Recent } from './recent.ts'

/** The card. */
export function ActiveNow() {
  const { t } = useWords()
  const { history, connection } = useWorkspace()
  const { shown: active, hold } = useHeld(newestPerCustomer(history.now?.recent ?? []))
  return (
    <Card title={t('customers.active')} note={<LiveMark connection={connection} />}>
      <LiveNotice connection={connection} />
      {active.length === 0 ? <p className={css.quiet}>{t('customers.activeNone')}</p> : null}
      <ul className={css.active} {...hold}>
        {active.map((event) => (
          <li key={event.customerId}>
            <Active event={event} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Active({ event }: { event: Recent }) {
  const { t, f } = useWords()
  const { data } = useQuery({ ...customerQuery(event.customerId), staleTime: 60_000 })
  return (
    <Link to="/customers/$customerId" params={{ customerId: event.customerId }} className={css.person}>
      <b>{data === undefined ? t('customer.id', { id: event.customerId }) : nameOf(t, data)}</b>
      <span>
        {event.name} · <time dateTime={event.receivedAt}>{f.clock(Date.parse(event.receivedAt))}</time>
      </span>
    </Link>
  )
}
