// What the doctor asks of the database, over all workspaces. Never writes.
import { sql } from 'kysely'
import type { ClientBase } from 'pg'
import type { Db } from '../members.ts'

const SAFE = ['fsync', 'full_page_writes', 'synchronous_commit'] as const

/** About PostgreSQL itself. Times in milliseconds. */
export type DatabaseState = {
  /** As PostgreSQL says it, e.g. `18.4`. */
  readonly version: string
  readonly sizeBytes: number
  /** Settings that are off and must not be. */
  readonly unsafe: readonly string[]
  readonly autovacuum: boolean
  readonly connections: number
  readonly connectionsMax: number
  /** The oldest transaction that has written something: it holds back every reader of the log. */
  readonly writingMs: number
  readonly writingName: string
  /** The oldest view of the data that somebody keeps: rows that were deleted since cannot be cleared away. */
  readonly viewMs: number
  readonly viewName: string
  /** Replication slots that nobody reads from. */
  readonly idleSlots: number
  /** Transactions until PostgreSQL needs to freeze rows at any price. */
  readonly idsAge: number
  readonly nowMs: number
}

/** Facts about PostgreSQL and this database. */
export async function databaseState(db: Db): Promise<DatabaseState> {
  const { rows } = await sql<DatabaseState>`
    with others as (
      select *, extract(epoch from clock_timestamp() - xact_start) * 1000 as age_ms from pg_stat_activity
      where pid <> pg_backend_pid() and xact_start is not null),
    writing as (select * from others where backend_xid is not null order by age_ms desc limit 1),
    viewing as (select * from others where backend_xmin is not null order by age_ms desc limit 1),
    prepared as (select extract(epoch from clock_timestamp() - prepared) * 1000 as age_ms from pg_prepared_xacts order by 1 desc limit 1)
    select current_setting('server_version') as version,
      pg_database_size(current_database()) as "sizeBytes",
      array(select name from unnest(${SAFE}::text[]) n(name) where current_setting(name) = 'off') as unsafe,
      current_setting('autovacuum')::bool as autovacuum,
      (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
      current_setting('max_connections')::int as "connectionsMax",
      coalesce(greatest((select age_ms from writing), (select age_ms from prepared)), 0)::float8 as "writingMs",
      coalesce((select application_name from writing), 'a prepared transaction') as "writingName",
      coalesce((select age_ms from viewing), 0)::float8 as "viewMs",
      coalesce((select application_name from viewing), '') as "viewName",
      (select count(*) from pg_replication_slots where not active) as "idleSlots",
      (select age(datfrozenxid)::bigint from pg_database where datname = current_database()) as "idsAge",
      (extract(epoch from clock_timestamp()) * 1000)::float8 as "nowMs"`.execute(db)
  const [state] = rows
  if (!state) throw new Error('the database told nothing')
  return state
}

/** Bytes of this database on disk. */
export async function databaseBytes(client: Pick<ClientBase, 'query'>): Promise<number> {
  const { rows } = await client.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes')
  return rows[0]?.bytes ?? 0
}

/** The table with the largest share of deleted rows that still take room; undefined where none has many. */
export async function deadRows(
  db: Db,
  { rowsMin, shareMin }: { readonly rowsMin: number; readonly shareMin: number },
): Promise<{ readonly table: string; readonly dead: number; readonly share: number } | undefined> {
  const { rows } = await sql<{ table: string; dead: number; share: number }>`
    select relname as table, n_dead_tup as dead, n_dead_tup / (n_live_tup + n_dead_tup)::float8 as share from pg_stat_user_tables
    where n_dead_tup >= ${rowsMin} and n_dead_tup >= ${shareMin}::float8 * (n_live_tup + n_dead_tup)
    order by n_dead_tup desc limit 1`.execute(db)
  return rows[0]
}

/** What grows: bytes of the log with its keys an entry, and how many entries came in how long. */
export type Growth = { readonly bytesPerEvent: number; readonly events: number; readonly spanMs: number }

/** Measured over the minutes that are still counted, at most a week. */
export async function growthOf(db: Db, since: number): Promise<Growth> {
  const { rows } = await sql<Growth>`
    select coalesce(pg_database_size(current_database()) / nullif((select reltuples from pg_class where oid = 'event'::regclass and reltuples > 0), 0), 0)::float8 as "bytesPerEvent",
      coalesce(sum(count), 0)::bigint as events, coalesce(max(minute) - min(minute), 0)::bigint as "spanMs"
    from event_minute where minute >= ${since}`.execute(db)
  return rows[0] ?? { bytesPerEvent: 0, events: 0, spanMs: 0 }
}

/** What waits or was given up, over all workspaces. Counts stop at 10,000. */
export type Waiting = {
  readonly members: number
  readonly setAside: number
  readonly dead: number
  readonly unknown: number
  readonly held: number
  readonly late: number
  /** The oldest answer kept for a repeated request; null: none. Kept for a day, then the jobs remove it. */
  readonly oldestKept: number | null
  readonly oldestEnded: number | null
}

/**
 * Counts what waits.
 *
 * @param lateBefore - messages due before this instant should have left.
 */
export async function waitingOf(db: Db, lateBefore: number): Promise<Waiting> {
  const { rows } = await sql<Waiting>`
    select (select count(*) from member) as members,
      (select count(*) from (select from set_aside where resolved_at is null limit 10000) s) as "setAside",
      (select count(*) from (select from message where state = 'dead' limit 10000) m) as dead,
      (select count(*) from (select from message where state = 'unknown' limit 10000) m) as unknown,
      (select count(*) from (select from message where state = 'held' limit 10000) m) as held,
      (select count(*) from (values ('email'), ('webhook')) c(channel) cross join lateral (
        select from message m where m.channel = c.channel and state in ('queued', 'claimed', 'handed') and due_at < ${lateBefore} limit 10000) m) as late,
      (select min(kept_at) from kept_answer) as "oldestKept",
      (select min(expires_at) from session) as "oldestEnded"`.execute(db)
  const [waiting] = rows
  if (!waiting) throw new Error('the database told nothing')
  return waiting
}
