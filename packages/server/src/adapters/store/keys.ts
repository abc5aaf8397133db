// Sources with their write keys, and API tokens, in the database. Every query names the workspace.
import type { Role } from '@lotse/protocol'
import type { Db } from './members.ts'

const sourceColumns = ['id', 'name', 'write_key', 'trusted', 'created_at', 'revoked_at'] as const
const tokenColumns = ['id', 'name', 'role', 'created_at', 'expires_at', 'revoked_at'] as const

/** Sources, newest first, older than `before`. */
export async function listSources(
  db: Db,
  workspaceId: number,
  { before, limit }: { before: number | undefined; limit: number },
) {
  return db
    .selectFrom('source')
    .select(sourceColumns)
    .where('workspace_id', '=', workspaceId)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Adds a source. */
export async function insertSource(
  db: Db,
  source: {
    readonly workspaceId: number
    readonly name: string
    readonly writeKey: string
    readonly trusted: boolean
    readonly now: number
  },
) {
  return db
    .insertInto('source')
    .values({
      workspace_id: source.workspaceId,
      name: source.name,
      write_key: source.writeKey,
      trusted: source.trusted,
      created_at: source.now,
    })
    .returning(sourceColumns)
    .executeTakeFirstOrThrow()
}

/** Replaces the write key of a source that is not revoked. */
export async function setWriteKey(db: Db, workspaceId: number, id: number, writeKey: string) {
  return db
    .updateTable('source')
    .set({ write_key: writeKey })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(sourceColumns)
    .executeTakeFirst()
}

/** Revokes a source; one that is revoked already keeps its time. */
export async function revokeSource(db: Db, workspaceId: number, id: number, now: number) {
  return db
    .updateTable('source')
    .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(now)) }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning(sourceColumns)
    .executeTakeFirst()
}

/** Names of a workspace's sources by id. */
export async function sourceNames(db: Db, workspaceId: number): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('source')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .limit(10_000)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
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
