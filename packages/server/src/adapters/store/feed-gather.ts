// What feeds are gathered from and written into, in the database: the log behind a position, changes of insights, answers, items. Decides nothing about them.
import type { BindingAsk } from '@lotse/protocol'
import type { ClientBase } from 'pg'
import type { LogRow } from './engine/read.ts'

type Client = Pick<ClientBase, 'query'>

/** Any fixed number: of several servers one gathers at a time. */
const GATHER_LOCK = 1_905_332_138

/** Whether this transaction is the one that gathers; until it ends no other is. */
export async function mayGather(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>('select pg_try_advisory_xact_lock($1) as may', [GATHER_LOCK])
  return rows[0]?.may ?? false
}

/** A record that asks for answers. */
export type AskingRow = { readonly workspaceId: number; readonly id: string; readonly asks: readonly BindingAsk[] }

/** The newest change of what people design, of all workspaces; 0: there is none. */
export async function newestDesign(client: Client): Promise<number> {
  const { rows } = await client.query<{ seq: number }>('select coalesce(max(seq), 0)::bigint as seq from atlas_change')
  return rows[0]?.seq ?? 0
}

/** All standing touchpoints, steps and journeys that ask for answers. */
export async function askingRecords(client: Client): Promise<AskingRow[]> {
  const { rows } = await client.query<AskingRow>(
    `select r.workspace_id as "workspaceId", r.id, r.fields->'binding'->'asks' as asks from atlas_record r
     left join atlas_record j on j.workspace_id = r.workspace_id and j.id = r.journey
     where r.removed_at is null and j.removed_at is null and r.kind in ('touchpoint', 'step', 'journey') and jsonb_typeof(r.fields->'binding'->'asks') = 'array'
     order by r.workspace_id, r.id`,
  )
  return rows
}

/** Events that were read behind the positions. `read`: how many entries the positions moved over. */
export type GatheredEvents = {
  readonly events: readonly (LogRow & { readonly erased: boolean })[]
  readonly read: number
}

const EVENT_KINDS_END = 10

/**
 * Moves the position of every bucket over its next entries, and answers those events among them that bear one of the names. Only entries whose writer is older than every
 * transaction still running are seen.
 */
export async function gatherEvents(
  client: Client,
  { names, perBucket }: { readonly names: readonly string[]; readonly perBucket: number },
): Promise<GatheredEvents> {
  const { rows } = await client.query<LogRow & { read: number; erased: boolean }>(
    `with span as materialized (
       select b.bucket, e.txid, e.seq, e.workspace_id, e.customer_id, e.kind, e.flags, e.source_id, e.name, e.channel, e.message_id, e.occurred_at, e.received_at,
         case when e.kind < ${EVENT_KINDS_END} and e.name = any($1::text[]) then e.body end as body
       from feed_bucket b cross join lateral (
         select * from event e where e.bucket = b.bucket and (e.txid, e.seq) > (b.txid, b.seq) and e.txid < log_horizon()
         order by e.txid, e.seq limit $2) e),
     ends as (select distinct on (bucket) bucket, txid, seq from span order by bucket, txid desc, seq desc),
     moved as (update feed_bucket f set txid = ends.txid, seq = ends.seq from ends where f.bucket = ends.bucket)
     select (select count(*)::int from span) as read, s.bucket, s.txid::text, s.seq, s.workspace_id as workspace, s.customer_id as customer, s.kind, s.flags,
       s.source_id as source, s.name, s.channel, s.message_id as "messageId", s.occurred_at as "occurredAt", s.received_at as "receivedAt", s.body,
       x.customer_id is not null as erased
     from (values (1)) one left join span s on s.body is not null left join erased_customer x on x.customer_id = s.customer_id
     order by s.received_at, s.seq`,
    [[...names], perBucket],
  )
  return { read: rows[0]?.read ?? 0, events: rows.filter(({ body }) => body !== null) }
}

/** An answer as it is stored; see the table. */
export type AnswerRow = {
  readonly workspaceId: number
  readonly record: string
  readonly kind: string
  readonly key: number
  readonly at: number
  readonly value: number
  readonly channel: string
  readonly sourceId: number | null
  readonly customerId: number | null
}

/** Stores answers. @returns which of them are new, as `workspace/record/kind/key`. */
export async function storeAnswers(client: Client, answers: readonly AnswerRow[]): Promise<ReadonlySet<string>> {
  if (answers.length === 0) return new Set()
  const { rows } = await client.query<{ name: string }>(
    `insert into feed_answer (workspace_id, record, kind, key, at, value, channel, source_id, customer_id)
     select "workspaceId", record, kind, key, at, value, channel, "sourceId", "customerId"
     from jsonb_to_recordset($1::jsonb) r ("workspaceId" int, record text, kind text, key bigint, at bigint, value smallint, channel text, "sourceId" int, "customerId" bigint)
     on conflict do nothing returning concat_ws('/', workspace_id, record, kind, key) as name`,
    [JSON.stringify(answers)],
  )
  return new Set(rows.map(({ name }) => name))
}

