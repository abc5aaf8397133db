// What leaves for data science besides records: counters of journeys, and how insights were worked on. Every query names the workspace. Names nobody, changes nothing.
import { sql } from 'kysely'
import { type OwnedRecord, type RecordRow, recordColumns } from './atlas.ts'
import type { Db } from './members.ts'

/** All standing records of a workspace. */
export async function standingRecords(db: Db, workspaceId: number, limit: number): Promise<OwnedRecord[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from atlas_record r where r.workspace_id = ${workspaceId} and r.removed_at is null order by r.kind, r.id limit ${limit}`.execute(
    db,
  )
  return rows
}

/** A counter of a day. `day`: of UTC since 1970; 0: of now. `segment`: 0 for everybody. */
export type DayCount = {
  readonly journey: string
  readonly edition: number
  readonly segment: number
  readonly day: number
  readonly what: string
  readonly step: string
  readonly next: string
  readonly channel: string
  readonly rung: number
  readonly count: number
}

/** All counters of journeys. */
export async function dayCounts(db: Db, workspaceId: number, limit: number): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select journey, edition, segment, day, what, step, next, channel, rung, sum(count)::bigint as count from journey_count where workspace_id = ${workspaceId}
    group by journey, edition, segment, day, what, step, next, channel, rung having sum(count) <> 0
    order by journey, edition, segment, day, what, step, next, channel, rung limit ${limit}`.execute(db)
  return rows
}

/** How insights stand. `department`: that was named to be in charge. */
export type WorkFact = {
  readonly insight: string
  readonly status: string
  readonly since: number
  readonly priority: string | null
  readonly department: number | null
  readonly inputs: Readonly<Record<string, number>>
  readonly escalated: boolean
  readonly evidence: number
}

/** How all insights stand that anything was done about. */
export async function workFacts(db: Db, workspaceId: number): Promise<WorkFact[]> {
  const { rows } = await sql<WorkFact>`
    select w.insight, w.status, w.since, w.priority, w.department_id as department, w.inputs, w.escalated_to is not null as escalated,
      (select count(*)::int from insight_evidence e where e.workspace_id = w.workspace_id and e.insight = w.insight and e.removed_at is null) as evidence
    from insight_work w join atlas_record r on r.workspace_id = w.workspace_id and r.id = w.insight and r.removed_at is null
    where w.workspace_id = ${workspaceId} order by w.insight`.execute(db)
  return rows
}

/** A change of what is done about an insight. */
export type StepFact = {
  readonly insight: string
  readonly version: number
  readonly at: number
  readonly what: string
  readonly step: string | null
  readonly before: string | null
}

/** All changes, the oldest of each insight first. */
export async function stepFacts(db: Db, workspaceId: number, limit: number): Promise<StepFact[]> {
  const { rows } = await sql<StepFact>`
    select insight, version, at, what, step, before->>'status' as before from insight_change where workspace_id = ${workspaceId}
    order by insight, version limit ${limit}`.execute(db)
  return rows
}
