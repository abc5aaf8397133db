// Customers who are in something now: trouble, renewals, companies, and those a flow handed over to people. Live, newest first.
import type { EventItem } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { customerQuery } from '../../app/data.ts'
import { Go } from '../../control/Go.tsx'
import { nameOf } from '../../customers/name.ts'
import { whoOf } from '../../events/event-columns.tsx'
import { useHeld } from '../../live/held.ts'
import { useWorkspace } from '../../live/use.ts'
import { Card } from '../../parts/Card.tsx'
import { Answer } from '../../parts/states.tsx'
import type { Format } from '../../words/format-in.ts'
import { useWords } from '../../words/use.ts'
import { type About, type Case, casesOf } from '../about.ts'
import css from '../home.module.css'
import { withMoney } from '../money.ts'
import { aboutQuery } from '../queries.ts'

const ROWS_MAX = 8
const WEEK_MS = 7 * 86_400_000
const FACTS_MAX = 3

/** Customers for whom something goes wrong: payment errors, complaints, cries for help. */
export function Trouble() {
  return <CasesOf about="trouble" />
}

/** Contracts and memberships that end or were renewed. */
export function Renewals() {
  return <CasesOf about="renewal" spanMs={WEEK_MS} />
}

/** People who came to a company. */
export function Accounts() {
  return <CasesOf about="account" spanMs={WEEK_MS} />
}

function CasesOf({ about, spanMs }: { about: About; spanMs?: number }) {
  const { t } = useWords()
  const query = useQuery(aboutQuery(about, spanMs))
  return (
    <Card title={t(`home.${about}.title`)} note={t(spanMs === WEEK_MS ? 'motion.inSpan.week' : 'motion.inSpan.day')}>
      <Answer query={query}>
        {({ names, events }) => {
          const cases = casesOf(events, ROWS_MAX)
          if (names.length === 0) return <p className={css.quiet}>{t(`home.${about}.unknown`)}</p>
          return cases.length === 0 ? <p className={css.quiet}>{t(`home.${about}.none`)}</p> : <Cases cases={cases} />
        }}
      </Answer>
    </Card>
  )
}

function Cases({ cases }: { cases: readonly Case<EventItem>[] }) {
  const { t, f } = useWords()
  const { shown, hold } = useHeld(cases)
  return (
    <ul className={css.rows} {...hold}>
      {shown.map(({ newest, count }) => (
        <li key={newest.customerId}>
          <Go to={`/customers/${newest.customerId}`} className={css.row}>
            <span className={css.rowName}>
              <b>
                <bdi>{whoOf(t, newest)}</bdi>
              </b>
              {count > 1 ? <span className={css.tag}>{t('home.times', { formatted: f.whole(count) })}</span> : null}
            </span>
            <span className={css.rowText}>{[newest.name, ...factsOf(f, newest)].join(' · ')}</span>
            <time className={css.quiet} dateTime={newest.occurredAt}>
              {f.ago(Date.parse(newest.occurredAt), Date.now())}
            </time>
          </Go>
        </li>
      ))}
    </ul>
  )
}

/** Numbers of orders and visits tell people nothing at a glance. */
const NUMBER = /(^|[_\s])(id|key|token)$|Id$|session/

const factsOf = (f: Format, { facts }: EventItem): string[] =>
  withMoney(
    f,
    facts.filter(({ name }) => !NUMBER.test(name)),
  )
    .slice(0, FACTS_MAX)
    .map(({ name, value }) => `${name}: ${value}`)

/** What a customer is called; their number until that is known. */
function CustomerName({ id }: { id: string }) {
  const { t } = useWords()
  const { data } = useQuery(customerQuery(id))
  return <bdi>{data === undefined ? t('customer.id', { id }) : nameOf(t, data)}</bdi>
}

/** Customers whom a flow has just handed over to another system or a person. */
export function Handovers() {
  const { t, f } = useWords()
  const { now } = useWorkspace().history
  const given = (now?.decisions ?? []).filter(({ outcome, channel }) => outcome === 'sent' && channel === 'webhook')
  const { shown, hold } = useHeld(given.slice(0, ROWS_MAX))
  return (
    <Card title={t('home.handovers.title')} note={t('home.handovers.note')}>
      {shown.length === 0 ? <p className={css.quiet}>{t('home.handovers.none')}</p> : null}
      <ul className={css.rows} {...hold}>
        {shown.map(({ id, customerId, flowId, step, at }) => {
          const flow = now?.flows.find((one) => one.id === flowId)
          return (
            <li key={id}>
              <Go to={customerId === null ? null : `/customers/${customerId}`} className={css.row}>
                <span className={css.rowName}>
                  <b>{customerId === null ? t('parts.none') : <CustomerName id={customerId} />}</b>
                </span>
                <span className={css.rowText}>
                  {[flow?.name, flow?.steps.find((one) => one.step === step)?.name ?? step].filter(Boolean).join(' · ')}
                </span>
                <time className={css.quiet} dateTime={at}>
                  {f.ago(Date.parse(at), Date.now())}
                </time>
              </Go>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
