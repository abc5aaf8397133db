// Local time in IANA time zones (T4), from cached offsets. Never reads a clock; zone data come from Temporal.
import { Temporal } from 'temporal-polyfill'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from './time.ts'

/** A local date and time. `weekday`: 1 Monday to 7 Sunday; `date`: "2026-03-29"; `time`: "09:00". */
export type LocalParts = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
  readonly hour: number
  readonly minute: number
  readonly date: string
  readonly time: string
}

/** A time of day on some weekdays, searched strictly after an instant. `at`: "HH:MM"; no `weekdays`: every day. */
export type LocalTimeSearch = {
  readonly after: Instant
  readonly zone: string
  readonly at: string
  readonly weekdays?: readonly number[] | undefined
}

/** A stretch of time with one offset: from ≤ instant < to. */
type Stretch = { readonly from: Instant; readonly to: Instant; readonly offsetMs: number }

const ZONES_MAX = 1000
const STRETCHES_MAX = 1000
const ZONE_SHAPE = /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/
const TIME_SHAPE = /^([01]\d|2[0-3]):([0-5]\d)$/
// Two weeks hold every weekday twice, so one that the date line swallowed is found a week later.
const DAYS_SEARCHED = 15

const known = new Map<string, boolean>()
const stretches = new Map<string, Stretch[]>()

/** Whether a text names a time zone of the IANA database. */
export function isZone(text: string): boolean {
  const cached = known.get(text)
  if (cached !== undefined) return cached
  const answer = ZONE_SHAPE.test(text) && accepted(text)
  if (known.size < ZONES_MAX) known.set(text, answer)
  return answer
}

function accepted(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/**
 * How far a zone's clocks are ahead of UTC.
 *
 * @param zone - a zone for which {@link isZone} is true.
 * @returns milliseconds, negative west of Greenwich.
 */
export function offsetMs(instant: Instant, zone: string): number {
  const cached = stretches.get(zone)
  if (cached) {
    for (let i = cached.length - 1; i >= 0; i -= 1) {
      const stretch = cached[i]
      if (stretch && stretch.from <= instant && instant < stretch.to) return stretch.offsetMs
    }
  }
  return remembered(zone, stretchAt(instant, zone)).offsetMs
}

function remembered(zone: string, stretch: Stretch): Stretch {
  const cached = stretches.get(zone)
  if (cached && cached.length < STRETCHES_MAX) cached.push(stretch)
  if (!cached && stretches.size < ZONES_MAX) stretches.set(zone, [stretch])
  return stretch
}

function stretchAt(instant: Instant, zone: string): Stretch {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  // A transition at the instant itself begins the stretch, so the search starts a moment later.
  const later = zoned.add({ milliseconds: 1 })
  return {
    from: later.getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: zoned.offsetNanoseconds / 1_000_000,
  }
}

/**
 * The local date and time of an instant.
 *
 * @param zone - a zone for which {@link isZone} is true.
 */
export function localParts(instant: Instant, zone: string): LocalParts {
  const local = instant + offsetMs(instant, zone)
  // The local clock read as if it were UTC: Date is used for its civil calendar only.
  const civil = new Date(local)
  const iso = civil.toISOString()
  return {
    year: civil.getUTCFullYear(),
    month: civil.getUTCMonth() + 1,
    day: civil.getUTCDate(),
    weekday: civil.getUTCDay() || 7,
    hour: civil.getUTCHours(),
    minute: civil.getUTCMinutes(),
    date: iso.slice(0, iso.indexOf('T')),
    time: iso.slice(-13, -8),
  }
}

/**
 * One part of a local time; cheaper than all of them.
 *
 * @param zone - a zone for which {@link isZone} is true.
 */
export function localPart(instant: Instant, zone: string, part: keyof LocalParts): number | string {
  const local = instant + offsetMs(instant, zone)
  const midnight = startOfDay(local)
  if (part === 'hour') return Math.floor((local - midnight) / HOUR_MS)
  if (part === 'minute') return Math.floor((local - midnight) / MINUTE_MS) % 60
  return part === 'weekday' ? weekdayOf(midnight) : localParts(instant, zone)[part]
}

/**
 * The instant at which a zone's clocks show a local time (T4): in a gap moved forward by the gap, in an overlap the first.
 *
 * @param local - the local date and time as milliseconds since 1970-01-01T00:00 local.
 * @param zone - a zone for which {@link isZone} is true.
 */
export function instantOfLocal(local: number, zone: string): Instant {
  const before = offsetMs(local - DAY_MS, zone)
  const after = offsetMs(local + DAY_MS, zone)
  // Both sides of an overlap fit; the larger offset is the earlier instant.
  const early = local - Math.max(before, after)
  if (early + offsetMs(early, zone) === local) return early
  const late = local - Math.min(before, after)
  if (late + offsetMs(late, zone) === local) return late
  return local - before
}

/**
 * The next instant at which local clocks show a time of day, on one of the weekdays (T4).
 * A day that the zone left out (the date line) has no times.
 *
 * @param search - `after` is excluded; `at` "00:00" to "23:59"; `weekdays` 1 (Monday) to 7.
 * @throws RangeError where `at` has another form or no weekday is given: documents are checked before.
 */
export function nextLocalTime(search: LocalTimeSearch): Instant {
  const { after, zone, weekdays } = search
  const timeMs = timeOfDayMs(search.at)
  const today = startOfDay(after + offsetMs(after, zone))
  // From the day before: a time just before midnight may have been moved past it by a gap.
  for (let day = -1; day < DAYS_SEARCHED; day += 1) {
    const midnight = today + day * DAY_MS
    if (weekdays && !weekdays.includes(weekdayOf(midnight))) continue
    const found = instantOfLocal(midnight + timeMs, zone)
    if (found > after && dayExists(midnight, zone)) return found
  }
  throw new RangeError(`no ${search.at} on weekdays ${weekdays?.join(',')}`)
}

function timeOfDayMs(at: string): number {
  const parts = TIME_SHAPE.exec(at)
  if (!parts) throw new RangeError(`"${at}" is no time of day`)
  return Number(parts[1]) * HOUR_MS + Number(parts[2]) * MINUTE_MS
}

function startOfDay(local: number): number {
  return Math.floor(local / DAY_MS) * DAY_MS
}

function weekdayOf(midnight: number): number {
  return new Date(midnight).getUTCDay() || 7
}

function dayExists(midnight: number, zone: string): boolean {
  const noon = instantOfLocal(midnight + DAY_MS / 2, zone)
  return startOfDay(noon + offsetMs(noon, zone)) === midnight
}
