// Working time on instants: rules by hand, days when clocks change, and laws over random calendars.
import { type WorkingCalendar, type WorkingSpan, workingCalendar } from '@lotse/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localParts } from '../calendar.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts'
import {
  AROUND_THE_CLOCK,
  addWorkingTime,
  isOpen,
  nextOpening,
  openAt,
  type WorkingTime,
  workingTime,
  workingTimeBetween,
} from './index.ts'

const at = (text: string): number => Date.parse(text)
const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString().replace(':00.000Z', 'Z')
const span = (text: string): WorkingSpan => ({ from: text.slice(0, 5), to: text.slice(6) })
/** Hours such as `09:00-12:00 13:00-17:00` for Monday to Friday, and others for the days named. */
function hours(
  weekdays: string,
  more: { sat?: string; sun?: string } & Partial<WorkingCalendar> = {},
): WorkingCalendar {
  const { sat = '', sun = '', ...rest } = more
  const spans = (text: string) => text.split(' ').filter(Boolean).map(span)
  const week = [...Array.from({ length: 5 }, () => spans(weekdays)), spans(sat), spans(sun)]
  return workingCalendar.parse({ ...AROUND_THE_CLOCK, week, ...rest })
}
const berlin = (calendar: WorkingCalendar): WorkingTime => workingTime(calendar, 'Europe/Berlin')
const office = berlin(hours('09:00-12:00 13:00-17:00'))
const days = [{ name: 'Zu', from: '2026-06-02', to: '2026-06-02', yearly: false, spans: [] }]

