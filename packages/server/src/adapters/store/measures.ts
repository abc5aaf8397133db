// Measures, their changes and what was found of them, in the database. Every query names the workspace. Decides nothing.
import type { MeasureFields, MeasureJudgement } from '@lotse/protocol'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './members.ts'

/** A measure as it is stored, with what was found last. */
export type MeasureRow = {
  readonly id: number
  readonly version: number
  readonly fields: MeasureFields
  readonly ownerId: number | null
  readonly madeAt: number
  readonly changedAt: number
  readonly judgedAt: number | null
  readonly judgement: MeasureJudgement | null
}

/** What a list is narrowed to. `at`: a journey, step or touchpoint. */
export type MeasureFilter = {
  readonly type?: string | undefined
  readonly state?: string | undefined
  readonly verdict?: string | undefined
  readonly insight?: string | undefined
  readonly at?: string | undefined
  readonly find?: string | undefined
  readonly owners?: readonly number[] | 'none' | undefined
  readonly archived: boolean
}

const latest = sql`left join lateral (
    select j.at, j.judgement from measure_judgement j where j.workspace_id = m.workspace_id and j.measure_id = m.id order by j.day desc limit 1) f on true`
const columns = sql`m.id, m.version, m.fields, m.owner_id as "ownerId", m.made_at as "madeAt", m.changed_at as "changedAt", f.at as "judgedAt", f.judgement`

function narrowed(workspaceId: number, filter: MeasureFilter): RawBuilder<unknown> {
  const { type, state, verdict, insight, at, find, owners, archived } = filter
  const parts = [
    sql`m.workspace_id = ${workspaceId} and (m.fields->>'archived')::boolean = ${archived}`,
    ...(type === undefined ? [] : [sql`m.fields->>'type' = ${type}`]),
    ...(state === undefined ? [] : [sql`m.fields->>'state' = ${state}`]),
    ...(verdict === undefined ? [] : [sql`coalesce(f.judgement->>'verdict', 'notYet') = ${verdict}`]),
    ...(insight === undefined ? [] : [sql`m.fields->'insights' ? ${insight}`]),
    ...(at === undefined
      ? []
      : [sql`${at} in (m.fields->'at'->>'journey', m.fields->'at'->>'step', m.fields->'at'->>'touchpoint')`]),
    ...(owners === undefined
      ? []
      : [owners === 'none' ? sql`m.owner_id is null` : sql`m.owner_id = any(${[...owners]}::int[])`]),
    ...(find === undefined || find === '' ? [] : [sql`position(lower(${find}) in lower(m.fields->>'name')) > 0`]),
  ]
  return sql`from measure m ${latest} where ${sql.join(parts, sql` and `)}`
}

/** Measures, the last made first. @param before - only those with a smaller id. */
export async function listMeasures(
  db: Db,
  workspaceId: number,
  {
    filter,
    before,
    limit,
  }: { readonly filter: MeasureFilter; readonly before?: number | undefined; readonly limit: number },
): Promise<MeasureRow[]> {
  const { rows } = await sql<MeasureRow>`
    select ${columns} ${narrowed(workspaceId, filter)} ${before === undefined ? sql`` : sql`and m.id < ${before}`} order by m.id desc limit ${limit}`.execute(
    db,
  )
  return rows
}

/** How many there are. */
export async function countMeasures(db: Db, workspaceId: number, filter: MeasureFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n ${narrowed(workspaceId, filter)}`.execute(db)
  return rows[0]?.n ?? 0
}

/** One measure. `lock`: nobody else changes it until the transaction ends. */
export async function measureOf(
  db: Db,
  workspaceId: number,
  id: number,
  { lock = false } = {},
): Promise<MeasureRow | undefined> {
  if (lock) await sql`select from measure where workspace_id = ${workspaceId} and id = ${id} for update`.execute(db)
  const { rows } = await sql<MeasureRow>`
    select ${columns} from measure m ${latest} where m.workspace_id = ${workspaceId} and m.id = ${id}`.execute(db)
  return rows[0]
}

/** Adds a measure and says its id. */
export async function insertMeasure(
  db: Db,
  workspaceId: number,
  { fields, ownerId, at }: { readonly fields: MeasureFields; readonly ownerId: number | null; readonly at: number },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into measure (workspace_id, version, fields, owner_id, made_at, changed_at)
    values (${workspaceId}, 1, ${JSON.stringify(fields)}::jsonb, ${ownerId}, ${at}, ${at}) returning id`.execute(db)
  return Number(rows[0]?.id)
}

/** Writes the fields of a measure that was locked, as its next version. */
export async function writeMeasure(
  db: Db,
  workspaceId: number,
  {
    id,
    version,
    fields,
    at,
  }: { readonly id: number; readonly version: number; readonly fields: MeasureFields; readonly at: number },
): Promise<void> {
  await sql`
    update measure set version = ${version}, fields = ${JSON.stringify(fields)}::jsonb, changed_at = ${at}
    where workspace_id = ${workspaceId} and id = ${id}`.execute(db)
}

