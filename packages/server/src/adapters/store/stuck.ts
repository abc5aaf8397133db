// What does not move in a workspace, for Mission Control: counted up to a limit, with the oldest and its reason. Never writes.
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** More than this is shown as this many. */
const COUNT_MAX = 10_000

/** How many, since when, and why the newest of them. */
export type Stuck = { readonly count: number; readonly since: number | null; readonly reason: string | null }

const NOTHING: Stuck = { count: 0, since: null, reason: null }

/** Messages in a state that waits for a person: `dead` or `unknown`. */
export async function stuckMessages(db: Db, workspaceId: number, state: 'dead' | 'unknown'): Promise<Stuck> {
  const { rows } = await sql<Stuck>`
    select count(*) as count, min(created_at) as since, (array_agg(reason order by id desc))[1] as reason from (
      select id, created_at, reason from message where workspace_id = ${workspaceId} and state = ${sql.lit(state)}
      order by id desc limit ${COUNT_MAX}) m`.execute(db)
  return rows[0] ?? NOTHING
}

/** Messages that a restore holds, since when. */
export async function heldByRestore(db: Db, workspaceId: number): Promise<Stuck> {
  const { rows } = await sql<Stuck>`
    select count(*) as count, (select until from message_hold) as since, null as reason from (
      select from message where workspace_id = ${workspaceId} and state = 'held' limit ${COUNT_MAX}) m`.execute(db)
  return rows[0] ?? NOTHING
}

/** Messages that should have left before an instant. */
export async function overdueMessages(db: Db, workspaceId: number, before: number): Promise<Stuck> {
  const { rows } = await sql<Stuck>`
    select count(*) as count, min(due_at) as since, (array_agg(reason order by due_at desc))[1] as reason from (
      select m.due_at, m.reason from (values ('email'), ('webhook')) c(channel) cross join lateral (
        select due_at, reason, workspace_id from message
        where channel = c.channel and state in ('queued', 'claimed', 'handed', 'unknown') and due_at < ${before}
        order by due_at limit ${COUNT_MAX}) m
      where m.workspace_id = ${workspaceId}) m`.execute(db)
  return rows[0] ?? NOTHING
}

/** Messages of a channel that were tried and are tried again: since when the first, and what the other side said last. */
export async function retriedMessages(db: Db, workspaceId: number, channel: string): Promise<Stuck> {
  const { rows } = await sql<Stuck>`
    select count(*) as count, min(created_at) as since, (array_agg(reason order by due_at desc))[1] as reason from (
      select created_at, reason, due_at, workspace_id, attempts from message
      where channel = ${channel} and state in ('queued', 'claimed', 'handed', 'unknown') order by due_at limit ${COUNT_MAX}) m
    where workspace_id = ${workspaceId} and attempts > 0 and reason is not null`.execute(db)
  return rows[0] ?? NOTHING
}

/** Inputs set aside and not yet mended. */
export async function openSetAside(db: Db, workspaceId: number): Promise<Stuck> {
  const { rows } = await sql<Stuck>`
    select count(*) as count, min(set_aside_at) as since, (array_agg(reason order by id desc))[1] as reason from (
      select id, set_aside_at, reason from set_aside where workspace_id = ${workspaceId} and resolved_at is null
      order by id desc limit ${COUNT_MAX}) s`.execute(db)
  return rows[0] ?? NOTHING
}

/** Events refused since an instant and not yet replayed. */
export async function refusedSince(db: Db, workspaceId: number, since: number): Promise<Stuck> {
  const { rows } = await sql<Stuck>`
    select count(*) as count, min(refused_at) as since, (array_agg(code order by id desc))[1] as reason from (
      select id, refused_at, code, coalesce(replayed_at, discarded_at) as replayed_at from refused_event where workspace_id = ${workspaceId}
      order by id desc limit ${COUNT_MAX}) r
    where replayed_at is null and refused_at > ${since}`.execute(db)
  return rows[0] ?? NOTHING
}

/** How many buckets nobody works on, and how many somebody does. An owner not heard of for `aliveMs` of the database's clock is gone. */
export async function bucketOwners(
  db: Db,
  aliveMs: number,
): Promise<{ readonly unowned: number; readonly owned: number }> {
  const { rows } = await sql<{ unowned: number; owned: number }>`
    select count(*) filter (where w.owner is null) as unowned, count(*) filter (where w.owner is not null) as owned
    from bucket b left join engine_worker w
      on w.owner = b.owner and w.seen_at > extract(epoch from clock_timestamp()) * 1000 - ${aliveMs}::bigint`.execute(
    db,
  )
  return rows[0] ?? { unowned: 0, owned: 0 }
}
