// Puts a backup into a database, all of it or nothing: one transaction takes the old away, builds the new, checks and commits. Knows no file.
import type { ClientBase } from 'pg'
import { leaveRunning } from '../adapters/store/keeping/backups.ts'
import { copyIn } from '../adapters/store/keeping/copy.ts'
import { holdMessages, rememberHold } from '../adapters/store/keeping/hold.ts'
import { fitWithin } from '../adapters/store/keeping/horizon.ts'
import {
  buildSchema,
  clearSchema,
  othersAtWork,
  putBack,
  type Stripped,
  setSequences,
  strip,
} from '../adapters/store/keeping/rebuild.ts'
import { firstFilledTable, listTables } from '../adapters/store/keeping/tables.ts'
import { holdMigrations, type Migration } from '../adapters/store/migrate.ts'
import { BackupFault, type Manifest } from './archive.ts'
import { secretPrintOf } from './backup.ts'
import { readBackup, type Summary } from './reading.ts'

export type RestoreWish = {
  /** A connection of its own. */
  readonly client: ClientBase
  /** What this program knows, in order. */
  readonly migrations: readonly Migration[]
  readonly passphrase: string | null
  /** Take away what stands in the database. */
  readonly replace: boolean
  /** The secret that the installation will work with; null where it has none yet. */
  readonly secret: string | null
  /** Restore although values that were sealed with another secret become unreadable. */
  readonly loseSealed: boolean
  /** When messages under way may have left already: hold them, from the backup's instant to this one. Null: let them go. */
  readonly holdUntil: number | null
  readonly onStep?: (step: string, rows: number) => void
}

/** What was restored. `shifted`: new log entries were made to sort behind the old ones; `held`: messages that wait for a person now. */
export type Restored = Summary & { readonly shifted: boolean; readonly secret: string | null; readonly held: number }

/**
 * Restores a backup.
 *
 * @throws BackupFault where it cannot be used here; the database is then as it was.
 */
export async function restoreBackup(bytes: AsyncIterable<Buffer>, wish: RestoreWish): Promise<Restored> {
  const { client } = wish
  // Whoever starts a server meanwhile waits until this session ends.
  await holdMigrations(client)
  await refuseOccupied(wish)
  await client.query('begin')
  try {
    const restored = await restoreWithin(bytes, wish)
    wish.onStep?.('committing', restored.end.rows)
    await client.query('commit')
    return restored
  } catch (error) {
    // Where the connection is gone, PostgreSQL has rolled back by itself.
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** What a server's first start fills, before anybody has signed in. */
const FILLED_BY_A_START = ['migration', 'engine_worker', 'setup_link']

// What migrations put in stands in every database.
function filledByItself(migrations: readonly Migration[]): ReadonlySet<string> {
  const tables = migrations.flatMap(({ sql }) =>
    [...sql.matchAll(/^insert into (\w+)/gim)].map(([, table = '']) => table),
  )
  return new Set([...FILLED_BY_A_START, ...tables])
}

async function refuseOccupied({ client, replace, migrations }: RestoreWish): Promise<void> {
  const others = await othersAtWork(client)
  if (others > 0)
    throw new BackupFault(`A Lotse server or command works on this database (${others} connections). Stop it first.`)
  const filled = replace ? null : await firstFilledTable(client, filledByItself(migrations))
  if (filled !== null)
    throw new BackupFault(
      `The database is not empty (${filled} has rows). Restore into an empty one, or say --replace: then all that is there now is lost.`,
    )
}

async function restoreWithin(bytes: AsyncIterable<Buffer>, wish: RestoreWish): Promise<Restored> {
  const { client, onStep } = wish
  let stripped: Stripped = []
  let secret: string | null = null
  let rows = 0
  // Neither a limit of time nor a wait for locks of somebody who should not be there.
  await client.query(`set local statement_timeout = 0; set local lock_timeout = '30s'; set local idle_in_transaction_session_timeout = 0;
    set local datestyle = 'ISO'; set local intervalstyle = 'postgres'`)
  const summary = await readBackup(bytes, wish.passphrase, {
    begin: async (manifest) => {
      refuseOtherSecret(manifest, wish)
      secret = manifest.secret
      onStep?.('building the tables', 0)
      await clearSchema(client)
      await buildSchema(client, migrationsOf(manifest, wish.migrations), () => listTables(client))
      await refuseOtherTables(client, manifest)
      stripped = await strip(client)
    },
    table: async (table, lines) => {
      onStep?.(table.name, rows)
      rows += await copyIn(client, table, lines)
    },
    tableEnd: async () => {},
  })
  if (rows !== summary.end.rows)
    throw new Error(`PostgreSQL took ${rows} rows, but the backup holds ${summary.end.rows}`)
  await putBack(client, stripped, (done) => onStep?.(`keys and indexes, ${done} of ${stripped.length}`, rows))
  await setSequences(client, summary.manifest.sequences)
  const shifted = hasLog(summary.manifest) && (await fitWithin(client))
  const held = await hold(wish, summary.head.createdAt)
  await leaveRunning(client)
  await client.query('analyze')
  return { ...summary, shifted, secret, held }
}

// In the restore's own transaction: nobody can start a server in between.
async function hold({ client, holdUntil: until }: RestoreWish, since: number): Promise<number> {
  if (until === null) return 0
  await rememberHold(client, { since, until })
  return holdMessages(client)
}

// Older forms of the log ask PostgreSQL itself for ids; the start after their migration fits them.
function hasLog({ migrations }: Manifest): boolean {
  return migrations.some(({ name }) => name === '0019_keeping.sql')
}

function refuseOtherSecret(manifest: Manifest, { secret, loseSealed }: RestoreWish): void {
  if (loseSealed || (secret === null && manifest.secret !== null)) return
  if (secret !== null && secretPrintOf(secret) === manifest.secretPrint) return
  throw new BackupFault(
    secret === null
      ? 'This backup was made without its secret, and stored credentials and links in mails that were sent need it. Set LOTSE_SECRET to the text of the file "secret" in the old data folder, or say --lose-sealed.'
      : 'This installation has another secret than the one the backup was made with. Set LOTSE_SECRET to the old one or, in a new data folder, remove the file "secret"; or say --lose-sealed.',
  )
}

/** The migrations that had been applied to the copied database. */
function migrationsOf({ migrations }: Manifest, known: readonly Migration[]): Migration[] {
  return migrations.map(({ name, checksum }) => {
    const same = known.find((migration) => migration.name === name)
    if (same === undefined)
      throw new BackupFault(
        `The backup is newer than this program: it does not know ${name}. Restore with a newer Lotse.`,
      )
    if (same.checksum !== checksum)
      throw new BackupFault(`The backup was made by a changed program: its ${name} is not the one known here.`)
    return same
  })
}

async function refuseOtherTables(client: ClientBase, manifest: Manifest): Promise<void> {
  const known = new Set((await listTables(client)).map((table) => JSON.stringify(table)))
  const strange = manifest.tables.filter((table) => !known.delete(JSON.stringify(table)))
  if (strange.length === 0 && known.size === 0) return
  const names = strange.map(({ name }) => name).join(', ') || 'some are missing'
  throw new BackupFault(
    `The copied database has other tables or columns than its migrations make (${names}). Mend that there and make a new backup.`,
  )
}
