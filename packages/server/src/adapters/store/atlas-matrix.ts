// What meets what in journeys and in the library, counted, and the places behind a count. Every query names the workspace. Changes nothing.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './members.ts'

type Texts = AtlasRecord['fields'][string]

/** What is counted against what. `owner`: the units that own touchpoints. */
export type MatrixSides = {
  readonly rows: 'journey' | 'phase' | 'step' | 'touchpoint' | 'owner'
  readonly columns: AtlasKind
}

/** What a matrix is narrowed to. `owners`: of its rows: units, nobody, or all. */
export type MatrixFilter = {
  readonly journey?: string | undefined
  readonly owners?: readonly number[] | 'none' | undefined
}

/** A row or column. `owner`: a unit, whose id is empty for nobody. */
export type HeadRow = {
  readonly id: string
  readonly name: Texts | null
  readonly journey: string | null
  readonly journeyName: Texts | null
}

/** A count. */
export type CountRow = { readonly row: string; readonly column: string; readonly count: number }

/** A place behind a count. */
export type BehindRow = {
  readonly id: string
  readonly kind: AtlasKind
  readonly name: Texts | null
  readonly owner: number | null
  readonly journey: string | null
  readonly journeyName: Texts | null
  readonly step: string | null
  readonly stepName: Texts | null
}

const isOwned = (alias: 'j' | 'i' | 'r', owners: MatrixFilter['owners']): RawBuilder<unknown> => {
  if (owners === undefined) return sql`true`
  const owner = sql.ref(`${alias}.owner_id`)
  return owners === 'none' ? sql`${owner} is null` : sql`${owner} = any(${[...owners]}::int[])`
}

/** A journey `j` that stands and is asked for. @param owners - undefined where rows are no part of journeys. */
const standingJourney = (journey: string | undefined, owners: MatrixFilter['owners']) =>
  sql`j.kind = 'journey' and j.removed_at is null and ${journey === undefined ? sql`true` : sql`j.id = ${journey}`} and ${isOwned('j', owners)}`

/**
 * `met`: what stands where: placed there; a channel of a touchpoint that is; linked to something that is, or to the step itself; or an insight that concerns
 * one of these, or the phase or journey itself. A place is a step, else a phase, else the journey.
 */
const met = (workspaceId: number, journey: string | undefined, owners: MatrixFilter['owners']) => sql`
  placed as (
    select p.journey, coalesce(s.fields->>'phase', p.fields->>'phase') as phase, s.id as step, p.fields->>'item' as item
    from atlas_record p
      join atlas_record j on j.workspace_id = p.workspace_id and j.id = p.journey
      left join atlas_record s on s.workspace_id = p.workspace_id and s.id = p.fields->>'step'
    where p.workspace_id = ${workspaceId} and p.kind = 'placement' and p.removed_at is null and s.removed_at is null
      and ${standingJourney(journey, owners)}
    union
    select s.journey, s.fields->>'phase', s.id, s.id from atlas_record s
      join atlas_record j on j.workspace_id = s.workspace_id and j.id = s.journey
    where s.workspace_id = ${workspaceId} and s.kind = 'step' and s.removed_at is null and ${standingJourney(journey, owners)}),
  met as (
    select * from placed
    union
    select p.journey, p.phase, p.step, u.item from placed p
      join atlas_use u on u.workspace_id = ${workspaceId} and u.record = p.item and u.field = 'channels'
    union
    select p.journey, p.phase, p.step, u.record from placed p
      join atlas_use u on u.workspace_id = ${workspaceId} and u.item = p.item and u.field = 'concerns'
    union
    select j.id, f.id, null, u.record from atlas_record j
      join atlas_record f on f.workspace_id = j.workspace_id and f.journey = j.id and f.kind = 'phase' and f.removed_at is null
      join atlas_use u on u.workspace_id = j.workspace_id and u.item = f.id and u.field = 'concerns'
      where j.workspace_id = ${workspaceId} and ${standingJourney(journey, owners)}
    union
    select j.id, null, null, u.record from atlas_record j
      join atlas_use u on u.workspace_id = j.workspace_id and u.item = j.id and u.field = 'concerns'
      where j.workspace_id = ${workspaceId} and ${standingJourney(journey, owners)}
    union
    select p.journey, p.phase, p.step, l.fields->>(case when u.field = 'from' then 'to' else 'from' end) from placed p
      join atlas_use u on u.workspace_id = ${workspaceId} and u.item = p.item and u.field in ('from', 'to')
      join atlas_record l on l.workspace_id = ${workspaceId} and l.id = u.record and l.kind = 'link' and l.removed_at is null
        and (l.fields->>'how' = 'uses') = (u.field = 'from'))`

