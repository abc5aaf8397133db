// Whether a screen is live: a small mark beside its heading, and a plain notice while the connection is interrupted.
import type { Connection } from '../live/use.ts'
import { useWords } from '../words/use.ts'
import css from './connection.module.css'
import { Notice } from './Notice.tsx'

const words = { connecting: 'parts.live.connecting', open: 'parts.live.open', waiting: 'parts.live.waiting' } as const

/** The mark. */
export function LiveMark({ connection }: { connection: Connection }) {
  const { t } = useWords()
  return (
    <span className={css.mark} data-state={connection.state} role="status">
      <span className={css.dot} aria-hidden />
      {t(words[connection.state])}
    </span>
  )
}

/** What an interruption means; nothing while all is well. */
export function LiveNotice({ connection }: { connection: Connection }) {
  const { t, f } = useWords()
  if (connection.since === null) return null
  return <Notice kind="attention">{t('parts.live.waitingText', { time: f.clock(connection.since) })}</Notice>
}
