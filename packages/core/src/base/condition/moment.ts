// Reads ISO 8601 texts as instants, for comparisons in time (C2). Never guesses other date formats.
import { instantOfLocal, isZone } from '../calendar.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../time.ts'

const SHAPE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/
const LENGTH_MIN = 10
const DASH = 45

/** A date or time as text: UTC where it says its offset, else local to whoever reads it. */
export type Moment = { readonly ms: number; readonly local: boolean }

/**
 * What instant an ISO 8601 text means: a date (its first moment), or a date and time with or without offset.
 *
 * @returns undefined where the text is no such date, or names a day that does not exist (February 30).
 */
export function readMoment(text: string): Moment | undefined {
  if (text.length < LENGTH_MIN || text.charCodeAt(4) !== DASH) return undefined
  const found = SHAPE.exec(text)
  if (!found) return undefined
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', offset] = found
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  if (!Number.isFinite(midnight) || new Date(midnight).getUTCDate() !== Number(day)) return undefined
  const ms = Number(`${fraction}000`.slice(0, 3))
  const local = midnight + Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * 1000 + ms
  return offset === undefined ? { ms: local, local: true } : { ms: local - offsetOf(offset), local: false }
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0
  const digits = text.replace(':', '')
  const ms = Number(digits.slice(1, 3)) * HOUR_MS + Number(digits.slice(3)) * MINUTE_MS
  return text.startsWith('-') ? -ms : ms
}

/** The instant of a moment, read in a zone where the text gave none (an unknown zone counts as UTC). */
export function instantOf(moment: Moment, zone: string): Instant {
  return moment.local && isZone(zone) ? instantOfLocal(moment.ms, zone) : moment.ms
}
