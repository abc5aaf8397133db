// One event with everything that is kept of it, beside the list.
import type { EventDetail, JsonObject } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../app/member.ts'
import { identityWords } from '../customers/name.ts'
import { channelWords } from '../customers/why-sentences.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Json } from '../parts/Json.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Answer } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { eventQuery } from './data.ts'
import css from './events.module.css'

/** The panel. */
export function EventPanel({ id, close }: { id: string; close: () => void }) {
  const { t } = useWords()
  const query = useQuery(eventQuery(id))
  return (
    <Dialog open place="side" wide close={close} title={query.data?.name ?? t('events.what')}>
      <Answer query={query}>{(event) => <Event event={event} />}</Answer>
    </Dialog>
  )
}

function Event({ event }: { event: EventDetail }) {
  const { t } = useWords()
  const may = useMay()
  const parts: readonly (readonly [string, JsonObject])[] = [
    [t('events.panel.properties'), event.properties],
    [t('events.panel.traits'), event.traits],
    [t('events.panel.context'), event.context],
  ]
  const filled = parts.filter(([, value]) => Object.keys(value).length > 0)
  return (
    <div className={css.event}>
      <div className={css.links}>
        {may('customers.read') ? (
          <ButtonLink to="/customers/$customerId" params={{ customerId: event.customerId }}>
            {t('events.panel.customer')}
          </ButtonLink>
        ) : null}
        <ButtonLink to="/events" search={{ name: event.name }}>
          {t('events.panel.same')}
        </ButtonLink>
        <ButtonLink to="/events/schema" search={{ name: event.name }}>
          {t('events.panel.schema')}
        </ButtonLink>
      </div>
      {event.masked ? <Notice kind="plain">{t('events.panel.masked')}</Notice> : null}
      <Head event={event} />
      {filled.length === 0 ? <p className={css.quiet}>{t('events.panel.noProperties')}</p> : null}
      {filled.map(([label, value]) => (
        <section key={label}>
          <h3>{label}</h3>
          <Json value={value} label={label} />
        </section>
      ))}
    </div>
  )
}

function Head({ event }: { event: EventDetail }) {
  const { t, f } = useWords()
  const rows: readonly (readonly [string, string])[] = [
    [t('events.when'), f.instant(Date.parse(event.occurredAt))],
    [t('events.arrived'), f.instant(Date.parse(event.receivedAt))],
    [t('events.panel.kind'), t(`events.kind.${event.kind}`)],
    [t('events.source'), event.source?.name ?? t('events.own')],
    [t('events.channel'), channelWords(t, event.channel)],
    ...event.identifiers.map(({ kind, value }): [string, string] => [identityWords(t, kind), value]),
    [t('events.panel.messageId'), event.messageId],
  ]
  return (
    <dl className={css.head}>
      {rows.map(([name, value]) => (
        <div key={`${name} ${value}`}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
