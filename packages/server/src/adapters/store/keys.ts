// API tokens in the database. Every query names the workspace.
import type { Role } from '@lotse/protocol'
import type { Db } from './members.ts'

const tokenColumns = ['id', 'name', 'role', 'created_at', 'expires_at', 'revoked_at'] as const

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