/** A change. `before`: the fields as they stood; null: it was made then. */
export type MeasureChange = {
  readonly version: number
  readonly at: number
  readonly memberId: number | null
  readonly before: MeasureFields | null
  readonly undoes: number | null
}

/** Keeps a change. */
export async function insertMeasureChange(
  db: Db,
  workspaceId: number,
  id: number,
  change: MeasureChange,
): Promise<void> {
  const { version, at, memberId, before, undoes } = change
  await sql`
    insert into measure_change (workspace_id, measure_id, version, at, member_id, before, undoes)
    values (${workspaceId}, ${id}, ${version}, ${at}, ${memberId}, ${before === null ? null : JSON.stringify(before)}::jsonb, ${undoes})`.execute(
    db,
  )
}

/** Changes of a measure, the last first. */
export async function changesOfMeasure(
  db: Db,
  workspaceId: number,
  id: number,
  limit: number,
): Promise<(MeasureChange & { readonly by: string | null })[]> {
  const { rows } = await sql<MeasureChange & { readonly by: string | null }>`
    select c.version, c.at, c.member_id as "memberId", c.before, c.undoes, m.name as by
    from measure_change c left join member m on m.id = c.member_id
    where c.workspace_id = ${workspaceId} and c.measure_id = ${id} order by c.version desc limit ${limit}`.execute(db)
  return rows
}

/** Keeps what was found on a day; of the same day the last counts. */
export async function keepJudgement(
  db: Db,
  workspaceId: number,
  {
    id,
    day,
    at,
    judgement,
  }: { readonly id: number; readonly day: number; readonly at: number; readonly judgement: MeasureJudgement },
): Promise<void> {
  await sql`
    insert into measure_judgement (workspace_id, measure_id, day, at, judgement) values (${workspaceId}, ${id}, ${day}, ${at}, ${JSON.stringify(judgement)}::jsonb)
    on conflict (workspace_id, measure_id, day) do update set at = excluded.at, judgement = excluded.judgement`.execute(
    db,
  )
}

/** What was found on which day, the last first. */
export async function judgementsOf(
  db: Db,
  workspaceId: number,
  id: number,
  limit: number,
): Promise<{ day: number; judgement: MeasureJudgement }[]> {
  const { rows } = await sql<{ day: number; judgement: MeasureJudgement }>`
    select day, judgement from measure_judgement where workspace_id = ${workspaceId} and measure_id = ${id} order by day desc limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Measures of all workspaces that began and of which nothing was found yet on a day. @param today - as text, by which beginnings are compared. */
export async function unjudgedMeasures(
  db: Db,
  { day, today, limit }: { readonly day: number; readonly today: string; readonly limit: number },
): Promise<{ workspaceId: number; id: number }[]> {
  const { rows } = await sql<{ workspaceId: number; id: number }>`
    select m.workspace_id as "workspaceId", m.id from measure m
    where not (m.fields->>'archived')::boolean and m.fields->>'startsOn' <= ${today}
      and not exists (select from measure_judgement j where j.workspace_id = m.workspace_id and j.measure_id = m.id and j.day = ${day})
    order by m.id limit ${limit}`.execute(db)
  return rows
}

/** Journeys that stand, with whether a measure is about them or a step of them. */
export async function journeysWithMeasures(
  db: Db,
  workspaceId: number,
): Promise<{ id: string; name: Readonly<Record<string, string>> | null; measured: boolean }[]> {
  const { rows } = await sql<{ id: string; name: Readonly<Record<string, string>> | null; measured: boolean }>`
    select r.id, r.fields->'name' as name, exists (
      select from measure m left join atlas_record s on s.workspace_id = m.workspace_id and s.id = m.fields->'at'->>'step'
      where m.workspace_id = ${workspaceId} and not (m.fields->>'archived')::boolean and r.id in (m.fields->'at'->>'journey', s.journey)) as measured
    from atlas_record r where r.workspace_id = ${workspaceId} and r.kind = 'journey' and r.removed_at is null order by r.id`.execute(
    db,
  )
  return rows
}

/** Counters of a journey by day, of everybody (0) or of one segment. `steps`: only at these; null: of all of the journey. */
export async function dayCounters(
  db: Db,
  workspaceId: number,
  asked: {
    readonly journey: string
    readonly edition: number
    readonly segment: number
    readonly steps: readonly string[] | null
    readonly from: number
    readonly until: number
  },
): Promise<{ day: number; step: string; what: string; rung: number; count: number }[]> {
  const { journey, edition, segment, steps, from, until } = asked
  const { rows } = await sql<{ day: number; step: string; what: string; rung: number; count: number }>`
    select day, step, what, rung, sum(count)::bigint as count from journey_count
    where workspace_id = ${workspaceId} and journey = ${journey} and edition = ${edition} and segment = ${segment} and day between ${from} and ${until}
      ${steps === null ? sql`` : sql`and step = any(${[...steps]}::text[])`}
    group by day, step, what, rung having sum(count) <> 0`.execute(db)
  return rows
}
