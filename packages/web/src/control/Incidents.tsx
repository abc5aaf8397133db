// Trouble of the whole in plain words: what it means for people, that nothing is lost, and what to do. Nothing where all is well.
import type { Incident, LiveSnapshot } from '@lotse/protocol'
import { useEffect, useState } from 'react'
import { useMay } from '../app/member.ts'
import type { Connection } from '../live/use.ts'
import { Notice } from '../parts/Notice.tsx'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './control.module.css'
import { Go } from './Go.tsx'

/** The server sends figures every second; without them for so long, while it can be reached, its database is in trouble. */
const STALE_MS = 12_000
const LOOK_MS = 2000

/** The banners. */
export function Incidents({ now, connection }: { now: LiveSnapshot; connection: Connection }) {
  const may = useMay()
  const staleSince = useStale(now, connection)
  // Who cannot do anything about backups is not frightened by them.
  const shown = now.incidents.filter(({ kind }) => kind !== 'backup_failed' || may('workspace.manage'))
  if (staleSince === null && shown.length === 0) return null
  return (
    <div className={css.incidents}>
      {staleSince === null ? shown.map((one) => <Banner key={one.kind} incident={one} />) : <Stale at={staleSince} />}
    </div>
  )
}

function Banner({ incident: { kind, since, count, reason } }: { incident: Incident }) {
  const { t, f } = useWords()
  const may = useMay()
  const mail = kind === 'mail_failing' || kind === 'mail_missing'
  const title = t(`motion.incident.${kind}`, { count, formatted: f.whole(count) })
  const when = since === null ? null : t('motion.incident.since', { time: f.minute(Date.parse(since)) })
  const said = saidOf(t, kind, reason)
  return (
    <Notice
      kind={kind === 'engine_stopped' ? 'harm' : 'attention'}
      title={when === null ? title : `${title}, ${when}`}
      action={
        kind === 'backup_failed' ? (
          <Go to="/settings/health" className={css.more}>
            {t('motion.incident.toBackups')}
          </Go>
        ) : mail && may('messages.read') ? (
          <Go to="/messages" className={css.more}>
            {t('motion.incident.outbox')}
          </Go>
        ) : undefined
      }
    >
      <p>{[t(`motion.incident.${kind}Text`), said].filter((text) => text !== null).join(' ')}</p>
    </Notice>
  )
}

/** Why, where it is known: in the other side's words, or in ours. */
function saidOf(t: Translate, kind: Incident['kind'], reason: string | null): string | null {
  if (reason === null) return null
  if (kind === 'mail_failing') return t('motion.incident.mail_failingSaid', { reason })
  const cause = causes.find((one) => one === reason)
  return kind === 'backup_failed' && cause !== undefined ? t(`backups.cause.${cause}`) : null
}

const causes = ['room', 'folder', 'interrupted', 'passphrase'] as const

function Stale({ at }: { at: number }) {
  const { t, f } = useWords()
  return (
    <Notice kind="harm" title={t('motion.incident.database', { time: f.clock(at) })}>
      <p>{t('motion.incident.databaseText')}</p>
    </Notice>
  )
}

/** Since when figures are missing although the connection stands; null while they come. */
function useStale(now: LiveSnapshot, { state }: Connection): number | null {
  const [since, setSince] = useState<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every snapshot begins the wait anew.
  useEffect(() => {
    setSince(null)
    const came = Date.now()
    const timer = setInterval(() => setSince(Date.now() - came > STALE_MS && state === 'open' ? came : null), LOOK_MS)
    return () => clearInterval(timer)
  }, [now, state])
  return since
}
