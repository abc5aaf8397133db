// The log's table: appends entries and says how far readers are behind. Decides nothing, changes no entry.
import { bucketOf } from '@lotse/core/base'
import type { ClientBase } from 'pg'
import { bigints, integers, smallints, texts } from './arrays.ts'

/** One entry to append; the bucket follows from workspace and customer. `kind`: number of `inputKinds`; `body`: JSON text. */
export type LogRow = {
  readonly workspaceId: number
  readonly customerId: number
  readonly kind: number
  readonly flags: number
  readonly sourceId: number | null
  readonly name: string
  readonly channel: string
  readonly messageId: string
  readonly occurredAt: number
  readonly receivedAt: number
  readonly body: string
}

const APPEND = `
  insert into event (workspace_id, bucket, customer_id, kind, flags, source_id, name, channel, message_id, occurred_at, received_at, body)
  select workspace_id, bucket, customer_id, kind, flags, nullif(source_id, 0), name, channel, message_id, occurred_at, received_at, body
  from unnest($1::int4[], $2::int2[], $3::int8[], $4::int2[], $5::int2[], $6::int4[], $7::text[], $8::text[], $9::text[], $10::int8[], $11::int8[], $12::text[])
    as r (workspace_id, bucket, customer_id, kind, flags, source_id, name, channel, message_id, occurred_at, received_at, body)`

/**
 * Appends entries in the given order, in the caller's transaction.
 *
 * @param client - a connection with an open transaction.
 * @param rows - any number; one statement.
 */
export async function appendEvents(client: ClientBase, rows: readonly LogRow[]): Promise<void> {
  if (rows.length === 0) return
  await client.query({ name: 'append_events', text: APPEND, values: columnsOf(rows) })
}

function columnsOf(rows: readonly LogRow[]): Buffer[] {
  return [
    integers(rows.map((row) => row.workspaceId)),
    smallints(rows.map((row) => bucketOf(row.workspaceId, row.customerId))),
    bigints(rows.map((row) => row.customerId)),
    smallints(rows.map((row) => row.kind)),
    smallints(rows.map((row) => row.flags)),
    integers(rows.map((row) => row.sourceId ?? 0)),
    texts(rows.map((row) => row.name)),
    texts(rows.map((row) => row.channel)),
    texts(rows.map((row) => row.messageId)),
    bigints(rows.map((row) => row.occurredAt)),
    bigints(rows.map((row) => row.receivedAt)),
    texts(rows.map((row) => row.body)),
  ]
}

const OLDEST_WAITING = `
  select min(next.received_at) as oldest
  from bucket b cross join lateral (
    select e.received_at from event e
    where e.bucket = b.bucket and (e.txid, e.seq) > (b.txid, b.seq)
    order by e.txid, e.seq limit 1) next`

/**
 * When the entry arrived that has waited longest for the engine.
 *
 * @returns UTC milliseconds, or null where nothing waits.
 */
export async function oldestWaiting(client: Pick<ClientBase, 'query'>): Promise<number | null> {
  const { rows } = await client.query<{ oldest: number | string | null }>(OLDEST_WAITING)
  const oldest = rows[0]?.oldest ?? null
  return oldest === null ? null : Number(oldest)
}

/** Wakes the engine; sent after the commit in a statement of its own, so that commits are not serialised. */
export async function wakeEngine(client: Pick<ClientBase, 'query'>): Promise<void> {
  await client.query("select pg_notify('lotse_event', '')")
}
