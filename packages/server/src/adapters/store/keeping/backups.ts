// SQL of the list of backups that were made. Decides nothing.
import type { ClientBase } from 'pg'

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
}

/** Notes one; in a database from before there was a list, nothing. */
export async function noteBackup(client: ClientBase, note: BackupNote): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('public.backup') is not null as there`)
  if (!rows[0]?.there) return
  await client.query(
    `insert into backup (started_at, ended_at, place, automatic, encrypted, row_count, bytes, fault)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [note.startedAt, note.endedAt, note.place, note.automatic, note.encrypted, note.rows, note.bytes, note.fault],
  )
}

/** The newest ones, newest first. */
export async function newestBackups(client: Pick<ClientBase, 'query'>, limit: number): Promise<BackupNote[]> {
  const { rows } = await client.query<BackupNote>(
    `select started_at as "startedAt", ended_at as "endedAt", place, automatic, encrypted, row_count as rows, bytes, fault
      from backup order by id desc limit $1`,
    [limit],
  )
  return rows
}
