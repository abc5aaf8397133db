// Bad events of good batches, kept aside with their reason (E10). Lists name the workspace. Decides nothing.
import { sql } from 'kysely'
import type { ClientBase } from 'pg'
import { integers, texts } from './arrays.ts'
import type { Db as Typed } from './members.ts'

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

/** What a list of refused events is narrowed to. `field` empty: those without one. */
export type RefusedFilter = {
  readonly code?: string | undefined
  readonly field?: string | undefined
  readonly sourceId?: number | undefined
  readonly state?: 'open' | 'replayed' | undefined
}

/** Refused events with their source, newest first, older than `before` (an id). */
export async function listRefused(
  db: Typed,
  workspaceId: number,
  {
    filter,
    before,
    limit,
  }: { readonly filter: RefusedFilter; readonly before: number | undefined; readonly limit: number },
) {
  return narrowed(db, workspaceId, filter)
    .$if(before !== undefined, (query) => query.where('r.id', '<', before ?? 0))
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute()
}

/** Open refused events, oldest first, younger than `after` (an id). */
export async function openRefused(
  db: Typed,
  workspaceId: number,
  { filter, after, limit }: { readonly filter: RefusedFilter; readonly after: number; readonly limit: number },
) {
  return narrowed(db, workspaceId, { ...filter, state: 'open' })
    .where('r.id', '>', after)
    .orderBy('r.id')
    .limit(limit)
    .execute()
}

/** One refused event. */
export async function refusedById(db: Typed, workspaceId: number, id: number) {
  return narrowed(db, workspaceId, {}).where('r.id', '=', id).executeTakeFirst()
}

const narrowed = (db: Typed, workspaceId: number, { code, field, sourceId, state }: RefusedFilter) =>
  db
    .selectFrom('refused_event as r')
    .leftJoin('source as s', 's.id', 'r.source_id')
    .select(['r.id', 'r.refused_at', 'r.code', 'r.field', 'r.detail', 'r.raw', 'r.replayed_at'])
    .select(['r.source_id', 's.name as source_name'])
    .where('r.workspace_id', '=', workspaceId)
    .$if(code !== undefined, (query) => query.where('r.code', '=', code ?? ''))
    .$if(field === '', (query) => query.where('r.field', 'is', null))
    .$if(field !== undefined && field !== '', (query) => query.where('r.field', '=', field ?? ''))
    .$if(sourceId !== undefined, (query) => query.where('r.source_id', '=', sourceId ?? 0))
    .$if(state === 'open', (query) => query.where('r.replayed_at', 'is', null))
    .$if(state === 'replayed', (query) => query.where('r.replayed_at', 'is not', null))

/** More are not counted. */
const COUNTED_MAX = 100_000

/** Open refused events by code, field and source, the most frequent first. */
export async function groupRefused(db: Typed, workspaceId: number) {
  const { rows } = await sql<{
    code: string
    field: string | null
    sourceId: number
    sourceName: string | null
    detail: string
    count: number
    firstAt: number
    lastAt: number
  }>`
    select r.code, r.field, r.source_id as "sourceId", s.name as "sourceName", (array_agg(r.detail order by r.id desc))[1] as detail, count(*) as count,
      min(r.refused_at) as "firstAt", max(r.refused_at) as "lastAt"
    from (select id, code, field, source_id, detail, refused_at from refused_event
      where workspace_id = ${workspaceId} and replayed_at is null order by id desc limit ${COUNTED_MAX}) r
    left join source s on s.id = r.source_id
    group by 1, 2, 3, 4 order by 6 desc, 8 desc limit 200`.execute(db)
  return rows
}
