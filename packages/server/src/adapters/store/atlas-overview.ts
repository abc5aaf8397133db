// All journeys of a workspace with how far each is worked out, and figures of those that are measured. Every query names the workspace. Changes nothing.
import type { AtlasRecord } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from './members.ts'

type Texts = AtlasRecord['fields'][string]

/** A journey with what is counted in it. `parent`: of whose step it is a part, else under which it hangs. */
export type JourneyOutline = {
  readonly id: string
  readonly fields: AtlasRecord['fields']
  readonly owner: number | null
  readonly parent: string | null
  readonly ofStep: string | null
  readonly ofStepName: Texts | null
  readonly ofPhase: string | null
  readonly ofPhaseName: Texts | null
  readonly phases: number
  readonly steps: number
  readonly bound: number
  readonly felt: number
  readonly touchpoints: number
  readonly owned: number
  readonly touchedAt: number
}

/** Whether a record with these fields says which events it is met by. */
const binds = (fields: 'fields' | 'm.fields') => sql`${sql.ref(fields)}->'binding'->'on'->0 is not null`

/** Journeys that stand, in the order of the steps that they are parts of; others follow in their own. What is only a template for others is no journey of anybody's. */
export async function journeyOutlines(db: Db, workspaceId: number, limit: number): Promise<JourneyOutline[]> {
  const { rows } = await sql<JourneyOutline>`
    with steps as materialized (
      select id, journey, ${binds('fields')} as binds from atlas_record
      where workspace_id = ${workspaceId} and removed_at is null and kind = 'step'),
    met as materialized (
      select p.journey, p.fields->>'step' as step, m.id, m.owner_id, ${binds('m.fields')} as binds
      from atlas_record p join atlas_record m on m.workspace_id = p.workspace_id and m.kind = 'touchpoint' and m.id = p.fields->>'item' and m.removed_at is null
      where p.workspace_id = ${workspaceId} and p.removed_at is null and p.kind = 'placement'),
    felt as (
      select distinct fields->>'step' as step from atlas_record
      where workspace_id = ${workspaceId} and removed_at is null and kind = 'feeling' and fields ? 'value'),
    inside as (
      select s.journey, count(*)::int as steps, count(*) filter (where s.binds or b.step is not null)::int as bound, count(f.step)::int as felt
      from steps s left join felt f on f.step = s.id left join (select distinct step from met where binds) b on b.step = s.id group by s.journey),
    phases as (
      select journey, count(*)::int as phases from atlas_record where workspace_id = ${workspaceId} and removed_at is null and kind = 'phase' group by journey),
    contacts as (
      select journey, count(*)::int as touchpoints, count(owner_id)::int as owned from (
        select distinct m.journey, m.id, m.owner_id from met m left join steps s on s.id = m.step where m.step is null or s.id is not null) d group by journey)
    select j.id, j.fields, j.owner_id as owner, coalesce(s.journey, u.id) as parent, s.id as "ofStep", s.fields->'name' as "ofStepName", h.id as "ofPhase", h.fields->'name' as "ofPhaseName",
      coalesce(phases.phases, 0) as phases, coalesce(inside.steps, 0) as steps, coalesce(inside.bound, 0) as bound, coalesce(inside.felt, 0) as felt,
      coalesce(contacts.touchpoints, 0) as touchpoints, coalesce(contacts.owned, 0) as owned,
      greatest(j.changed_at, (select max(i.changed_at) from atlas_record i where i.workspace_id = j.workspace_id and i.journey = j.id)) as "touchedAt"
    from atlas_record j
      left join atlas_record s on s.workspace_id = j.workspace_id and s.id = j.fields->>'ofStep' and s.kind = 'step' and s.removed_at is null and s.journey <> j.id
      left join atlas_record h on h.workspace_id = j.workspace_id and h.id = s.fields->>'phase' and h.kind = 'phase' and h.removed_at is null
      left join atlas_record u on u.workspace_id = j.workspace_id and u.id = j.fields->>'under' and u.kind = 'journey' and u.removed_at is null and u.id <> j.id
      left join inside on inside.journey = j.id
      left join phases on phases.journey = j.id
      left join contacts on contacts.journey = j.id
    where j.workspace_id = ${workspaceId} and j.kind = 'journey' and j.removed_at is null
      and (j.fields->'isTemplate' is distinct from 'true'::jsonb
        or exists (select 1 from catalog_change c where c.workspace_id = j.workspace_id and c.action = 'journey' and c.flow_id = j.id))
    order by h.fields->>'order' collate "C", s.fields->>'order' collate "C", j.fields->>'order' collate "C", j.id limit ${limit}`.execute(
    db,
  )
  return rows
}

