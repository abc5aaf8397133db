// Deletes rows whose time is over, a small batch at a time, so that no transaction is long. Decides no ages.
import type { Pool } from 'pg'

/** What can be expired: the table and the column whose instant counts. */
export const EXPIRING = {
  event_key: 'received_at',
  event_minute: 'minute',
  event_hour: 'hour',
  source_hour: 'hour',
  kept_answer: 'kept_at',
  refused_event: 'refused_at',
  session: 'expires_at',
  sign_in_try: 'forget_at',
  password_reset: 'expires_at',
  used_challenge: 'expires_at',
  motion: 'at',
  gauge: 'at',
  decision: 'at',
  message_content: 'sent_at',
  delivery_day: 'day',
  view: 'deleted_at',
  hook_delivery: 'received_at',
  ticket_call: 'received_at',
  file_import: 'ended_at',
} as const
export type ExpiringTable = keyof typeof EXPIRING

/**
 * Deletes rows of a table that are older than an instant. Rows that another process holds are left to it.
 *
 * @param before - UTC milliseconds; rows of that very instant stay.
 * @param limit - the most rows.
 * @returns how many were deleted; fewer than `limit` means that nothing is left.
 */
export async function expire(
  pool: Pool,
  table: ExpiringTable,
  { before, limit }: { before: number; limit: number },
): Promise<number> {
  const old = `select ctid from ${table} where ${EXPIRING[table]} < $1 limit $2 for update skip locked`
  const { rowCount } = await pool.query(`delete from ${table} where ctid = any(array(${old}))`, [before, limit])
  return rowCount ?? 0
}
