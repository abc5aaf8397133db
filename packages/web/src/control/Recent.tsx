// The newest events with their customers. Rows fade in; nothing scrolls by itself.
import type { LiveSnapshot } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { useHeld } from '../live/held.ts'
import { Card } from '../parts/Card.tsx'
import { useWords } from '../words/use.ts'
import css from './control.module.css'

const ROWS_MAX = 8

/** The card. */
export function Recent({ events }: { events: LiveSnapshot['recent'] }) {
  const { t, f } = useWords()
  const { shown, hold } = useHeld(events)
  return (
    <Card title={t('control.recent.title')}>
      {shown.length === 0 ? <p className={css.quiet}>{t('control.recent.none')}</p> : null}
      <ul className={css.recent} {...hold}>
        {shown.slice(0, ROWS_MAX).map((event) => (
          <li key={`${event.receivedAt} ${event.customerId} ${event.name}`}>
            <Link to="/customers/$customerId" params={{ customerId: event.customerId }} className={css.event}>
              <time dateTime={event.receivedAt}>{f.clock(Date.parse(event.receivedAt))}</time>
              <b>{event.name}</b>
              <span>{t('customer.id', { id: event.customerId })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
