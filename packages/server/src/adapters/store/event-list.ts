// Events of a whole workspace as rows: by stretches of the log, so that neither the newest nor the rare ones cost a look at all. Never writes.
import { inputKinds } from '@lotse/core/listen'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './members.ts'
import type { EventRow } from './timeline.ts'

/** What a list is narrowed to. `sourceId` 0: events of our own. `customers`: a customer's id with all former ones. */
export type EventFilter = {
  readonly name?: string | undefined
  readonly sourceId?: number | undefined
  readonly channel?: string | undefined
  readonly customers?: readonly number[] | undefined
  readonly property?: { readonly path: string; readonly value: string } | undefined
  readonly since?: number | undefined
  readonly until?: number | undefined
}

/** A place in the log: below it are older entries. */
export type LogPlace = { readonly txid: string; readonly seq: number }

/** An entry of the log as events are shown. */
export type LogEventRow = EventRow & {
  readonly bucket: number
  readonly txid: string
  readonly customer_id: number
}

const columns = sql`e.bucket, e.txid, e.seq, e.customer_id, e.kind, e.flags, e.source_id, e.name, e.channel, e.message_id, e.occurred_at,
  e.received_at, e.body`

/** From one writer to another, the second left out; null: to the end. */
export type Stretch = { readonly from: string; readonly until: string | null }

/** The newest entries of a stretch below a place. */
export async function newestWithin(
  db: Db,
  workspaceId: number,
  {
    stretch,
    before,
    filter,
    limit,
  }: {
    readonly stretch: Stretch
    readonly before: LogPlace | undefined
    readonly filter: EventFilter
    readonly limit: number
  },
): Promise<LogEventRow[]> {
  const { rows } = await sql<LogEventRow>`
    select ${columns} from generate_series(0, 255) b(bucket) cross join lateral (
      select * from event e where e.bucket = b.bucket::smallint and e.txid >= ${stretch.from}::xid8
        ${stretch.until === null ? sql`` : sql`and e.txid < ${stretch.until}::xid8`} ${below(before)} ${matches(workspaceId, filter)}
      order by e.txid desc, e.seq desc limit ${limit}) e
    order by e.txid desc, e.seq desc limit ${limit}`.execute(db)
  return rows
}

/** The newest entries of a customer below a place. Reads all of the customer's entries. */
export async function newestOfCustomers(
  db: Db,
  workspaceId: number,
  {
    before,
    filter,
    limit,
  }: { readonly before: LogPlace | undefined; readonly filter: EventFilter; readonly limit: number },
): Promise<LogEventRow[]> {
  const { rows } = await sql<LogEventRow>`
    select ${columns} from event e where e.customer_id = any(${[...(filter.customers ?? [])]}::bigint[]) ${below(before)}
      ${matches(workspaceId, filter)}
    order by e.txid desc, e.seq desc limit ${limit}`.execute(db)
  return rows
}

/** One entry by its place. */
export async function eventAt(
  db: Db,
  workspaceId: number,
  { bucket, txid, seq }: { readonly bucket: number; readonly txid: string; readonly seq: number },
): Promise<LogEventRow | undefined> {
  const { rows } = await sql<LogEventRow>`
    select ${columns} from event e where e.bucket = ${bucket}::smallint and e.txid = ${txid}::xid8 and e.seq = ${seq}
      and e.workspace_id = ${workspaceId} and e.kind < ${inputKinds.leave}`.execute(db)
  return rows[0]
}

const below = (before: LogPlace | undefined): RawBuilder<unknown> =>
  before === undefined ? sql`` : sql`and (e.txid, e.seq) < (${before.txid}::xid8, ${before.seq}::bigint)`

