// What lists of insights are made of: one narrow row for each insight that stands. Every query names the workspace. Decides and changes nothing.
import type { AtlasRecord, EvidenceKind, EvidenceQuery, InsightState, Priority } from '@lotse/protocol'
import { type RawBuilder, sql } from 'kysely'
import { type RecordFilter, recordsNarrowed } from './atlas-library.ts'
import type { Db } from './members.ts'

/** An insight as it is stored, with its work; `version` 0: nothing was done. `places`: ids of where it arose; `owners`: units that own these. */
export type FactRow = {
  readonly id: string
  readonly name: AtlasRecord['fields'][string] | null
  readonly sort: string | null
  readonly own: number | null
  readonly madeAt: number
  readonly recordAt: number
  readonly version: number
  readonly status: InsightState | null
  readonly since: number | null
  readonly until: number | null
  readonly priority: Priority | null
  readonly department: number | null
  readonly addressee: number | null
  readonly inputs: Readonly<Record<string, number>> | null
  readonly release: number | null
  readonly escalatedTo: number | null
  readonly escalatedBy: string | null
  readonly escalatedAt: number | null
  readonly escalatedReason: string | null
  readonly changedAt: number | null
  readonly places: readonly string[] | null
  readonly owners: readonly number[] | null
  readonly evidence: readonly EvidenceFact[] | null
}

/** Evidence as lists need it. */
export type EvidenceFact = {
  readonly kind: EvidenceKind
  readonly dated: number
  readonly voices: number | null
  readonly query: EvidenceQuery | null
}

/** Insights that stand, by id. @param limit - of how many. */
export async function insightFacts(
  db: Db,
  workspaceId: number,
  { filter, limit }: { readonly filter: Omit<RecordFilter, 'kind'>; readonly limit: number },
): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    with wanted as materialized (
      select r.id, r.fields->'name' as name, r.fields->>'sort' as sort, r.owner_id as own, r.made_at as "madeAt", r.changed_at as "recordAt"
      from ${recordsNarrowed(workspaceId, { ...filter, kind: 'insight' })} order by r.id limit ${limit}),
    arisen as (${arisenIn(workspaceId)}),
    owned as (
      select n.insight, array_agg(distinct n.place) as places, array_agg(distinct n.owner) filter (where n.owner is not null) as owners
      from arisen n group by n.insight)
    select i.*, coalesce(w.version, 0) as version, w.status, w.since, w.until, w.priority, w.department_id as department, w.addressee_id as addressee,
      w.inputs, w.release, w.escalated_to as "escalatedTo", b.name as "escalatedBy", w.escalated_at as "escalatedAt", w.escalated_reason as "escalatedReason",
      w.changed_at as "changedAt", o.places, o.owners, e.evidence
    from wanted i
      left join insight_work w on w.workspace_id = ${workspaceId} and w.insight = i.id
      left join member b on b.id = w.escalated_by
      left join owned o on o.insight = i.id
      left join (
        select v.insight, jsonb_agg(jsonb_build_object('kind', v.kind, 'dated', v.dated_at, 'voices', v.voices, 'query', v.query)) as evidence
        from insight_evidence v where v.workspace_id = ${workspaceId} and v.removed_at is null and v.insight in (select id from wanted) group by v.insight) e
        on e.insight = i.id
    order by i.id`.execute(db)
  return rows
}

/** Where the wanted insights arose, with whose that is: what lies in a journey is the journey's owner's. What was put aside, or lies in what was, is no place. */
const arisenIn = (workspaceId: number): RawBuilder<unknown> => sql`
  select g.insight, a.id as place, case when a.journey is null then a.owner_id else j.owner_id end as owner
  from (
    select u.record as insight, u.item as place from wanted i
      join atlas_use u on u.workspace_id = ${workspaceId} and u.record = i.id and u.field = 'concerns'
    union
    select u.item, coalesce(p.fields->>'step', p.fields->>'phase', p.journey) from wanted i
      join atlas_use u on u.workspace_id = ${workspaceId} and u.item = i.id and u.field = 'item'
      join atlas_record p on p.workspace_id = ${workspaceId} and p.id = u.record and p.kind = 'placement' and p.removed_at is null) g
    join atlas_record a on a.workspace_id = ${workspaceId} and a.id = g.place and a.removed_at is null
    left join atlas_record j on j.workspace_id = ${workspaceId} and j.id = a.journey
    left join atlas_record f on f.workspace_id = ${workspaceId} and f.id = a.fields->>'phase' and a.kind = 'step'
  where j.removed_at is null and f.removed_at is null`

/** Each unit with the one above it. */
export async function unitParents(db: Db, workspaceId: number): Promise<ReadonlyMap<number, number | null>> {
  const rows = await db.selectFrom('unit').select(['id', 'parent_id']).where('workspace_id', '=', workspaceId).execute()
  return new Map(rows.map(({ id, parent_id }) => [id, parent_id]))
}

/** Names of insights that share a beginning of a word with a text: those that share most first. @param words - beginnings, in search form. */
export async function namesSharing(
  db: Db,
  workspaceId: number,
  {
    words,
    except,
    limit,
  }: { readonly words: readonly string[]; readonly except: string | undefined; readonly limit: number },
): Promise<{ id: string; name: FactRow['name'] }[]> {
  const queries = words.map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}':*AC`)
  const shared = queries.map((query) => sql`(r.words @@ ${query}::tsquery)::int`)
  const { rows } = await sql<{ id: string; name: FactRow['name'] }>`
    select r.id, r.fields->'name' as name from atlas_record r
    where r.workspace_id = ${workspaceId} and r.kind = 'insight' and r.removed_at is null and r.words @@ ${queries.join(' | ')}::tsquery
      ${except === undefined ? sql`` : sql`and r.id <> ${except}`}
    order by ${sql.join(shared, sql` + `)} desc, r.id limit ${limit}`.execute(db)
  return rows
}

/** A text that is another one once insights, their work, their evidence, the scales or the filters were changed. */
export async function insightPulse(db: Db, workspaceId: number): Promise<string> {
  const { rows } = await sql<{ pulse: string }>`
    select concat_ws('.',
      (select concat_ws('-', count(*), max(changed_at), count(removed_at)) from atlas_record where workspace_id = ${workspaceId} and kind = 'insight'),
      (select concat_ws('-', count(*), sum(version)) from insight_work where workspace_id = ${workspaceId}),
      (select concat_ws('-', count(*), max(id), count(removed_at)) from insight_evidence where workspace_id = ${workspaceId}),
      (select version from insight_scales where workspace_id = ${workspaceId}),
      (select md5(string_agg(concat_ws('-', unit_id, mode, capacity, approvers::text), '.' order by unit_id)) from insight_filter where workspace_id = ${workspaceId})) as pulse`.execute(
    db,
  )
  return rows[0]?.pulse ?? ''
}