describe('WT1 open from the start until before the end', () => {
  test.each([
    ['2026-06-01T06:59:59.999Z', false],
    ['2026-06-01T07:00:00Z', true],
    ['2026-06-01T09:59:59.999Z', true],
    ['2026-06-01T10:00:00Z', false],
    ['2026-06-01T11:00:00Z', true],
    ['2026-06-06T09:00:00Z', false],
  ])('%s: %s', (text, open) => {
    expect(isOpen(office, at(text))).toBe(open)
  })

  test('until when, and when next: over lunch, over the weekend, never', () => {
    expect(openAt(office, at('2026-06-01T08:00:00Z'))).toEqual({ open: true, until: at('2026-06-01T10:00:00Z') })
    expect(iso(nextOpening(office, at('2026-06-01T10:30:00Z')))).toBe('2026-06-01T11:00Z')
    expect(iso(nextOpening(office, at('2026-06-05T15:00:00Z')))).toBe('2026-06-08T07:00Z')
    expect(iso(nextOpening(office, at('2026-06-01T08:00:00Z')))).toBe('2026-06-01T08:00Z')
    const never = berlin(hours(''))
    expect(openAt(never, at('2026-06-01T08:00:00Z'))).toEqual({ open: false, until: null })
    expect(nextOpening(never, at('2026-06-01T08:00:00Z'))).toBeNull()
  })

  test('around the clock is always open and never changes', () => {
    const always = berlin(AROUND_THE_CLOCK)
    expect(openAt(always, at('2026-03-29T01:00:00Z'))).toEqual({ open: true, until: null })
    expect(workingTimeBetween(always, at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toBe(365 * DAY_MS)
  })
})

describe('WT2 spans over midnight', () => {
  const night = berlin(hours('22:00-06:00', { days }))
  test.each([
    ['Monday late', '2026-06-01T21:00:00Z', true],
    ['a night that began before goes on into a closed day', '2026-06-02T03:00:00Z', true],
    ['until its end', '2026-06-02T04:00:00Z', false],
    ['the closed day begins no night', '2026-06-02T21:00:00Z', false],
    ['nor what would follow behind it', '2026-06-03T03:00:00Z', false],
    ['Friday night reaches into Saturday', '2026-06-06T03:00:00Z', true],
    ['Sunday has none', '2026-06-07T21:00:00Z', false],
  ])('%s', (_, text, open) => {
    expect(isOpen(night, at(text))).toBe(open)
  })

  test('what meets at midnight is one opening, what overlaps counts once', () => {
    const shifts = berlin(hours('06:00-14:00 14:00-00:00', { sat: '00:00-02:00' }))
    expect(iso(openAt(shifts, at('2026-06-05T08:00:00Z')).until)).toBe('2026-06-06T00:00Z')
    const over = berlin(hours('05:00-06:00 22:00-06:00'))
    const [from, to] = [at('2026-06-01T22:00:00Z'), at('2026-06-02T10:00:00Z')]
    expect(workingTimeBetween(over, from, to)).toBe(6 * HOUR_MS)
  })
})

describe('WT5 days when clocks change', () => {
  const night = hours('22:00-06:00', { sat: '22:00-06:00', sun: '22:00-06:00' })
  const length = (calendar: WorkingCalendar, from: string, to: string, zone = 'Europe/Berlin') =>
    workingTimeBetween(workingTime(calendar, zone), at(from), at(to)) / HOUR_MS
  test.each([
    ['a night in spring has an hour less', '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z', 7],
    ['a night in autumn one more', '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z', 9],
    ['any other night', '2026-06-03T12:00:00Z', '2026-06-04T12:00:00Z', 8],
  ])('%s', (_, from, to, expected) => {
    expect(length(night, from, to)).toBe(expected)
  })

  test('a span in the gap moves with the clocks, one that would end before it begins is none', () => {
    const gap = (text: string) => length(hours('', { sun: text }), '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')
    expect(gap('02:10-02:40')).toBe(0.5)
    expect(gap('01:00-02:30')).toBe(1.5)
    expect(gap('02:30-03:15')).toBe(0)
    expect(gap('02:30-04:00')).toBe(0.5)
  })

  test('nine is nine on both sides of the change, and the day after a swallowed one opens', () => {
    expect(iso(nextOpening(office, at('2026-03-27T20:00:00Z')))).toBe('2026-03-30T07:00Z')
    expect(iso(nextOpening(office, at('2026-10-23T20:00:00Z')))).toBe('2026-10-26T08:00Z')
    const apia = workingTime(hours('09:00-17:00'), 'Pacific/Apia')
    expect(iso(nextOpening(apia, at('2011-12-30T04:00:00Z')))).toBe('2012-01-01T19:00Z')
  })

  test('the calendar’s own zone comes before the workspace’s', () => {
    const tokyo = workingTime(hours('09:00-17:00', { zone: 'Asia/Tokyo' }), 'Europe/Berlin')
    expect(isOpen(tokyo, at('2026-06-01T00:30:00Z'))).toBe(true)
  })
})

describe('WT6 adding working time', () => {
  test.each([
    ['over lunch', '2026-06-01T09:30:00Z', 1, '2026-06-01T11:30Z'],
    ['to the very end of the day', '2026-06-01T07:00:00Z', 7, '2026-06-01T15:00Z'],
    ['over the weekend', '2026-06-05T14:00:00Z', 2, '2026-06-08T08:00Z'],
    ['from a closed moment', '2026-06-06T12:00:00Z', 1, '2026-06-08T08:00Z'],
    ['nothing', '2026-06-06T12:00:00Z', 0, '2026-06-06T12:00Z'],
  ])('%s', (_, from, added, expected) => {
    expect(iso(addWorkingTime(office, at(from), added * HOUR_MS))).toBe(expected)
  })

  test('never over where nothing opens; less than nothing is a mistake', () => {
    expect(addWorkingTime(berlin(hours('')), 0, 1)).toBeNull()
    expect(addWorkingTime(berlin(hours('00:00-00:01')), 0, 400 * DAY_MS)).toBeNull()
    expect(() => addWorkingTime(office, 0, -1)).toThrow(RangeError)
    expect(() => addWorkingTime(office, 0, Number.NaN)).toThrow(RangeError)
    expect(workingTimeBetween(office, at('2026-06-02T10:00:00Z'), at('2026-06-01T10:00:00Z'))).toBe(0)
  })
})

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'UTC']
const time = fc
  .integer({ min: 0, max: 95 })
  .map((n) => `${String(n >> 2).padStart(2, '0')}:${['00', '15', '30', '45'][n & 3]}`)
/** One to three spans in order; the last may go over midnight. */
const spans = fc.uniqueArray(time, { minLength: 0, maxLength: 6 }).map((times) => {
  const sorted = times.toSorted()
  const pairs = Array.from({ length: sorted.length >> 1 }, (_, i) => [sorted[2 * i], sorted[2 * i + 1]])
  const last = sorted.length % 2 ? [[sorted.at(-1), '00:30']] : []
  return [...pairs, ...last].map(([from = '', to = '']) => ({ from, to }))
})
const calendars = fc
  .record({
    week: fc.array(spans, { minLength: 7, maxLength: 7 }),
    region: fc.constantFrom(null, 'DE-SH', 'AT-9', 'CH-ZH'),
    closed: fc.integer({ min: 0, max: 700 }),
    zone: fc.constantFrom(...zones),
  })
  .map(({ week, region, closed, zone }) => {
    const date = new Date(at('2025-01-01T00:00:00Z') + closed * DAY_MS).toISOString().slice(0, 10)
    const own = [{ name: 'Zu', from: date, to: date, yearly: true, spans: [] }]
    return workingCalendar.parse({ zone, week, holidays: { region, without: [], with: [] }, days: own })
  })
const instants = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') })
const runs = { numRuns: 400 }

test('law: what was added lies between, and ends at an instant that was worked (WT6)', () => {
  fc.assert(
    fc.property(calendars, instants, fc.integer({ min: 1, max: 60 * HOUR_MS }), (calendar, from, added) => {
      const working = workingTime(calendar, 'UTC')
      const end = addWorkingTime(working, from, added)
      if (end === null) return expect(workingTimeBetween(working, from, from + 400 * DAY_MS)).toBeLessThan(added)
      expect(workingTimeBetween(working, from, end)).toBe(added)
      expect(isOpen(working, end - 1)).toBe(true)
    }),
    runs,
  )
})

test('law: more is never over earlier, and parts make the whole (WT6)', () => {
  const piece = fc.integer({ min: 0, max: 30 * HOUR_MS })
  fc.assert(
    fc.property(calendars, instants, piece, piece, (calendar, from, less, more) => {
      const working = workingTime(calendar, 'UTC')
      const [first, whole] = [addWorkingTime(working, from, less), addWorkingTime(working, from, less + more)]
      if (first === null || whole === null) return expect(whole).toBeNull()
      expect(whole).toBeGreaterThanOrEqual(first)
      expect(addWorkingTime(working, first, more) ?? Number.NaN).toBeLessThanOrEqual(whole)
      const [a, b] = [from + less, from + less + more]
      const parts = workingTimeBetween(working, from, a) + workingTimeBetween(working, a, b)
      expect(parts).toBe(workingTimeBetween(working, from, b))
    }),
    runs,
  )
})

test('law: what changes at `until` changes there and not before (WT1)', () => {
  fc.assert(
    fc.property(calendars, instants, fc.double({ min: 0, max: 1, noNaN: true }), (calendar, from, share) => {
      const working = workingTime(calendar, 'UTC')
      const { open, until } = openAt(working, from)
      if (until === null) return
      expect(isOpen(working, until)).toBe(!open)
      expect(isOpen(working, from + Math.floor((until - 1 - from) * share))).toBe(open)
    }),
    runs,
  )
})

/** Reads the clock on the wall, minute by minute; right wherever clocks do not change. */
function slowlyOpen(working: WorkingTime, instant: number): boolean {
  const { date, time: now } = localParts(instant, working.zone)
  const before = new Date(Date.parse(date) - DAY_MS).toISOString().slice(0, 10)
  const today = working.dayOf(date).spans.some(({ from, to }) => from <= now && (now < to || to <= from))
  return today || working.dayOf(before).spans.some(({ from, to }) => to <= from && now < to)
}

test('law: where clocks do not change, open is what the clock on the wall says, and time between is its sum (WT2)', () => {
  const still = calendars.map((calendar): WorkingCalendar => ({ ...calendar, zone: 'Asia/Kolkata' }))
  fc.assert(
    fc.property(still, instants, (calendar, instant) => {
      const working = workingTime(calendar, 'UTC')
      const from = Math.floor(instant / (15 * MINUTE_MS)) * 15 * MINUTE_MS
      let sum = 0
      for (let quarter = 0; quarter < 4 * 24 * 3; quarter += 1) {
        const now = from + quarter * 15 * MINUTE_MS
        expect(isOpen(working, now)).toBe(slowlyOpen(working, now))
        if (slowlyOpen(working, now)) sum += 15 * MINUTE_MS
      }
      expect(workingTimeBetween(working, from, from + 3 * DAY_MS)).toBe(sum)
    }),
    { numRuns: 60 },
  )
})
