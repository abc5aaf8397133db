// What a day of the calendar is like for those who work: its hours and why. Knows neither instants nor clocks.
import type { HolidayOfYear, OwnDays, WorkingCalendar, WorkingDay } from '@lotse/protocol'
import { DAY_MS } from '../time.ts'
import { holidaysOf, type RegionalHoliday } from './holidays.ts'
import { weekdayOf } from './year-day.ts'

/** Working hours that can be asked for days, in a zone. Made by {@link workingTime}. */
export type WorkingTime = { readonly zone: string; dayOf(date: string): WorkingDay }

/** Around the clock on every day: what holds where nobody said working hours. */
export const AROUND_THE_CLOCK: WorkingCalendar = {
  zone: null,
  week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '00:00' }]),
  holidays: { region: null, without: [], with: [] },
  days: [],
}

/**
 * Working hours as something that can be asked.
 *
 * @param zone - the workspace's, for calendars that name none; one for which `isZone` is true.
 */
export function workingTime(calendar: WorkingCalendar, zone: string): WorkingTime {
  const years = new Map<number, Map<string, HolidayOfYear>>()
  const holidayOn = (date: string): HolidayOfYear | undefined => {
    const year = Number(date.slice(0, 4))
    const known = years.get(year) ?? new Map(keptIn(calendar, year).map((holiday) => [holiday.date, holiday]))
    years.set(year, known)
    return known.get(date)
  }
  const { days, week } = calendar
  const [once, yearly] = [days.filter((day) => !day.yearly), days.filter((day) => day.yearly)]
  return {
    zone: calendar.zone ?? zone,
    dayOf: (date) => {
      const own = once.find((day) => covers(day, date)) ?? yearly.find((day) => covers(day, date))
      if (own) return { date, spans: own.spans, because: { kind: 'own', name: own.name } }
      const holiday = holidayOn(date)
      if (holiday) return { date, spans: [], because: { kind: 'holiday', key: holiday.key, names: holiday.names } }
      return { date, spans: week[weekdayOf(Date.parse(date)) - 1] ?? [], because: { kind: 'week' } }
    },
  }
}

/** Whether own days hold on a day; yearly ones from their first year on, also over the end of a year (WT3). */
function covers({ from, to, yearly }: OwnDays, date: string): boolean {
  if (date < from) return false
  if (date <= to || !yearly) return date <= to
  const [day, first, last] = [date.slice(5), from.slice(5), to.slice(5)]
  return first <= last && from.slice(0, 4) === to.slice(0, 4)
    ? day >= first && day <= last
    : day >= first || day <= last
}

/**
 * The holidays of a year with whether they are kept, by day.
 *
 * @param year - of the Gregorian calendar, 1900 to 2199.
 */
export function holidaysFor({ holidays }: WorkingCalendar, year: number): HolidayOfYear[] {
  if (holidays.region === null) return []
  return holidaysOf(holidays.region, year).map(({ key, midnight, names, partly }) => {
    const kept = isKept(holidays, { key, partly })
    return { date: dateOf(midnight), key, names, partly, kept }
  })
}

const keptIn = (calendar: WorkingCalendar, year: number): HolidayOfYear[] =>
  holidaysFor(calendar, year).filter(({ kept }) => kept)

/** What holds everywhere is kept unless it was taken out; what holds in parts only where it was chosen (WT4). */
const isKept = (
  { without, with: chosen }: WorkingCalendar['holidays'],
  { key, partly }: Pick<RegionalHoliday, 'key' | 'partly'>,
): boolean => (partly ? chosen.includes(key) : !without.includes(key))

/** The date of a UTC midnight, such as `2026-03-29`. */
export function dateOf(midnight: number): string {
  return new Date(midnight).toISOString().slice(0, 10)
}

/**
 * The days from one on, with their hours.
 *
 * @param date - the first, such as `2026-03-29`.
 * @param count - how many, at most 400.
 */
export function daysFrom(working: WorkingTime, date: string, count: number): WorkingDay[] {
  const first = Date.parse(date)
  return Array.from({ length: count }, (_, i) => working.dayOf(dateOf(first + i * DAY_MS)))
}
