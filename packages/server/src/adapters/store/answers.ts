// Answers of writes kept under their Idempotency-Key. Each is written in the write's own transaction.
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