/** The edition of each journey that is measured, and the number under which it counts a segment; without one everybody's. */
const measuredOf = (workspaceId: number, segment?: string) => sql`
  latest as (
    select distinct on (flow_id) flow_id as journey, version as edition from catalog_change
    where workspace_id = ${workspaceId} and action = 'journey' order by flow_id, seq desc),
  apart as (
    select l.journey, l.edition, e.published_at, s.one, s.number from latest l
    join journey_edition e on e.workspace_id = ${workspaceId} and e.journey = l.journey and e.number = l.edition
    cross join lateral jsonb_array_elements(e.document->'segments') with ordinality s(one, number)),
  measured as (${
    segment === undefined
      ? sql`select journey, edition, 0::smallint as segment from latest where edition > 0`
      : sql`select journey, edition, number::smallint as segment from apart where one->>'id' = ${segment}`
  })`

/** Segments that measured journeys count apart, those of the most first. `name`: as it was frozen last. */
export async function measuredSegments(db: Db, workspaceId: number) {
  const { rows } = await sql<{ segment: string; name: Texts; journeys: number }>`
    with ${measuredOf(workspaceId)}
    select one->>'id' as segment, (array_agg(one->'name' order by published_at desc))[1] as name, count(*)::int as journeys
    from apart group by 1 order by 3 desc, 1`.execute(db)
  return rows
}

/** Figures of a journey as it is measured. `fit`: thousandths, summed over the runs. */
export type MeasuredJourney = {
  readonly journey: string
  readonly edition: number
  readonly here: number
  readonly started: number
  readonly fit: number
}

/** Which runs: of days on, of one segment or all. */
export type OverDays = { readonly since: number; readonly segment: string | undefined }

/** Figures of all journeys that are measured. @param since - day of UTC, since 1970: runs that started before are not counted. */
export async function measuredJourneys(
  db: Db,
  workspaceId: number,
  { since, segment }: OverDays,
): Promise<MeasuredJourney[]> {
  const { rows } = await sql<MeasuredJourney>`
    with ${measuredOf(workspaceId, segment)}
    select m.journey, m.edition, coalesce(sum(c.count) filter (where c.what = 'here'), 0)::bigint as here,
      coalesce(sum(c.count) filter (where c.what = 'started'), 0)::bigint as started, coalesce(sum(c.count) filter (where c.what = 'fit'), 0)::bigint as fit
    from measured m left join journey_count c on c.workspace_id = ${workspaceId} and c.journey = m.journey and c.edition = m.edition and c.segment = m.segment
      and c.what in ('here', 'started', 'fit') and (c.day = 0 or c.day >= ${since})
    group by m.journey, m.edition`.execute(db)
  return rows
}

/** How long completed runs of all measured journeys took, and how many visits they needed; see core/understand/journey-run/counts.ts. @param since - day of UTC, since 1970. */
export async function measuredEfforts(db: Db, workspaceId: number, { since, segment }: OverDays) {
  const { rows } = await sql<{ journey: string; what: 'lasted' | 'contacts'; rung: number; count: number }>`
    with ${measuredOf(workspaceId, segment)}
    select m.journey, c.what, c.rung, sum(c.count)::bigint as count
    from measured m join journey_count c on c.workspace_id = ${workspaceId} and c.journey = m.journey and c.edition = m.edition and c.segment = m.segment
      and c.what in ('lasted', 'contacts') and c.day >= ${since}
    group by m.journey, c.what, c.rung having sum(c.count) > 0`.execute(db)
  return rows
}

/** How many customers are at each step of what is measured. */
export async function customersHere(db: Db, workspaceId: number) {
  const { rows } = await sql<{ journey: string; step: string; here: number }>`
    with ${measuredOf(workspaceId)}
    select c.journey, c.step, sum(c.count)::bigint as here from measured m
      join journey_count c on c.workspace_id = ${workspaceId} and c.journey = m.journey and c.edition = m.edition and c.segment = m.segment and c.day = 0 and c.what = 'here'
    group by c.journey, c.step having sum(c.count) > 0 order by c.journey, c.step`.execute(db)
  return rows
}
