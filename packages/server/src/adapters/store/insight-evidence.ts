// What insights are known from, and the numbers that questions have: in the database. Every query names the workspace. Judges nothing.
import type { EvidenceKind, EvidenceQuery } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** Evidence as it is stored. */
export type EvidenceRow = {
  readonly id: number
  readonly kind: EvidenceKind
  readonly title: string
  readonly about: string
  readonly link: string | null
  readonly voices: number | null
  readonly query: EvidenceQuery | null
  readonly dated: number
  readonly by: string | null
  readonly madeAt: number
  readonly removed: boolean
}

/** Evidence of an insight, the oldest first. `id`: only this one, also where it was put aside. */
export async function evidenceOf(
  db: Db,
  workspaceId: number,
  { insight, id }: { readonly insight: string; readonly id?: number },
): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select e.id, e.kind, e.title, e.about, e.link, e.voices, e.query, e.dated_at as dated, m.name as by, e.made_at as "madeAt", e.removed_at is not null as removed
    from insight_evidence e left join member m on m.id = e.member_id
    where e.workspace_id = ${workspaceId} and e.insight = ${insight} and ${id === undefined ? sql`e.removed_at is null` : sql`e.id = ${id}`}
    order by e.id`.execute(db)
  return rows
}

/** How much evidence an insight ever had, put aside or not; nobody else adds to it until the transaction ends. */
export async function countEvidence(db: Db, workspaceId: number, insight: string): Promise<number> {
  await sql`select from atlas_record where workspace_id = ${workspaceId} and id = ${insight} for no key update`.execute(
    db,
  )
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from insight_evidence where workspace_id = ${workspaceId} and insight = ${insight}`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

/** Adds evidence and says its id. */
export async function insertEvidence(
  db: Db,
  workspaceId: number,
  evidence: Omit<EvidenceRow, 'id' | 'by' | 'removed'> & { readonly insight: string; readonly memberId: number | null },
): Promise<number> {
  const { insight, kind, title, about, link, voices, query, dated, memberId, madeAt } = evidence
  const { rows } = await sql<{ id: number }>`
    insert into insight_evidence (workspace_id, insight, kind, title, about, link, voices, query, dated_at, member_id, made_at)
    values (${workspaceId}, ${insight}, ${kind}, ${title}, ${about}, ${link}, ${voices}, ${query === null ? null : JSON.stringify(query)}::jsonb, ${dated},
      ${memberId}, ${madeAt})
    returning id`.execute(db)
  return Number(rows[0]?.id)
}

