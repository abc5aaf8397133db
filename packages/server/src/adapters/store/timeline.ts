// What happened to a customer, as rows: events by the time they happened, messages by the time they were made. Never writes.
import { inputKinds } from '@lotse/core/listen'
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** Whose timeline: the workspace, and all ids the customer ever had. */
export type Whose = { readonly workspaceId: number; readonly ids: readonly number[] }

/**
 * Where a page begins: everything with (`at`, `key`) below these. `key` orders what happened at the same instant; it begins with the
 * kind, so that rows of different tables never tie.
 */
export type Before = { readonly at: number; readonly key: string }

/** The key of an event at its instant. Digits are padded so that text and number order alike. */
export const eventKey = (seq: number): string => `event ${String(seq).padStart(16, '0')}`
/** The key of a message at its instant. */
export const messageKey = (id: number): string => `message ${String(id).padStart(16, '0')}`

export type EventRow = {
  readonly seq: number
  readonly kind: number
  readonly flags: number
  readonly source_id: number | null
  readonly name: string
  readonly channel: string
  readonly message_id: string
  readonly occurred_at: number
  readonly received_at: number
  readonly body: string
}

/** The events of a customer that happened last. Reads all of the customer's entries: they lie in the order of arrival. */
export async function latestEvents(
  db: Db,
  { workspaceId, ids }: Whose,
  { before, limit }: { readonly before: Before | undefined; readonly limit: number },
): Promise<EventRow[]> {
  const below = before
    ? sql`and (occurred_at, 'event ' || lpad(seq::text, 16, '0') collate "C") < (${before.at}, ${before.key} collate "C")`
    : sql``
  const { rows } = await sql<EventRow>`
    select seq, kind, flags, source_id, name, channel, message_id, occurred_at, received_at, body from event
    where customer_id = any(${[...ids]}::bigint[]) and workspace_id = ${workspaceId} and kind < ${inputKinds.leave} ${below}
    order by occurred_at desc, seq desc limit ${limit}`.execute(db)
  return rows
}

/** The events of a customer that arrived last, newest first; with `after`, only later ones. */
export async function arrivedEvents(
  db: Db,
  { workspaceId, ids }: Whose,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select seq, kind, flags, source_id, name, channel, message_id, occurred_at, received_at, body from event
    where customer_id = any(${[...ids]}::bigint[]) and workspace_id = ${workspaceId} and kind < ${inputKinds.leave} and seq > ${after}
    order by seq desc limit ${limit}`.execute(db)
  return rows
}

/** The messages of a customer, newest first. */
export async function latestMessages(
  db: Db,
  { workspaceId, ids }: Whose,
  { before, limit }: { readonly before: Before | undefined; readonly limit: number },
) {
  const key = sql<string>`'message ' || lpad(m.id::text, 16, '0') collate "C"`
  return db
    .selectFrom('message as m')
    .leftJoin('flow as f', 'f.id', 'm.flow_id')
    .select(['m.id', 'm.key', 'm.channel', 'm.topic', 'm.state', 'm.reason', 'm.flow_id', 'm.step', 'm.created_at'])
    .select(['m.request', 'f.name as flow_name'])
    .where('m.customer_id', 'in', [...ids])
    .where('m.workspace_id', '=', workspaceId)
    .$if(before !== undefined, (query) =>
      query.where(sql<boolean>`(m.created_at, ${key}) < (${before?.at ?? 0}, ${before?.key ?? ''} collate "C")`),
    )
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute()
}
