// Insights with their tickets, and conflicts between the two, in the database. Decides nothing.
import type { FieldMemory, RemoteTicket } from '@lotse/core/insights'
import type { TicketField, TicketLinkState } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from '../members.ts'

/** Why a ticket does not follow. `value`: what it should have become. `allowed`: where its workflow leads, or what it asks for. `retryAt`: when it is tried again. */
export type LinkFailure = {
  readonly field: TicketField
  readonly value: string | null
  readonly kind: 'noPath' | 'needs' | 'notTaken' | 'refused' | 'later' | 'unmapped'
  readonly why: string
  readonly allowed: readonly string[]
  readonly at: number
  readonly retryAt: number
}

/** What is remembered of each field. */
export type LinkMemory = { readonly [F in TicketField]: FieldMemory }

/** An insight and its ticket. `remoteAt`: the system's own time of what was last read. */
export type StoredLink = {
  readonly id: number
  readonly workspaceId: number
  readonly insight: string
  readonly connectionId: number
  readonly version: number
  readonly state: TicketLinkState
  readonly ref: string
  readonly key: string
  readonly url: string
  readonly ticket: RemoteTicket | null
  readonly remoteAt: number
  readonly readAt: number | null
  readonly memory: LinkMemory
  readonly seenWork: number
  readonly seenRecord: number
  readonly failure: LinkFailure | null
  readonly tries: number
  readonly nextAt: number | null
  readonly madeAt: number
  readonly unlinkedAt: number | null
}

const columns = sql`l.id, l.workspace_id as "workspaceId", l.insight, l.connection_id as "connectionId", l.version, l.state, l.ref, l.key, l.url, l.ticket,
  l.remote_at as "remoteAt", l.read_at as "readAt", l.memory, l.seen_work as "seenWork", l.seen_record as "seenRecord", l.failure, l.tries,
  l.next_at as "nextAt", l.made_at as "madeAt", l.unlinked_at as "unlinkedAt"`

/** A link by its id; nobody else changes it until the transaction ends. */
export async function lockedLink(db: Db, id: number): Promise<StoredLink | undefined> {
  const { rows } = await sql<StoredLink>`
    select ${columns} from ticket_link l where l.id = ${id} and l.unlinked_at is null for update`.execute(db)
  return rows[0]
}

/** The link of an insight. `unlinked`: also the last one that was taken off. */
export async function linkOf(
  db: Db,
  workspaceId: number,
  { insight, unlinked = false, lock = false }: { insight: string; unlinked?: boolean; lock?: boolean },
): Promise<StoredLink | undefined> {
  const { rows } = await sql<StoredLink>`
    select ${columns} from ticket_link l
    where l.workspace_id = ${workspaceId} and l.insight = ${insight} ${unlinked ? sql`` : sql`and l.unlinked_at is null`}
    order by l.unlinked_at is null desc, l.id desc limit 1 ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

/** All links of a workspace that stand, the last read last. */
export async function linksOf(db: Db, workspaceId: number, limit: number): Promise<StoredLink[]> {
  const { rows } = await sql<StoredLink>`
    select ${columns} from ticket_link l
      join atlas_record r on r.workspace_id = l.workspace_id and r.id = l.insight and r.removed_at is null
    where l.workspace_id = ${workspaceId} and l.unlinked_at is null order by l.id limit ${limit}`.execute(db)
  return rows
}

/** Links of a connection that are to be read: those that are due, and those whose insight was changed. */
export async function dueLinks(
  db: Db,
  { connectionId, now, limit }: { readonly connectionId: number; readonly now: number; readonly limit: number },
): Promise<StoredLink[]> {
  const { rows } = await sql<StoredLink>`
    select ${columns} from ticket_link l
      join atlas_record r on r.workspace_id = l.workspace_id and r.id = l.insight and r.removed_at is null
      left join insight_work w on w.workspace_id = l.workspace_id and w.insight = l.insight
    where l.connection_id = ${connectionId} and l.unlinked_at is null
      and (l.next_at <= ${now} or (l.state in ('linked', 'moved') and (coalesce(w.version, 0) <> l.seen_work or r.changed_at <> l.seen_record)))
    order by l.next_at nulls first, l.id limit ${limit}`.execute(db)
  return rows
}

/** Links of a connection by what their tickets are called there. `refs` null: all. Makes them due. */
export async function makeDue(
  db: Db,
  connectionId: number,
  { refs, now }: { readonly refs: readonly string[] | null; readonly now: number },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update ticket_link set next_at = least(next_at, ${now}) where connection_id = ${connectionId} and unlinked_at is null
      ${refs === null ? sql`` : sql`and (ref = any(${[...refs]}::text[]) or key = any(${[...refs]}::text[]))`}`.execute(
    db,
  )
  return Number(numAffectedRows)
}

