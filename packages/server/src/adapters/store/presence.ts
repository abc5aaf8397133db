// Who is where in an open map, told from process to process by the database's notifications. Keeps nothing: what nobody hears is gone.
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Db } from './members.ts'
import { createClient } from './pool.ts'

const RETRY_MS = 2000

/** Tells all processes. @param text - at most 8,000 bytes. */
export async function tellPresence(db: Db, text: string): Promise<void> {
  await sql`select pg_notify('lotse_presence', ${text})`.execute(db)
}

/**
 * Hears what any process tells, on a connection of its own that is made anew when it breaks.
 *
 * @returns stops hearing.
 */
export function hearPresence({
  url,
  log,
  hear,
}: {
  readonly url: string
  readonly log: Logger
  readonly hear: (text: string) => void
}): () => void {
  let client: pg.Client | null = null
  let stopped = false
  const once = async (): Promise<void> => {
    const own = createClient({ url, name: 'lotse atlas presence', log })
    client = own
    const ended = new Promise<void>((done) => own.once('end', () => done()))
    try {
      await own.connect()
      own.on('notification', ({ payload }) => (payload === undefined ? undefined : hear(payload)))
      await own.query('listen lotse_presence')
      if (!stopped) await ended
    } catch (error) {
      if (!stopped) log.warn({ err: error }, 'who is in the maps is not heard for a moment')
    } finally {
      await own.end().catch(() => undefined)
    }
  }
  const keep = async (): Promise<void> => {
    while (!stopped) {
      await once()
      if (!stopped) await wait(RETRY_MS, undefined, { ref: false })
    }
  }
  void keep()
  return () => {
    stopped = true
    void client?.end().catch(() => undefined)
  }
}
