// Whether the installation is well, in words, with what to do where it is not; and what the figures for monitoring mean.
import type { Finding, Health as HealthAnswer } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page } from '../../parts/Page.tsx'
import { Since } from '../../parts/Since.tsx'
import { Answer } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { healthQuery } from '../data.ts'
import { Backups } from './Backups.tsx'
import css from './health.module.css'

const tones = { well: 'proof', look: 'attention', wrong: 'harm' } as const
/** What needs somebody comes first. */
const urgency = { wrong: 0, look: 1, well: 2 } as const
/** Those that an operator should watch; `/metrics` holds some more. */
const metrics = [
  'lotse_events_accepted_total',
  'lotse_events_refused_total',
  'lotse_accept_seconds',
  'lotse_engine_lag_seconds',
  'lotse_engine_set_aside_total',
  'lotse_messages_total',
  'lotse_send_seconds',
  'lotse_http_seconds',
  'lotse_database_connections',
] as const

/** The page. */
export function Health() {
  const { t } = useWords()
  const query = useQuery(healthQuery)
  const again = (
    <Button busy={query.isFetching} onClick={() => void query.refetch()}>
      {t('health.again')}
    </Button>
  )
  return (
    <Page title={t('health.title')} actions={again}>
      <div className={css.column}>
        <p className={css.lead}>{t('health.lead')}</p>
        <Answer query={query}>{(health) => <Findings health={health} />}</Answer>
        <Backups />
        <Metrics />
      </div>
    </Page>
  )
}

function Findings({ health }: { health: HealthAnswer }) {
  const { t } = useWords()
  const findings = health.findings.toSorted((a, b) => urgency[a.state] - urgency[b.state])
  return (
    <>
      <Notice kind={tones[health.state]} title={t(`health.whole.${health.state}`)}>
        <span className={css.looked}>
          {t('health.looked')} <Since at={health.lookedAt} />
        </span>
      </Notice>
      <ul className={css.findings}>
        {findings.map((finding) => (
          <li key={finding.finding}>
            <span className={css.mark}>
              <StateMark tone={tones[finding.state]}>{t(`health.state.${finding.state}`)}</StateMark>
            </span>
            <strong>{t(`health.topic.${finding.topic}`)}</strong>
            <Sentence finding={finding} />
          </li>
        ))}
      </ul>
    </>
  )
}

const GB = 1024 ** 3

function Sentence({ finding: { finding, figures } }: { finding: Finding }) {
  const { t, f } = useWords()
  const told = Object.entries(figures).map(([name, figure]) => {
    if (typeof figure === 'string') return [name, figure]
    return [name, name === 'bytes' ? `${f.number(figure / GB)} GB` : f.number(figure)]
  })
  return <p className={css.sentence}>{t(`health.found.${finding}`, Object.fromEntries(told))}</p>
}

function Metrics() {
  const { t } = useWords()
  return (
    <Card title={t('health.metrics.title')} note={t('health.metrics.lead')}>
      <dl className={css.metrics}>
        {metrics.map((metric) => (
          <div key={metric}>
            <dt>
              <code>{metric}</code>
            </dt>
            <dd>{t(`health.metrics.${metric}`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
