// Connections to PostgreSQL. Says how values are read (bigint as number) and that a broken idle connection is no crash; runs no SQL of its own.
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Schema } from './schema.ts'

/** PostgreSQL's type numbers of bigint and bigint[]. */
const INT8 = 20
const INT8_ARRAY = 1016

const CONNECT_TIMEOUT_MS = 15_000
const IDLE_TIMEOUT_MS = 60_000

/** Reads bigint as number. Every bigint of ours (ids, counts, milliseconds) stays below 2^53; one that does not is a bug. */
function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`bigint ${text} is not a safe integer`)
  return value
}

function parseInt8Array(text: string): (number | null)[] {
  if (text === '{}') return []
  return text
    .slice(1, -1)
    .split(',')
    .map((item) => (item === 'NULL' ? null : parseInt8(item)))
}

/** Type parsers for pools and single clients alike. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return parseInt8
    if (oid === INT8_ARRAY) return parseInt8Array
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
  },
}

export type PoolOptions = {
  readonly url: string
  /** Shown in pg_stat_activity: `lotse api`, `lotse engine`, … */
  readonly name: string
  /** The most connections at a time. */
  readonly max?: number
  readonly log?: Logger
}

/**
 * A pool whose idle connections may break (the database restarts) without harm: they are logged and replaced.
 * bigint and bigint[] are read as numbers.
 */
export function createPool({ url, name, max = 10, log }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    types,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    keepAlive: true,
  })
  // Without these handlers Node ends the process when an idle or lent connection breaks.
  pool.on('error', (error) => {
    if (!pool.ending) log?.warn({ code: codeOf(error) }, 'an idle database connection broke')
  })
  pool.on('connect', (client) => {
    client.on('error', (error) => log?.debug({ code: codeOf(error) }, 'a database connection broke'))
  })
  return pool
}

/**
 * One connection of its own, for LISTEN, advisory locks and long transactions. Not yet connected.
 * The caller handles its `error` event's consequences; it never crashes the process.
 */
export function createClient({ url, name, log }: PoolOptions): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    types,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  client.on('error', (error) => log?.debug({ code: codeOf(error) }, 'a database connection broke'))
  return client
}

/** Typed queries over a pool. */
export function createDb(pool: pg.Pool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

/** PostgreSQL's five-letter code, or Node's (`ECONNREFUSED`), or `unknown`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}
