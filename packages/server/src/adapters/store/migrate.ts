// Brings a database's schema up to date with numbered SQL files, each once, in order. Never changes or skips an applied one.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { createClient } from './pool.ts'

/** One numbered SQL file. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }

/** The database and the migration files do not fit together, or the server is too old. */
export class MigrationFault extends Error {
  override readonly name = 'MigrationFault'
}

const FOLDER = fileURLToPath(new URL('../../../migrations/', import.meta.url))
const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/
/** Any fixed number: all servers of one database wait for each other on it. */
const LOCK = 5_872_013_491
const VERSION_MIN = 150_000

/** The table of applied migrations; it stands before the first of them. */
export const LEDGER = `create table if not exists migration (
  name text primary key,
  checksum text not null,
  applied_at bigint not null
)`

/**
 * The migrations of a folder in order.
 *
 * @param folder - the project's own by default.
 * @throws MigrationFault when a file's name is not `NNNN_words.sql` or a number stands twice.
 */
export async function readMigrations(folder: string = FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const numbers = names.map((name) => name.slice(0, 4))
  const strange = names.find((name) => !FILE_NAME.test(name))
  if (strange) throw new MigrationFault(`${strange} is not named NNNN_words.sql`)
  if (new Set(numbers).size < numbers.length)
    throw new MigrationFault(`a number stands twice among ${names.join(', ')}`)
  return Promise.all(names.map((name) => readMigration(folder, name)))
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const sql = (await readFile(`${folder}/${name}`, 'utf8')).replaceAll('\r\n', '\n')
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

/**
 * Applies what is missing, each file in a transaction of its own. Servers that start together wait for each other and migrate once.
 *
 * @param url - the database.
 * @param migrations - in order; the project's own by default.
 * @param now - UTC milliseconds, written beside each applied file.
 * @returns the names that were applied now.
 * @throws MigrationFault when an applied file was changed or is gone, or PostgreSQL is older than 15.
 */
export async function migrate(
  url: string,
  migrations?: readonly Migration[],
  now: number = Date.now(),
): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations())
  const client = createClient({ url, name: 'lotse migrate' })
  await client.connect()
  try {
    await refuseOldServer(client)
    await holdMigrations(client)
    return await applyMissing(client, wanted, now)
  } finally {
    // Ending the session gives the lock back, whatever happened.
    await client.end()
  }
}

/** Keeps others from migrating, and so from starting, until the session of this connection ends. */
export async function holdMigrations(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [LOCK])
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  )
  const version = rows[0]?.version ?? 0
  if (version < VERSION_MIN)
    throw new MigrationFault(`PostgreSQL 15 or newer is needed; this is ${Math.floor(version / 10_000)}`)
}

async function applyMissing(client: pg.Client, wanted: readonly Migration[], now: number): Promise<string[]> {
  await client.query(LEDGER)
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migration order by name',
  )
  refuseChanged(rows, wanted)
  const applied = new Set(rows.map((row) => row.name))
  const missing = wanted.filter((migration) => !applied.has(migration.name))
  for (const migration of missing) await apply(client, migration, now)
  return missing.map((migration) => migration.name)
}

function refuseChanged(applied: readonly { name: string; checksum: string }[], wanted: readonly Migration[]): void {
  const byName = new Map(wanted.map((migration) => [migration.name, migration]))
  for (const { name, checksum } of applied) {
    const now = byName.get(name)
    if (!now)
      throw new MigrationFault(
        `${name} was applied to this database, but this program does not have it: the database is newer`,
      )
    if (now.checksum !== checksum)
      throw new MigrationFault(`${name} was changed after it was applied; changes go into a new file`)
  }
  const last = applied.at(-1)?.name ?? ''
  const late = wanted.find((migration) => migration.name < last && !applied.some((row) => row.name === migration.name))
  if (late) throw new MigrationFault(`${late.name} is missing in the database, though the later ${last} was applied`)
}

async function apply(client: pg.Client, migration: Migration, now: number): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into migration (name, checksum, applied_at) values ($1, $2, $3)', [
      migration.name,
      migration.checksum,
      now,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new MigrationFault(`${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}
