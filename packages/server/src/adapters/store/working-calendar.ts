// Working hours of a workspace and its units, in the database. Every query names the workspace.
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** Stored working hours. `unitId`: null for the workspace's; `name`: of the unit. */
export type CalendarRow = {
  readonly unitId: number | null
  readonly name: string | null
  readonly document: unknown
  readonly version: number
}

/** Units below units end somewhere; more is a mistake. */
const ABOVE_MAX = 100

/**
 * The working hours that hold for a unit: its own, those of the nearest unit above, or the workspace's.
 *
 * @param unitId - null for the workspace.
 */
export async function calendarFor(
  db: Db,
  workspaceId: number,
  unitId: number | null,
): Promise<CalendarRow | undefined> {
  const { rows } = await sql<CalendarRow>`
    with recursive above (id, parent_id, far) as (
      select id, parent_id, 0 from unit where workspace_id = ${workspaceId} and id = ${unitId}::int
      union all
      select u.id, u.parent_id, a.far + 1 from unit u join above a on u.id = a.parent_id
      where u.workspace_id = ${workspaceId} and a.far < ${ABOVE_MAX}
    )
    select c.unit_id as "unitId", u.name, c.document, c.version from working_calendar c
    left join above a on a.id = c.unit_id left join unit u on u.workspace_id = c.workspace_id and u.id = c.unit_id
    where c.workspace_id = ${workspaceId} and (c.unit_id is null or a.id is not null)
    order by a.far nulls last limit 1`.execute(db)
  return rows[0]
}

/** The units that have working hours of their own. */
export async function unitsWithCalendar(db: Db, workspaceId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('working_calendar')
    .select('unit_id')
    .where('workspace_id', '=', workspaceId)
    .where('unit_id', 'is not', null)
    .orderBy('unit_id')
    .execute()
  return rows.flatMap(({ unit_id }) => (unit_id === null ? [] : [unit_id]))
}

/** Whose working hours, and which edition was changed: 0 where there were none. */
export type CalendarEdition = {
  readonly workspaceId: number
  readonly unitId: number | null
  readonly version: number
}

/** Sets working hours. Answers false where another edition stands by now. */
export async function putCalendar(db: Db, edition: CalendarEdition, document: object): Promise<boolean> {
  const { workspaceId, unitId, version } = edition
  const text = JSON.stringify(document)
  if (version === 0) {
    const { numAffectedRows } = await sql`
      insert into working_calendar (workspace_id, unit_id, document) values (${workspaceId}, ${unitId}::int, ${text}::jsonb)
      on conflict do nothing`.execute(db)
    return numAffectedRows === 1n
  }
  const { numAffectedRows } = await sql`
    update working_calendar set document = ${text}::jsonb, version = version + 1
    where workspace_id = ${workspaceId} and unit_id is not distinct from ${unitId}::int and version = ${version}`.execute(
    db,
  )
  return numAffectedRows === 1n
}

/** Takes working hours away. Answers false where another edition stands by now. */
export async function deleteCalendar(db: Db, { workspaceId, unitId, version }: CalendarEdition): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from working_calendar
    where workspace_id = ${workspaceId} and unit_id is not distinct from ${unitId}::int and version = ${version}`.execute(
    db,
  )
  return numAffectedRows === 1n
}
