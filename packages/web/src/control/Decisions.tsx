// What is decided at this moment and why, or what happens: two feeds in one place. Rows fade in; nothing moves under pointer or focus.
import type { LiveDecision, LiveFlow, LiveSnapshot } from '@lotse/protocol'
import { useState } from 'react'
import { endWords, heldWords, reasonWords } from '../customers/why-sentences.ts'
import { useHeld } from '../live/held.ts'
import { Card } from '../parts/Card.tsx'
import { Choices } from '../parts/Choices.tsx'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './control.module.css'
import { Go } from './Go.tsx'

const ROWS_MAX = 8
const feeds = ['decisions', 'events'] as const

/** The card. */
export function Decisions({ now }: { now: LiveSnapshot }) {
  const { t } = useWords()
  const [feed, choose] = useState<(typeof feeds)[number]>(now.decisions.length === 0 ? 'events' : 'decisions')
  const { shown, hold } = useHeld(now)
  const choices = [
    { value: 'decisions', label: t('motion.feed.title') },
    { value: 'events', label: t('motion.feed.events') },
  ] as const
  return (
    <Card
      title={t(feed === 'decisions' ? 'motion.feed.title' : 'motion.feed.events')}
      note={feed === 'decisions' ? <span title={t('motion.feed.sample')}>{t('motion.feed.note')}</span> : undefined}
      side={<Choices label={t('motion.feed.choice')} choices={choices} chosen={feed} choose={choose} />}
    >
      <div {...hold}>{feed === 'decisions' ? <DecisionRows now={shown} /> : <EventRows now={shown} />}</div>
    </Card>
  )
}

function DecisionRows({ now }: { now: LiveSnapshot }) {
  const { t, f } = useWords()
  if (now.decisions.length === 0) return <p className={css.quiet}>{t('motion.feed.none')}</p>
  return (
    <ul className={css.feed}>
      {now.decisions.slice(0, ROWS_MAX).map((decision) => {
        const flow = now.flows.find(({ id }) => id === decision.flowId)
        return (
          <li key={decision.id}>
            <Go to={behind(decision)} className={css.decision}>
              <time dateTime={decision.at}>{f.clock(Date.parse(decision.at))}</time>
              <b>{flow?.name ?? t('motion.feed.unknownFlow', { id: decision.flowId })}</b>
              <span className={css.outcome} data-outcome={decision.outcome}>
                {t(`motion.outcome.${decision.outcome}`)}
              </span>
              <span className={css.reason}>{reasonOf(t, f, decision, flow)}</span>
            </Go>
          </li>
        )
      })}
    </ul>
  )
}

/** The customer with the reasons of this flow laid open. */
const behind = ({ customerId, flowId }: LiveDecision): string | null =>
  customerId === null ? null : `/customers/${customerId}?${new URLSearchParams({ why: flowId })}`

/** Why, in a few words; empty where the outcome says it all. */
export function reasonOf(t: Translate, f: Format, decision: LiveDecision, flow: LiveFlow | undefined): string {
  const { outcome, reason, step, until } = decision
  const at = flow?.steps.find((one) => one.step === step)?.name ?? step ?? ''
  if (outcome === 'not_entered') return reasonWords(t, reason ?? '')
  if (outcome === 'held') return heldWords(t, reason ?? '')
  if (outcome === 'ended') return endWords(t, reason ?? '')
  if (outcome === 'waiting' && until !== null)
    return t('motion.untilAt', { step: at, time: f.minute(Date.parse(until)) })
  if (outcome === 'waiting' || outcome === 'sent') return t('motion.until', { step: at })
  return reason ?? ''
}

function EventRows({ now }: { now: LiveSnapshot }) {
  const { t, f } = useWords()
  if (now.recent.length === 0) return <p className={css.quiet}>{t('control.recent.none')}</p>
  return (
    <ul className={css.feed}>
      {now.recent.slice(0, ROWS_MAX).map(({ id, customerId, name, receivedAt }) => (
        <li key={id}>
          <Go to={customerId === null ? null : `/customers/${customerId}`} className={css.event}>
            <time dateTime={receivedAt}>{f.clock(Date.parse(receivedAt))}</time>
            <b>{name}</b>
            {customerId === null ? null : <span>{t('customer.id', { id: customerId })}</span>}
          </Go>
        </li>
      ))}
    </ul>
  )
}
