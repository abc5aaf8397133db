// SQL of the list of backups that were made. Decides nothing.
import type { BackupCause } from '@lotse/protocol'
import type { ClientBase } from 'pg'

type Queryable = Pick<ClientBase, 'query'>

/** A backup that was made or failed. `fault` null: it is whole. Times are UTC milliseconds. */
export type BackupNote = {
  readonly startedAt: number
  readonly endedAt: number
  /** A file, or `-` for standard output. */
  readonly place: string
  readonly automatic: boolean
  readonly encrypted: boolean
  readonly rows: number | null
  readonly bytes: number | null
  readonly fault: string | null
  readonly cause: BackupCause | null
  /** Written and cleared away by the server itself. */
  readonly managed: boolean
  /** The machine its file lies on. */
  readonly host: string | null
}

/** The same as it stands in the list. `removedAt`: when its file was cleared away. */
export type ListedBackup = BackupNote & { readonly id: number; readonly removedAt: number | null }

/** What a database knows to note: one from before there was a list nothing, one from before the server made backups itself less. */
async function columnsThere(client: Queryable): Promise<'none' | 'old' | 'all'> {
  const { rows } = await client.query<{ list: boolean; managed: boolean }>(
    `select to_regclass('public.backup') is not null as list, exists (select from pg_attribute
       where attrelid = to_regclass('public.backup') and attname = 'managed' and not attisdropped) as managed`,
  )
  if (!rows[0]?.list) return 'none'
  return rows[0].managed ? 'all' : 'old'
}

/** Notes one, as far as the database has a place for it. */
export async function noteBackup(client: Queryable, note: BackupNote): Promise<void> {
  const there = await columnsThere(client)
  if (there === 'none') return
  const old = [note.startedAt, note.endedAt, note.place, note.automatic, note.encrypted, note.rows, note.bytes]
  const values = [...old, note.fault, ...(there === 'all' ? [note.cause, note.managed, note.host] : [])]
  await client.query(
    `insert into backup (started_at, ended_at, place, automatic, encrypted, row_count, bytes, fault${there === 'all' ? ', cause, managed, host' : ''})
      values (${values.map((_, i) => `$${i + 1}`).join(', ')})`,
    values,
  )
}

const COLUMNS = `id, started_at as "startedAt", ended_at as "endedAt", place, automatic, encrypted, row_count as rows, bytes, fault, cause,
  managed, host, removed_at as "removedAt"`

/** The newest ones, newest first. */
export async function newestBackups(client: Queryable, limit: number): Promise<ListedBackup[]> {
  const { rows } = await client.query<ListedBackup>(`select ${COLUMNS} from backup order by id desc limit $1`, [limit])
  return rows
}

/** The newest of those that the server makes itself, whole or not. */
export async function newestManaged(client: Queryable): Promise<ListedBackup | undefined> {
  const { rows } = await client.query<ListedBackup>(
    `select ${COLUMNS} from backup where managed order by id desc limit 1`,
  )
  return rows[0]
}

/** Bytes of the newest whole one that is a file; undefined where there is none. */
export async function newestBytes(client: Queryable): Promise<number | undefined> {
  const { rows } = await client.query<{ bytes: number }>(
    'select bytes from backup where fault is null and bytes is not null order by id desc limit 1',
  )
  return rows[0]?.bytes
}

/** Whole ones of a machine beyond the newest `keep` of their kind whose files are still there, the oldest last. */
export async function backupsBeyond(
  client: Queryable,
  { host, automatic, keep }: { readonly host: string; readonly automatic: boolean; readonly keep: number },
): Promise<ListedBackup[]> {
  const { rows } = await client.query<ListedBackup>(
    `select ${COLUMNS} from backup where managed and automatic = $1 and host = $2 and fault is null and removed_at is null
     order by id desc offset $3`,
    [automatic, host, keep],
  )
  return rows
}

/** Writes down that a file was cleared away. */
export async function markRemoved(client: Queryable, id: number, now: number): Promise<void> {
  await client.query('update backup set removed_at = $2 where id = $1', [id, now])
}

/**
 * Makes a restored list fit its new home: the backup that holds it was still under way in it, and files of the installation that was
 * copied are not ours to clear away. In an older database nothing.
 */
export async function leaveRunning(client: Queryable): Promise<void> {
  if ((await columnsThere(client)) !== 'all') return
  await client.query('update backup set managed = false where managed')
  await client.query('update backup_schedule set running_since = null, share = null, wanted_at = null, done = true')
}
