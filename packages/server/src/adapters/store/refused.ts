// Bad events of good batches, kept aside with their reason (E10). Lists name the workspace. Decides nothing.
import { sql } from 'kysely'
import type { ClientBase } from 'pg'
import { integers, texts } from './arrays.ts'
import type { Db as Typed } from './members.ts'

/** An event that was not taken; `raw` is its JSON as sent. `recordKey`: it is a record, to be read by its source's mapping. */
export type RefusedEvent = {
  readonly workspaceId: number
  readonly sourceId: number
  readonly code: string
  readonly field: string
  readonly detail: string
  readonly raw: string
  readonly recordKey?: string
}

type Db = Pick<ClientBase, 'query'>

const KEEP = `
  insert into refused_event (workspace_id, source_id, code, field, detail, raw, record_key, refused_at)
  select workspace_id, source_id, code, nullif(field, ''), detail, raw, record_key, $8
  from unnest($1::int4[], $2::int4[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    as r (workspace_id, source_id, code, field, detail, raw, record_key)
  on conflict (source_id, record_key) where record_key is not null
  do update set code = excluded.code, field = excluded.field, detail = excluded.detail where refused_event.replayed_at is null`

/** Keeps events aside; a record that is kept already gets its newest reason. Each record stands in `events` once. */
export async function keepRefused(db: Db, events: readonly RefusedEvent[], refusedAt: number): Promise<void> {
  if (events.length === 0) return
  const values = [
    integers(events.map((event) => event.workspaceId)),
    integers(events.map((event) => event.sourceId)),
    texts(events.map((event) => event.code)),
    texts(events.map((event) => event.field)),
    texts(events.map((event) => event.detail)),
    texts(events.map((event) => event.raw)),
    texts(events.map((event) => event.recordKey ?? null)),
    refusedAt,
  ]
  await db.query({ name: 'keep_refused', text: KEEP, values })
}

/** Marks events as replayed. */
export async function markReplayed(db: Db, ids: readonly number[], replayedAt: number): Promise<void> {
  await db.query('update refused_event set replayed_at = $2 where id = any ($1::bigint[])', [ids, replayedAt])
}

/** Marks the records of a delivery as replayed. `key`: of the delivery, with which theirs begin. */
export async function markRecordsTaken(db: Db, sourceId: number, key: string, replayedAt: number): Promise<void> {
  await db.query(
    `update refused_event set replayed_at = $3 where source_id = $1 and replayed_at is null
     and (record_key = $2 or (record_key >= $2 || ':' and record_key < $2 || ';'))`,
    [sourceId, key, replayedAt],
  )
}

/** Puts open refused events of a reason away, or takes back what was put away at the instant `back`. Answers how many. */
export async function discardRefused(
  db: Typed,
  workspaceId: number,
  {
    filter,
    upTo,
    now,
    back,
  }: { readonly filter: RefusedFilter; readonly upTo: number; readonly now: number; readonly back: number | null },
): Promise<number> {
  const { code, field, sourceId } = filter
  const { numUpdatedRows } = await db
    .updateTable('refused_event')
    .set({ discarded_at: back === null ? now : null })
    .where('workspace_id', '=', workspaceId)
    .where('replayed_at', 'is', null)
    .$if(back === null, (query) => query.where('discarded_at', 'is', null))
    .$if(back !== null, (query) => query.where('discarded_at', '=', back))
    .where('id', '<=', upTo)
    .$if(code !== undefined, (query) => query.where('code', '=', code ?? ''))
    .$if(field === '', (query) => query.where('field', 'is', null))
    .$if(field !== undefined && field !== '', (query) => query.where('field', '=', field ?? ''))
    .$if(sourceId !== undefined, (query) => query.where('source_id', '=', sourceId ?? 0))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** What a list of refused events is narrowed to. `field` empty: those without one. */
export type RefusedFilter = {
  readonly code?: string | undefined
  readonly field?: string | undefined
  readonly sourceId?: number | undefined
  readonly state?: 'open' | 'replayed' | 'discarded' | undefined
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

/** Refused records of a file in their order, younger than `after` (an id). `file`: what their keys begin with. */
export async function refusedOfFile(
  db: Typed,
  workspaceId: number,
  {
    sourceId,
    file,
    after,
    limit,
  }: { readonly sourceId: number; readonly file: string; readonly after: number; readonly limit: number },
) {
  return db
    .selectFrom('refused_event')
    .select(['id', 'code', 'field', 'detail', 'raw', 'record_key'])
    .where('workspace_id', '=', workspaceId)
    .where('source_id', '=', sourceId)
    .where('record_key', '>=', file)
    .where('record_key', '<', `${file}\uffff`)
    .where('id', '>', after)
    .orderBy('id')
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
    .select(['r.id', 'r.refused_at', 'r.code', 'r.field', 'r.detail', 'r.raw', 'r.replayed_at', 'r.discarded_at'])
    .select(['r.source_id', 's.name as source_name', 'r.record_key'])
    .where('r.workspace_id', '=', workspaceId)
    .$if(code !== undefined, (query) => query.where('r.code', '=', code ?? ''))
    .$if(field === '', (query) => query.where('r.field', 'is', null))
    .$if(field !== undefined && field !== '', (query) => query.where('r.field', '=', field ?? ''))
    .$if(sourceId !== undefined, (query) => query.where('r.source_id', '=', sourceId ?? 0))
    .$if(state === 'open', (query) => query.where('r.replayed_at', 'is', null).where('r.discarded_at', 'is', null))
    .$if(state === 'replayed', (query) => query.where('r.replayed_at', 'is not', null))
    .$if(state === 'discarded', (query) =>
      query.where('r.discarded_at', 'is not', null).where('r.replayed_at', 'is', null),
    )

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
    lastId: number
  }>`
    select g.code, g.field, g."sourceId", g.count, g."firstAt", g."lastAt", g."lastId", s.name as "sourceName", (select d.detail from refused_event d where d.id = g."lastId") as detail
    from (
      select code, field, source_id as "sourceId", max(id) as "lastId", count(*) as count, min(refused_at) as "firstAt", max(refused_at) as "lastAt"
      from (select id, code, field, source_id, refused_at from refused_event
        where workspace_id = ${workspaceId} and replayed_at is null and discarded_at is null order by id desc limit ${COUNTED_MAX}) r
      group by 1, 2, 3 order by 5 desc, 7 desc limit 200) g
    left join source s on s.id = g."sourceId" order by g.count desc, g."lastAt" desc`.execute(db)
  return rows
}
