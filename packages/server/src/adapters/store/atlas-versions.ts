// Versions of journeys in the database, and which journeys were made from a template. Every query names the workspace. A version is never updated.
import type { AtlasRecord } from '@lotse/protocol'
import { sql } from 'kysely'
import { type OwnedRecord, type RecordRow, recordColumns } from './atlas.ts'
import type { Db } from './members.ts'

/** A version without what it holds. `count`: how many records stand in it. */
export type VersionRow = {
  readonly number: number
  readonly name: string
  readonly note: string
  readonly memberId: number | null
  readonly memberName: string | null
  readonly madeAt: number
  readonly seq: number
  readonly count: number
}

const columns = sql`v.number, v.name, v.note, v.member_id as "memberId", m.name as "memberName", v.made_at as "madeAt", v.seq,
  jsonb_array_length(v.records) as count`

/** Keeps a version under the next number of its journey; nobody else may write meanwhile. */
export async function insertVersion(
  db: Db,
  workspaceId: number,
  version: {
    readonly journey: string
    readonly name: string
    readonly note: string
    readonly memberId: number | null
    readonly now: number
    readonly seq: number
    readonly records: readonly AtlasRecord[]
  },
): Promise<number> {
  const { journey, name, note, memberId, now, seq, records } = version
  const { rows } = await sql<{ number: number }>`
    insert into atlas_version (workspace_id, journey, number, name, note, member_id, made_at, seq, records)
    select ${workspaceId}, ${journey}, coalesce(max(number), 0) + 1, ${name}, ${note}, ${memberId}::int, ${now}, ${seq}, ${JSON.stringify(records)}::jsonb
    from atlas_version where workspace_id = ${workspaceId} and journey = ${journey} returning number`.execute(db)
  return rows[0]?.number ?? 0
}

/** Versions of a journey, newest first, below a number. */
export async function listVersions(
  db: Db,
  workspaceId: number,
  { journey, before, limit }: { readonly journey: string; readonly before: number | undefined; readonly limit: number },
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select ${columns} from atlas_version v left join member m on m.id = v.member_id
    where v.workspace_id = ${workspaceId} and v.journey = ${journey} ${before === undefined ? sql`` : sql`and v.number < ${before}`}
    order by v.number desc limit ${limit}`.execute(db)
  return rows
}

/** A version with what it holds. */
export async function versionOf(
  db: Db,
  workspaceId: number,
  { journey, number }: { readonly journey: string; readonly number: number },
): Promise<(VersionRow & { readonly records: readonly AtlasRecord[] }) | undefined> {
  const { rows } = await sql<VersionRow & { readonly records: readonly AtlasRecord[] }>`
    select ${columns}, v.records from atlas_version v left join member m on m.id = v.member_id
    where v.workspace_id = ${workspaceId} and v.journey = ${journey} and v.number = ${number}`.execute(db)
  return rows[0]
}

/** Journeys that stand and were made from a template, by id, each with what stands in it. */
export async function madeFrom(
  db: Db,
  workspaceId: number,
  { template, limit }: { readonly template: string; readonly limit: number },
): Promise<readonly { readonly journey: OwnedRecord; readonly records: readonly OwnedRecord[] }[]> {
  const { rows: journeys } = await sql<RecordRow>`
    select ${recordColumns} from atlas_record r
    where r.workspace_id = ${workspaceId} and r.kind = 'journey' and r.removed_at is null and r.id in (
      select u.record from atlas_use u where u.workspace_id = ${workspaceId} and u.item = ${template} and u.field = 'template')
    order by r.id limit ${limit}`.execute(db)
  const { rows: within } = await sql<RecordRow>`
    select ${recordColumns} from atlas_record r
    where r.workspace_id = ${workspaceId} and r.journey = any(${journeys.map(({ id }) => id)}::text[]) and r.removed_at is null`.execute(
    db,
  )
  const groups = new Map(journeys.map(({ id }) => [id, [] as OwnedRecord[]]))
  for (const record of within) groups.get(record.journey ?? '')?.push(record)
  return journeys.map((journey) => ({ journey, records: groups.get(journey.id) ?? [] }))
}
