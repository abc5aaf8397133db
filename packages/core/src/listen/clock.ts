// When something happened (T1), and whether it is history (T3). Pure: the arrival is handed in.
import { DAY_MS, HOUR_MS, INSTANT_MAX, INSTANT_MIN, type Instant, MINUTE_MS } from '../base/index.ts'

/** An event this much ahead of its arrival gets the arrival's time. */
export const AHEAD_MAX_MS = 5 * MINUTE_MS
/** An event this much older than its arrival is history. */
export const HISTORY_AGE_MS = 24 * HOUR_MS

/** A correction this large is marked; smaller ones are the network's delay. */
const MARK_MS = MINUTE_MS

/** Times as the sender's clock saw them, and our own arrival. */
export type SentTimes = { readonly happened?: Instant; readonly sent?: Instant; readonly arrived: Instant }

/**
 * The time at which an event happened, by our clock (T1).
 *
 * @param times - `happened` and `sent` by the sender's clock; without `happened` it happened on arrival.
 * @returns the instant, whether it was changed noticeably; `undefined` where it falls out of 1900 to 2200.
 */
export function occurredAt({ happened, sent, arrived }: SentTimes): { at: Instant; corrected: boolean } | undefined {
  if (happened === undefined) return { at: arrived, corrected: false }
  const skew = sent === undefined ? 0 : arrived - sent
  const at = happened + skew
  if (at - arrived > AHEAD_MAX_MS) return { at: arrived, corrected: true }
  if (at < INSTANT_MIN || at > INSTANT_MAX) return undefined
  return { at, corrected: Math.abs(skew) >= MARK_MS }
}

/** Where events come from decides with their age whether they are history. `live`: an import that shall start flows. */
export type Origin = 'tracking' | 'import' | 'live'

/** Whether an event only builds profiles and starts no flow (T3). */
export function isHistory(origin: Origin, at: Instant, arrived: Instant): boolean {
  if (origin === 'import') return true
  return origin === 'tracking' && arrived - at > HISTORY_AGE_MS
}

/** How long a message id is remembered: retries within 7 days are harmless, one more makes sure of it. */
export const DEDUPE_MS = 8 * DAY_MS
