// What exports and imports of the atlas read beyond a journey: the library as a whole, and what belongs to records without being named by them. Changes nothing.
import { sql } from 'kysely'
import { type OwnedRecord, type RecordRow, recordColumns } from './atlas.ts'
import type { Db } from './members.ts'

/** Standing records of the library, by id. */
export async function libraryRecords(db: Db, workspaceId: number, limit: number): Promise<OwnedRecord[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from atlas_record r
    where r.workspace_id = ${workspaceId} and r.journey is null and r.removed_at is null order by r.id limit ${limit}`.execute(
    db,
  )
  return rows
}

/** The transactions of these processes, the links between any two of these records, and the insights that concern nothing else. */
export async function recordsHeldBy(db: Db, workspaceId: number, ids: readonly string[]): Promise<OwnedRecord[]> {
  const among = sql`any(${[...ids]}::text[])`
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from atlas_record r
    where r.workspace_id = ${workspaceId} and r.journey is null and r.removed_at is null
      and (r.kind = 'transaction' and r.fields->>'process' = ${among}
        or r.kind = 'link' and r.fields->>'from' = ${among} and r.fields->>'to' = ${among}
        or r.kind = 'insight' and r.fields->'concerns' <@ ${JSON.stringify([...ids])}::jsonb and r.fields->'concerns' <> '[]')
    order by r.id`.execute(db)
  return rows
}
