// Days, times and spans of working hours as people read them, in the calendar's own zone. Pure.
import type { WorkingSpan } from '@lotse/protocol'
import type { Translate } from '../words/index.ts'

const DAY_MS = 86_400_000
const WEEK_DAYS = 6
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1)

const inZone = (language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, { timeZone: zone, ...options })

/** The date of an instant in a zone, such as `2026-03-29`. */
export const dateIn = (at: number, zone: string): string =>
  inZone('sv-SE', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

/**
 * When something changes, as near as it is: "18:00", "Montag, 9:00", "7. Januar, 9:00".
 *
 * @param now - from which it is looked at.
 */
export function changeText(language: string, at: number, { now, zone }: { now: number; zone: string }): string {
  const time = inZone(language, zone, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(at)
  const days = Math.round((Date.parse(dateIn(at, zone)) - Date.parse(dateIn(now, zone))) / DAY_MS)
  if (days === 0) return time
  const day = inZone(
    language,
    zone,
    days <= WEEK_DAYS ? { weekday: 'long' } : { weekday: 'short', day: 'numeric', month: 'long' },
  ).format(at)
  return `${day}, ${time}`
}

/** A day of the calendar: "Do., 24. Dez.". With the year where it is another one's. */
export function dayText(language: string, date: string, year = date.slice(0, 4)): string {
  const far = date.slice(0, 4) === year ? {} : ({ year: 'numeric' } as const)
  return inZone(language, 'UTC', { weekday: 'short', day: 'numeric', month: 'short', ...far }).format(Date.parse(date))
}

/** A day or a few: "24. Dez. 2026", "27. Dez. 2026 – 2. Jan. 2027"; of yearly ones without the year. */
export function rangeText(
  language: string,
  { from, to, yearly }: { from: string; to: string; yearly: boolean },
): string {
  const format = inZone(language, 'UTC', { day: 'numeric', month: 'short', ...(yearly ? {} : { year: 'numeric' }) })
  return from === to ? format.format(Date.parse(from)) : format.formatRange(Date.parse(from), Date.parse(to))
}

/** A weekday by its number, Monday 0. */
export const weekdayText = (language: string, day: number): string =>
  inZone(language, 'UTC', { weekday: 'long' }).format(MONDAY + day * DAY_MS)

/** The spans of a day in words: "9:00–12:00, 13:00–17:00", "den ganzen Tag", "geschlossen". */
export function spansText(t: Translate, spans: readonly WorkingSpan[]): string {
  if (spans.length === 0) return t('hours.now.shut')
  const [first] = spans
  if (first?.from === '00:00' && first.to === '00:00') return t('hours.now.allDay')
  return spans
    .map(({ from, to }) => {
      if (to === '00:00') return `${from}–24:00`
      return `${from}–${to > from ? to : t('hours.now.nextDay', { time: to })}`
    })
    .join(', ')
}