/** Which of these tickets changed since they were last read: those of another time than is known. */
export async function changedAmong(
  db: Db,
  connectionId: number,
  changed: readonly { readonly ref: string; readonly updatedAt: number | null }[],
): Promise<string[]> {
  const refs = changed.map(({ ref }) => ref)
  const { rows } = await sql<{ ref: string; remoteAt: number }>`
    select ref, remote_at as "remoteAt" from ticket_link
    where connection_id = ${connectionId} and unlinked_at is null and ref = any(${refs}::text[])`.execute(db)
  const known = new Map(rows.map(({ ref, remoteAt }) => [ref, remoteAt]))
  return changed.filter(({ ref, updatedAt }) => known.has(ref) && known.get(ref) !== updatedAt).map(({ ref }) => ref)
}

/** Stores a link; undefined: the insight or the ticket has one already. */
export async function insertLink(
  db: Db,
  link: Pick<
    StoredLink,
    'workspaceId' | 'insight' | 'connectionId' | 'ref' | 'key' | 'url' | 'memory' | 'seenWork' | 'seenRecord' | 'madeAt'
  > & { readonly memberId: number | null },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into ticket_link (workspace_id, insight, connection_id, version, state, ref, key, url, remote_at, memory, seen_work, seen_record, tries, next_at, made_at, member_id)
    values (${link.workspaceId}, ${link.insight}, ${link.connectionId}, 1, 'linked', ${link.ref}, ${link.key}, ${link.url}, 0,
      ${JSON.stringify(link.memory)}::jsonb, ${link.seenWork}, ${link.seenRecord}, 0, ${link.madeAt}, ${link.madeAt}, ${link.memberId})
    on conflict do nothing returning id`.execute(db)
  const [row] = rows
  return row === undefined ? undefined : Number(row.id)
}

/** Writes a link as it stands now. */
export async function writeLink(db: Db, link: StoredLink): Promise<void> {
  await sql`
    update ticket_link set version = version + 1, state = ${link.state}, key = ${link.key}, url = ${link.url},
      ticket = ${link.ticket === null ? null : JSON.stringify(link.ticket)}::jsonb, remote_at = ${link.remoteAt}, read_at = ${link.readAt},
      memory = ${JSON.stringify(link.memory)}::jsonb, seen_work = ${link.seenWork}, seen_record = ${link.seenRecord},
      failure = ${link.failure === null ? null : JSON.stringify(link.failure)}::jsonb, tries = ${link.tries}, next_at = ${link.nextAt}
    where id = ${link.id}`.execute(db)
}

/** Takes a ticket off its insight, or ties it again. Answers whether it could. */
export async function setUnlinked(
  db: Db,
  id: number,
  { at, now }: { readonly at: number | null; readonly now: number },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update ticket_link l set unlinked_at = ${at}, next_at = ${now}, version = version + 1
    where l.id = ${id} and (${at}::bigint is not null or not exists (
      select from ticket_link o where o.id <> l.id and o.unlinked_at is null
        and ((o.workspace_id = l.workspace_id and o.insight = l.insight) or (o.connection_id = l.connection_id and o.ref = l.ref))))`.execute(
    db,
  )
  return numAffectedRows > 0n
}
