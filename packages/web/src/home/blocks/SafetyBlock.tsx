// For administrators: whether the installation is safe and well, line by line, each with the page that solves it.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { Go } from '../../control/Go.tsx'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Failure, Loading } from '../../parts/states.tsx'
import { healthQuery } from '../../settings/data.ts'
import { backupsQuery } from '../../settings/health/backups-query.ts'
import type { Format } from '../../words/format-in.ts'
import type { Translate } from '../../words/index.ts'
import { useWords } from '../../words/use.ts'
import css from '../home.module.css'
import { membersQuery } from '../queries.ts'
import { type SafetyLine, safetyOf } from '../safety.ts'

const TOKENS_MAX = 200
const NAMES_SHOWN = 2

const tokensQuery = queryOptions({
  queryKey: ['tokens', 'start'],
  queryFn: ({ signal }) => call('listTokens', { query: { limit: TOKENS_MAX } }, signal),
})

const tones = { well: 'proof', look: 'attention', wrong: 'harm' } as const

/** The card. */
export function SafetyBlock() {
  const { t } = useWords()
  const [health, backups] = [useQuery(healthQuery), useQuery(backupsQuery)]
  const [members, tokens] = [useQuery(membersQuery), useQuery(tokensQuery)]
  const failed = [health, backups, members, tokens].find(({ isError, data }) => isError && data === undefined)
  return (
    <Card title={t('home.safety.title')}>
      {failed ? <Failure failure={failed.error} retry={() => void failed.refetch()} /> : null}
      {health.data && backups.data && members.data && tokens.data ? (
        <Lines
          lines={safetyOf({
            findings: health.data.findings,
            backups: backups.data,
            members: members.data.items,
            more: members.data.next !== null,
            tokens: tokens.data.items,
            now: Date.now(),
          })}
        />
      ) : failed ? null : (
        <Loading />
      )}
    </Card>
  )
}

function Lines({ lines }: { lines: readonly SafetyLine[] }) {
  const { t, f } = useWords()
  return (
    <ul className={css.rows}>
      {lines.map((line) => (
        <li key={line.about}>
          <Go to={line.to} className={css.pair}>
            <span>
              {t(`home.safety.${line.about}.name`)}
              <small>{sentenceOf(t, f, line)}</small>
            </span>
            <StateMark tone={tones[line.state]}>{t(`health.state.${line.state}`)}</StateMark>
          </Go>
        </li>
      ))}
    </ul>
  )
}

/** The line in words. */
function sentenceOf(t: Translate, f: Format, line: SafetyLine): string {
  switch (line.about) {
    case 'health':
    case 'channels': {
      const topics = f.all(line.topics.map((topic) => t(`health.topic.${topic}`)))
      return topics === '' ? t(`home.safety.${line.about}.well`) : topics
    }
    case 'backups': {
      const last = line.lastAt === null ? null : f.ago(line.lastAt, Date.now())
      if (line.failed) return t('home.safety.backups.failed', { last: last ?? t('backups.never') })
      return last === null ? t('home.safety.backups.none') : t('home.safety.backups.last', { last })
    }
    case 'factors': {
      const figures = {
        count: line.without,
        formatted: f.whole(line.without),
        all: f.whole(line.all) + (line.more ? '+' : ''),
      }
      return line.without === 0 ? t('home.safety.factors.well') : t('home.safety.factors.without', figures)
    }
    case 'tokens': {
      if (line.endsAt === null) return t('home.safety.tokens.well')
      const more = line.names.length - NAMES_SHOWN
      const names = [...line.names.slice(0, NAMES_SHOWN), ...(more > 0 ? [`+${f.whole(more)}`] : [])]
      const figures = { count: line.names.length, names: f.all(names), time: f.ago(line.endsAt, Date.now()) }
      return t('home.safety.tokens.end', figures)
    }
  }
}
