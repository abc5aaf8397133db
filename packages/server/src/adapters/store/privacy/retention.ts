// SQL of how long events are kept: rules, what they would remove, and the removal in small batches. Decides no spans.
import { inputKinds } from '@lotse/core/listen'
import type { Db } from '../members.ts'
import type { Queryable } from './person.ts'

/** A rule. `event` `*`: all names without a rule of their own. */
export type RetentionRow = {
  readonly workspaceId: number
  readonly event: string
  readonly days: number
  readonly deleted: number
  readonly changedAt: number
  readonly ranAt: number | null
  /** Everything that happened before it and had arrived by `seenAt` is gone; null: nobody went through the log for this rule yet. */
  readonly clearedBefore: number | null
  readonly seenAt: number | null
}

const COLUMNS = `workspace_id as "workspaceId", event, days, deleted, changed_at as "changedAt", ran_at as "ranAt",
  cleared_before as "clearedBefore", seen_at as "seenAt"`
/** What people did. Who they are and what they agreed to is never removed by age. */
const AGEING = `(${inputKinds.track}, ${inputKinds.page}, ${inputKinds.screen})`

/** The rules of a workspace, or of all. */
export async function retentionRules(client: Queryable, workspaceId?: number): Promise<readonly RetentionRow[]> {
  const { rows } = await client.query<RetentionRow>(
    `select ${COLUMNS} from retention_rule where $1::int is null or workspace_id = $1 order by workspace_id, event`,
    [workspaceId ?? null],
  )
  return rows
}

/** Sets a rule; answers the days that stood before. */
export async function putRetention(
  db: Db,
  { workspaceId, event, days, now }: { workspaceId: number; event: string; days: number; now: number },
): Promise<number | null> {
  const before = await db
    .selectFrom('retention_rule')
    .select('days')
    .where('workspace_id', '=', workspaceId)
    .where('event', '=', event)
    .forUpdate()
    .executeTakeFirst()
  await db
    .insertInto('retention_rule')
    .values({ workspace_id: workspaceId, event, days, changed_at: now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'event']).doUpdateSet({ days, changed_at: now }))
    .execute()
  return before?.days ?? null
}

/**
 * Removes a rule; answers its days, undefined where there was none. What it was about falls under the rule for all others, which has to go
 * through the log once more.
 */
