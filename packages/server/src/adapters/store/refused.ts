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

/** A refused event as it is kept. */
export type KeptEvent = RefusedEvent & {
  readonly id: number
  readonly refusedAt: number
  readonly replayedAt: number | null
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

const COLUMNS = `id, workspace_id as "workspaceId", source_id as "sourceId", refused_at as "refusedAt", code, coalesce(field, '') as field,
  detail, raw, replayed_at as "replayedAt"`

/** Those of a workspace that were not replayed, oldest first. `ids`: these only. */
export async function openRefused(
  db: Db,
  workspaceId: number,
  { ids, after, limit }: { readonly ids?: readonly number[]; readonly after: number; readonly limit: number },
): Promise<readonly KeptEvent[]> {
  const text = `select ${COLUMNS} from refused_event where workspace_id = $1 and replayed_at is null and id > $2
    and ($3::bigint[] is null or id = any ($3)) order by id limit $4`
  const { rows } = await db.query<KeptEvent>(text, [workspaceId, after, ids ?? null, limit])
  return rows
}

/** Marks events as replayed. */
export async function markReplayed(db: Db, ids: readonly number[], replayedAt: number): Promise<void> {
  await db.query('update refused_event set replayed_at = $2 where id = any ($1::bigint[])', [ids, replayedAt])
}

const DROP = `
  delete from refused_event where id in (select id from refused_event where refused_at < $1 order by id limit $2)`

/** Forgets refused events older than `before`, at most `limit` at a time. Returns how many. */
export async function dropRefused(db: Db, before: number, limit: number): Promise<number> {
  const { rowCount } = await db.query(DROP, [before, limit])
  return rowCount ?? 0
}
