// What happened to a customer, as rows: events by the time they happened, messages by the time they were made. Never writes.
import { inputKinds } from '@lotse/core/listen'
import { sql } from 'kysely'
import type { Db } from './members.ts'
import { containing } from './pattern.ts'

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

/** What of a timeline is asked for. `name`: a part of it, without case. */
export type Wanted = {
  readonly before?: Before | undefined
  readonly channel?: string | undefined
  readonly name?: string | undefined
  readonly limit: number
}

/** An entry of a customer's log as it is shown. */
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

const EVENT = sql`e.seq, e.kind, e.flags, e.source_id, e.name, e.channel, e.message_id, e.occurred_at, e.received_at, e.body`

/** Entries that a split gave to another customer are theirs. */
const NOT_PARTED = sql`not exists (select from parted_event p where p.from_id = e.customer_id and p.seq = e.seq)`
const PARTED = sql`parted_event p join event e on e.customer_id = p.from_id and e.occurred_at = p.occurred_at and e.seq = p.seq`

type Tests = { readonly tests: ReturnType<typeof sql>; readonly limit: number }

/** The newest events that are a customer's now: their own and those a split gave them. `tests`: a condition on `e`, its order and limit. */
async function newestOf(db: Db, ids: Whose['ids'], { tests, limit }: Tests): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select x.* from unnest(${[...ids]}::bigint[]) i(id) cross join lateral (
      (select ${EVENT} from event e where e.customer_id = i.id and ${NOT_PARTED} and ${tests})
      union all
      (select ${EVENT} from ${PARTED} where p.to_id = i.id and ${tests})) x
    order by x.occurred_at desc, x.seq desc limit ${limit}`.execute(db)
  return rows
}

const belowOf = (before: Before | undefined) =>
  before === undefined
    ? sql``
    : sql`and e.occurred_at <= ${before.at}
        and (e.occurred_at, 'event ' || lpad(e.seq::text, 16, '0') collate "C") < (${before.at}, ${before.key} collate "C")`

/** The events of a customer that happened last. Reads a page from the index, however many there are. */
export async function latestEvents(db: Db, { workspaceId, ids }: Whose, wanted: Wanted): Promise<EventRow[]> {
  const { before, channel, name, limit } = wanted
  const tests = sql`e.workspace_id = ${workspaceId} and e.kind < ${inputKinds.leave} ${belowOf(before)}
    ${channel === undefined ? sql`` : sql`and e.channel = ${channel}`}
    ${name === undefined ? sql`` : sql`and e.name ilike ${containing(name)}`}
    order by e.occurred_at desc, e.seq desc limit ${limit}`
  return newestOf(db, ids, { tests, limit })
}

/** The events of a customer that arrived last, newest first; with `after`, only later ones. The index alone says which they are. */
export async function arrivedEvents(
  db: Db,
  { workspaceId, ids }: Whose,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    with newest as (
      select e.customer_id, e.occurred_at, e.seq from event e
      where e.customer_id = any(${[...ids]}::bigint[]) and e.seq > ${after} order by e.seq desc limit ${limit})
    select ${EVENT} from newest n join event e using (customer_id, occurred_at, seq)
    where e.workspace_id = ${workspaceId} and e.kind < ${inputKinds.leave} and ${NOT_PARTED}
    order by e.seq desc`.execute(db)
  return rows
}

/** What a customer's events said about traits, the newest first. */
export async function identifyEvents(db: Db, { workspaceId, ids }: Whose, limit: number): Promise<EventRow[]> {
  const tests = sql`e.workspace_id = ${workspaceId} and e.kind = ${inputKinds.identify} order by e.occurred_at desc, e.seq desc limit ${limit}`
  return newestOf(db, ids, { tests, limit })
}

/** What a customer's events said about being contacted, the newest first; without those that stated nothing. */
export async function consentEvents(
  db: Db,
  { workspaceId, ids }: Whose,
  { before, limit }: Pick<Wanted, 'before' | 'limit'>,
): Promise<EventRow[]> {
  const tests = sql`e.workspace_id = ${workspaceId} and e.kind = ${inputKinds.consent} and e.body::jsonb -> 's' is not null ${belowOf(before)}
    order by e.occurred_at desc, e.seq desc limit ${limit}`
  return newestOf(db, ids, { tests, limit })
}

/** The messages of a customer, newest first. */
export async function latestMessages(db: Db, { workspaceId, ids }: Whose, { before, channel, name, limit }: Wanted) {
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
    .$if(channel !== undefined, (query) => query.where('m.channel', '=', channel ?? ''))
    .$if(name !== undefined, (query) => query.where('m.request', 'ilike', containing(name ?? '')))
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute()
}

/** The key of a note at its instant. */
export const noteKey = (id: number): string => `note ${String(id).padStart(16, '0')}`

/** The notes on a customer, newest first. */
export async function latestNotes(db: Db, { workspaceId, ids }: Whose, { before, name, limit }: Wanted) {
  const key = sql<string>`'note ' || lpad(n.id::text, 16, '0') collate "C"`
  return db
    .selectFrom('customer_note as n')
    .leftJoin('member as m', 'm.id', 'n.member_id')
    .select(['n.id', 'n.text', 'n.member_id', 'm.name as by', 'n.created_at', 'n.edited_at'])
    .where('n.customer_id', 'in', [...ids])
    .where('n.workspace_id', '=', workspaceId)
    .where('n.deleted_at', 'is', null)
    .$if(before !== undefined, (query) =>
      query.where(sql<boolean>`(n.created_at, ${key}) < (${before?.at ?? 0}, ${before?.key ?? ''} collate "C")`),
    )
    .$if(name !== undefined, (query) => query.where('n.text', 'ilike', containing(name ?? '')))
    .orderBy('n.created_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit)
    .execute()
}
