// Members, workspaces and the link of the first admin in the database. Stores hashes, never what was hashed.
import type { Role } from '@lotse/protocol'
import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** Queries, inside or outside of a transaction. */
export type Db = Kysely<Schema>

/** A member with their password's hash, by e-mail in lower case. */
export async function findMember(db: Db, email: string) {
  return db.selectFrom('member').selectAll().where('email', '=', email).executeTakeFirst()
}

/** A member with their password's hash, by id. */
export async function findMemberById(db: Db, id: number) {
  return db.selectFrom('member').selectAll().where('id', '=', id).executeTakeFirst()
}

/** A member by id. */
export async function memberById(db: Db, id: number) {
  return db.selectFrom('member').select(['id', 'email', 'name', 'locale']).where('id', '=', id).executeTakeFirst()
}

/** Changes a member's own name or language; what is undefined stays. */
export async function updateMember(
  db: Db,
  id: number,
  change: { readonly name?: string | undefined; readonly locale?: string | null | undefined },
): Promise<void> {
  if (change.name !== undefined)
    await db.updateTable('member').set({ name: change.name }).where('id', '=', id).execute()
  if (change.locale !== undefined)
    await db.updateTable('member').set({ locale: change.locale }).where('id', '=', id).execute()
}

/** The workspaces of a member with their role, oldest first. */
export async function workspacesOf(db: Db, memberId: number) {
  return db
    .selectFrom('membership as ms')
    .innerJoin('workspace as w', 'w.id', 'ms.workspace_id')
    .select(['w.id', 'w.name', 'ms.role', 'ms.further_roles'])
    .where('ms.member_id', '=', memberId)
    .orderBy('w.id')
    .limit(500)
    .execute()
}

/** Whether anybody could sign in. */
export async function hasMembers(db: Db): Promise<boolean> {
  const row = await db.selectFrom('member').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

export type NewMember = {
  readonly email: string
  readonly name: string
  /** Null: who comes by a provider alone. */
  readonly passwordHash: string | null
  readonly locale: string | null
  readonly now: number
}

/** Adds a member and answers the id. The e-mail must be in lower case and new. */
export async function insertMember(db: Db, member: NewMember): Promise<number> {
  const { email, name, passwordHash, locale, now } = member
  const row = await db
    .insertInto('member')
    .values({ email, name, password_hash: passwordHash, locale, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Gives a member a role in a workspace, or changes it. */
export async function putMembership(db: Db, workspaceId: number, memberId: number, role: Role): Promise<void> {
  await db
    .insertInto('membership')
    .values({ workspace_id: workspaceId, member_id: memberId, role })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id']).doUpdateSet({ role }))
    .execute()
}

/** A workspace by id. */
export async function workspaceById(db: Db, id: number) {
  return db
    .selectFrom('workspace')
    .select(['id', 'name', 'zone', 'locale', 'settings', 'created_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The oldest workspace, into which the first admin comes. */
export async function firstWorkspace(db: Db) {
  return db.selectFrom('workspace').select('id').orderBy('id').limit(1).executeTakeFirst()
}

export type WorkspaceFacts = {
  readonly name?: string | undefined
  readonly zone?: string | undefined
  readonly locale?: string | undefined
}

/** Adds a workspace and answers its id. */
export async function insertWorkspace(
  db: Db,
  facts: WorkspaceFacts & { readonly name: string },
  now: number,
): Promise<number> {
  const row = await db
    .insertInto('workspace')
    .values({ ...given(facts), name: facts.name, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Changes what is given of a workspace; of its settings those that are named. */
export async function updateWorkspace(
  db: Db,
  id: number,
  { settings, ...facts }: WorkspaceFacts & { readonly settings?: object | undefined },
): Promise<void> {
  const merged = settings && { settings: sql<string>`settings || ${JSON.stringify(settings)}::jsonb` }
  const change = { ...given(facts), ...merged }
  if (Object.keys(change).length === 0) return
  await db.updateTable('workspace').set(change).where('id', '=', id).execute()
}

const given = ({ name, zone, locale }: WorkspaceFacts) => ({
  ...(name === undefined ? {} : { name }),
  ...(zone === undefined ? {} : { zone }),
  ...(locale === undefined ? {} : { locale }),
})

/** Makes this the one link that can make the first admin. */
export async function replaceSetupLink(db: Db, hash: Buffer, now: number): Promise<void> {
  await db.deleteFrom('setup_link').where('used_at', 'is', null).execute()
  await db.insertInto('setup_link').values({ hash, created_at: now }).execute()
}

/** Uses a link up. Answers false when it is unknown or was used: of two who come at once, one gets it. */
export async function useSetupLink(db: Db, hash: Buffer, now: number): Promise<boolean> {
  const used = await db
    .updateTable('setup_link')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows > 0n
}
