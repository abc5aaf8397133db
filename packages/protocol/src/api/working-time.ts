// Working hours of a workspace and of its units: the document, and what it means for days and instants. Counts nothing itself.
import { z } from 'zod'
import { bothNames, holidayKeys, holidayRegions } from './holidays.ts'
import type { Operations } from './operation.ts'
import { zoneText } from './session.ts'
import { idParams, idText, instantText } from './shapes.ts'

const SPANS_MAX = 8
const DAYS_MAX = 400
const DAY_MINUTES = 1440
const YEAR_MIN = 2000
const YEAR_MAX = 2100

const timeText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00')
/** A day of the calendar; also checked to exist. */
export const dateText = z.iso.date().refine((date) => {
  const year = Number(date.slice(0, 4))
  return year >= YEAR_MIN && year <= YEAR_MAX
}, `a day from ${YEAR_MIN} to ${YEAR_MAX}`)

/** From when until when is worked. An end that is not after the start lies on the next day; the same time is a whole day. */
export const workingSpan = z.strictObject({ from: timeText, to: timeText })
export type WorkingSpan = z.infer<typeof workingSpan>

/** The spans of one day, in order; only the last one may go over midnight. */
const spans = z
  .array(workingSpan)
  .max(SPANS_MAX)
  .refine(
    (day) => day.every((span, at) => at === 0 || endOf(day[at - 1]) <= minuteOf(span.from)),
    'in order, not over each other',
  )

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

function endOf(span: WorkingSpan | undefined): number {
  if (span === undefined) return 0
  const [from, to] = [minuteOf(span.from), minuteOf(span.to)]
  return to > from ? to : to + DAY_MINUTES
}

/** Days with hours of their own: closed where there are no spans. `yearly`: on these days of each later year, too. */
export const ownDays = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    from: dateText,
    to: dateText,
    yearly: z.boolean(),
    spans,
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'not before the first day' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < 366 * 86_400_000, {
    path: ['to'],
    message: 'at most a year',
  })
export type OwnDays = z.infer<typeof ownDays>

const holidayList = z.array(z.enum(holidayKeys)).max(holidayKeys.length)

/**
 * Working hours. `zone`: null for the workspace's. `week`: Monday first. `holidays`: those of a region, `without` those on which work
 * goes on, `with` those that are only kept in parts of it. `days`: own days off and days with other hours; they come before holidays.
 */
export const workingCalendar = z
  .strictObject({
    zone: zoneText.nullable(),
    week: z.array(spans).length(7),
    holidays: z.strictObject({ region: z.enum(holidayRegions).nullable(), without: holidayList, with: holidayList }),
    days: z.array(ownDays).max(DAYS_MAX),
  })
  .meta({ id: 'WorkingCalendar' })
export type WorkingCalendar = z.infer<typeof workingCalendar>

/** Why a day has its hours: as every week, as a holiday, or by an own entry. */
const because = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('week') }),
  z.object({ kind: z.literal('holiday'), key: z.enum(holidayKeys), names: bothNames }),
  z.object({ kind: z.literal('own'), name: z.string() }),
])
export type WorkingReason = z.infer<typeof because>

/** A day of the calendar with its hours; none: closed. */
export const workingDay = z
  .object({ date: z.iso.date(), spans: z.array(workingSpan), because })
  .meta({ id: 'WorkingDay' })
export type WorkingDay = z.infer<typeof workingDay>

/** A holiday of a year. `partly`: only in parts of the region, and so kept only where it was chosen. */
export const holidayOfYear = z
  .object({ date: z.iso.date(), key: z.enum(holidayKeys), names: bothNames, partly: z.boolean(), kept: z.boolean() })
  .meta({ id: 'HolidayOfYear' })
export type HolidayOfYear = z.infer<typeof holidayOfYear>

/**
 * Whether it is open at an instant. `until`: when that changes; null: not within 400 days. `nextOpening`: the instant itself while open,
 * null where nothing opens within 400 days.
 */
const openness = z.object({
  at: instantText,
  open: z.boolean(),
  until: instantText.nullable(),
  nextOpening: instantText.nullable(),
})

/**
 * What working hours mean now: whether it is open, and the ten days from today on. `before`: yesterday, of which a night may reach into
 * today.
 */
const meaning = z.object({ zone: z.string(), now: openness, before: workingDay, days: z.array(workingDay) })

/**
 * Working hours that hold. `calendar`: null where nobody said any, which is open around the clock. `own`: said here; otherwise they come
 * from `from`: a unit above, the workspace, or nobody. `version`: of the own ones, 0 where there are none; a change names it.
 */
export const workingHours = meaning
  .extend({
    calendar: workingCalendar.nullable(),
    own: z.boolean(),
    version: z.int(),
    from: z.object({
      kind: z.enum(['unit', 'workspace', 'nobody']),
      unitId: idText.nullable(),
      name: z.string().nullable(),
    }),
    unitsWithOwn: z.array(idText),
  })
  .meta({ id: 'WorkingHours' })
export type WorkingHours = z.infer<typeof workingHours>

/** What working hours that are not stored would mean, and the holidays of a year under them. */
const previewOfHours = meaning.extend({ holidays: z.array(holidayOfYear) }).meta({ id: 'WorkingHoursPreview' })

/** `calendar`: null takes the own hours away. `version`: the one that was changed. */
const change = z.strictObject({ calendar: workingCalendar.nullable(), version: z.int().min(0) })

/** Operations on working hours. */
export const workingTimeOperations = {
  getWorkingCalendar: {
    method: 'GET',
    path: '/api/v1/workspace/working-calendar',
    tag: 'Working hours',
    summary:
      "The workspace's working hours, whether it is open now, when it opens next, and the ten days from today on",
    allow: 'workspace.read',
    answer: workingHours,
  },
  updateWorkingCalendar: {
    method: 'PUT',
    path: '/api/v1/workspace/working-calendar',
    tag: 'Working hours',
    summary: "Set the workspace's working hours, or with null go back to around the clock",
    allow: 'hours.manage',
    body: change,
    answer: workingHours,
  },
  getUnitWorkingCalendar: {
    method: 'GET',
    path: '/api/v1/units/{id}/working-calendar',
    tag: 'Working hours',
    summary: "Working hours of a unit: its own, else those of the nearest unit above, else the workspace's",
    allow: 'workspace.read',
    params: idParams,
    answer: workingHours,
  },
  updateUnitWorkingCalendar: {
    method: 'PUT',
    path: '/api/v1/units/{id}/working-calendar',
    tag: 'Working hours',
    summary: 'Set working hours of a unit, or with null take over those from above',
    allow: 'hours.manage',
    params: idParams,
    body: change,
    answer: workingHours,
  },
  listHolidayRegions: {
    method: 'GET',
    path: '/api/v1/working-calendar/regions',
    tag: 'Working hours',
    summary: 'The states and cantons whose holidays are known',
    allow: 'workspace.read',
    answer: z.object({ items: z.array(z.object({ region: z.enum(holidayRegions), names: bothNames })) }),
  },
  previewWorkingCalendar: {
    method: 'POST',
    path: '/api/v1/working-calendar/preview',
    tag: 'Working hours',
    summary: 'What working hours would mean now, and the holidays of a year; changes nothing',
    allow: 'workspace.read',
    body: z.strictObject({ calendar: workingCalendar, year: z.int().min(YEAR_MIN).max(YEAR_MAX) }),
    answer: previewOfHours,
  },
} as const satisfies Operations
