// Insights that need somebody: those laid before the reader, and those that nobody sees to yet. Gone once there are none of the first.

import { IconArrowBigUpLine } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { nameIn } from '../../canvas/texts.ts'
import { laidQuery, unaddressedQuery } from '../../insights/work/needs.ts'
import { stateTones } from '../../insights/work/tones.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Since } from '../../parts/Since.tsx'
import { useWords } from '../../words/use.ts'
import css from '../home.module.css'

/** What was laid before the reader; nothing while nothing is. */
export function LaidBeforeMe() {
  const { t, f } = useWords()
  const { data } = useQuery(laidQuery)
  if (data === undefined || data.total === 0) return null
  return (
    <Card title={t('insightDeciding.laid')} note={f.whole(data.total)} flush>
      <ul className={css.calls}>
        {data.items.map((insight) => (
          <li key={insight.id} className={css.call}>
            <IconArrowBigUpLine size={18} stroke={1.7} aria-hidden />
            <div>
              <p className={css.said}>
                <bdi>{nameIn(insight, f.language) || t('library.unnamed')}</bdi>{' '}
                <StateMark tone={stateTones[insight.work.status]}>
                  {t(`insightWork.state.${insight.work.status}`)}
                </StateMark>
              </p>
              {insight.work.escalation === null ? null : (
                <p className={css.quiet}>
                  <bdi>{insight.work.escalation.reason}</bdi>
                  {' · '}
                  <bdi>{insight.work.escalation.by ?? t('talk.program')}</bdi>
                  {' · '}
                  <Since at={insight.work.escalation.at} />
                </p>
              )}
            </div>
            <div className={css.callActs}>
              <ButtonLink to="/insights/$insightId" params={{ insightId: insight.id }}>
                {t('insightDeciding.open')}
              </ButtonLink>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** How many nobody sees to, with the list in which all of them are named at once. */
export function Unaddressed() {
  const { t, f } = useWords()
  const { data } = useQuery(unaddressedQuery)
  if (data === undefined) return null
  return (
    <Card title={t('insightDeciding.unaddressed')} note={f.whole(data)}>
      <div className="stack">
        <p>
          {data === 0
            ? t('insightDeciding.allAddressed')
            : t('insightDeciding.unaddressedText', { count: data, formatted: f.whole(data) })}
        </p>
        {data === 0 ? null : (
          <div>
            <ButtonLink to="/insights" search={{ addressee: 'none', status: 'open' }}>
              {t('insightDeciding.toUnaddressed')}
            </ButtonLink>
          </div>
        )}
      </div>
    </Card>
  )
}