export async function dropRetention(
  db: Db,
  { workspaceId, event, now }: { readonly workspaceId: number; readonly event: string; readonly now: number },
): Promise<number | undefined> {
  const gone = await db
    .deleteFrom('retention_rule')
    .where('workspace_id', '=', workspaceId)
    .where('event', '=', event)
    .returning('days')
    .executeTakeFirst()
  await db
    .updateTable('retention_rule')
    .set({ cleared_before: null, seen_at: null, changed_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('event', '=', '*')
    .execute()
  return gone?.days
}

/** Which events a rule is about: its name, or all but the `others` that have rules of their own. */
export type Aged = {
  readonly workspaceId: number
  readonly event: string
  readonly others: readonly string[]
  readonly before: number
}

const ABOUT = `workspace_id = $1 and occurred_at < $2 and kind in ${AGEING}
  and case when $3::text = '*' then not name = any($4::text[]) else name = $3 end`

/** Pages of the log that a count reads at most: 64 MB. */
export const COUNT_PAGES = 8000

/**
 * How many events a rule would remove now: of a log that is larger than `pages` an estimate from as many of its pages, taken at random.
 *
 * @param pages - the most that is read.
 */
export async function countAged(
  client: Queryable,
  { workspaceId, event, others, before }: Aged,
  pages = COUNT_PAGES,
): Promise<{ readonly due: number; readonly exact: boolean }> {
  const { rows: sizes } = await client.query<{ pages: number }>(
    `select pg_relation_size('event') / current_setting('block_size')::int as pages`,
  )
  const share = Math.min(1, pages / Math.max(1, Number(sizes[0]?.pages ?? 0)))
  const { rows } = await client.query<{ n: number }>(
    `select count(*) as n from event tablesample system ($5) repeatable (1) where ${ABOUT}`,
    [workspaceId, before, event, others, share * 100],
  )
  return { due: Math.round(Number(rows[0]?.n ?? 0) / share), exact: share === 1 }
}

/** A place in a bucket's log. */
export type LogPlace = { readonly txid: string; readonly seq: number }

/**
 * Looks at the next entries of a bucket that the engine is done with, and removes what a rule is about.
 *
 * @param after - where the round stands; `0/0` at the beginning.
 * @returns where it stands then, and how many were removed; null at the end.
 */
export async function removeAged(
  client: Queryable,
  { workspaceId, event, others, before }: Aged,
  { bucket, after, limit }: { readonly bucket: number; readonly after: LogPlace; readonly limit: number },
): Promise<(LogPlace & { readonly removed: number }) | null> {
  const { rows } = await client.query<{ txid: string | null; seq: number | null; removed: number }>(
    `with looked as (
       select e.txid, e.seq from event e join bucket b on b.bucket = e.bucket
       where e.bucket = $5 and (e.txid, e.seq) > ($6::xid8, $7::bigint) and (e.txid, e.seq) <= (b.txid, b.seq)
       order by e.txid, e.seq limit $8),
     gone as (
       delete from event where bucket = $5 and (txid, seq) in (select txid, seq from looked) and ${ABOUT} returning 1)
     select l.txid::text as txid, l.seq, (select count(*) from gone) as removed
     from (select 1) one left join lateral (select txid, seq from looked order by txid desc, seq desc limit 1) l on true`,
    [workspaceId, before, event, others, bucket, after.txid, after.seq, limit],
  )
  const [row] = rows
  return row?.txid == null || row.seq === null ? null : { txid: row.txid, seq: row.seq, removed: row.removed }
}

/** A span of one of the log's two times; `until` itself is left out. */
export type AgedSpan = { readonly by: 'occurred_at' | 'received_at'; readonly from: number; readonly until: number }

/** Removes at most `limit` events of a span that a rule is about and the engine is done with; answers how many. The span is found by its index. */
export async function removeAgedIn(
  client: Queryable,
  { workspaceId, event, others, before }: Aged,
  { by, from, until, limit }: AgedSpan & { readonly limit: number },
): Promise<number> {
  const { rowCount } = await client.query(
    `delete from event where (bucket, txid, seq) in (
       select e.bucket, e.txid, e.seq from (select * from event where ${by} >= $5 and ${by} < $6 and ${ABOUT}) e
         join bucket b on b.bucket = e.bucket and (e.txid, e.seq) <= (b.txid, b.seq)
       limit $7)`,
    [workspaceId, before, event, others, from, until, limit],
  )
  return rowCount ?? 0
}

/** Writes down how far a rule is, unless somebody changed it meanwhile. */
export async function markCleared(
  client: Queryable,
  { workspaceId, event, changedAt }: Pick<RetentionRow, 'workspaceId' | 'event' | 'changedAt'>,
  { before, seenAt }: { readonly before: number; readonly seenAt: number },
): Promise<void> {
  await client.query(
    `update retention_rule set cleared_before = $4, seen_at = $5 where workspace_id = $1 and event = $2 and changed_at = $3`,
    [workspaceId, event, changedAt, before, seenAt],
  )
}

/** Counts what a rule removed. */
export async function countRemoved(
  client: Queryable,
  { workspaceId, event }: Pick<RetentionRow, 'workspaceId' | 'event'>,
  removed: number,
  now: number,
): Promise<void> {
  await client.query(
    'update retention_rule set deleted = deleted + $3, ran_at = $4 where workspace_id = $1 and event = $2',
    [workspaceId, event, removed, now],
  )
}
