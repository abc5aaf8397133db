// How a source is doing, judged by what it sent hour by hour. Pure: the hours and the instant are handed in. Rules L80 to L84.
import { DAY_MS, HOUR_MS, type Instant } from '../base/index.ts'

/** What a source sent in an hour of arrival, beginning at `hour`. `delayed`: live events, whose way took `delayMs` in all. */
export type SentHour = {
  readonly hour: Instant
  readonly events: number
  readonly refused: number
  readonly corrected: number
  readonly delayed: number
  readonly delayMs: number
}

/** What is known of a source. `hours`: of the last eight days. */
export type SentRecord = {
  readonly revoked: boolean
  readonly lastAt: Instant | null
  readonly hours: readonly SentHour[]
}

/** How a source does, the worst that holds. */
export type HealthState = 'waiting' | 'well' | 'silent' | 'refusing' | 'late' | 'revoked'

/** The verdict with its figures. `usual`: events of 24 hours in the week before; `expected`: events that should have come since the last. */
export type Health = {
  readonly state: HealthState
  readonly day: number
  readonly usual: number | null
  readonly refused: number
  readonly corrected: number
  readonly delayMs: number | null
  readonly expected: number
  readonly hours: readonly number[]
}

/** Silence is told once so many events should have come: by chance alone that happens once in 10^8 times. */
export const EXPECTED_SILENT = 20
const REFUSED_SHARE_MAX = 0.05
const CORRECTED_SHARE_MAX = 0.1
const DELAY_MS_MAX = 10 * 60_000
/** Shares of fewer events say nothing. */
const EVENTS_MIN = 10
const WEEK_DAYS = 7

/** Judges a source at an instant. */
export function healthAt(record: SentRecord, now: Instant): Health {
  const thisHour = now - (now % HOUR_MS)
  const dayStart = thisHour - 23 * HOUR_MS
  const recent = record.hours.filter(({ hour }) => hour >= dayStart)
  const before = record.hours.filter(({ hour }) => hour < dayStart && hour >= dayStart - WEEK_DAYS * DAY_MS)
  const sum = (hours: readonly SentHour[], of: (hour: SentHour) => number) =>
    hours.reduce((total, one) => total + of(one), 0)
  const delayed = sum(recent, ({ delayed: count }) => count)
  const figures = {
    day: sum(recent, ({ events }) => events),
    usual: usualOf(before, dayStart),
    refused: sum(recent, ({ refused }) => refused),
    corrected: sum(recent, ({ corrected }) => corrected),
    delayMs: delayed === 0 ? null : Math.round(sum(recent, ({ delayMs }) => delayMs) / delayed),
    expected: Math.round(expectedSince(record, now)),
    hours: Array.from({ length: 24 }, (_, at) =>
      sum(
        recent.filter(({ hour }) => hour === dayStart + at * HOUR_MS),
        ({ events }) => events,
      ),
    ),
  }
  return { ...figures, state: stateOf(record, figures) }
}

function stateOf(
  { revoked, lastAt }: SentRecord,
  { day, refused, corrected, delayMs, expected }: Omit<Health, 'state'>,
): HealthState {
  if (revoked) return 'revoked'
  if (lastAt === null) return refused > 0 ? 'refusing' : 'waiting'
  if (expected >= EXPECTED_SILENT) return 'silent'
  const sent = day + refused
  if (sent >= EVENTS_MIN && refused / sent > REFUSED_SHARE_MAX) return 'refusing'
  const wrongClocks = day >= EVENTS_MIN && corrected / day > CORRECTED_SHARE_MAX
  return wrongClocks || (delayMs ?? 0) > DELAY_MS_MAX ? 'late' : 'well'
}

/** Events a day on average of the days there are; null before there is one whole day. */
function usualOf(before: readonly SentHour[], until: Instant): number | null {
  const first = Math.min(...before.map(({ hour }) => hour))
  const days = Math.min(WEEK_DAYS, (until - first) / DAY_MS)
  if (before.length === 0 || days < 1) return null
  return Math.round(before.reduce((total, { events }) => total + events, 0) / days)
}

/**
 * Events that should have come since the last one: for each hour of the silence what came on average at that hour of the days before. A
 * shop that sleeps at night is not called silent in the morning.
 */
function expectedSince({ lastAt, hours }: SentRecord, now: Instant): number {
  if (lastAt === null || hours.length === 0) return 0
  const sent = new Map(hours.map(({ hour, events }) => [hour, events]))
  const first = Math.min(...sent.keys())
  let expected = 0
  const start = Math.max(lastAt, now - DAY_MS)
  for (let hour = start - (start % HOUR_MS); hour < now; hour += HOUR_MS) {
    const share = (Math.min(now, hour + HOUR_MS) - Math.max(start, hour)) / HOUR_MS
    expected += averageBefore(sent, hour, first) * share
  }
  return expected
}

/** What came on average at this hour of the days before, as far back as is known. */
function averageBefore(sent: ReadonlyMap<Instant, number>, hour: Instant, first: Instant): number {
  const days = Math.floor((hour - first) / DAY_MS)
  if (days < 1) return 0
  let total = 0
  for (let day = 1; day <= days; day++) total += sent.get(hour - day * DAY_MS) ?? 0
  return total / days
}