/** An item as it is stored; see the table. */
export type ItemRow = {
  readonly workspaceId: number
  readonly source: string
  readonly kind: 'alert' | 'answers' | 'move' | 'insight' | 'work'
  readonly record: string
  readonly at: number
  readonly customerId?: number | null
  readonly facts: Readonly<Record<string, unknown>>
}

const ITEMS = `insert into feed_item (workspace_id, source, kind, record, at, gathered_at, customer_id, facts)
  select "workspaceId", source, kind, record, at, $2, "customerId", facts
  from jsonb_to_recordset($1::jsonb) r ("workspaceId" int, source text, kind text, record text, at bigint, "customerId" bigint, facts jsonb)
  on conflict (workspace_id, source)`

/** Stores items that come once; what is here already stays as it is. @param now - when they were gathered. */
export async function storeItems(client: Client, items: readonly ItemRow[], now: number): Promise<void> {
  if (items.length > 0) await client.query(`${ITEMS} do nothing`, [JSON.stringify(items), now])
}

/** Adds answers to the items of their days: `count`, `sum` and `bad` of the facts are added up. */
export async function storeBundles(client: Client, items: readonly ItemRow[], now: number): Promise<void> {
  if (items.length === 0) return
  const added = ['count', 'sum', 'bad'].map(
    (name) => `'${name}', (feed_item.facts->>'${name}')::bigint + (excluded.facts->>'${name}')::bigint`,
  )
  await client.query(
    `${ITEMS} do update set at = greatest(feed_item.at, excluded.at), gathered_at = excluded.gathered_at,
       facts = feed_item.facts || jsonb_build_object(${added.join(', ')})`,
    [JSON.stringify(items), now],
  )
}

/** A change of the work on an insight that was not gathered yet. */
export type NewWork = {
  readonly workspaceId: number
  readonly insight: string
  readonly version: number
  readonly at: number
  readonly memberId: number | null
  readonly what: string
  readonly step: string | null
  readonly reason: string
}

/** Takes changes of the work on insights, the oldest first: nobody else will. */
export async function takeWork(client: Client, limit: number): Promise<NewWork[]> {
  const { rows } = await client.query<NewWork>(
    `update insight_change c set gathered = true from (
       select workspace_id, insight, version from insight_change where not gathered order by at, version limit $1 for update skip locked) n
     where c.workspace_id = n.workspace_id and c.insight = n.insight and c.version = n.version
     returning c.workspace_id as "workspaceId", c.insight, c.version, c.at, c.member_id as "memberId", c.what, c.step, c.reason`,
    [limit],
  )
  return rows
}

/** An insight that somebody wrote down. */
export type NewInsight = {
  readonly workspaceId: number
  readonly id: string
  readonly at: number
  readonly memberId: number | null
}

/** Moves over the next changes of what people design, of each workspace, and answers the insights that they made. */
export async function takeInsights(client: Client, limit: number): Promise<NewInsight[]> {
  await client.query('insert into feed_design select id, 0 from workspace on conflict do nothing')
  const { rows } = await client.query<NewInsight>(
    `with span as materialized (
       select c.workspace_id, c.seq, c.at, c.member_id, c.edits from feed_design d cross join lateral (
         select * from atlas_change c where c.workspace_id = d.workspace_id and c.seq > d.seq order by c.seq limit $1) c),
     moved as (
       update feed_design d set seq = s.seq from (select workspace_id, max(seq) as seq from span group by 1) s where s.workspace_id = d.workspace_id)
     select s.workspace_id as "workspaceId", e->>'id' as id, s.at, s.member_id as "memberId"
     from span s cross join lateral jsonb_array_elements(s.edits) e where e->>'do' = 'make' and e->>'kind' = 'insight' order by s.seq`,
    [limit],
  )
  return rows
}

/** Answers of a record now and before. Means in hundredths. */
export type MeanRow = {
  readonly workspaceId: number
  readonly record: string
  readonly kind: 'csat' | 'nps' | 'ces' | 'sentiment'
  readonly recent: number
  readonly recentMean: number
  readonly before: number
  readonly beforeMean: number
}

/** What answers come to since `since`, and from `from` until then. */
export async function meansOf(
  client: Client,
  { from, since, until }: { readonly from: number; readonly since: number; readonly until: number },
): Promise<MeanRow[]> {
  const { rows } = await client.query<MeanRow>(
    `select workspace_id as "workspaceId", record, kind, count(*) filter (where at >= $2)::int as recent, coalesce(avg(value) filter (where at >= $2), 0)::float as "recentMean",
       count(*) filter (where at < $2)::int as before, coalesce(avg(value) filter (where at < $2), 0)::float as "beforeMean"
     from feed_answer where at >= $1 and at <= $3 group by 1, 2, 3`,
    [from, since, until],
  )
  return rows
}
