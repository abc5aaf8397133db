// The columns of a list of events.
import type { Action, EventItem } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { channelWords } from '../customers/why-sentences.ts'
import type { ListColumn } from '../list/shape.ts'
import { StateMark } from '../parts/Mark.tsx'
import { Since } from '../parts/Since.tsx'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import css from './events.module.css'

/** The columns; the customer leads to their page for who may go there. */
export function eventColumns(t: Translate, f: Format, may: (action: Action) => boolean): ListColumn<EventItem>[] {
  return [
    { id: 'what', label: t('events.what'), cell: (event) => <What t={t} event={event} />, width: 190, grow: 1 },
    {
      id: 'who',
      label: t('events.who'),
      cell: (event) => <Who event={event} link={may('customers.read')} t={t} />,
      width: 170,
    },
    { id: 'facts', label: t('events.facts'), cell: ({ facts }) => <FactsOf facts={facts} />, width: 220, grow: 2.4 },
    {
      id: 'source',
      label: t('events.source'),
      cell: ({ source }) => source?.name ?? t('events.own'),
      width: 120,
      grow: 0.6,
    },
    { id: 'channel', label: t('events.channel'), cell: ({ channel }) => channelWords(t, channel), width: 90, grow: 0 },
    {
      id: 'arrived',
      label: t('events.arrived'),
      cell: ({ receivedAt }) => <Since at={receivedAt} />,
      width: 130,
      grow: 0,
    },
    {
      id: 'when',
      label: t('events.when'),
      cell: ({ occurredAt }) => <time dateTime={occurredAt}>{f.instant(Date.parse(occurredAt))}</time>,
      width: 170,
      grow: 0,
      extra: true,
    },
  ]
}

function What({ t, event }: { t: Translate; event: EventItem }) {
  return (
    <span className={css.what}>
      <bdi>{event.name}</bdi>
      {event.history ? <StateMark tone="plain">{t('events.history')}</StateMark> : null}
      {event.clockCorrected ? <StateMark tone="attention">{t('events.corrected')}</StateMark> : null}
    </span>
  )
}

function Who({ event, link, t }: { event: EventItem; link: boolean; t: Translate }) {
  const { customerId } = event
  const text = <bdi>{whoOf(t, event)}</bdi>
  return link ? (
    <Link to="/customers/$customerId" params={{ customerId }}>
      {text}
    </Link>
  ) : (
    text
  )
}

/** Whom an event is about, as people know them. */
export const whoOf = (t: Translate, { customerName, who, customerId }: EventItem): string =>
  customerName ?? who?.value ?? t('customer.id', { id: customerId })

/** The first properties in one line. */
function FactsOf({ facts }: { facts: EventItem['facts'] }) {
  return (
    <span className={css.facts}>
      {facts.map(({ name, value }) => (
        <span key={name} className={css.fact}>
          <span className={css.factName}>{name}</span> <bdi>{value}</bdi>
        </span>
      ))}
    </span>
  )
}
