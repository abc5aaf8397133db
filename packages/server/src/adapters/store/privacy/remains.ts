// SQL of what is left of a person after she was cut off: deleted in small batches, searched for, and swept out of the tables' files.
import { containing } from '../pattern.ts'
import type { Person, Queryable } from './person.ts'

/** Deletes up to `limit` entries of her log; answers their names and contents. Entries that belong to others by now stay. */
export async function deleteEvents(
  client: Queryable,
  { workspaceId, ids }: Person,
  limit: number,
): Promise<readonly { readonly name: string; readonly body: string }[]> {
  const { rows } = await client.query<{ name: string; body: string }>(
    `delete from event where (bucket, txid, seq) in (
       select e.bucket, e.txid, e.seq from event e
       where e.workspace_id = $1 and e.customer_id = any($2::bigint[])
         and not exists (select from parted_event p where p.from_id = e.customer_id and p.seq = e.seq and not p.to_id = any($2::bigint[]))
       limit $3)
     returning name, body`,
    [workspaceId, ids, limit],
  )
  return rows
}

/** Deletes up to `limit` entries that stand in another's log and were given back to her. */
export async function deletePartedEvents(
  client: Queryable,
  { workspaceId, ids }: Person,
  limit: number,
): Promise<readonly { readonly name: string; readonly body: string }[]> {
  const { rows } = await client.query<{ name: string; body: string }>(
    `with parted as (
       delete from parted_event where (from_id, seq, txid) in (
         select from_id, seq, txid from parted_event where to_id = any($2::bigint[]) limit $3)
       returning from_id, seq)
     delete from event e using parted p where e.workspace_id = $1 and e.customer_id = p.from_id and e.seq = p.seq
     returning e.name, e.body`,
    [workspaceId, ids, limit],
  )
  return rows
}

/** Deletes up to `limit` messages with what was sent. */
export async function deleteMessages(client: Queryable, { workspaceId, ids }: Person, limit: number): Promise<number> {
  const { rowCount } = await client.query(
    `delete from message where id in (select id from message where workspace_id = $1 and customer_id = any($2::bigint[]) limit $3)`,
    [workspaceId, ids, limit],
  )
  return rowCount ?? 0
}

/** Deletes inputs of hers that were set aside. */
export async function deleteSetAside(client: Queryable, { workspaceId, ids }: Person): Promise<number> {
  const { rowCount } = await client.query(
    'delete from set_aside where workspace_id = $1 and customer_id = any($2::bigint[])',
    [workspaceId, ids],
  )
  return rowCount ?? 0
}

/** A refused event. */
export type RefusedRow = {
  readonly id: number
  readonly raw: string
  readonly detail: string
  readonly refusedAt: number
}

