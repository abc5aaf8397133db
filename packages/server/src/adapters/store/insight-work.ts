// The work about insights, its changes and decisions, in the database. Every query names the workspace. Decides nothing.
import type { InsightWork } from '@lotse/core/insights'
import type { InsightStep, Verdict } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** Before whom an insight was laid. */
export type Escalation = {
  readonly to: number
  readonly by: number | null
  readonly at: number
  readonly reason: string
}

/** The work as it is stored. */
export type StoredWork = InsightWork & { readonly escalation: Escalation | null; readonly changedAt: number }

type WorkRow = Omit<StoredWork, 'escalation'> & {
  readonly escalatedTo: number | null
  readonly escalatedBy: number | null
  readonly escalatedAt: number | null
  readonly escalatedReason: string | null
}

/** The work about an insight; undefined: nothing was done. `lock`: nobody else changes it, or that of a new one, until the transaction ends. */
export async function workOf(
  db: Db,
  workspaceId: number,
  insight: string,
  { lock = false } = {},
): Promise<StoredWork | undefined> {
  const { rows } = await sql<WorkRow>`
    select version, status, since, until, priority, department_id as department, addressee_id as addressee, inputs, release, escalated_to as "escalatedTo",
      escalated_by as "escalatedBy", escalated_at as "escalatedAt", escalated_reason as "escalatedReason", changed_at as "changedAt"
    from insight_work where workspace_id = ${workspaceId} and insight = ${insight} ${lock ? sql`for update` : sql``}`.execute(
    db,
  )
  const [row] = rows
  if (row === undefined) return undefined
  const { escalatedTo: to, escalatedBy: by, escalatedAt: at, escalatedReason: reason, ...work } = row
  return { ...work, escalation: to === null ? null : { to, by, at: at ?? 0, reason: reason ?? '' } }
}

/**
 * Writes the work, if it stands at the version that the new one follows.
 *
 * @returns whether it did: somebody else may have been first.
 */
export async function writeWork(db: Db, workspaceId: number, insight: string, work: StoredWork): Promise<boolean> {
  const { version, status, since, until, priority, department, addressee, inputs, release, changedAt } = work
  const { to = null, by = null, at = null, reason = null } = work.escalation ?? {}
  const { numAffectedRows = 0n } = await sql`
    insert into insight_work as w (workspace_id, insight, version, status, since, until, priority, department_id, addressee_id, inputs, release, escalated_to,
      escalated_by, escalated_at, escalated_reason, changed_at)
    select ${workspaceId}, ${insight}, ${version}, ${status}, ${since}, ${until}, ${priority}, ${department}, ${addressee}, ${JSON.stringify(inputs)}::jsonb,
      ${release}, ${to}::int, ${by}::int, ${at}::bigint, ${reason}, ${changedAt}
    where ${version} = 1 or exists (select from insight_work x where x.workspace_id = ${workspaceId} and x.insight = ${insight})
    on conflict (workspace_id, insight) do update set version = excluded.version, status = excluded.status, since = excluded.since, until = excluded.until,
      priority = excluded.priority, department_id = excluded.department_id, addressee_id = excluded.addressee_id, inputs = excluded.inputs, release = excluded.release,
      escalated_to = excluded.escalated_to, escalated_by = excluded.escalated_by, escalated_at = excluded.escalated_at,
      escalated_reason = excluded.escalated_reason, changed_at = excluded.changed_at
      where w.version = excluded.version - 1`.execute(db)
  return numAffectedRows > 0n
}

/** What was changed. `before`: the work as it stood, null where nothing had been done. `decision`: that was taken with it. */
export type WorkChange = {
  readonly version: number
  readonly at: number
  readonly memberId: number | null
  readonly what: 'status' | 'decision' | 'priority' | 'scores' | 'addressee' | 'department' | 'escalation' | 'undo'
  readonly step: InsightStep | null
  readonly reason: string
  readonly decision: number | null
  readonly before: StoredWork
  readonly undoes: number | null
}

