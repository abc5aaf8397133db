// Departments, teams and regions, and who belongs to them, in the database. Every query names the workspace.
import type { UnitKind } from '@lotse/protocol'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './members.ts'

/** A unit with how many belong to it and how much it owns. */
export type UnitRow = {
  readonly id: number
  readonly kind: UnitKind
  readonly name: string
  readonly parentId: number | null
  readonly archivedAt: number | null
  readonly members: number
  readonly flows: number
  readonly templates: number
}

/** A unit whose things count as a member's own. `direct`: the member belongs to it, not only to one above. */
export type OwnUnit = {
  readonly id: number
  readonly kind: UnitKind
  readonly name: string
  readonly direct: boolean
}

/** Any fixed number: those who move units wait for each other on it, so that two moves together make no ring. */
const UNITS_LOCK = 1_905_332_118

/** All units by name, or one of them. */
export async function listUnits(db: Db, workspaceId: number, id?: number): Promise<UnitRow[]> {
  const one: RawBuilder<unknown> = id === undefined ? sql`true` : sql`u.id = ${id}`
  const { rows } = await sql<UnitRow>`
    select u.id, u.kind, u.name, u.parent_id as "parentId", u.archived_at as "archivedAt",
      (select count(*)::int from membership_unit m where m.workspace_id = u.workspace_id and m.unit_id = u.id) as members,
      (select count(*)::int from flow f where f.workspace_id = u.workspace_id and f.owner_id = u.id) as flows,
      (select count(distinct key)::int from template t where t.workspace_id = u.workspace_id and t.owner_id = u.id) as templates
    from unit u where u.workspace_id = ${workspaceId} and ${one} order by lower(u.name), u.id`.execute(db)
  return rows
}

/** The units of a member and all below them. */
export async function ownUnits(db: Db, workspaceId: number, memberId: number): Promise<OwnUnit[]> {
  const { rows } = await sql<OwnUnit>`
    with recursive own (id, direct) as (
      select unit_id, true from membership_unit where workspace_id = ${workspaceId} and member_id = ${memberId}
      union select u.id, false from unit u join own o on u.parent_id = o.id where u.workspace_id = ${workspaceId}
    )
    select u.id, u.kind, u.name, bool_or(o.direct) as direct from own o join unit u using (id)
    group by u.id order by lower(u.name), u.id`.execute(db)
  return rows
}

/** Ids of a unit and of all below it; none where it is not of this workspace. */
export async function unitsWithin(db: Db, workspaceId: number, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive within (id) as (
      select id from unit where workspace_id = ${workspaceId} and id = ${id}
      union select u.id from unit u join within w on u.parent_id = w.id where u.workspace_id = ${workspaceId}
    ) select id from within`.execute(db)
  return rows.map((row) => row.id)
}

/** Ids of those of the given units that are of this workspace and not archived. */
export async function standingUnits(db: Db, workspaceId: number, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('unit')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where('archived_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** Lets one at a time change how units stand under each other, until the transaction ends. */
export async function lockUnits(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${UNITS_LOCK})`.execute(db)
}

/** Whether a unit is another one or stands somewhere above it. */
export async function isAbove(db: Db, workspaceId: number, { id, of }: { id: number; of: number }): Promise<boolean> {
  const { rows } = await sql`
    with recursive above (id, parent_id) as (
      select id, parent_id from unit where workspace_id = ${workspaceId} and id = ${of}
      union select u.id, u.parent_id from unit u join above a on u.id = a.parent_id where u.workspace_id = ${workspaceId}
    ) select 1 from above where id = ${id}`.execute(db)
  return rows.length > 0
}

/** Adds a unit and answers its id; undefined where one of that kind and name stands already. */
export async function insertUnit(
  db: Db,
  unit: { readonly workspaceId: number; kind: UnitKind; name: string; parentId: number | null; now: number },
): Promise<number | undefined> {
  const { workspaceId, kind, name, parentId, now } = unit
  const row = await db
    .insertInto('unit')
    .values({ workspace_id: workspaceId, kind, name, parent_id: parentId, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Changes what is given. @throws a unique violation where one of that kind and name stands already. */
export async function changeUnit(
  db: Db,
  workspaceId: number,
  id: number,
  change: {
    readonly name?: string | undefined
    readonly parentId?: number | null | undefined
    readonly archivedAt?: number | null
  },
): Promise<void> {
  const { name, parentId, archivedAt } = change
  const values = {
    ...(name === undefined ? {} : { name }),
    ...(parentId === undefined ? {} : { parent_id: parentId }),
    ...(archivedAt === undefined ? {} : { archived_at: archivedAt }),
  }
  if (Object.keys(values).length === 0) return
  await db.updateTable('unit').set(values).where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}

/** Whether another unit of that kind bears the name. */
export async function isNameTaken(
  db: Db,
  workspaceId: number,
  { id, kind, name }: { readonly id: number; readonly kind: string; readonly name: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('unit')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .where('archived_at', 'is', null)
    .where('id', '!=', id)
    .executeTakeFirst()
  return row !== undefined
}
