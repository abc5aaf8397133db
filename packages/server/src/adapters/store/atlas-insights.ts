// Where insights arose: what they concern and where maps place them, by insight and by record. Every query names the workspace. Changes nothing.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { type RawBuilder, sql } from 'kysely'
import { type OwnedRecord, type RecordRow, recordColumns } from './atlas.ts'
import type { Db } from './members.ts'

/** Insights about what one journey shows: more says nothing to anybody. */
const CONCERNING_MAX = 2000

type Texts = AtlasRecord['fields'][string]

/** A place where an insight arose. `journey`, `phase`, `step`: where that stands. */
export type OriginRow = {
  readonly insight: string
  readonly how: 'concerns' | 'placed'
  readonly id: string
  readonly kind: AtlasKind
  readonly name: Texts | null
  readonly journey: string | null
  readonly journeyName: Texts | null
  readonly phase: string | null
  readonly phaseName: Texts | null
  readonly step: string | null
  readonly stepName: Texts | null
}

/** Where a placement `p` stands: at a step, else a phase, else the journey. */
const placedAt = sql`coalesce(p.fields->>'step', p.fields->>'phase', p.journey)`

/** A record `a` that stands, also the journey and the phase that it stands in: `j`, `f`; `s` is itself where it is a step. */
const standing = sql`
  left join atlas_record j on j.workspace_id = a.workspace_id and j.id = case when a.kind = 'journey' then a.id else a.journey end
  left join atlas_record s on s.workspace_id = a.workspace_id and s.id = a.id and s.kind = 'step'
  left join atlas_record f on f.workspace_id = a.workspace_id and f.id = case when a.kind = 'phase' then a.id else s.fields->>'phase' end
  where a.removed_at is null and j.removed_at is null and f.removed_at is null`

/** Everywhere that some insights arose: by journey, phase and step, then the library. What they concern at a place where they also stand counts once. */
export async function originsOf(db: Db, workspaceId: number, insights: readonly string[]): Promise<OriginRow[]> {
  const these = sql`any(${[...insights]}::text[])`
  const { rows } = await sql<OriginRow>`
    select o.insight, o.how, a.id, a.kind, a.fields->'name' as name, j.id as journey, j.fields->'name' as "journeyName",
      f.id as phase, f.fields->'name' as "phaseName", s.id as step, s.fields->'name' as "stepName"
    from (select insight, at, min(how) as how from (
        select u.record as insight, u.item as at, 'concerns' as how from atlas_use u
          where u.workspace_id = ${workspaceId} and u.field = 'concerns' and u.record = ${these}
        union all
        select u.item, ${placedAt}, 'placed' from atlas_use u
          join atlas_record p on p.workspace_id = u.workspace_id and p.id = u.record and p.kind = 'placement' and p.removed_at is null
          where u.workspace_id = ${workspaceId} and u.field = 'item' and u.item = ${these}) every group by insight, at) o
      join atlas_record a on a.workspace_id = ${workspaceId} and a.id = o.at
      ${standing}
    order by o.insight, j.id nulls last, f.fields->>'order' collate "C" nulls first, s.fields->>'order' collate "C" nulls first, a.kind, a.id`.execute(
    db,
  )
  return rows
}

/** What holds of an insight `r` that arose at all of these, or inside of them. */
export function arisingAt(workspaceId: number, ids: readonly string[] = []): RawBuilder<unknown>[] {
  return ids.map(
    (id) => sql`r.kind = 'insight' and r.id in (
      with inside as (
        select a.id, coalesce(a.journey, a.id) as home from atlas_record a
        ${standing} and a.workspace_id = ${workspaceId} and a.id in (
          select ${id}::text
          union select w.id from atlas_record w where w.workspace_id = ${workspaceId} and w.journey = ${id} and w.kind in ('phase', 'step')
          union select w.id from atlas_record x join atlas_record w on w.workspace_id = x.workspace_id and w.journey = x.journey
            and w.kind = 'step' and w.fields->>'phase' = x.id
            where x.workspace_id = ${workspaceId} and x.id = ${id} and x.kind = 'phase'))
      select u.record from inside i join atlas_use u on u.workspace_id = ${workspaceId} and u.item = i.id and u.field = 'concerns'
      union select p.fields->>'item' from inside i join atlas_record p on p.workspace_id = ${workspaceId} and p.journey = i.home
        and p.kind = 'placement' and p.removed_at is null and ${placedAt} = i.id)`,
  )
}

