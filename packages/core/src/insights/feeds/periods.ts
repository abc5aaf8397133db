// When a digest is due: each day, or each Monday, at an hour where its reader lives (FD9). Knows no clock and sends nothing.
import { DAY_MS, type Instant, localParts } from '../../base/index.ts'

/** How often a digest comes. */
export type Cadence = 'off' | 'daily' | 'weekly'

/** `hour`: of the reader's day, 0 to 23; `zone`: IANA name. */
export type DigestWish = { readonly cadence: Cadence; readonly hour: number; readonly zone: string }

const WEEK_DAYS = 7

/**
 * The period whose digest came due last: the day, of weeks the Monday, on which it did, as `2026-11-22`. Later ones are greater as texts.
 *
 * @returns null where none is wished.
 */
export function periodAt({ cadence, hour, zone }: DigestWish, now: Instant): string | null {
  if (cadence === 'off') return null
  const local = localParts(now, zone)
  const early = local.hour >= hour ? 0 : 1
  if (cadence === 'daily') return daysBefore(local.date, early)
  const sinceMonday = (local.weekday - 1 - early + WEEK_DAYS) % WEEK_DAYS
  return daysBefore(local.date, early + sinceMonday)
}

const daysBefore = (date: string, days: number): string =>
  new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10)

/** The period whose digest is to be sent now; null: none is due, or that one was. @param last - the last one that was sent or that began before it was wished. */
export function dueDigest(wish: DigestWish, now: Instant, last: string): string | null {
  const period = periodAt(wish, now)
  return period !== null && period > last ? period : null
}
