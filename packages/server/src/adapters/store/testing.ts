// Databases for tests: each test file gets a fresh migrated one, cloned from a template, and drops it. Never part of the server.
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { text } from 'node:stream/consumers'
import type { Pool } from 'pg'
import { createLog } from '../../base/log.ts'
import { type Clock, createWorld, type World } from '../../base/world.ts'
import { type Config, readConfig } from '../../config.ts'
import { migrate } from './migrate.ts'
import { createClient, createPool } from './pool.ts'

export type TestDatabase = {
  readonly url: string
  readonly pool: Pool
  /** Closes the pool and removes the database. */
  drop(): Promise<void>
}

/** Where the test run's setup waits for the first test that needs a database (see tests/setup.ts). */
export const BROKER = 'LOTSE_TEST_BROKER'
/** Names an external server on which to run the same tests. */
export const EXTERNAL = 'LOTSE_TEST_DATABASE_URL'

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

/** Makes the migrated template on a server that has none. */
export async function createTemplate(serverUrl: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `lotse_template_${randomBytes(6).toString('hex')}`
  const url = withDatabase(serverUrl, name)
  await administer(serverUrl, `create database ${name}`)
  await migrate(url)
  return { url, drop: () => administer(serverUrl, `drop database if exists ${name} with (force)`) }
}

/**
 * A fresh migrated database on the test run's PostgreSQL.
 *
 * @param max - the most connections of its pool.
 */
export async function testDatabase(max = 10): Promise<TestDatabase> {
  const template = await askTemplate()
  const name = `lotse_test_${randomBytes(6).toString('hex')}`
  await administer(template, `create database ${name} template ${new URL(template).pathname.slice(1)}`)
  const url = withDatabase(template, name)
  const pool = createPool({ url, name: 'lotse test', max })
  const drop = async () => {
    if (!pool.ended) await pool.end()
    await administer(template, `drop database if exists ${name} with (force)`)
  }
  return { url, pool, drop }
}

/**
 * A world on a fresh migrated database, silent, with a secret of its own.
 *
 * @param clock - the machine's by default; tests that ask what time it is hand in their own.
 * @param config - what differs from an empty environment.
 */
export async function testWorld(
  clock?: Clock,
  config: Partial<Config> = {},
): Promise<{ readonly world: World; drop(): Promise<void> }> {
  const { url, pool, drop } = await testDatabase()
  await pool.end()
  const secret = randomBytes(32).toString('base64url')
  const whole: Config = { ...readConfig({ LOTSE_DATA: tmpdir(), PORT: '0' }), databaseUrl: url, secret, ...config }
  const world = createWorld(whole, { name: 'test', log: createLog('silent'), ...(clock ? { clock } : {}) })
  return { world, drop: () => world.pool.end().then(drop) }
}

/** An empty database without our schema, for tests of migrations. */
export async function emptyDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const template = await askTemplate()
  const name = `lotse_test_${randomBytes(6).toString('hex')}`
  await administer(template, `create database ${name} template template0`)
  return {
    url: withDatabase(template, name),
    drop: () => administer(template, `drop database if exists ${name} with (force)`),
  }
}

async function askTemplate(): Promise<string> {
  const broker = process.env[BROKER]
  if (!broker) throw new Error(`${BROKER} is not set: run tests through vitest with the repository's vitest.config.ts`)
  const answer = await text(connect(broker))
  if (!answer.startsWith('postgres')) throw new Error(`no test database: ${answer}`)
  return answer
}

// Never in the template itself: a session there would keep it from being cloned.
async function administer(url: string, sql: string): Promise<void> {
  const client = createClient({ url: withDatabase(url, 'postgres'), name: 'lotse test' })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
