// How much happened by the hour, as the survey counted it, and what sources sent. Every query names the workspace; none writes.
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './members.ts'

/** What volumes are narrowed to. `sourceId` 0: events of our own. */
export type VolumeFilter = {
  readonly name?: string | undefined
  readonly sourceId?: number | undefined
  readonly channel?: string | undefined
}
type Span = { readonly since: number; readonly until: number }

const narrowed = ({ name, sourceId, channel }: VolumeFilter): RawBuilder<unknown> =>
  sql.join(
    [
      ...(name === undefined ? [] : [sql`and name = ${name}`]),
      ...(sourceId === undefined ? [] : [sql`and source_id = ${sourceId}`]),
      ...(channel === undefined ? [] : [sql`and channel = ${channel}`]),
    ],
    sql` `,
  )

/** Events by the hour of happening. */
export async function eventsByHour(
  db: Db,
  workspaceId: number,
  { since, until, filter }: Span & { readonly filter: VolumeFilter },
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ hour: number; n: string }>`
    select hour, sum(count) as n from event_hour
    where workspace_id = ${workspaceId} and hour >= ${since} and hour < ${until} ${narrowed(filter)} group by hour`.execute(
    db,
  )
  return new Map(rows.map(({ hour, n }) => [hour, Number(n)]))
}

/** Events of two spans by name, source or channel, the largest of the first span first. */
export async function eventsBy(
  db: Db,
  workspaceId: number,
  {
    now,
    before,
    filter,
    by,
    limit,
  }: {
    readonly now: Span
    readonly before: Span
    readonly filter: VolumeFilter
    readonly by: 'name' | 'source' | 'channel'
    readonly limit: number
  },
): Promise<{ readonly key: string; readonly events: number; readonly before: number }[]> {
  const column = sql.ref({ name: 'name', source: 'source_id', channel: 'channel' }[by])
  const { rows } = await sql<{ key: string; now: string; before: string }>`
    select ${column}::text as key, coalesce(sum(count) filter (where hour >= ${now.since} and hour < ${now.until}), 0) as now,
      coalesce(sum(count) filter (where hour >= ${before.since} and hour < ${before.until}), 0) as before
    from event_hour where workspace_id = ${workspaceId} and hour >= ${before.since} and hour < ${now.until} ${narrowed(filter)}
    group by ${column} order by 2 desc, 3 desc, 1 limit ${limit}`.execute(db)
  return rows.map((row) => ({ key: row.key, events: Number(row.now), before: Number(row.before) }))
}

/** All known names of a workspace with their events of two spans. */
export async function namesWithVolumes(
  db: Db,
  workspaceId: number,
  {
    now,
    before,
    find,
    limit,
  }: { readonly now: Span; readonly before: Span; readonly find: string; readonly limit: number },
) {
  const { rows } = await sql<{
    name: string
    kind: number
    events: number
    looked: number
    firstAt: number
    lastAt: number
    now: string
    before: string
  }>`
    select n.name, n.kind, n.events, n.looked, n.first_at as "firstAt", n.last_at as "lastAt", coalesce(h.now, 0) as now, coalesce(h.before, 0) as before
    from event_name n left join (
      select name, sum(count) filter (where hour >= ${now.since} and hour < ${now.until}) as now,
        sum(count) filter (where hour >= ${before.since} and hour < ${before.until}) as before
      from event_hour where workspace_id = ${workspaceId} and hour >= ${before.since} and hour < ${now.until} group by name) h on h.name = n.name
    where n.workspace_id = ${workspaceId} and position(lower(${find}) in lower(n.name)) > 0
    order by coalesce(h.now, 0) desc, n.events desc, n.name limit ${limit}`.execute(db)
  return rows.map((row) => ({ ...row, now: Number(row.now), before: Number(row.before) }))
}

/** What sources sent by the hour of arrival, since an instant. */
export async function sourceHoursSince(db: Db, workspaceId: number, since: number) {
  return db
    .selectFrom('source_hour')
    .select(['source_id', 'hour', 'events', 'refused', 'corrected', 'delayed', 'delay_ms', 'last_at'])
    .where('workspace_id', '=', workspaceId)
    .where('hour', '>=', since)
    .orderBy('hour')
    .limit(200_000)
    .execute()
}

/** When each source sent last, ever. */
export async function lastSent(db: Db, workspaceId: number): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('source_hour')
    .select((eb) => ['source_id', eb.fn.max('last_at').as('last')])
    .where('workspace_id', '=', workspaceId)
    .groupBy('source_id')
    .execute()
  return new Map(rows.map(({ source_id, last }) => [source_id, last]))
}
