// When backups are made by the clock: which night is due, and which comes next. Pure: reads no clock and no database.
import { DAY_MS, type Instant, localPart, MINUTE_MS, nextLocalTime } from '@lotse/core/base'
import type { ScheduleRow } from '../adapters/store/keeping/schedule.ts'

/** A night that fails is tried again after so long, so often at most. */
export const RETRY_MS = 30 * MINUTE_MS
export const TRIES_MAX = 3

type Times = Pick<ScheduleRow, 'time' | 'zone'>

/** The newest night whose time has come, as its local date. */
export function nightOf({ time, zone }: Times, now: Instant): string {
  let at = nextLocalTime({ after: now - 3 * DAY_MS, zone, at: time })
  for (let next = at; next <= now; next = nextLocalTime({ after: next, zone, at: time })) at = next
  return String(localPart(at, zone, 'date'))
}

/** What is to be done now: a backup that somebody asked for, one of a night (its local date), or nothing. */
export type Due = { readonly night: string | null }

/** @returns undefined where nothing is due. */
export function dueOf(schedule: ScheduleRow, now: Instant): Due | undefined {
  if (schedule.wantedAt !== null) return { night: null }
  if (!schedule.automatic) return undefined
  const night = nightOf(schedule, now)
  // Dates as texts are in the order of time, so that a clock that goes back brings no night again.
  if (schedule.night === null || night > schedule.night) return { night }
  const again = !schedule.done && schedule.tries < TRIES_MAX && now >= (schedule.beatAt ?? 0) + RETRY_MS
  return again ? { night: schedule.night } : undefined
}

/** When the next one by the clock begins; null where none is wanted. */
export function nextOf(schedule: ScheduleRow, now: Instant): Instant | null {
  if (!schedule.automatic) return null
  if (dueOf({ ...schedule, wantedAt: null }, now) !== undefined) return now
  const retryAt = (schedule.beatAt ?? 0) + RETRY_MS
  const { time, zone } = schedule
  let next = nextLocalTime({ after: now, zone, at: time })
  while (String(localPart(next, zone, 'date')) <= (schedule.night ?? ''))
    next = nextLocalTime({ after: next, zone, at: time })
  return !schedule.done && schedule.tries < TRIES_MAX ? Math.min(next, retryAt) : next
}

/** The name of a backup's file: unique to the second, and in the order of time. */
export function fileNameOf(now: Instant): string {
  return `lotse-${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z.backup`
}

/** Files that the server itself made have such names; no other is ever removed. */
export const FILE_NAME = /^lotse-\d{8}T\d{6}Z\.backup$/
