// API tokens in the database. Every query names the workspace.
import type { Action, Role } from '@lotse/protocol'
import type { Db } from './members.ts'

const tokenColumns = ['id', 'name', 'role', 'scopes', 'created_at', 'last_used_at', 'expires_at', 'revoked_at'] as const

/** Whose a token is, and what it may do. `scopes`: null for all that its role may. */
export type FoundToken = {
  readonly id: number
  readonly workspaceId: number
  readonly role: Role
  readonly scopes: readonly Action[] | null
  readonly name: string
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
}

/** The API token with a hash, if it is neither revoked nor expired. */
export async function findToken(db: Db, hash: Buffer, now: number): Promise<FoundToken | undefined> {
  const row = await db
    .selectFrom('api_token')
    .select(['workspace_id', ...tokenColumns])
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      workspaceId: row.workspace_id,
      role: row.role as Role,
      scopes: row.scopes as Action[] | null,
      name: row.name,
      expiresAt: row.expires_at,
      lastUsedAt: row.last_used_at,
    }
  )
}

/** Writes down when a token was used last. */
export async function touchToken(db: Db, id: number, now: number): Promise<void> {
  await db.updateTable('api_token').set({ last_used_at: now }).where('id', '=', id).execute()
}

/** API tokens, newest first, older than `before`. */
export async function listTokens(
  db: Db,
  workspaceId: number,
  { before, limit }: { before: number | undefined; limit: number },
) {
  return db
    .selectFrom('api_token')
    .select(tokenColumns)
    .where('workspace_id', '=', workspaceId)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Adds an API token by its hash. */
export async function insertToken(
  db: Db,
  token: {
    readonly workspaceId: number
    readonly name: string
    readonly role: Role
    /** Null: all that the role may. */
    readonly scopes?: readonly Action[] | null
    readonly hash: Buffer
    readonly expiresAt: number | null
    readonly now: number
  },
) {
  return db
    .insertInto('api_token')
    .values({
      workspace_id: token.workspaceId,
      name: token.name,
      role: token.role,
      scopes: token.scopes ? [...token.scopes] : null,
      hash: token.hash,
      expires_at: token.expiresAt,
      created_at: token.now,
    })
    .returning(tokenColumns)
    .executeTakeFirstOrThrow()
}

/** Revokes an API token; one that is revoked already keeps its time. */
export async function revokeToken(db: Db, workspaceId: number, id: number, now: number) {
  return db
    .updateTable('api_token')
    .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(now)) }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning(tokenColumns)
    .executeTakeFirst()
}
