// SQL of backups by the clock: when, where and how many, which night was taken in hand, and what is under way. Decides nothing.
import type { ClientBase } from 'pg'
import type { Db } from '../members.ts'

type Queryable = Pick<ClientBase, 'query'>

/** Any fixed number: whoever holds it makes the backup, and a killed one lets go of it. */
const LOCK = 5_872_013_502

/** The one row. `passphrase` is sealed. `night`: the newest local date taken in hand; `tries` and `done` are those of that night. */
export type ScheduleRow = {
  readonly automatic: boolean
  readonly time: string
  readonly zone: string
  readonly folder: string | null
  readonly keep: number
  readonly passphrase: string | null
  readonly night: string | null
  readonly tries: number
  readonly done: boolean
  readonly wantedAt: number | null
  readonly runningSince: number | null
  readonly beatAt: number | null
  readonly share: number | null
}

/** What was set; undefined where nobody has set anything yet. */
export async function scheduleOf(client: Queryable): Promise<ScheduleRow | undefined> {
  const { rows } = await client.query<ScheduleRow>(
    `select automatic, at_time as time, zone, folder, keep, passphrase, night, tries, done, wanted_at as "wantedAt",
       running_since as "runningSince", beat_at as "beatAt", share from backup_schedule where id = 1`,
  )
  return rows[0]
}

/** What people set, and the night from which on it counts. */
export type ScheduleWish = Pick<ScheduleRow, 'automatic' | 'time' | 'zone' | 'folder' | 'keep' | 'passphrase' | 'night'>

/** Sets it; what is under way goes on. */
export async function putSchedule(db: Db, wish: ScheduleWish, now: number): Promise<void> {
  const { automatic, time, zone, folder, keep, passphrase, night } = wish
  const row = { automatic, at_time: time, zone, folder, keep, passphrase, night, changed_at: now, tries: 0, done: true }
  await db
    .insertInto('backup_schedule')
    .values({ id: 1, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** Asks for a backup now; one that was asked for already stays. */
export async function wantBackup(db: Db, now: number): Promise<void> {
  await db
    .updateTable('backup_schedule')
    .set({ wanted_at: now })
    .where('id', '=', 1)
    .where('wanted_at', 'is', null)
    .execute()
}

/** Whether this connection is now the one that makes backups; it stays so until it ends. */
export async function lockBackups(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK])
  return rows[0]?.held ?? false
}

/** Writes down that one begins; `night` null: by hand. */
export async function beginRun(client: Queryable, night: string | null, now: number): Promise<void> {
  await client.query(
    `update backup_schedule set running_since = $2, beat_at = $2, share = 0, night = coalesce($1, night),
       tries = case when $1::text is null then tries when night is not distinct from $1 then tries + 1 else 1 end,
       done = case when $1::text is null then done else false end
     where id = 1`,
    [night, now],
  )
}

/** Says how far it is. */
export async function beatRun(client: Queryable, share: number, now: number): Promise<void> {
  await client.query('update backup_schedule set beat_at = $2, share = $1 where id = 1', [share, now])
}

/** Writes down that it ended. `night`: whether it was that of a night; `whole`: whether it succeeded. */
export async function endRun(
  client: Queryable,
  { night, whole, now }: { readonly night: boolean; readonly whole: boolean; readonly now: number },
): Promise<void> {
  await client.query(
    `update backup_schedule set wanted_at = case when wanted_at <= running_since then null else wanted_at end,
       done = case when $1 then $2 else done end, running_since = null, share = null, beat_at = $3
     where id = 1`,
    [night, whole, now],
  )
}
