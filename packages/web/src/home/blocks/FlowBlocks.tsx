// The reader's flows with their numbers, those of their own units first; and what was held back, by reason.
import { useQuery } from '@tanstack/react-query'
import { flowsQuery } from '../../app/data.ts'
import { useMe } from '../../app/member.ts'
import { comparedText } from '../../control/compare.ts'
import { Go } from '../../control/Go.tsx'
import { motionQuery } from '../../control/motion-query.ts'
import { heldWords } from '../../customers/why-sentences.ts'
import { FlowStatusMark } from '../../flows/FlowStatusMark.tsx'
import { Card } from '../../parts/Card.tsx'
import { Answer } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import css from '../home.module.css'
import { mineFirst } from '../mine.ts'

/** Flows that run, the reader's own first. */
export function MyFlows() {
  const { t, f } = useWords()
  const { units } = useMe()
  const query = useQuery(motionQuery('day'))
  const { data } = useQuery(flowsQuery)
  const owners = new Map((data?.items ?? []).map(({ id, ownerId }) => [id, ownerId]))
  return (
    <Card
      title={t('home.flows.title')}
      note={t('motion.inSpan.day')}
      side={
        <Go to="/flows" className={css.more}>
          {t('home.all')}
        </Go>
      }
    >
      <Answer query={query}>
        {({ flows }) =>
          flows.length === 0 ? (
            <p className={css.quiet}>{t('home.flows.none')}</p>
          ) : (
            <ul className={css.rows}>
              {mineFirst(flows, owners, units).map(({ id, name, status, active, entered, goals, mine }) => (
                <li key={id}>
                  <Go to={`/flows/${id}`} className={css.row}>
                    <span className={css.rowName}>
                      <b>{name}</b> {status === 'published' ? null : <FlowStatusMark status={status} />}
                      {mine ? <span className={css.tag}>{t('home.flows.mine')}</span> : null}
                    </span>
                    <span className={css.rowText}>
                      {t('home.flows.line', {
                        active: f.whole(active),
                        goals: f.whole(goals.now),
                      })}
                    </span>
                    <span className={css.figure}>
                      <b>{t('home.flows.entered', { formatted: f.whole(entered.now) })}</b>
                      <small>{comparedText(t, f, entered.now, entered.before)}</small>
                    </span>
                  </Go>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Card>
  )
}

/** What was not sent in the last day and why. */
export function HeldBack() {
  const { t, f } = useWords()
  const query = useQuery(motionQuery('day'))
  return (
    <Card title={t('home.held.title')} note={t('motion.inSpan.day')}>
      <Answer query={query}>
        {({ heldReasons }) =>
          heldReasons.length === 0 ? (
            <p className={css.quiet}>{t('home.held.none')}</p>
          ) : (
            <ul className={css.rows}>
              {heldReasons.map(({ reason, count }) => (
                <li key={reason}>
                  <Go to="/messages?state=suppressed" className={css.pair}>
                    <span>{heldWords(t, reason)}</span>
                    <b className="figures">{f.whole(count)}</b>
                  </Go>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Card>
  )
}
