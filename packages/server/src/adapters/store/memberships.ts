// Who belongs to a workspace, with which roles and units, and who left, in the database. Every query names the workspace.
import type { Role } from '@lotse/protocol'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './members.ts'
import { containing } from './pattern.ts'

/** A member as a list shows them. */
export type MembershipRow = {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly roles: Role[]
  readonly unitIds: number[]
  readonly joinedAt: number | null
  readonly seenAt: number | null
  readonly secondFactor: boolean
}

/** Which members are looked for; what is undefined does not narrow. `byEmail`: whether the text is also looked for in e-mails. */
export type MemberFilter = {
  readonly id?: number | undefined
  readonly find?: string | undefined
  readonly byEmail?: boolean
  readonly role?: Role | undefined
  readonly unitId?: number | undefined
}

/** Where a page begins: after this name and id. */
export type MemberPage = {
  readonly filter: MemberFilter
  readonly after: readonly [name: string, id: number] | undefined
  readonly limit: number
}

/** Members by name. */
export async function listMemberships(
  db: Db,
  workspaceId: number,
  { filter, after, limit }: MemberPage,
): Promise<MembershipRow[]> {
  const from = after === undefined ? sql`true` : sql`(lower(m.name), m.id) > (${after[0]}, ${after[1]})`
  const { rows } = await sql<MembershipRow>`
    select m.id, m.name, m.email, array[ms.role] || ms.further_roles as roles, ms.joined_at as "joinedAt",
      greatest(ms.seen_at, (select max(s.seen_at) from session s
        where s.member_id = m.id and s.workspace_id = ms.workspace_id)) as "seenAt",
      (exists (select 1 from totp t where t.member_id = m.id and t.confirmed_at is not null)
        or exists (select 1 from passkey p where p.member_id = m.id)) as "secondFactor",
      coalesce((select array_agg(u.unit_id order by u.unit_id) from membership_unit u
        where u.workspace_id = ms.workspace_id and u.member_id = m.id), '{}') as "unitIds"
    from membership ms join member m on m.id = ms.member_id
    where ms.workspace_id = ${workspaceId} and ${narrowed(filter)} and ${from}
    order by lower(m.name), m.id limit ${limit}`.execute(db)
  return rows
}

function narrowed({ id, find, byEmail = false, role, unitId }: MemberFilter): RawBuilder<unknown> {
  const text = containing(find ?? '')
  const parts = [
    sql`true`,
    ...(id === undefined ? [] : [sql`m.id = ${id}`]),
    ...(find === undefined ? [] : [sql`(m.name ilike ${text} or (${byEmail} and m.email ilike ${text}))`]),
    ...(role === undefined ? [] : [sql`${role} = any(array[ms.role] || ms.further_roles)`]),
    ...(unitId === undefined
      ? []
      : [
          sql`exists (select 1 from membership_unit u
            where u.workspace_id = ms.workspace_id and u.member_id = m.id and u.unit_id = ${unitId})`,
        ]),
  ]
  return sql.join(parts, sql` and `)
}

/** Ids of the workspace's admins; nobody else changes who they are until the transaction ends. */
export async function lockAdmins(db: Db, workspaceId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select member_id as id from membership
    where workspace_id = ${workspaceId} and (role = 'admin' or 'admin' = any(further_roles))
    order by member_id for update`.execute(db)
  return rows.map(({ id }) => id)
}

/** What a membership says. */
export type Belonging = {
  readonly workspaceId: number
  readonly memberId: number
  readonly roles: readonly Role[]
  readonly unitIds: readonly number[]
}

/** Makes somebody a member with these roles and units, or changes them. */
export async function putBelonging(db: Db, belonging: Belonging, now: number): Promise<void> {
  const { workspaceId, memberId, roles, unitIds } = belonging
  const [role, ...further] = roles
  await sql`
    insert into membership (workspace_id, member_id, role, further_roles, joined_at)
    values (${workspaceId}, ${memberId}, ${role}, ${further}::text[], ${now})
    on conflict (workspace_id, member_id) do update set role = excluded.role, further_roles = excluded.further_roles`.execute(
    db,
  )
  await sql`delete from membership_unit where workspace_id = ${workspaceId} and member_id = ${memberId}
    and not (unit_id = any(${[...unitIds]}::int[]))`.execute(db)
  await sql`
    insert into membership_unit (workspace_id, member_id, unit_id)
    select ${workspaceId}, ${memberId}, id from unit where workspace_id = ${workspaceId} and id = any(${[...unitIds]}::int[])
    on conflict do nothing`.execute(db)
  await sql`delete from former_membership where workspace_id = ${workspaceId} and member_id = ${memberId}`.execute(db)
}

/** Which of these ids are members now. */
export async function membersAmong(db: Db, workspaceId: number, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select member_id::text as id from membership where workspace_id = ${workspaceId} and member_id::text = any(${[...ids]}::text[])`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Ends a membership and the member's sessions in the workspace. Answers whether there was one. */
export async function endMembership(
  db: Db,
  { workspaceId, memberId }: { readonly workspaceId: number; readonly memberId: number },
  now: number,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    insert into former_membership (workspace_id, member_id, roles, unit_ids, joined_at, left_at)
    select ms.workspace_id, ms.member_id, array[ms.role] || ms.further_roles,
      coalesce((select array_agg(unit_id) from membership_unit u
        where u.workspace_id = ms.workspace_id and u.member_id = ms.member_id), '{}'), ms.joined_at, ${now}::bigint
    from membership ms where ms.workspace_id = ${workspaceId} and ms.member_id = ${memberId}
    on conflict (workspace_id, member_id) do update set roles = excluded.roles, unit_ids = excluded.unit_ids,
      joined_at = excluded.joined_at, left_at = excluded.left_at`.execute(db)
  if (numAffectedRows === 0n) return false
  await db.deleteFrom('membership').where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute()
  await db.deleteFrom('session').where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute()
  return true
}

/** What somebody's membership said who left since an instant. */
export async function formerBelonging(
  db: Db,
  { workspaceId, memberId }: { readonly workspaceId: number; readonly memberId: number },
  since: number,
): Promise<Belonging | undefined> {
  const row = await db
    .selectFrom('former_membership')
    .select(['roles', 'unit_ids'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('left_at', '>=', since)
    .executeTakeFirst()
  return row && { workspaceId, memberId, roles: row.roles as Role[], unitIds: row.unit_ids }
}

/** Writes down that a member is at work here. */
export async function touchMembership(db: Db, workspaceId: number, memberId: number, now: number): Promise<void> {
  await db
    .updateTable('membership')
    .set({ seen_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute()
}
