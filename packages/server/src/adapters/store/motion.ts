// What moved in a workspace, from its counters, and a sample of decisions. Cheap enough to be asked every few seconds; never scans history.
import { sql } from 'kysely'
import type { Db } from './members.ts'

/**
 * A span of time and the one of equal length before it. Counters know whole units (minutes or hours), so both begin on one; `since` is
 * where the span begins, `before` where the one before it begins, `edge` its last unit, of which only `share` belongs to it.
 */
export type MotionWindow = {
  readonly since: number
  readonly before: number
  readonly edge: number
  readonly share: number
}

/** How often something moved from `origin` to `target`, in the span and in the one before. */
export type MotionSum = {
  readonly what: string
  readonly origin: string
  readonly target: string
  readonly now: number
  readonly before: number
}

/** Everything that moved in a span. */
export async function motionSums(db: Db, workspaceId: number, window: MotionWindow): Promise<MotionSum[]> {
  const { since, before, edge, share } = window
  const { rows } = await sql<MotionSum>`
    select what, origin, target,
      coalesce(sum(count) filter (where at >= ${since}), 0)::bigint as now,
      coalesce(round(sum(case when at >= ${edge} then count * ${share}::float8 else count end) filter (where at < ${since})), 0)::bigint as before
    from motion where workspace_id = ${workspaceId} and span in (1, 60) and at >= ${before}
    group by what, origin, target order by what, origin, target`.execute(db)
  return rows
}

/** So much of one kind in one step of a series; `origin` only where it is the class of a lag. */
export type MotionPoint = {
  readonly step: number
  readonly what: string
  readonly origin: string
  readonly count: number
}

/** The course of a span in steps, numbered from 0; steps in which nothing moved are left out. */
export async function motionSeries(
  db: Db,
  workspaceId: number,
  { since, stepMs }: { readonly since: number; readonly stepMs: number },
): Promise<MotionPoint[]> {
  const { rows } = await sql<MotionPoint>`
    select div(at - ${since}::bigint, ${stepMs}::bigint)::int as step, what, case when what = 'lag' then origin else '' end as origin,
      sum(count)::bigint as count
    from motion
    where workspace_id = ${workspaceId} and span in (1, 60) and at >= ${since} and what in ('source', 'sent', 'failed', 'set_aside', 'lag')
    group by 1, 2, 3`.execute(db)
  return rows
}

/** Totals of some kinds since an instant. */
export async function motionTotals(db: Db, workspaceId: number, since: number): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('motion')
    .select((eb) => ['what', eb.fn.sum<string>('count').as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('span', 'in', [1, 60])
    .where('at', '>=', since)
    .where('what', 'in', ['sent', 'held', 'failed', 'set_aside'])
    .groupBy('what')
    .execute()
  return new Map(rows.map(({ what, count }) => [what, Number(count)]))
}

/** How things stood at minutes since an instant, oldest first. */
export async function gaugesSince(db: Db, workspaceId: number, since: number) {
  return db
    .selectFrom('gauge')
    .select(['at', 'moving', 'waiting'])
    .where('workspace_id', '=', workspaceId)
    .where('at', '>=', since)
    .orderBy('at')
    .execute()
}

/** How things stood last at an instant or up to ten minutes before it. */
export async function gaugeAt(db: Db, workspaceId: number, at: number) {
  return db
    .selectFrom('gauge')
    .select(['moving', 'waiting'])
    .where('workspace_id', '=', workspaceId)
    .where('at', '<=', at)
    .where('at', '>', at - 600_000)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** How many customers the engine knows. Reads an index of their size; ask it seldom. */
export async function countCustomers(db: Db, workspaceId: number): Promise<number> {
  const row = await db
    .selectFrom('customer_state')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Refused events in steps from an instant on, of the newest 10,000 that nobody has replayed. */
export async function refusedSeries(
  db: Db,
  workspaceId: number,
  { since, stepMs }: { readonly since: number; readonly stepMs: number },
): Promise<{ readonly step: number; readonly count: number }[]> {
  const { rows } = await sql<{ step: number; count: number }>`
    select div(refused_at - ${since}::bigint, ${stepMs}::bigint)::int as step, count(*) as count from (
      select refused_at, coalesce(replayed_at, discarded_at) as replayed_at from refused_event where workspace_id = ${workspaceId} order by id desc limit 10000) r
    where refused_at >= ${since} and replayed_at is null group by 1`.execute(db)
  return rows
}

/** The newest decisions of the sample, newest first. */
export async function latestDecisions(db: Db, workspaceId: number, limit: number) {
  return db
    .selectFrom('decision')
    .select(['id', 'at', 'customer_id', 'flow_id', 'step', 'outcome', 'reason', 'channel', 'until'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Adds finished minutes up into hours; each count stands in one row before and after. @param before - a full hour. */
export async function sumUpMinutes(db: Db, before: number): Promise<void> {
  await sql`
    with done as (
      delete from motion where span = 1 and at < ${before} returning workspace_id, at - at % 3600000 as hour, what, origin, target, count)
    insert into motion (workspace_id, span, at, what, origin, target, slot, count)
    select workspace_id, 60, hour, what, origin, target, 0, sum(count) from done group by 1, 3, 4, 5, 6 order by 1, 3, 4, 5, 6
    on conflict (workspace_id, span, at, what, origin, target, slot) do update set count = motion.count + excluded.count`.execute(
    db,
  )
}

/** More customers in motion than this are shown as this many. */
export const MOVING_MAX = 100_000

/** How many customers had an event after an instant, counted up to {@link MOVING_MAX}. */
export async function customersMoving(db: Db, workspaceId: number, since: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from customer_state
      where workspace_id = ${workspaceId} and last_slot >= ${since}::bigint / 300000 and last_at > ${since} limit ${MOVING_MAX}) c`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/**
 * Writes down how things stand in every workspace where something moves, once for a minute.
 *
 * @param minute - the minute's beginning.
 * @param since - whoever had an event after it is in motion.
 */
export async function takeGauges(
  db: Db,
  { minute, since }: { readonly minute: number; readonly since: number },
): Promise<void> {
  await sql`
    with waiting as (
      select workspace_id, sum(case what when 'entered' then count else -count end) as count
      from flow_count where step = '' and what in ('entered', 'ended') group by 1)
    insert into gauge (workspace_id, at, moving, waiting)
    select w.id, ${minute}, m.count, greatest(0, coalesce(a.count, 0))
    from workspace w left join waiting a on a.workspace_id = w.id cross join lateral (
      select count(*) as count from (
        select 1 from customer_state c
        where c.workspace_id = w.id and c.last_slot >= ${since}::bigint / 300000 and c.last_at > ${since} limit ${MOVING_MAX}) c) m
    where m.count > 0 or a.count > 0
    on conflict (workspace_id, at) do nothing`.execute(db)
}
