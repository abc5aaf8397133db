// What every use case is handed: configuration, log, clock, database. Built once per thread, never reached for globally.
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { createDb, createPool } from '../adapters/store/pool.ts'
import type { Schema } from '../adapters/store/schema.ts'
import type { Config } from '../config.ts'
import { createLog } from './log.ts'
import { watchPool } from './metrics.ts'
import { createSecrets, type Secrets } from './secrets.ts'

/** The one clock. Tests hand in their own. */
export type Clock = { now(): number }

export type World = {
  readonly config: Config
  readonly log: Logger
  readonly clock: Clock
  readonly pool: Pool
  readonly db: Kysely<Schema>
  readonly secrets: Secrets
}

/** The machine's clock. */
export const machineClock: Clock = { now: () => Date.now() }

export type WorldOptions = {
  /** Which part of the server this is: `api`, `engine`, `dispatch`, …; shown in the log and in the database's list of sessions. */
  readonly name: string
  /** The most database connections of the shared pool. */
  readonly connections?: number
  readonly clock?: Clock
  readonly log?: Logger
}

/**
 * Builds a world. Its database must be there and migrated.
 *
 * @param config - with `databaseUrl` and `secret` filled in.
 */
export function createWorld(config: Config, options: WorldOptions): World {
  const { databaseUrl, secret } = config
  if (databaseUrl === null || secret === null) throw new Error('a world needs a database and a secret')
  const log = (options.log ?? createLog(config.logLevel)).child({ part: options.name })
  const pool = createPool({ url: databaseUrl, name: `lotse ${options.name}`, max: options.connections ?? 10, log })
  watchPool(options.name, pool)
  const clock = options.clock ?? machineClock
  return { config, log, clock, pool, db: createDb(pool), secrets: createSecrets(secret) }
}
