// Reads one value as people write it: numbers with a comma, dates by a clock on the wall. What it cannot read stays as it is.
import type { Json, MappingReading } from '@lotse/protocol'
import { DAY_MS, HOUR_MS, instantOfLocal, MINUTE_MS } from '../../base/index.ts'

const YES = /^(1|true|yes|ja|wahr|x)$/i
const COMMA = /^[+-]?\d{1,3}(?:[.'\u00a0\u202f ]\d{3})+(?:,\d+)?$|^[+-]?\d+(?:,\d+)?$/
const CLOCK = String.raw`(?:[T ,]+(\d{1,2})[:.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(am|pm)?(?:\s?uhr)?)?`
const BY_DAY = new RegExp(String.raw`^(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4}|\d{2})${CLOCK}$`, 'i')
const BY_YEAR = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${CLOCK}$`, 'i')
const TWO_DIGITS_TURN = 70

/**
 * Reads a value (L91, L92).
 *
 * @param zone - whose clocks dates without an offset stand by.
 * @returns the value as it was where it cannot be read so; the check of the event then names the field.
 */
export function readAs(value: Json, as: MappingReading, zone: string): Json {
  const text = typeof value === 'string' ? value.trim() : String(value)
  switch (as) {
    case 'text':
      return value
    case 'boolean':
      return value === true || YES.test(text)
    case 'comma':
      return COMMA.test(text) ? Number(text.replace(/[.'\u00a0\u202f ]/g, '').replace(',', '.')) : numberOr(value, text)
    case 'number':
    case 'milliseconds':
      return numberOr(value, text)
    case 'seconds':
      return scaled(value, text)
    case 'dayFirst':
    case 'monthFirst':
      return dateIn(text, as, zone) ?? value
  }
}

function numberOr(value: Json, text: string): Json {
  const number = Number(text)
  return text !== '' && Number.isFinite(number) ? number : value
}

function scaled(value: Json, text: string): Json {
  const number = numberOr(value, text)
  return typeof number === 'number' ? Math.round(number * 1000) : value
}

/** An instant as ISO 8601 text; undefined for what is no date, or has an offset of its own. */
function dateIn(text: string, as: 'dayFirst' | 'monthFirst', zone: string): string | undefined {
  const parts = BY_YEAR.exec(text)?.slice(1) ?? reordered(BY_DAY.exec(text)?.slice(1), as)
  if (parts === undefined) return undefined
  const [year = '', month = '', day = '', hour = '0', minute = '0', second = '0', half] = parts
  const midnight = civil(yearOf(year), Number(month), Number(day))
  const clock = { hour: hourOf(Number(hour), half), minute: Number(minute), second: Number(second) }
  if (midnight === undefined || clock.hour > 23 || clock.minute > 59 || clock.second > 59) return undefined
  const local = midnight + clock.hour * HOUR_MS + clock.minute * MINUTE_MS + clock.second * 1000
  return new Date(instantOfLocal(local, zone)).toISOString()
}

/** Year, month, day, clock; from the order in which people write them. */
function reordered(found: string[] | undefined, as: 'dayFirst' | 'monthFirst'): string[] | undefined {
  if (found === undefined) return undefined
  const [first = '', second = '', year = '', ...clock] = found
  return as === 'dayFirst' ? [year, second, first, ...clock] : [year, first, second, ...clock]
}

/** 26 is 2026 and 85 is 1985. */
function yearOf(text: string): number {
  const year = Number(text)
  if (text.length > 2) return year
  return year < TWO_DIGITS_TURN ? 2000 + year : 1900 + year
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}

/** Midnight of a day as milliseconds of its own calendar; undefined where there is no such day. */
function civil(year: number, month: number, day: number): number | undefined {
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, day)
  const same = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return same ? Math.floor(at.getTime() / DAY_MS) * DAY_MS : undefined
}
