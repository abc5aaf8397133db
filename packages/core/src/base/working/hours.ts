// Working time on instants: is it open, until when, how much lies between, when is so much over. Correct where clocks change (T4).
import type { WorkingSpan } from '@lotse/protocol'
import { instantOfLocal, localParts } from '../calendar.ts'
import { DAY_MS, type DurationMs, HOUR_MS, type Instant, MINUTE_MS } from '../time.ts'
import { dateOf, type WorkingTime } from './day.ts'

/** Open from `from` on, until before `to`. */
type Stretch = { readonly from: Instant; readonly to: Instant }

/** So far one looks for the next change. */
const CHANGE_DAYS_MAX = 400
/** So far working time is added: about ten years. */
const ADD_DAYS_MAX = 3660
/** A span may end on the next day, which a zone may have moved by a day. */
const DAYS_BACK = 2

/** Whether it is open. `until`: when that changes; null: not within 400 days. */
export type Opening = { readonly open: boolean; readonly until: Instant | null }

/** Whether it is open at an instant. A span is open at its start and closed at its end (WT1). */
export function isOpen(working: WorkingTime, at: Instant): boolean {
  return openAt(working, at).open
}

/** Whether it is open at an instant, and until when. */
export function openAt(working: WorkingTime, at: Instant): Opening {
  let until: Instant | null = null
  const horizon = at + CHANGE_DAYS_MAX * DAY_MS
  for (const { from, to } of stretches(working, at, horizon)) {
    if (until === null && from > at) return { open: false, until: from }
    if (until !== null && from > until) return { open: true, until }
    until = to
  }
  return { open: until !== null, until: until !== null && until < horizon ? until : null }
}

/** The first instant from `at` on at which it is open: `at` itself while open. @returns null where nothing opens within 400 days. */
export function nextOpening(working: WorkingTime, at: Instant): Instant | null {
  const { open, until } = openAt(working, at)
  return open ? at : until
}

/** How much working time lies between two instants; nothing where the second is not after the first. */
export function workingTimeBetween(working: WorkingTime, from: Instant, to: Instant): DurationMs {
  let sum = 0
  for (const stretch of stretches(working, from, to)) sum += stretch.to - stretch.from
  return sum
}

/**
 * When so much working time will be over: the first instant until which that much lies between (WT6).
 *
 * @param durationMs - zero or more; after zero it is `at` itself.
 * @returns null where it takes more than about ten years, as when nothing ever opens.
 * @throws RangeError where the duration is negative.
 */
export function addWorkingTime(working: WorkingTime, at: Instant, durationMs: DurationMs): Instant | null {
  if (!(durationMs >= 0)) throw new RangeError(`${durationMs} ms of working time`)
  if (durationMs === 0) return at
  let rest = durationMs
  for (const { from, to } of stretches(working, at, at + ADD_DAYS_MAX * DAY_MS)) {
    if (rest <= to - from) return from + rest
    rest -= to - from
  }
  return null
}

/** What is open between two instants, in order, never over each other; what touches stays apart, what ends before it begins is none. */
function* stretches(working: WorkingTime, from: Instant, until: Instant): Generator<Stretch> {
  let reached = from
  const last = midnightOf(until, working.zone)
  for (let day = midnightOf(from, working.zone) - DAYS_BACK * DAY_MS; day <= last; day += DAY_MS) {
    for (const stretch of stretchesOf(working, day)) {
      const [start, end] = [Math.max(stretch.from, reached), Math.min(stretch.to, until)]
      if (end <= start) continue
      yield { from: start, to: end }
      reached = end
    }
  }
}

/** The stretches that begin on a day; none on a day that the zone left out. @param day - as UTC midnight. */
function stretchesOf({ zone, dayOf }: WorkingTime, day: number): Stretch[] {
  const { spans } = dayOf(dateOf(day))
  if (spans.length === 0 || midnightOf(instantOfLocal(day + DAY_MS / 2, zone), zone) !== day) return []
  return spans
    .map((span) => ({ from: instantOfLocal(day + msOf(span.from), zone), to: instantOfLocal(day + endMs(span), zone) }))
    .toSorted((a, b) => a.from - b.from)
}

/** An end that is not after the start lies on the next day (WT2). */
function endMs({ from, to }: WorkingSpan): number {
  const end = msOf(to)
  return end > msOf(from) ? end : end + DAY_MS
}

const msOf = (time: string): number => Number(time.slice(0, 2)) * HOUR_MS + Number(time.slice(3)) * MINUTE_MS

/** The local day of an instant, as UTC midnight. */
function midnightOf(at: Instant, zone: string): number {
  return Date.parse(localParts(at, zone).date)
}