/** Keeps a change. */
export async function insertWorkChange(
  db: Db,
  workspaceId: number,
  insight: string,
  change: WorkChange,
): Promise<void> {
  const { version, at, memberId, what, step, reason, decision, before, undoes } = change
  await sql`
    insert into insight_change (workspace_id, insight, version, at, member_id, what, step, reason, decision, before, undoes)
    values (${workspaceId}, ${insight}, ${version}, ${at}, ${memberId}, ${what}, ${step}, ${reason}, ${decision}, ${JSON.stringify(before)}::jsonb, ${undoes})`.execute(
    db,
  )
}

/** Changes of the work, the last first. @param version - only the one that led to it. */
export async function changesOfWork(
  db: Db,
  workspaceId: number,
  { insight, version, limit }: { readonly insight: string; readonly version?: number; readonly limit: number },
): Promise<(WorkChange & { readonly by: string | null })[]> {
  const { rows } = await sql<WorkChange & { readonly by: string | null }>`
    select c.version, c.at, c.member_id as "memberId", m.name as by, c.what, c.step, c.reason, c.decision, c.before, c.undoes
    from insight_change c left join member m on m.id = c.member_id
    where c.workspace_id = ${workspaceId} and c.insight = ${insight} ${version === undefined ? sql`` : sql`and c.version = ${version}`}
    order by c.version desc limit ${limit}`.execute(db)
  return rows
}

/** A decision as it is kept. */
export type DecisionRow = {
  readonly id: number
  readonly insight: string
  readonly verdict: Verdict | 'pass'
  readonly reason: string
  readonly until: number | null
  readonly department: number | null
  readonly by: number | null
  readonly byName: string | null
  readonly at: number
  readonly inputs: Readonly<Record<string, number>>
  readonly scores: Readonly<Record<string, number | null>>
  readonly withdrawnAt: number | null
  readonly withdrawnBy: string | null
}

/** Keeps a decision and says its id. */
export async function insertDecision(
  db: Db,
  workspaceId: number,
  decision: Omit<DecisionRow, 'id' | 'byName' | 'withdrawnAt' | 'withdrawnBy'>,
): Promise<number> {
  const { insight, verdict, reason, until, department, by, at, inputs, scores } = decision
  const { rows } = await sql<{ id: number }>`
    insert into insight_decision (workspace_id, insight, verdict, reason, until, department_id, member_id, at, inputs, scores)
    values (${workspaceId}, ${insight}, ${verdict}, ${reason}, ${until}, ${department}, ${by}, ${at}, ${JSON.stringify(inputs)}::jsonb, ${JSON.stringify(scores)}::jsonb)
    returning id`.execute(db)
  return Number(rows[0]?.id)
}

/** Withdraws a decision; it stays written down. */
export async function withdrawDecision(
  db: Db,
  workspaceId: number,
  { id, by, at }: { readonly id: number; readonly by: number | null; readonly at: number },
): Promise<void> {
  await sql`
    update insight_decision set withdrawn_at = ${at}, withdrawn_by = ${by}
    where workspace_id = ${workspaceId} and id = ${id} and withdrawn_at is null`.execute(db)
}

/** Decisions about an insight, the last first. @param id - only this one. */
export async function decisionsOf(
  db: Db,
  workspaceId: number,
  { insight, id, limit }: { readonly insight: string; readonly id?: number; readonly limit: number },
): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    select d.id, d.insight, d.verdict, d.reason, d.until, d.department_id as department, d.member_id as by, m.name as "byName", d.at, d.inputs, d.scores,
      d.withdrawn_at as "withdrawnAt", w.name as "withdrawnBy"
    from insight_decision d left join member m on m.id = d.member_id left join member w on w.id = d.withdrawn_by
    where d.workspace_id = ${workspaceId} and d.insight = ${insight} ${id === undefined ? sql`` : sql`and d.id = ${id}`}
    order by d.id desc limit ${limit}`.execute(db)
  return rows
}