/** Standing insights that concern any of the records (at most 2,000). */
export async function insightsConcerning(db: Db, workspaceId: number, ids: readonly string[]): Promise<OwnedRecord[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from atlas_record r
    where r.workspace_id = ${workspaceId} and r.kind = 'insight' and r.removed_at is null and r.id in (
      select u.record from atlas_use u where u.workspace_id = ${workspaceId} and u.field = 'concerns' and u.item = any(${[...ids]}::text[]))
    order by r.id limit ${CONCERNING_MAX}`.execute(db)
  return rows
}

/** An insight that hangs at a record. */
export type HangingRow = {
  readonly id: string
  readonly name: Texts | null
  readonly sort: string | null
  readonly owner: number | null
  readonly how: 'concerns' | 'placed'
  readonly at: string
  readonly atKind: AtlasKind
  readonly atName: Texts | null
  readonly journey: string | null
}

/**
 * Insights that hang at some records.
 *
 * @param journeys - those whose phases all count, too, and the people, needs and brands that they or what stands in them names.
 */
export async function hangingAt(
  db: Db,
  workspaceId: number,
  {
    ids,
    journeys,
    limit,
  }: { readonly ids: readonly string[]; readonly journeys: readonly string[]; readonly limit: number },
): Promise<HangingRow[]> {
  const { rows } = await sql<HangingRow>`
    with among as (
      select a.id, a.kind, a.fields, a.journey, coalesce(a.journey, a.id) as home from atlas_record a
      ${standing} and a.workspace_id = ${workspaceId} and a.id in (
        select unnest(${[...ids]}::text[])
        union select w.id from atlas_record w
          where w.workspace_id = ${workspaceId} and w.journey = any(${[...journeys]}::text[]) and w.kind = 'phase'
        union select i.id from atlas_record w
          join atlas_use u on u.workspace_id = w.workspace_id and u.record = w.id
          join atlas_record i on i.workspace_id = w.workspace_id and i.id = u.item and i.kind in ('persona', 'need', 'segment', 'brand')
          left join atlas_record t on t.workspace_id = w.workspace_id and t.id = w.fields->>'step'
          left join atlas_record g on g.workspace_id = w.workspace_id and g.id = coalesce(t.fields->>'phase', w.fields->>'phase')
          where w.workspace_id = ${workspaceId} and (w.journey = any(${[...journeys]}::text[]) or w.id = any(${[...journeys]}::text[]))
            and t.removed_at is null and g.removed_at is null)),
    hanging as (
      select insight, at, min(how) as how from (
        select u.record as insight, u.item as at, 'concerns' as how from among m
          join atlas_use u on u.workspace_id = ${workspaceId} and u.item = m.id and u.field = 'concerns'
        union all
        select p.fields->>'item', m.id, 'placed' from among m
          join atlas_record p on p.workspace_id = ${workspaceId} and p.journey = m.home and p.kind = 'placement' and p.removed_at is null
            and ${placedAt} = m.id
          where m.kind in ('journey', 'phase', 'step')) every group by insight, at)
    select i.id, i.fields->'name' as name, i.fields->>'sort' as sort, i.owner_id as owner, h.how, m.id as at, m.kind as "atKind",
      m.fields->'name' as "atName", m.journey
    from hanging h join among m on m.id = h.at
      join atlas_record i on i.workspace_id = ${workspaceId} and i.id = h.insight and i.kind = 'insight' and i.removed_at is null
    order by i.id, m.id limit ${limit}`.execute(db)
  return rows
}