const sideOf = { journey: sql`m.journey`, phase: sql`m.phase`, step: sql`m.step` }

/** What is counted: rows, columns and what each count is of. */
function counted(workspaceId: number, { rows, columns }: MatrixSides, filter: MatrixFilter): RawBuilder<unknown> {
  const { journey, owners } = filter
  if (rows === 'touchpoint')
    return sql`
      select r.id as row, i.id as "column", r.id as place, null::text as journey, null::text as step
      from atlas_record r join atlas_use u on u.workspace_id = r.workspace_id and u.record = r.id
        join atlas_record i on i.workspace_id = r.workspace_id and i.id = u.item and i.kind = ${columns} and i.removed_at is null
      where r.workspace_id = ${workspaceId} and r.kind = 'touchpoint' and r.removed_at is null and ${isOwned('r', owners)}`
  if (rows === 'owner')
    return sql`
      with ${met(workspaceId, journey, undefined)}
      select coalesce(i.owner_id::text, '') as row, ${columns === 'phase' ? sideOf.phase : sideOf.journey} as "column", i.id as place,
        null::text as journey, null::text as step
      from met m join atlas_record i on i.workspace_id = ${workspaceId} and i.id = m.item and i.kind = 'touchpoint' and i.removed_at is null
      where ${isOwned('i', owners)}`
  return sql`
    with ${met(workspaceId, journey, owners)}
    select ${sideOf[rows]} as row, i.id as "column", coalesce(m.step, m.phase, m.journey) as place, m.journey, m.step
    from met m join atlas_record i on i.workspace_id = ${workspaceId} and i.id = m.item and i.kind = ${columns} and i.removed_at is null`
}

/** All counts that are not zero. */
export async function matrixCounts(
  db: Db,
  workspaceId: number,
  sides: MatrixSides,
  filter: MatrixFilter,
): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    select row, "column", count(distinct place)::int as count from (${counted(workspaceId, sides, filter)}) c
    where row is not null and "column" is not null group by row, "column" order by row, "column"`.execute(db)
  return rows
}

/** What stands behind one count: the places, or where those are touchpoints, these. */
export async function matrixPlaces(
  db: Db,
  workspaceId: number,
  sides: MatrixSides,
  { row, column, limit, ...filter }: MatrixFilter & Pick<CountRow, 'row' | 'column'> & { readonly limit: number },
): Promise<BehindRow[]> {
  const { rows } = await sql<BehindRow>`
    select r.id, r.kind, r.fields->'name' as name, coalesce(j.owner_id, r.owner_id) as owner, r.journey, j.fields->'name' as "journeyName",
      s.id as step, s.fields->'name' as "stepName"
    from (select distinct place from (${counted(workspaceId, sides, filter)}) c where row = ${row} and "column" = ${column}) c
      join atlas_record r on r.workspace_id = ${workspaceId} and r.id = c.place
      left join atlas_record j on j.workspace_id = ${workspaceId} and j.id = r.journey
      left join atlas_record s on s.workspace_id = ${workspaceId} and s.id = r.id and s.kind = 'step'
      left join atlas_record p on p.workspace_id = ${workspaceId} and p.id = r.fields->>'phase'
    order by r.journey nulls first, p.fields->>'order' collate "C", r.fields->>'order' collate "C", r.id limit ${limit}`.execute(
    db,
  )
  return rows
}

/** All that stand of a kind that rows and columns are of, steps and phases in the order of their journeys. */
export async function matrixHeads(
  db: Db,
  workspaceId: number,
  kind: AtlasKind,
  { journey, owners }: MatrixFilter,
): Promise<HeadRow[]> {
  const inside = kind === 'phase' || kind === 'step'
  const narrowed = inside
    ? standingJourney(journey, owners)
    : sql`${kind === 'journey' && journey !== undefined ? sql`r.id = ${journey}` : sql`true`} and ${isOwned('r', owners)}`
  const { rows } = await sql<HeadRow>`
    select r.id, r.fields->'name' as name, j.id as journey, j.fields->'name' as "journeyName"
    from atlas_record r
      left join atlas_record j on j.workspace_id = r.workspace_id and j.id = r.journey
      left join atlas_record p on p.workspace_id = r.workspace_id and p.id = r.fields->>'phase' and r.kind = 'step'
    where r.workspace_id = ${workspaceId} and r.kind = ${kind} and r.removed_at is null and ${narrowed}
    order by j.id, coalesce(p.fields, r.fields)->>'order' collate "C", r.fields->>'order' collate "C", r.id`.execute(db)
  return rows
}
