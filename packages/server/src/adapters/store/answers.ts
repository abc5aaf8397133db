// Answers of writes kept under their Idempotency-Key, and the log of who changed what. Each is written in the write's own transaction.
import type { Db } from './members.ts'

/** Names one kept answer: the workspace, who asked, and the key they chose. */
export type AnswerKey = { readonly workspaceId: number; readonly caller: string; readonly key: string }
export type KeptAnswer = { readonly request: Buffer; readonly status: number | null; readonly answer: string | null }

/**
 * Claims a key, or answers what stands under it. Waits for another transaction that has just claimed it.
 *
 * @param request - hash of what is asked.
 * @param before - answers kept earlier no longer count.
 * @returns undefined where the key is now the caller's.
 */
export async function claimKey(
  db: Db,
  place: AnswerKey,
  { request, now, before }: { readonly request: Buffer; readonly now: number; readonly before: number },
): Promise<KeptAnswer | undefined> {
  const { workspaceId, caller, key } = place
  const claimed = await db
    .insertInto('kept_answer')
    .values({ workspace_id: workspaceId, caller, key, request, kept_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'caller', 'key'])
        .doUpdateSet({ request, status: null, answer: null, kept_at: now })
        .where('kept_answer.kept_at', '<', before),
    )
    .returning('key')
    .executeTakeFirst()
  return claimed ? undefined : findAnswer(db, place, before)
}

/** The answer under a key that was kept since `since`. */
export async function findAnswer(
  db: Db,
  { workspaceId, caller, key }: AnswerKey,
  since: number,
): Promise<KeptAnswer | undefined> {
  return db
    .selectFrom('kept_answer')
    .select(['request', 'status', 'answer'])
    .where('workspace_id', '=', workspaceId)
    .where('caller', '=', caller)
    .where('key', '=', key)
    .where('kept_at', '>=', since)
    .executeTakeFirst()
}

/** Stores the answer under a claimed key. */
export async function keepAnswer(
  db: Db,
  { workspaceId, caller, key }: AnswerKey,
  { status, answer }: { readonly status: number; readonly answer: string | null },
): Promise<void> {
  await db
    .updateTable('kept_answer')
    .set({ status, answer })
    .where('workspace_id', '=', workspaceId)
    .where('caller', '=', caller)
    .where('key', '=', key)
    .execute()
}

export type AuditEntry = {
  readonly workspaceId: number
  readonly memberId: number | null
  readonly tokenId: number | null
  readonly operation: string
  readonly target: Readonly<Record<string, string>>
  readonly now: number
}

/** Writes down who changed what (E9). */
export async function insertAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit_entry')
    .values({
      workspace_id: entry.workspaceId,
      done_at: entry.now,
      member_id: entry.memberId,
      token_id: entry.tokenId,
      operation: entry.operation,
      target: JSON.stringify(entry.target),
    })
    .execute()
}

/** The newest entries of who changed what, older than `before`. */
export async function listAudit(
  db: Db,
  workspaceId: number,
  { before, limit }: { before: number | undefined; limit: number },
) {
  return db
    .selectFrom('audit_entry as a')
    .leftJoin('member as m', 'm.id', 'a.member_id')
    .leftJoin('api_token as t', 't.id', 'a.token_id')
    .select([
      'a.id',
      'a.done_at',
      'a.operation',
      'a.target',
      'a.member_id',
      'm.name as member',
      'a.token_id',
      't.name as token',
    ])
    .where('a.workspace_id', '=', workspaceId)
    .$if(before !== undefined, (query) => query.where('a.id', '<', before ?? 0))
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute()
}
