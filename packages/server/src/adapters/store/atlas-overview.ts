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

/** Whether a record, as `name`, says which events it is met by. */
const bindsAs = (name: 'i' | 'm') => sql`${sql.ref(name)}.fields->'binding'->'on'->0 is not null`

/** Journeys that stand, in the order of the steps that they are parts of; others follow in their own. */
export async function journeyOutlines(db: Db, workspaceId: number, limit: number): Promise<JourneyOutline[]> {
  const { rows } = await sql<JourneyOutline>`
    with standing as materialized (
      select r.id, r.kind, r.journey, r.fields, r.owner_id, r.changed_at from atlas_record r
      where r.workspace_id = ${workspaceId} and r.removed_at is null
        and r.kind in ('journey', 'phase', 'step', 'feeling', 'placement', 'touchpoint')),
    met as (
      select p.journey, p.fields->>'step' as step, m.id, m.owner_id, ${bindsAs('m')} as binds
      from standing p join standing m on m.kind = 'touchpoint' and m.id = p.fields->>'item' where p.kind = 'placement'),
    inside as (
      select i.journey, count(*) filter (where i.kind = 'phase')::int as phases, count(*) filter (where i.kind = 'step')::int as steps,
        count(*) filter (where i.kind = 'step' and (${bindsAs('i')} or i.id in (select step from met where binds and step is not null)))::int as bound,
        count(*) filter (where i.kind = 'step' and i.id in (
          select f.fields->>'step' from standing f where f.kind = 'feeling' and f.fields ? 'value' and f.fields->>'step' is not null))::int as felt
      from standing i where i.kind in ('phase', 'step') group by i.journey),
    contacts as (
      select journey, count(distinct id)::int as touchpoints, count(distinct id) filter (where owner_id is not null)::int as owned
      from met where step is null or step in (select id from standing where kind = 'step') group by journey),
    touched as (
      select r.journey, max(r.changed_at) as at from atlas_record r where r.workspace_id = ${workspaceId} and r.journey is not null group by r.journey)
    select j.id, j.fields, j.owner_id as owner, coalesce(s.journey, u.id) as parent, s.id as "ofStep", s.fields->'name' as "ofStepName", h.id as "ofPhase", h.fields->'name' as "ofPhaseName",
      coalesce(inside.phases, 0) as phases, coalesce(inside.steps, 0) as steps, coalesce(inside.bound, 0) as bound, coalesce(inside.felt, 0) as felt,
      coalesce(contacts.touchpoints, 0) as touchpoints, coalesce(contacts.owned, 0) as owned, greatest(j.changed_at, coalesce(touched.at, 0)) as "touchedAt"
    from standing j
      left join standing s on s.kind = 'step' and s.id = j.fields->>'ofStep' and s.journey <> j.id
      left join standing h on h.kind = 'phase' and h.id = s.fields->>'phase'
      left join standing u on u.kind = 'journey' and u.id = j.fields->>'under' and u.id <> j.id
      left join inside on inside.journey = j.id
      left join contacts on contacts.journey = j.id
      left join touched on touched.journey = j.id
    where j.kind = 'journey'
    order by h.fields->>'order' collate "C", s.fields->>'order' collate "C", j.fields->>'order' collate "C", j.id limit ${limit}`.execute(
    db,
  )
  return rows
}

/** The edition of each journey that is measured. */
const measuredOf = (workspaceId: number) => sql`
  measured as (
    select journey, edition from (
      select distinct on (flow_id) flow_id as journey, version as edition from catalog_change
      where workspace_id = ${workspaceId} and action = 'journey' order by flow_id, seq desc) latest
    where edition > 0)`

/** Figures of a journey as it is measured. `fit`: thousandths, summed over the runs. */
export type MeasuredJourney = {
  readonly journey: string
  readonly edition: number
  readonly here: number
  readonly started: number
  readonly fit: number
}

/** Figures of all journeys that are measured. @param since - day of UTC, since 1970: runs that started before are not counted. */
export async function measuredJourneys(db: Db, workspaceId: number, since: number): Promise<MeasuredJourney[]> {
  const { rows } = await sql<MeasuredJourney>`
    with ${measuredOf(workspaceId)}
    select m.journey, m.edition, coalesce(sum(c.count) filter (where c.what = 'here'), 0)::bigint as here,
      coalesce(sum(c.count) filter (where c.what = 'started'), 0)::bigint as started, coalesce(sum(c.count) filter (where c.what = 'fit'), 0)::bigint as fit
    from measured m left join journey_count c on c.workspace_id = ${workspaceId} and c.journey = m.journey and c.edition = m.edition
      and c.what in ('here', 'started', 'fit') and (c.day = 0 or c.day >= ${since})
    group by m.journey, m.edition`.execute(db)
  return rows
}

/** How many customers are at each step of what is measured. */
export async function customersHere(db: Db, workspaceId: number) {
  const { rows } = await sql<{ journey: string; step: string; here: number }>`
    with ${measuredOf(workspaceId)}
    select c.journey, c.step, sum(c.count)::bigint as here from measured m
      join journey_count c on c.workspace_id = ${workspaceId} and c.journey = m.journey and c.edition = m.edition and c.day = 0 and c.what = 'here'
    group by c.journey, c.step having sum(c.count) > 0 order by c.journey, c.step`.execute(db)
  return rows
}
