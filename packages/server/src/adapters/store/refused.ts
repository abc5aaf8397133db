// Bad events of good batches, kept aside with their reason (E10). Decides nothing.
import type { ClientBase } from 'pg'
import { integers, texts } from './arrays.ts'

/** An event that was not taken; `raw` is its JSON as sent. */
export type RefusedEvent = {
  readonly workspaceId: number
  readonly sourceId: number
  readonly code: string
  readonly field: string
  readonly detail: string
  readonly raw: string
}

type Db = Pick<ClientBase, 'query'>

const KEEP = `
  insert into refused_event (workspace_id, source_id, code, field, detail, raw, refused_at)
  select workspace_id, source_id, code, nullif(field, ''), detail, raw, $7
  from unnest($1::int4[], $2::int4[], $3::text[], $4::text[], $5::text[], $6::text[]) as r (workspace_id, source_id, code, field, detail, raw)`

/** Keeps events aside. */
export async function keepRefused(db: Db, events: readonly RefusedEvent[], refusedAt: number): Promise<void> {
  if (events.length === 0) return
  const values = [
    integers(events.map((event) => event.workspaceId)),
    integers(events.map((event) => event.sourceId)),
    texts(events.map((event) => event.code)),
    texts(events.map((event) => event.field)),
    texts(events.map((event) => event.detail)),
    texts(events.map((event) => event.raw)),
    refusedAt,
  ]
  await db.query({ name: 'keep_refused', text: KEEP, values })
}

/** Marks events as replayed. */
export async function markReplayed(db: Db, ids: readonly number[], replayedAt: number): Promise<void> {
  await db.query('update refused_event set replayed_at = $2 where id = any ($1::bigint[])', [ids, replayedAt])
}
