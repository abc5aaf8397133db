// Where departments open tickets, and tickets that are to be opened, in the database. Every query but the worker's names the workspace. Decides nothing.
import type { IntentState } from '@lotse/core/insights'
import type { Priority } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from '../members.ts'

/** Where a department opens its tickets. */
export type StoredTarget = {
  readonly connectionId: number
  readonly project: string
  readonly ticketKind: string | null
  readonly priorities: { readonly [P in Priority]?: string }
  readonly fields: Readonly<Record<string, string>>
}

/** What units say, by unit; only of connections that stand. */
export async function targetsOfUnits(db: Db, workspaceId: number): Promise<ReadonlyMap<number, StoredTarget>> {
  const { rows } = await sql<StoredTarget & { unit: number }>`
    select t.unit_id as unit, t.connection_id as "connectionId", t.project, t.ticket_kind as "ticketKind", t.priorities, t.fields
    from ticket_target t join ticket_connection c on c.id = t.connection_id and c.removed_at is null
    where t.workspace_id = ${workspaceId}`.execute(db)
  return new Map(rows.map(({ unit, ...target }) => [unit, target]))
}

/** Says where a unit's tickets are opened; null: where the unit above does. */
export async function setTarget(db: Db, workspaceId: number, unit: number, target: StoredTarget | null): Promise<void> {
  if (target === null) {
    await sql`delete from ticket_target where workspace_id = ${workspaceId} and unit_id = ${unit}`.execute(db)
    return
  }
  const { connectionId, project, ticketKind, priorities, fields } = target
  await sql`
    insert into ticket_target (workspace_id, unit_id, connection_id, project, ticket_kind, priorities, fields)
    values (${workspaceId}, ${unit}, ${connectionId}, ${project}, ${ticketKind}, ${JSON.stringify(priorities)}::jsonb, ${JSON.stringify(fields)}::jsonb)
    on conflict (workspace_id, unit_id) do update set connection_id = excluded.connection_id, project = excluded.project,
      ticket_kind = excluded.ticket_kind, priorities = excluded.priorities, fields = excluded.fields`.execute(db)
}

/** What a ticket is opened with. `language`: of its title. */
export type IntentContent = {
  readonly project: string
  readonly ticketKind: string | null
  readonly title: string
  readonly description: string
  readonly priority: string | null
  readonly backLink: string
  readonly fields: Readonly<Record<string, string>>
}

/** A ticket that is to be. `why`: what the system last said to it. */
export type StoredIntent = {
  readonly id: number
  readonly workspaceId: number
  readonly insight: string
  readonly connectionId: number
  readonly decision: number
  readonly marker: string
  readonly state: IntentState
  readonly content: IntentContent
  readonly sentAt: number | null
  readonly tries: number
  readonly why: string | null
  readonly memberId: number | null
  readonly madeAt: number
}

const columns = sql`i.id, i.workspace_id as "workspaceId", i.insight, i.connection_id as "connectionId", i.decision, i.marker, i.state, i.content,
  i.sent_at as "sentAt", i.tries, i.why, i.member_id as "memberId", i.made_at as "madeAt"`

/** Workspaces in which something was let through and has no ticket, with these insights: the workspace must have said where tickets are opened. */
export async function ticketless(db: Db, limit: number): Promise<{ workspaceId: number; insight: string }[]> {
  const { rows } = await sql<{ workspaceId: number; insight: string }>`
    select w.workspace_id as "workspaceId", w.insight from insight_work w
    where w.status = 'accepted' and exists (select from ticket_target t where t.workspace_id = w.workspace_id)
      and not exists (select from ticket_link l where l.workspace_id = w.workspace_id and l.insight = w.insight and l.unlinked_at is null)
      and not exists (select from ticket_intent i where i.workspace_id = w.workspace_id and i.insight = w.insight
        and (i.state not in ('done', 'dropped') or i.decision = w.release))
    order by w.since limit ${limit}`.execute(db)
  return rows
}

/** Stores an intent; undefined: there is one already. */
export async function insertIntent(
  db: Db,
  intent: Pick<
    StoredIntent,
    'workspaceId' | 'insight' | 'connectionId' | 'decision' | 'marker' | 'content' | 'memberId' | 'madeAt'
  >,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into ticket_intent (workspace_id, insight, connection_id, decision, marker, state, content, next_at, tries, member_id, made_at)
    values (${intent.workspaceId}, ${intent.insight}, ${intent.connectionId}, ${intent.decision}, ${intent.marker}, 'planned',
      ${JSON.stringify(intent.content)}::jsonb, ${intent.madeAt}, 0, ${intent.memberId}, ${intent.madeAt})
    on conflict do nothing returning id`.execute(db)
  const [row] = rows
  return row === undefined ? undefined : Number(row.id)
}

/** Intents of a connection that are due. */
export async function dueIntents(
  db: Db,
  { connectionId, now, limit }: { readonly connectionId: number; readonly now: number; readonly limit: number },
): Promise<StoredIntent[]> {
  const { rows } = await sql<StoredIntent>`
    select ${columns} from ticket_intent i
    where i.connection_id = ${connectionId} and i.state in ('planned', 'sending') and i.next_at <= ${now} order by i.next_at, i.id limit ${limit}`.execute(
    db,
  )
  return rows
}

/** The last intent of an insight; undefined: there never was one. */
export async function intentOf(db: Db, workspaceId: number, insight: string): Promise<StoredIntent | undefined> {
  const { rows } = await sql<StoredIntent>`
    select ${columns} from ticket_intent i where i.workspace_id = ${workspaceId} and i.insight = ${insight} order by i.id desc limit 1`.execute(
    db,
  )
  return rows[0]
}

/** How an intent goes on. `from`: only if it stands so still, `was`: and its last call is the one that was seen; answers whether it did. */
export async function moveIntent(
  db: Db,
  id: number,
  {
    from,
    was,
    to,
    nextAt,
    sentAt = null,
    tries = 0,
    why = null,
  }: {
    readonly from: readonly IntentState[]
    readonly was?: number | null
    readonly to: IntentState
    readonly nextAt: number
    readonly sentAt?: number | null
    readonly tries?: number
    readonly why?: string | null
  },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update ticket_intent set state = ${to}, next_at = ${nextAt}, sent_at = ${sentAt}, tries = ${tries}, why = ${why}
    where id = ${id} and state = any(${[...from]}::text[]) ${was === undefined ? sql`` : sql`and sent_at is not distinct from ${was}::bigint`}`.execute(
    db,
  )
  return numAffectedRows > 0n
}
