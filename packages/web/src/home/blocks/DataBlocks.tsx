// For who keeps the data flowing: how much each source sends against before, what was refused, and what changed in the events' form.
import type { Motion } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { comparedText } from '../../control/compare.ts'
import { Go } from '../../control/Go.tsx'
import { motionQuery } from '../../control/motion-query.ts'
import { reasonText } from '../../inputs/reasons.ts'
import { useWorkspace } from '../../live/use.ts'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Answer } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import css from '../home.module.css'
import { eventNamesQuery } from '../queries.ts'

/** The sources; one that has gone silent is marked. */
export function SourceHealth() {
  const { t } = useWords()
  const query = useQuery(motionQuery('day'))
  return (
    <Card
      title={t('home.sources.title')}
      note={t('motion.inSpan.day')}
      side={
        <Go to="/sources" className={css.more}>
          {t('home.all')}
        </Go>
      }
    >
      <Answer query={query}>
        {({ sources, since }) =>
          sources.length === 0 ? (
            <p className={css.quiet}>{t('motion.noSource')}</p>
          ) : (
            <ul className={css.rows}>
              {sources.map((source) => (
                <SourceRow key={source.id} source={source} since={since} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Card>
  )
}

function SourceRow({ source, since }: { source: Motion['sources'][number]; since: string }) {
  const { t, f } = useWords()
  const { id, name, events, revoked } = source
  const silent = events.now === 0 && events.before > 0
  return (
    <li>
      <Go to={`/events?${new URLSearchParams({ source: id, since })}`} className={css.row}>
        <span className={css.rowName}>
          <b>{name}</b>
          {silent ? <StateMark tone="attention">{t('home.sources.silent')}</StateMark> : null}
          {revoked ? <StateMark tone="attention">{t('home.sources.revoked')}</StateMark> : null}
        </span>
        <span className={css.figure}>
          <b>{t('home.sources.line', { count: events.now, events: f.whole(events.now) })}</b>
          <small>{comparedText(t, f, events.now, events.before)}</small>
        </span>
      </Go>
    </li>
  )
}

/** What was refused or set aside and waits for a mend. */
export function Refused() {
  const { t, f } = useWords()
  const { now } = useWorkspace().history
  const stuck = (now?.stuck ?? []).filter(({ kind }) => kind === 'events_refused' || kind === 'input_set_aside')
  return (
    <Card title={t('home.refused.title')}>
      {stuck.length === 0 ? <p className={css.quiet}>{t('home.refused.none')}</p> : null}
      <ul className={css.rows}>
        {stuck.map(({ kind, count, reason }) => (
          <li key={kind}>
            <Go to={`/inputs?show=${kind === 'events_refused' ? 'refused' : 'set-aside'}`} className={css.pair}>
              <span>
                {t(`home.refused.${kind === 'events_refused' ? 'refused' : 'setAside'}`)}
                {reason === null ? null : <small>{t('home.refused.reason', { reason: reasonText(t, reason) })}</small>}
              </span>
              <b className="figures">{f.whole(count)}</b>
            </Go>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const NEWS_MAX = 8

/** Events whose form changed within a week: new, changed or vanished properties. */
export function SchemaNews() {
  const { t, f } = useWords()
  const query = useQuery(eventNamesQuery)
  return (
    <Card title={t('home.schema.title')} note={t('home.schema.note')}>
      <Answer query={query}>
        {({ items }) => {
          const changed = items.filter(({ news }) => news > 0).slice(0, NEWS_MAX)
          return changed.length === 0 ? (
            <p className={css.quiet}>{t('home.schema.none')}</p>
          ) : (
            <ul className={css.rows}>
              {changed.map(({ name, news }) => (
                <li key={name}>
                  <Go to={`/events?${new URLSearchParams({ name })}`} className={css.pair}>
                    <span>{name}</span>
                    <span className={css.quiet}>
                      {t('home.schema.news', { count: news, formatted: f.whole(news) })}
                    </span>
                  </Go>
                </li>
              ))}
            </ul>
          )
        }}
      </Answer>
    </Card>
  )
}
