// Which PostgreSQL the process works with: the one named by DATABASE_URL, else its own. Hands back an address that answers.
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { backoffMs } from '../../base/backoff.ts'
import type { Config } from '../../config.ts'
import { runningUrl, startEmbedded } from './embedded/supervisor.ts'
import { isPassing } from './passing.ts'
import { codeOf, createClient } from './pool.ts'

export type Database = {
  readonly url: string
  stop(deadlineMs: number): Promise<void>
}

const REACH_TIMEOUT_MS = 60_000
const RETRY_MS_FIRST = 100
const RETRY_MS_MAX = 3000

/**
 * Opens the server's database: reaches the external one, waiting up to a minute for it, or starts the built-in one.
 *
 * @throws FolderInUse when another server runs on the same data folder (built-in database only).
 */
export async function openDatabase(config: Config, log: Logger): Promise<Database> {
  if (config.databaseUrl === null) return startEmbedded(config.dataFolder, log)
  await untilReachable(config.databaseUrl, log)
  return { url: config.databaseUrl, stop: async () => {} }
}

/** The same for a command beside the server: where the server runs, its database is used and left running. */
export async function borrowDatabase(config: Config, log: Logger): Promise<Database> {
  const url = config.databaseUrl === null ? runningUrl(config.dataFolder) : null
  return url === null ? openDatabase(config, log) : { url, stop: async () => {} }
}

async function untilReachable(url: string, log: Logger): Promise<void> {
  const deadline = Date.now() + REACH_TIMEOUT_MS
  for (let failures = 1; ; failures++) {
    try {
      return await reach(url)
    } catch (error) {
      const code = codeOf(error)
      // A server that starts or is not there yet comes; a wrong password or name will not cure itself.
      if (!isPassing(error) || Date.now() > deadline)
        throw new Error(`the database of DATABASE_URL cannot be reached (${code})`, { cause: error })
      log.warn({ code, failures }, 'waiting for the database')
      await wait(backoffMs(failures, RETRY_MS_FIRST, RETRY_MS_MAX))
    }
  }
}

async function reach(url: string): Promise<void> {
  const client = createClient({ url, name: 'lotse start' })
  try {
    await client.connect()
    await client.query('select 1')
  } finally {
    await client.end().catch(() => {})
  }
}
