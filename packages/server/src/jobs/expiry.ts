// What may be forgotten and when: keys of retries, old minutes of counters, what moved, kept answers, refused events, ended sessions and what slowed guesses down. Events and people are never expired here.

import { setTimeout as wait } from 'node:timers/promises'
import { DAY_MS, HOUR_MS } from '@lotse/core/base'
import { type ExpiringTable, expire } from '../adapters/store/expiry.ts'
import type { World } from '../base/world.ts'

/**
 * How long rows stay. Message ids: 8 days, so that a retry is harmless for at least 7 whatever the clocks say. Refused events: as long as
 * someone may still mend and replay them. What was sent: half a year, then only that it was sent. Removed views: as long as they can come back.
 */
const KEPT_MS: Readonly<Record<ExpiringTable, number>> = {
  event_key: 8 * DAY_MS,
  event_minute: 8 * DAY_MS,
  event_hour: 400 * DAY_MS,
  source_hour: 100 * DAY_MS,
  kept_answer: DAY_MS,
  refused_event: 90 * DAY_MS,
  session: 0,
  message_content: 180 * DAY_MS,
  delivery_day: 400 * DAY_MS,
  view: 30 * DAY_MS,
  hook_delivery: 7 * DAY_MS,
  ticket_call: 7 * DAY_MS,
  file_import: 400 * DAY_MS,
  sign_in_try: 0,
  password_reset: 0,
  used_challenge: DAY_MS,
  motion: 60 * DAY_MS,
  gauge: 15 * DAY_MS,
  decision: HOUR_MS,
}
const BATCH_ROWS = 5000
/** Lets the engine's and the acceptor's commits pass in between. */
const PAUSE_MS = 20
/** A flood that outlasts this many batches goes on in the next round. */
const BATCHES_MAX = 20_000

/**
 * Expires everything that is due.
 *
 * @param stopping - ends the round after the batch at hand.
 * @returns rows deleted in all.
 */
export async function expireAll(
  { pool, clock, log }: Pick<World, 'pool' | 'clock' | 'log'>,
  stopping: AbortSignal,
): Promise<number> {
  let total = 0
  for (const table of Object.keys(KEPT_MS) as ExpiringTable[]) {
    const before = clock.now() - KEPT_MS[table]
    const rows = await expireTable((limit) => expire(pool, table, { before, limit }), stopping)
    if (rows > 0) log.debug({ table, rows }, 'expired')
    total += rows
  }
  return total
}

async function expireTable(batch: (limit: number) => Promise<number>, stopping: AbortSignal): Promise<number> {
  let total = 0
  for (let batches = 0; batches < BATCHES_MAX && !stopping.aborted; batches++) {
    const rows = await batch(BATCH_ROWS)
    total += rows
    if (rows < BATCH_ROWS) break
    await wait(PAUSE_MS)
  }
  return total
}
