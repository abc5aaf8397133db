// For administrators: who works here, and who changed what last.
import { useQuery } from '@tanstack/react-query'
import { operationWords } from '../../audit/operation.ts'
import { Go } from '../../control/Go.tsx'
import { Card } from '../../parts/Card.tsx'
import { Answer } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import css from '../home.module.css'
import { auditQuery, membersQuery } from '../queries.ts'

/** How many members there are. */
export function MemberBlock() {
  const { t, f } = useWords()
  const query = useQuery(membersQuery)
  return (
    <Card
      title={t('home.members.title')}
      side={
        <Go to="/settings/members" className={css.more}>
          {t('home.members.all')}
        </Go>
      }
    >
      <Answer query={query}>
        {({ items, next }) => (
          <p>
            {t('home.members.count', {
              count: items.length,
              formatted: next === null ? f.whole(items.length) : `${f.whole(items.length)}+`,
            })}
          </p>
        )}
      </Answer>
    </Card>
  )
}

/** The newest changes by people and programs. */
export function AuditNews() {
  const { t, f } = useWords()
  const query = useQuery(auditQuery)
  return (
    <Card
      title={t('home.audit.title')}
      side={
        <Go to="/settings/audit" className={css.more}>
          {t('home.all')}
        </Go>
      }
    >
      <Answer query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css.quiet}>{t('home.audit.none')}</p>
          ) : (
            <ul className={css.rows}>
              {items.map(({ id, operation, member, token, doneAt }) => (
                <li key={id} className={css.pair}>
                  <span>
                    {member?.name ?? token?.name ?? t('home.audit.system')}
                    <small>{operationWords(t, operation)}</small>
                  </span>
                  <time className={css.quiet} dateTime={doneAt}>
                    {f.ago(Date.parse(doneAt), Date.now())}
                  </time>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Card>
  )
}
