// Days of a year by rule: a date, so many days from Easter, a weekday near a date. Knows no holiday and no zone.
import { DAY_MS } from '../time.ts'

/** Says on which day of a year something falls, as UTC midnight in milliseconds; null: not in that year. */
export type YearDay = (year: number) => number | null

/** Every year on a date. @param month - 1 to 12. */
export const on =
  (month: number, day: number): YearDay =>
  (year) =>
    Date.UTC(year, month - 1, day)

/** So many days after Easter Sunday; negative before. */
export const easter =
  (days: number): YearDay =>
  (year) =>
    easterOf(year) + days * DAY_MS

/** The last such weekday before a date. @param weekday - 1 Monday to 7 Sunday. */
export const before =
  (weekday: number, month: number, day: number): YearDay =>
  (year) => {
    const date = Date.UTC(year, month - 1, day)
    return date - (((weekdayOf(date) - weekday + 6) % 7) + 1) * DAY_MS
  }

/** The `count`-th such weekday of a month, moved by some days. @param weekday - 1 Monday to 7 Sunday. */
export const nth =
  (count: number, weekday: number, month: number, moved = 0): YearDay =>
  (year) => {
    const first = Date.UTC(year, month - 1, 1)
    const ahead = (weekday - weekdayOf(first) + 7) % 7
    return first + (ahead + (count - 1) * 7 + moved) * DAY_MS
  }

/** In these years alone. */
export const only =
  (years: readonly number[], day: YearDay): YearDay =>
  (year) =>
    years.includes(year) ? day(year) : null

/** The weekday of a UTC midnight: 1 Monday to 7 Sunday. */
export function weekdayOf(midnight: number): number {
  return new Date(midnight).getUTCDay() || 7
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher; J. Meeus, Astronomical Algorithms, chapter 8). */
function easterOf(year: number): number {
  const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100]
  const skipped = century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + skipped + 15) % 30
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * sunday) / 451)
  const days = epact + sunday - 7 * late + 114
  return Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1)
}
