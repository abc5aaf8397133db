// Conflicts between insights and their tickets, and what ticket systems called about, in the database. Decides nothing.
import type { FieldValue } from '@lotse/core/insights'
import type { TicketField } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from '../members.ts'

/** A conflict that waits for a person, or waited. `by`: who resolved it. */
export type StoredConflict = {
  readonly id: number
  readonly linkId: number
  readonly field: TicketField
  readonly local: FieldValue
  readonly remote: FieldValue
  readonly baseline: FieldValue
  readonly at: number
  readonly resolvedAt: number | null
  readonly by: string | null
  readonly choice: 'local' | 'remote' | 'same' | null
}

/** Conflicts of links, the last first. `open`: only those that wait. */
export async function conflictsOf(
  db: Db,
  workspaceId: number,
  { links, open }: { readonly links: readonly number[]; readonly open: boolean },
): Promise<StoredConflict[]> {
  const { rows } = await sql<StoredConflict>`
    select c.id, c.link_id as "linkId", c.field, c.local, c.remote, c.baseline, c.at, c.resolved_at as "resolvedAt", m.name as by, c.choice
    from ticket_conflict c left join member m on m.id = c.resolved_by
    where c.workspace_id = ${workspaceId} and c.link_id = any(${[...links]}::bigint[]) ${open ? sql`and c.resolved_at is null` : sql``}
    order by c.id desc limit 1000`.execute(db)
  return rows
}

/** Writes a conflict down; one that waits is brought up to date. */
export async function noteConflict(
  db: Db,
  workspaceId: number,
  conflict: Pick<StoredConflict, 'linkId' | 'field' | 'local' | 'remote' | 'baseline' | 'at'>,
): Promise<void> {
  const { linkId, field, local, remote, baseline, at } = conflict
  await sql`
    insert into ticket_conflict (workspace_id, link_id, field, local, remote, baseline, at)
    values (${workspaceId}, ${linkId}, ${field}, ${local}, ${remote}, ${baseline}, ${at})
    on conflict (link_id, field) where resolved_at is null do update set local = excluded.local, remote = excluded.remote`.execute(
    db,
  )
}

/** Ends the conflict of a field that waits. Answers whether there was one. */
export async function endConflict(
  db: Db,
  linkId: number,
  end: {
    readonly field: TicketField
    readonly choice: 'local' | 'remote' | 'same'
    readonly by: number | null
    readonly at: number
  },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update ticket_conflict set resolved_at = ${end.at}, resolved_by = ${end.by}, choice = ${end.choice}
    where link_id = ${linkId} and field = ${end.field} and resolved_at is null`.execute(db)
  return numAffectedRows > 0n
}

/** Keeps a call of a system; the same call again is kept once. */
export async function keepCall(
  db: Db,
  call: { readonly connectionId: number; readonly key: string; readonly refs: readonly string[]; readonly at: number },
): Promise<void> {
  await sql`
    insert into ticket_call (connection_id, key, refs, received_at)
    values (${call.connectionId}, ${call.key}, ${[...call.refs]}::text[], ${call.at}) on conflict do nothing`.execute(
    db,
  )
}

/** Tickets that a system called about and that were not read since; marks the calls as done. */
export async function takeCalls(
  db: Db,
  { connectionId, now, limit }: { readonly connectionId: number; readonly now: number; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ refs: string[] }>`
    update ticket_call set done_at = ${now} where (connection_id, key) in (
      select connection_id, key from ticket_call where connection_id = ${connectionId} and done_at is null
      order by received_at limit ${limit} for update skip locked)
    returning refs`.execute(db)
  return [...new Set(rows.flatMap(({ refs }) => refs))]
}