/** Refused events after an id, as they were sent. */
export async function refusedAfter(
  client: Queryable,
  workspaceId: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly RefusedRow[]> {
  const { rows } = await client.query<RefusedRow>(
    'select id, raw, detail, refused_at as "refusedAt" from refused_event where workspace_id = $1 and id > $2 order by id limit $3',
    [workspaceId, after, limit],
  )
  return rows
}

/** Contents of deliveries of webhooks after an id. */
export async function deliveriesAfter(
  client: Queryable,
  workspaceId: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly { readonly id: number; readonly body: string }[]> {
  const { rows } = await client.query<{ id: number; body: string }>(
    'select id, body from hook_delivery where workspace_id = $1 and id > $2 and body is not null order by id limit $3',
    [workspaceId, after, limit],
  )
  return rows
}

/** Kept answers, sealed, with the keys that callers chose; the table holds a day. */
export async function keptAnswers(
  client: Queryable,
  workspaceId: number,
): Promise<readonly { readonly caller: string; readonly key: string; readonly answer: string | null }[]> {
  const { rows } = await client.query<{ caller: string; key: string; answer: string | null }>(
    'select caller, key, answer from kept_answer where workspace_id = $1',
    [workspaceId],
  )
  return rows
}

/** Deletes kept answers. */
export async function deleteAnswers(
  client: Queryable,
  workspaceId: number,
  places: readonly { readonly caller: string; readonly key: string }[],
): Promise<number> {
  const { rowCount } = await client.query(
    `delete from kept_answer k using unnest($2::text[], $3::text[]) p (caller, key)
     where k.workspace_id = $1 and k.caller = p.caller and k.key = p.key`,
    [workspaceId, places.map((one) => one.caller), places.map((one) => one.key)],
  )
  return rowCount ?? 0
}

/** Saved views as they stand in addresses. */
export async function viewTexts(
  client: Queryable,
  workspaceId: number,
): Promise<readonly { readonly id: number; readonly text: string }[]> {
  const { rows } = await client.query<{ id: number; text: string }>(
    `select id, name || ' ' || search as text from view where workspace_id = $1`,
    [workspaceId],
  )
  return rows
}

/** Deletes rows of a table by their ids. */
export async function deleteByIds(
  client: Queryable,
  table: 'view' | 'refused_event' | 'hook_delivery',
  workspaceId: number,
  ids: readonly number[],
): Promise<number> {
  if (ids.length === 0) return 0
  const { rowCount } = await client.query(`delete from ${table} where workspace_id = $1 and id = any($2::bigint[])`, [
    workspaceId,
    ids,
  ])
  return rowCount ?? 0
}

/** Takes addresses off the list of barred ones. */
export async function deleteSuppressions(
  client: Queryable,
  workspaceId: number,
  addresses: readonly string[],
): Promise<number> {
  const { rowCount } = await client.query(
    'delete from suppression where workspace_id = $1 and lower(address) = any($2::text[])',
    [workspaceId, addresses],
  )
  return rowCount ?? 0
}

/** Which of the addresses are barred, with their channel. */
export async function barredAmong(
  client: Queryable,
  workspaceId: number,
  addresses: readonly string[],
): Promise<readonly { readonly channel: string; readonly address: string }[]> {
  const { rows } = await client.query<{ channel: string; address: string }>(
    'select channel, address from suppression where workspace_id = $1 and lower(address) = any($2::text[])',
    [workspaceId, addresses],
  )
  return rows
}

/** Takes values out of the examples that are kept of events' properties. */
export async function deleteExamples(
  client: Queryable,
  workspaceId: number,
  { name, values }: { readonly name: string; readonly values: readonly string[] },
): Promise<number> {
  const { rowCount } = await client.query(
    `update event_property set examples = coalesce((
       select jsonb_agg(x) from jsonb_array_elements(examples) x where not (x #>> '{}') = any($3::text[])), '[]')
     where workspace_id = $1 and name = $2 and jsonb_typeof(examples) = 'array'
       and exists (select from jsonb_array_elements(examples) x where (x #>> '{}') = any($3::text[]))`,
    [workspaceId, name, values],
  )
  return rowCount ?? 0
}

/** Where others' rows may name her. They are theirs, so that people decide about them. */
const MENTIONED_IN = { event: 'body', message: 'request' } as const
/** Tables too large to be searched in one statement. */
export type Searched = keyof typeof MENTIONED_IN

/**
 * How many rows of a stretch of a table name her. Read in the order of the file and by page numbers, so that a stretch costs the same however large the table is.
 *
 * @param from - the first page.
 * @param pages - how many.
 * @returns the rows found, and how many pages there were; fewer than asked for means that the table is at its end.
 */
export async function mentionsWithin(
  client: Queryable,
  table: Searched,
  { workspaceId, parts }: { readonly workspaceId: number; readonly parts: readonly string[] },
  { from, pages }: { readonly from: number; readonly pages: number },
): Promise<{ readonly found: number; readonly looked: number }> {
  const { rows: sizes } = await client.query<{ pages: number }>(
    `select pg_relation_size($1::regclass) / current_setting('block_size')::int as pages`,
    [table],
  )
  const looked = Math.max(0, Math.min(pages, Number(sizes[0]?.pages ?? 0) - from))
  if (parts.length === 0 || looked === 0) return { found: 0, looked }
  const { rows } = await client.query<{ n: number }>(
    `select count(*) as n from ${table}
     where ctid >= $3::tid and ctid < $4::tid and workspace_id = $1 and lower(${MENTIONED_IN[table]}) like any($2::text[])`,
    [workspaceId, parts.map((part) => containing(part)), `(${from},0)`, `(${from + looked},0)`],
  )
  return { found: rows[0]?.n ?? 0, looked }
}

/** How many notes on other customers name her. */
export async function notesNaming(client: Queryable, workspaceId: number, parts: readonly string[]): Promise<number> {
  if (parts.length === 0) return 0
  const { rows } = await client.query<{ n: number }>(
    'select count(*) as n from customer_note where workspace_id = $1 and lower(text) like any($2::text[])',
    [workspaceId, parts.map((part) => containing(part))],
  )
  return rows[0]?.n ?? 0
}

/** Every table that may hold something of a customer; their dead rows are swept out when somebody was erased. */
export const TABLES_WITH_PEOPLE = [
  'consent',
  'customer_note',
  'customer_state',
  'decision',
  'event',
  'event_property',
  'feed_answer',
  'feed_item',
  'feedback',
  'file_part',
  'hook_delivery',
  'identity',
  'identity_note',
  'journey_place',
  'kept_answer',
  'merge',
  'message',
  'message_content',
  'parted_event',
  'refused_event',
  'run',
  'set_aside',
  'suppression',
  'timer',
  'view',
] as const

/**
 * Removes dead rows and renews the planner's statistics, which hold frequent values. Nobody is held up. Bytes of removed rows may stay in
 * free space of the files until something is written over them; see {@link rewriteTable}.
 */
export async function sweepTable(client: Queryable, table: (typeof TABLES_WITH_PEOPLE)[number]): Promise<void> {
  await client.query(`vacuum (analyze) ${table}`)
}

/** Removes the dead rows of the planner's statistics themselves; needs an owner's right, elsewhere PostgreSQL does it in time. */
export async function sweepStatistics(client: Queryable): Promise<void> {
  await client.query('vacuum pg_statistic')
}

/** Writes a table and its indexes anew, so that no byte of removed rows is left in its files. Locks it for that time. */
export async function rewriteTable(
  client: Queryable,
  table: (typeof TABLES_WITH_PEOPLE)[number] | 'pg_statistic',
): Promise<void> {
  await client.query(`vacuum (full, analyze) ${table}`)
}
