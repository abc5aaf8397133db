// Scales of workspaces and filters of units, in the database. Every query names the workspace. Decides nothing.
import type { Filter } from '@lotse/core/insights'
import { filterModes } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** The scales as they are stored, unread; undefined: none were. */
export async function storedScales(
  db: Db,
  workspaceId: number,
): Promise<{ version: number; scales: unknown } | undefined> {
  const { rows } = await sql<{ version: number; scales: unknown }>`
    select version, scales from insight_scales where workspace_id = ${workspaceId}`.execute(db)
  return rows[0]
}

/** Writes scales, if those that stand are of the version before. Answers whether they were. */
export async function writeScales(
  db: Db,
  workspaceId: number,
  { version, scales }: { readonly version: number; readonly scales: object },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    insert into insight_scales as s (workspace_id, version, scales)
    select ${workspaceId}, ${version}, ${JSON.stringify(scales)}::jsonb
    where ${version} = 1 or exists (select from insight_scales x where x.workspace_id = ${workspaceId})
    on conflict (workspace_id) do update set version = excluded.version, scales = excluded.scales where s.version = excluded.version - 1`.execute(
    db,
  )
  return numAffectedRows > 0n
}

/** What units say about their filters. */
export async function filtersOf(db: Db, workspaceId: number): Promise<ReadonlyMap<number, Filter>> {
  const { rows } = await sql<{ unit: number; mode: string; approvers: number[]; capacity: number | null }>`
    select unit_id as unit, mode, approvers, capacity from insight_filter where workspace_id = ${workspaceId}`.execute(
    db,
  )
  return new Map(
    rows.map(({ unit, mode, ...filter }) => [
      unit,
      { ...filter, mode: filterModes.find((one) => one === mode) ?? 'person' },
    ]),
  )
}

/** Says what a unit says about its filter; null: nothing. */
export async function setFilter(db: Db, workspaceId: number, unit: number, filter: Filter | null): Promise<void> {
  if (filter === null) {
    await sql`delete from insight_filter where workspace_id = ${workspaceId} and unit_id = ${unit}`.execute(db)
    return
  }
  const { mode, approvers, capacity } = filter
  await sql`
    insert into insight_filter (workspace_id, unit_id, mode, approvers, capacity)
    values (${workspaceId}, ${unit}, ${mode}, ${[...approvers]}::int[], ${capacity})
    on conflict (workspace_id, unit_id) do update set mode = excluded.mode, approvers = excluded.approvers, capacity = excluded.capacity`.execute(
    db,
  )
}
