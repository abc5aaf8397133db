// Inputs set aside go back to where the engine finds them: entries to the end of the log, timers to now. Decides nothing.
import { bucketOf } from '@lotse/core/base'
import { inputKinds } from '@lotse/core/listen'
import { sql } from 'kysely'
import { survivorOf } from './customers.ts'
import type { Db } from './members.ts'

/** An input that was set aside. `seq`: its entry in the log; null: it was time that failed. */
export type SetAsideRow = {
  readonly customer_id: number
  readonly seq: number | null
  readonly resolved_at: number | null
}

/** The input, which nobody else mends until the transaction ends. */
export async function lockSetAside(db: Db, workspaceId: number, id: number): Promise<SetAsideRow | undefined> {
  return db
    .selectFrom('set_aside')
    .select(['customer_id', 'seq', 'resolved_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Says that the input was given back. */
export async function resolveSetAside(db: Db, id: number, now: number): Promise<void> {
  await db.updateTable('set_aside').set({ resolved_at: now }).where('id', '=', id).execute()
}

/** Puts inputs away that were set aside for a reason, or takes back what was put away at the instant `back`. Answers how many. */
export async function discardSetAside(
  db: Db,
  workspaceId: number,
  {
    reason,
    upTo,
    now,
    back,
  }: { readonly reason: string; readonly upTo: number; readonly now: number; readonly back: number | null },
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('set_aside')
    .set(back === null ? { resolved_at: now, discarded: true } : { resolved_at: null, discarded: false })
    .where('workspace_id', '=', workspaceId)
    .where('reason', '=', reason)
    .where('id', '<=', upTo)
    .$if(back !== null, (query) => query.where('discarded', '=', true).where('resolved_at', '=', back))
    .$if(back === null, (query) => query.where('resolved_at', 'is', null))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Sets time that failed aside for a customer. */
export async function insertSetAside(
  db: Db,
  aside: {
    readonly workspaceId: number
    readonly customerId: number
    readonly reason: string
    readonly stack: string
    readonly now: number
  },
): Promise<void> {
  const { workspaceId, customerId, reason, stack, now } = aside
  await db
    .insertInto('set_aside')
    .values({
      workspace_id: workspaceId,
      customer_id: customerId,
      bucket: bucketOf(workspaceId, customerId),
      due_at: now,
      reason,
      stack,
      state: '',
      set_aside_at: now,
    })
    .execute()
}

/**
 * Appends an entry again, for the customer who carries on for its own. It keeps the time at which it happened (E2); its first place in
 * the log stays passed over, so that a replay applies it once.
 */
export async function appendAgain(
  db: Db,
  { workspaceId, seq, now }: { readonly workspaceId: number; readonly seq: number; readonly now: number },
  customerId: number,
): Promise<void> {
  const survivor = (await survivorOf(db, workspaceId, customerId)) ?? customerId
  // What a merge left behind belongs to the very customer it names.
  await sql`
    insert into event (workspace_id, bucket, customer_id, kind, flags, source_id, name, channel, message_id, occurred_at, received_at, body)
    select workspace_id, case when kind < ${inputKinds.leave} then ${bucketOf(workspaceId, survivor)} else bucket end,
      case when kind < ${inputKinds.leave} then ${survivor}::bigint else customer_id end,
      kind, flags, source_id, name, channel, message_id || ':again', occurred_at, ${now}, body
    from event where customer_id = ${customerId} and seq = ${seq} and workspace_id = ${workspaceId}`.execute(db)
}

/** Wakes a customer now, so that what was due is tried again. */
export async function wakeNow(
  db: Db,
  { workspaceId, now }: { readonly workspaceId: number; readonly now: number },
  customerId: number,
): Promise<void> {
  await sql`
    insert into timer (customer_id, workspace_id, bucket, due_at)
    values (${customerId}, ${workspaceId}, ${bucketOf(workspaceId, customerId)}, ${now})
    on conflict (customer_id) do update set due_at = least(timer.due_at, excluded.due_at)`.execute(db)
}