function matches(
  workspaceId: number,
  { name, sourceId, channel, property, since, until, customers }: EventFilter,
): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`and e.workspace_id = ${workspaceId} and e.kind < ${inputKinds.leave}`]
  if (name !== undefined) parts.push(sql`and e.name = ${name}`)
  if (sourceId !== undefined)
    parts.push(sourceId === 0 ? sql`and e.source_id is null` : sql`and e.source_id = ${sourceId}`)
  if (channel !== undefined) parts.push(sql`and e.channel = ${channel}`)
  if (since !== undefined) parts.push(sql`and e.received_at >= ${since}`)
  if (until !== undefined) parts.push(sql`and e.received_at < ${until}`)
  if (customers !== undefined) parts.push(sql`and e.customer_id = any(${[...customers]}::bigint[])`)
  if (property !== undefined) {
    const path = property.path.split('.')
    parts.push(
      sql`and (e.body::jsonb -> 'p' #>> ${path}::text[] = ${property.value} or e.body::jsonb -> 't' #>> ${path}::text[] = ${property.value})`,
    )
  }
  return sql.join(parts, sql` `)
}

/** Up to where the log was surveyed; below it stretches are known. And before whom every entry is visible. */
export async function logMarks(db: Db): Promise<{ readonly surveyed: string; readonly horizon: string }> {
  const { rows } = await sql<{ surveyed: string; horizon: string }>`
    select txid as surveyed, log_horizon() as horizon from survey where id = 1`.execute(db)
  return rows[0] ?? { surveyed: '0', horizon: '0' }
}

/** A stretch that holds what is asked for. `firstAt`: arrival of its oldest entry. */
export type KnownStretch = Stretch & { readonly firstAt: number }

/**
 * Stretches that may hold what is asked for, newest first.
 *
 * @param upTo - the writer from which to go down.
 * @param surveyed - where the newest stretch ends.
 */
export async function stretchesWith(
  db: Db,
  workspaceId: number,
  {
    upTo,
    surveyed,
    filter,
    limit,
  }: {
    readonly upTo: string
    readonly surveyed: string
    readonly filter: EventFilter
    readonly limit: number
  },
): Promise<KnownStretch[]> {
  const { name, sourceId, channel, since, until } = filter
  const { rows } = await sql<KnownStretch>`
    select p.block as "from", coalesce((select n.block from log_block n where n.block > p.block order by n.block limit 1), ${surveyed}::xid8) as until,
      p.first_at as "firstAt"
    from (
      select p.block, b.first_at from log_block_part p join log_block b on b.block = p.block
      where p.workspace_id = ${workspaceId} and p.block <= ${upTo}::xid8
        ${name === undefined ? sql`` : sql`and p.name = ${name}`}
        ${sourceId === undefined ? sql`` : sql`and p.source_id = ${sourceId}`}
        ${channel === undefined ? sql`` : sql`and p.channel = ${channel}`}
        ${since === undefined ? sql`` : sql`and b.last_at >= ${since}`}
        ${until === undefined ? sql`` : sql`and b.first_at < ${until}`}
      group by p.block, b.first_at order by p.block desc limit ${limit}) p
    order by p.block desc`.execute(db)
  return rows
}

/** Entries of a stretch, of every bucket the newest ones, oldest first; and how many there are in all where a bucket held more. */
export async function arrivedWithin(
  db: Db,
  workspaceId: number,
  { stretch, perBucket }: { readonly stretch: Stretch; readonly perBucket: number },
): Promise<{ readonly rows: readonly LogEventRow[]; readonly left: number }> {
  const inside = sql`e.txid >= ${stretch.from}::xid8 and e.txid < ${stretch.until}::xid8 and e.workspace_id = ${workspaceId}
    and e.kind < ${inputKinds.leave}`
  const { rows } = await sql<LogEventRow>`
    select * from (
      select ${columns} from generate_series(0, 255) b(bucket) cross join lateral (
        select * from event e where e.bucket = b.bucket::smallint and ${inside}
        order by e.txid desc, e.seq desc limit ${perBucket}) e) e
    order by e.txid, e.seq`.execute(db)
  const full = new Map<number, number>()
  for (const { bucket } of rows) full.set(bucket, (full.get(bucket) ?? 0) + 1)
  if (![...full.values()].some((count) => count >= perBucket)) return { rows, left: 0 }
  const all = await sql<{ n: number }>`
    select count(*) as n from generate_series(0, 255) b(bucket) cross join lateral (
      select 1 from event e where e.bucket = b.bucket::smallint and ${inside}) e`.execute(db)
  return { rows, left: Math.max(0, Number(all.rows[0]?.n ?? 0) - rows.length) }
}
