// How much happened, for people: by hour or day with the time before beside it, and the names with what is new about them.
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@lotse/core/base'
import { newsOf } from '@lotse/core/listen'
import type { EventNameItem, EventVolumes } from '@lotse/protocol'
import { logMarks } from '../adapters/store/event-list.ts'
import { NAMES_MAX, propertyDates } from '../adapters/store/event-schema.ts'
import { eventsBy, eventsByHour, namesWithVolumes, type VolumeFilter } from '../adapters/store/event-volumes.ts'
import { type Db, workspaceById } from '../adapters/store/members.ts'
import { sourceNames } from '../adapters/store/sources.ts'
import { instantOf } from '../base/ids.ts'
import { eventKindOf } from './event-presenter.ts'

const GROUPS_MAX = 12
const WEEK_MS = 7 * DAY_MS

type Span = EventVolumes['span']
type Asked = VolumeFilter & { readonly span: Span; readonly by: 'name' | 'source' | 'channel'; readonly now: number }
type Step = { readonly from: number; readonly until: number }

const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS

/** The volumes of a workspace. Days are those of its zone. */
export async function volumesOf(db: Db, workspaceId: number, asked: Asked): Promise<EventVolumes> {
  const zone = (await workspaceById(db, workspaceId))?.zone ?? 'UTC'
  const steps = stepsOf(asked.span, asked.now, zone)
  const back = asked.span === '28d' ? 4 * WEEK_MS : WEEK_MS
  const since = steps[0]?.from ?? asked.now
  const until = hourOf(asked.now) + HOUR_MS
  const counts = await eventsByHour(db, workspaceId, { since: since - back - DAY_MS, until, filter: asked })
  const sum = ({ from, until: end }: Step): number => {
    let total = 0
    for (let hour = from; hour < end; hour += HOUR_MS) total += counts.get(hour) ?? 0
    return total
  }
  const points = steps.map((step) => {
    const before = sum({ from: step.from - back, until: step.until - back })
    return { at: instantOf(step.from), events: sum(step), before }
  })
  const now = { since, until }
  const before = { since: since - back, until: until - back }
  const groups = await eventsBy(db, workspaceId, { now, before, filter: asked, by: asked.by, limit: GROUPS_MAX })
  const sources = asked.by === 'source' ? await sourceNames(db, workspaceId) : new Map<number, string>()
  const labelOf = (key: string): string => (asked.by === 'source' ? (sources.get(Number(key)) ?? '') : key)
  return {
    span: asked.span,
    step: asked.span === '24h' ? 'hour' : 'day',
    total: points.reduce((total, { events }) => total + events, 0),
    totalBefore: points.reduce((total, point) => total + point.before, 0),
    points,
    groups: groups.map((group) => ({
      ...group,
      key: group.key === '0' && asked.by === 'source' ? 'own' : group.key,
      label: labelOf(group.key),
    })),
    behind: await isBehind(db),
  }
}

/** Whether the survey has not yet read what was written before it last could have: the figures are then too small. */
async function isBehind(db: Db): Promise<boolean> {
  const { surveyed, horizon } = await logMarks(db)
  return BigInt(horizon) - BigInt(surveyed) > BEHIND_WRITERS
}

/** So many writers come in a few seconds of full load. */
const BEHIND_WRITERS = 20_000n

/** Hours of the last day, or days of the zone, the last one under way. */
function stepsOf(span: Span, now: number, zone: string): Step[] {
  if (span === '24h') {
    const last = hourOf(now)
    return Array.from({ length: 24 }, (_, i) => last - (23 - i) * HOUR_MS).map((from) => ({
      from,
      until: from + HOUR_MS,
    }))
  }
  const days = span === '7d' ? 7 : 28
  const starts = [dayStart(now, zone)]
  while (starts.length < days) starts.unshift(dayStart((starts[0] ?? now) - MINUTE_MS, zone))
  return starts.map((from, i) => ({ from, until: starts[i + 1] ?? hourOf(now) + HOUR_MS }))
}

/** The first instant of a day in a zone, to the hour in which it lies. */
function dayStart(at: number, zone: string): number {
  const day = dayName(at, zone)
  let start = hourOf(at)
  while (dayName(start - 1, zone) === day) start -= HOUR_MS
  return start
}

function dayName(at: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at)
}

/** The event names of a workspace with their last 24 hours and what is news about their properties. */
export async function namesOf(
  db: Db,
  workspaceId: number,
  { find, now }: { readonly find: string; readonly now: number },
): Promise<EventNameItem[]> {
  const until = hourOf(now) + HOUR_MS
  const day = { since: until - DAY_MS, until }
  const before = { since: day.since - WEEK_MS, until: day.until - WEEK_MS }
  const rows = await namesWithVolumes(db, workspaceId, { now: day, before, find, limit: NAMES_MAX })
  const properties = await propertyDates(db, workspaceId)
  const byName = new Map<string, { properties: number; news: number }>()
  const names = new Map(rows.map((row) => [row.name, row]))
  for (const { name, state } of properties) {
    const row = names.get(name)
    if (!row) continue
    const sum = byName.get(name) ?? { properties: 0, news: 0 }
    byName.set(name, sum)
    sum.properties += 1
    if (newsOf(state, row, now)) sum.news += 1
  }
  return rows.map((row) => ({
    name: row.name,
    kind: eventKindOf(row.kind),
    events: row.events,
    day: row.now,
    dayBefore: row.before,
    ...(byName.get(row.name) ?? { properties: 0, news: 0 }),
    firstSeenAt: instantOf(row.firstAt),
    lastSeenAt: instantOf(row.lastAt),
  }))
}
