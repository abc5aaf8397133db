// Sessions of members in the database. Stores the hash of a session's secret, never the secret.
import type { Role, SignInMethod } from '@lotse/protocol'
import type { Db } from './members.ts'

/** Who a session belongs to, and where they work. `freshAt`: when they last proved who they are. */
export type FoundSession = {
  readonly id: number
  readonly memberId: number
  readonly workspaceId: number
  /** The first one decides where they begin; rights are those of all. */
  readonly roles: readonly [Role, ...Role[]]
  readonly name: string
  readonly seenAt: number
  readonly freshAt: number
  readonly strong: boolean
  readonly bound: boolean
  /** Whether the workspace asks for a second factor. */
  readonly secondFactor: boolean
}

/**
 * The session with a hash, if it still holds. Without a chosen workspace, or where the member has left it, the member's first one counts;
 * a session that is bound to its workspace ends with the membership there.
 */
export async function findSession(db: Db, hash: Buffer, now: number): Promise<FoundSession | undefined> {
  const row = await db
    .selectFrom('session as s')
    .innerJoin('member as m', 'm.id', 's.member_id')
    .innerJoin('membership as ms', 'ms.member_id', 's.member_id')
    .innerJoin('workspace as w', 'w.id', 'ms.workspace_id')
    .select(['s.id', 's.member_id', 's.seen_at', 's.fresh_at', 's.strong', 's.bound', 'm.name', 'ms.workspace_id'])
    .select(['ms.role', 'ms.further_roles', 'w.second_factor'])
    .where('s.hash', '=', hash)
    .where('s.expires_at', '>', now)
    .where((eb) => eb.or([eb('s.bound', '=', false), eb('s.workspace_id', '=', eb.ref('ms.workspace_id'))]))
    .orderBy((eb) => eb('s.workspace_id', 'is not distinct from', eb.ref('ms.workspace_id')), 'desc')
    .orderBy('ms.workspace_id')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      memberId: row.member_id,
      workspaceId: row.workspace_id,
      roles: [row.role as Role, ...(row.further_roles as Role[])],
      name: row.name,
      seenAt: row.seen_at,
      freshAt: row.fresh_at,
      strong: row.strong,
      bound: row.bound,
      secondFactor: row.second_factor,
    }
  )
}

export type NewSession = {
  readonly hash: Buffer
  readonly memberId: number
  readonly workspaceId: number | null
  readonly method: SignInMethod
  readonly strong: boolean
  readonly bound: boolean
  readonly browser: string | null
  readonly system: string | null
  readonly now: number
  readonly expiresAt: number
}

/** Stores a session, and removes those of the member that have run out. */
export async function insertSession(db: Db, session: NewSession): Promise<void> {
  const { hash, memberId, workspaceId, method, strong, bound, browser, system, now, expiresAt } = session
  await db.deleteFrom('session').where('member_id', '=', memberId).where('expires_at', '<=', now).execute()
  await db
    .insertInto('session')
    .values({
      hash,
      member_id: memberId,
      workspace_id: workspaceId,
      method,
      strong,
      bound,
      browser,
      system,
      created_at: now,
      seen_at: now,
      fresh_at: now,
      expires_at: expiresAt,
    })
    .execute()
}

/** Moves the end of a session that is in use. */
export async function prolongSession(db: Db, hash: Buffer, now: number, expiresAt: number): Promise<void> {
  await db.updateTable('session').set({ seen_at: now, expires_at: expiresAt }).where('hash', '=', hash).execute()
}

/** Writes down that the member has proved again who they are; `strong`: by two factors. A session never becomes weaker. */
export async function freshenSession(db: Db, id: number, now: number, strong: boolean): Promise<void> {
  await db
    .updateTable('session')
    .set((eb) => ({ fresh_at: now, strong: strong ? true : eb.ref('strong') }))
    .where('id', '=', id)
    .execute()
}

/** Ends a session for good. */
export async function deleteSession(db: Db, hash: Buffer): Promise<void> {
  await db.deleteFrom('session').where('hash', '=', hash).execute()
}

/** Ends one session of a member. `boundTo`: only one of that workspace's provider. Answers whether there was one. */
export async function deleteSessionOf(
  db: Db,
  memberId: number,
  { id, boundTo }: { readonly id: number; readonly boundTo: number | null },
): Promise<boolean> {
  const done = await db
    .deleteFrom('session')
    .where('member_id', '=', memberId)
    .where('id', '=', id)
    .$if(boundTo !== null, (query) => query.where('bound', '=', true).where('workspace_id', '=', boundTo))
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

/** Ends the sessions of a member, but one where it is given. Answers how many. */
export async function deleteSessionsOf(db: Db, memberId: number, but: number | null): Promise<number> {
  const done = await db
    .deleteFrom('session')
    .where('member_id', '=', memberId)
    .$if(but !== null, (query) => query.where('id', '!=', but ?? 0))
    .executeTakeFirst()
  return Number(done.numDeletedRows)
}

/** Ends the sessions that began at a workspace's provider. */
export async function deleteBoundSessions(db: Db, workspaceId: number): Promise<void> {
  await db.deleteFrom('session').where('workspace_id', '=', workspaceId).where('bound', '=', true).execute()
}

/** A member's sessions that hold, last used first. `boundTo`: only those of that workspace's provider. */
export async function sessionsOf(
  db: Db,
  memberId: number,
  { now, boundTo }: { readonly now: number; readonly boundTo: number | null },
) {
  return db
    .selectFrom('session')
    .select(['id', 'method', 'browser', 'system', 'created_at', 'seen_at'])
    .where('member_id', '=', memberId)
    .where('expires_at', '>', now)
    .$if(boundTo !== null, (query) => query.where('bound', '=', true).where('workspace_id', '=', boundTo))
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}

/** Sets the workspace a session works in. */
export async function setSessionWorkspace(db: Db, hash: Buffer, workspaceId: number): Promise<void> {
  await db
    .updateTable('session')
    .set({ workspace_id: workspaceId })
    .where('hash', '=', hash)
    .where('bound', '=', false)
    .execute()
}
