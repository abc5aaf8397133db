// Reads a time as clients send it: ISO 8601 text or milliseconds since 1970. Knows no clock and no zone but those in the text.

const SHAPE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/
const MINUTE_MS = 60_000

/** 1900-01-01 and 2200-01-01. */
const FIRST_MS = -2_208_988_800_000
const LAST_MS = 7_258_118_400_000

/** What a time cannot be. */
export type InstantFault = 'unreadable' | 'out_of_range'

/**
 * Reads a time.
 *
 * @param value - ISO 8601 text (without a zone: UTC) or whole milliseconds since 1970.
 * @returns UTC milliseconds within 1900 to 2200, or what is wrong.
 */
export function readInstant(value: string | number): number | InstantFault {
  const ms = typeof value === 'number' ? value : readText(value)
  if (ms === undefined || !Number.isFinite(ms)) return 'unreadable'
  return ms >= FIRST_MS && ms <= LAST_MS ? Math.trunc(ms) : 'out_of_range'
}

function readText(text: string): number | undefined {
  const found = SHAPE.exec(text.trim())
  if (!found) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone] = found
  const [y, mo, d] = [Number(year), Number(month), Number(day)]
  const [h, mi, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)]
  const ms = fraction ? Number(fraction.padEnd(3, '0').slice(0, 3)) : 0
  // A leap second is taken as the second before.
  if (mo < 1 || mo > 12 || d < 1 || d > daysOf(y, mo) || h > 24 || mi > 59 || s > 60) return undefined
  if (h === 24 && (mi > 0 || s > 0 || ms > 0)) return undefined
  const offset = offsetMs(zone)
  return offset === undefined
    ? undefined
    : utc(y, mo) + (d - 1) * 86_400_000 + ((h * 60 + mi) * 60 + Math.min(s, 59)) * 1000 + ms - offset
}

/** Date.UTC takes the years 0 to 99 for 1900 to 1999; those lie outside of the range anyway. */
const utc = (year: number, month: number) => (year < 100 ? Number.NEGATIVE_INFINITY : Date.UTC(year, month - 1, 1))

const daysOf = (year: number, month: number) => {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

function offsetMs(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0)
  if (minutes > 18 * 60) return undefined
  return (zone.startsWith('-') ? -minutes : minutes) * MINUTE_MS
}
