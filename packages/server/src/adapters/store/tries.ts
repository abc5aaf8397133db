// How many tries to sign in failed in a row, in the database, so that all processes count together. Knows keys, not whom they stand for.
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** How tries of one key are slowed down: `free` failures cost nothing, then the pause doubles from `firstMs` up to `longestMs`. */
export type Pace = {
  readonly free: number
  readonly firstMs: number
  readonly longestMs: number
  /** After so long without a failure all is forgotten. */
  readonly forgetMs: number
}

/**
 * Counts a try as failed before it is made, so that tries at the same time cannot all slip through. Whoever succeeds forgets it again.
 *
 * @returns milliseconds to wait where the try may not be made; it is not counted then.
 */
export async function beginTry(db: Db, key: Buffer, pace: Pace, now: number): Promise<number> {
  const { free, firstMs, longestMs, forgetMs } = pace
  // A pause longer than the longest comes of a clock that went back, and holds nobody. What was forgotten counts as nothing. The exponent is bounded, so that nothing overflows.
  const before = sql<number>`case when t.forget_at <= ${now} then 0 else t.failures end`
  const over = sql<number>`least(greatest(${before} + 1 - ${free}::int, 0), 40)`
  const nextAt = sql<number>`case when ${over} = 0 then 0
    else ${now}::bigint + least(${firstMs}::bigint * power(2, ${over} - 1), ${longestMs}::bigint)::bigint end`
  const { rows } = await sql<{ failures: number }>`
    insert into sign_in_try as t (key, failures, next_at, forget_at)
    values (${key}, 1, ${free < 1 ? now + firstMs : 0}, ${now + forgetMs})
    on conflict (key) do update set
      failures = ${before} + 1, next_at = ${nextAt}, forget_at = ${now + forgetMs}
    where t.next_at <= ${now} or t.next_at > ${now + longestMs}
    returning failures`.execute(db)
  if (rows.length > 0) return 0
  const found = await db.selectFrom('sign_in_try').select('next_at').where('key', '=', key).executeTakeFirst()
  // Somebody's success may have removed it meanwhile; one millisecond is an honest answer then.
  return Math.max(1, (found?.next_at ?? 0) - now)
}

/** Forgets all failures of a key. */
export async function forgetTries(db: Db, key: Buffer): Promise<void> {
  await db.deleteFrom('sign_in_try').where('key', '=', key).execute()
}

/** Takes one failure back, and with it the pause it brought. */
export async function takeBackTry(db: Db, key: Buffer): Promise<void> {
  await db
    .updateTable('sign_in_try')
    .set((eb) => ({ failures: sql`greatest(${eb.ref('failures')} - 1, 0)`, next_at: 0 }))
    .where('key', '=', key)
    .execute()
}
