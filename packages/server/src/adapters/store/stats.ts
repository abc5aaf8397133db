// Figures of a workspace in the database, slots summed. Cheap enough to be asked once a second; never scans history.
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** Counters by name. */
export type Counters = ReadonlyMap<string, number>

/** What the acceptor has taken in all: `accepted`, `own`, `duplicate`, `refused`. */
export async function acceptCounters(db: Db, workspaceId: number): Promise<Counters> {
  const rows = await db
    .selectFrom('accept_count')
    .select((eb) => ['what', eb.fn.sum<string>('count').as('count')])
    .where('workspace_id', '=', workspaceId)
    .groupBy('what')
    .execute()
  return new Map(rows.map(({ what, count }) => [what, Number(count)]))
}

/** What the engine has done in all: `events`, `timers`, `set_aside`. */
export async function engineCounters(db: Db, workspaceId: number): Promise<Counters> {
  const rows = await db
    .selectFrom('engine_count')
    .select((eb) => ['what', eb.fn.sum<string>('count').as('count')])
    .where('workspace_id', '=', workspaceId)
    .groupBy('what')
    .execute()
  return new Map(rows.map(({ what, count }) => [what, Number(count)]))
}

/** Messages that are in each state now, by channel. */
export async function messageCounters(db: Db, workspaceId: number) {
  const rows = await db
    .selectFrom('message_count')
    .select((eb) => ['state', 'channel', eb.fn.sum<string>('count').as('count')])
    .where('workspace_id', '=', workspaceId)
    .groupBy(['state', 'channel'])
    .orderBy('state')
    .orderBy('channel')
    .execute()
  return rows.map(({ state, channel, count }) => ({ state, channel, count: Math.max(0, Number(count)) }))
}

/** Processed events per minute since an instant, oldest first. */
export async function minutesSince(db: Db, workspaceId: number, since: number) {
  const rows = await db
    .selectFrom('event_minute')
    .select((eb) => ['minute', eb.fn.sum<string>('count').as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('minute', '>=', since)
    .groupBy('minute')
    .orderBy('minute')
    .execute()
  return rows.map(({ minute, count }) => ({ minute, events: Number(count) }))
}

/** The events that happened most since an instant. */
export async function topEventsSince(db: Db, workspaceId: number, { since, limit }: { since: number; limit: number }) {
  const rows = await db
    .selectFrom('event_minute')
    .select((eb) => ['name', eb.fn.sum<string>('count').as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('minute', '>=', since)
    .groupBy('name')
    .orderBy('count', 'desc')
    .orderBy('name')
    .limit(limit)
    .execute()
  return rows.map(({ name, count }) => ({ name, events: Number(count) }))
}

/** An entry of the log as Mission Control shows it. */
export type RecentEvent = {
  readonly seq: number
  readonly customer_id: number
  /** Null: an event of our own. */
  readonly source_id: number | null
  readonly name: string
  readonly channel: string
  readonly received_at: number
}

/**
 * The newest entries of every bucket of the log, of one workspace. Bounded by the buckets, not by how much happens.
 *
 * @param perBucket - how far to look back in each bucket, whosever entries lie there.
 */
export async function recentEvents(
  db: Db,
  workspaceId: number,
  { since, perBucket }: { readonly since: number; readonly perBucket: number },
): Promise<RecentEvent[]> {
  const { rows } = await sql<RecentEvent>`
    select e.seq, e.customer_id, e.source_id, e.name, e.channel, e.received_at from bucket b cross join lateral (
      select * from event e where e.bucket = b.bucket order by e.txid desc, e.seq desc limit ${perBucket}) e
    where e.workspace_id = ${workspaceId} and e.kind < 10 and e.received_at > ${since}`.execute(db)
  return rows
}