/** Puts evidence aside at an instant, or brings it back (null). Answers whether there is such. */
export async function removeEvidence(
  db: Db,
  workspaceId: number,
  { insight, id, at }: { readonly insight: string; readonly id: number; readonly at: number | null },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update insight_evidence set removed_at = ${at}::bigint where workspace_id = ${workspaceId} and insight = ${insight} and id = ${id}`.execute(
    db,
  )
  return numAffectedRows > 0n
}

/** Events by name and how many days back, each as often as asked. Those that were never seen are left out. */
export async function countEvents(
  db: Db,
  workspaceId: number,
  asked: readonly { readonly name: string; readonly since: number }[],
): Promise<{ name: string; since: number; count: number }[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<{ name: string; since: number; count: number }>`
    select a.name, a.since, coalesce((select sum(h.count) from event_hour h
      where h.workspace_id = ${workspaceId} and h.name = a.name and h.hour >= a.since), 0)::bigint as count
    from (select distinct * from unnest(${asked.map(({ name }) => name)}::text[], ${asked.map(({ since }) => since)}::bigint[]) q(name, since)) a
    where exists (select from event_name n where n.workspace_id = ${workspaceId} and n.name = a.name)`.execute(db)
  return rows
}

/** A journey that is measured, in its newest edition. */
const measured = (workspaceId: number) => sql`
  select c.journey, c.edition from (
    select distinct on (c.flow_id) c.flow_id as journey, c.version as edition from catalog_change c
    where c.workspace_id = ${workspaceId} and c.action = 'journey' order by c.flow_id, c.seq desc) c
    join atlas_record j on j.workspace_id = ${workspaceId} and j.id = c.journey and j.removed_at is null
  where c.edition > 0`

/** What was counted at a step of a journey that is measured. */
export type StepCount = {
  readonly journey: string
  readonly step: string
  readonly phase: string | null
  readonly reached: number
  readonly started: number
}

/** Runs that came to each step of all journeys that are measured, and that began there, since a day of UTC; steps that nobody came to with nought. */
export async function stepsReached(db: Db, workspaceId: number, since: number, until: number): Promise<StepCount[]> {
  // Journey by journey, so that the sums of one are made while its counters are at hand, and nothing of all of them has to be sorted.
  const { rows } = await sql<StepCount>`
    with measured as materialized (${measured(workspaceId)}),
    counted as materialized (
      select m.journey, c.step, c.reached, c.started from measured m cross join lateral (
        select c.step, sum(c.count) filter (where c.what = 'reached') as reached, sum(c.count) filter (where c.what = 'started') as started
        from journey_count c where c.workspace_id = ${workspaceId} and c.journey = m.journey and c.edition = m.edition and c.segment = 0
          and c.day between ${since} and ${until} and c.what in ('reached', 'started') group by c.step) c)
    select m.journey, s.step->>'id' as step, r.fields->>'phase' as phase, coalesce(c.reached, 0)::bigint as reached, coalesce(c.started, 0)::bigint as started
    from measured m
      join journey_edition e on e.workspace_id = ${workspaceId} and e.journey = m.journey and e.number = m.edition
      cross join jsonb_array_elements(e.document->'steps') s(step)
      left join counted c on c.journey = m.journey and c.step = s.step->>'id'
      left join atlas_record r on r.workspace_id = ${workspaceId} and r.id = s.step->>'id'
    where jsonb_array_length(s.step->'on') > 0`.execute(db)
  return rows
}

/** What of the library stands at which steps of these journeys. */
export async function placedAt(
  db: Db,
  workspaceId: number,
  journeys: readonly string[],
): Promise<{ item: string; step: string }[]> {
  const { rows } = await sql<{ item: string; step: string }>`
    select p.fields->>'item' as item, p.fields->>'step' as step from atlas_record p
    where p.workspace_id = ${workspaceId} and p.journey = any(${[...journeys]}::text[]) and p.kind = 'placement' and p.removed_at is null
      and p.fields ? 'step'`.execute(db)
  return rows
}

/** A question about a step, with since which day of UTC. */
export type StepQuestion = {
  readonly journey: string
  readonly step: string
  readonly what: string
  readonly since: number
}

/** Answers to questions about steps of journeys that are measured; of others there is none. */
export async function countAtSteps(
  db: Db,
  workspaceId: number,
  asked: readonly StepQuestion[],
): Promise<(StepQuestion & { count: number })[]> {
  if (asked.length === 0) return []
  const of = <T>(value: (question: StepQuestion) => T): T[] => asked.map(value)
  const { rows } = await sql<StepQuestion & { count: number }>`
    with measured as materialized (${measured(workspaceId)})
    select a.journey, a.step, a.what, a.since, coalesce((select sum(c.count) from journey_count c
      where c.workspace_id = ${workspaceId} and c.journey = a.journey and c.edition = m.edition and c.segment = 0 and c.day >= a.since and c.what = a.what and c.step = a.step), 0)::bigint as count
    from (select distinct * from unnest(${of(({ journey }) => journey)}::text[], ${of(({ step }) => step)}::text[], ${of(({ what }) => what)}::text[],
        ${of(({ since }) => since)}::int[]) q(journey, step, what, since)) a
      join measured m on m.journey = a.journey
      join journey_edition e on e.workspace_id = ${workspaceId} and e.journey = m.journey and e.number = m.edition
    where exists (select from jsonb_array_elements(e.document->'steps') s(step) where s.step->>'id' = a.step)`.execute(
    db,
  )
  return rows
}
