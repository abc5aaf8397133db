// Local times on the days when clocks change, against Temporal as the oracle.

import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { isZone, localPart, localParts, nextLocalTime, offsetMs } from './calendar.ts'
import { DAY_MS } from './time.ts'

const zones = [
  ...['Europe/Berlin', 'Europe/London', 'Europe/Lisbon', 'Europe/Istanbul', 'Europe/Kyiv', 'Atlantic/Azores'],
  ...[
    'America/New_York',
    'America/Los_Angeles',
    'America/St_Johns',
    'America/Sao_Paulo',
    'America/Caracas',
    'America/Havana',
  ],
  ...[
    'America/Santiago',
    'Africa/Casablanca',
    'Africa/Cairo',
    'Africa/Lagos',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Asia/Tehran',
  ],
  ...[
    'Asia/Tokyo',
    'Asia/Shanghai',
    'Asia/Amman',
    'Asia/Gaza',
    'Asia/Pyongyang',
    'Australia/Lord_Howe',
    'Australia/Adelaide',
  ],
  ...['Australia/Eucla', 'Pacific/Chatham', 'Pacific/Apia', 'Pacific/Kiritimati', 'Pacific/Marquesas', 'UTC'],
]
const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
const iso = (instant: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' })
const next = (after: string, zone: string, time: string, weekdays?: number[]): string =>
  iso(nextLocalTime({ after: at(after), zone, at: time, weekdays }), zone)

describe('T4 local times on days when clocks change', () => {
  test.each([
    [
      'spring gap: 02:30 does not exist, an hour forward',
      '2026-03-28T12:00:00Z',
      'Europe/Berlin',
      '02:30',
      '2026-03-29T03:30:00+02:00',
    ],
    [
      'the day after the gap it exists again',
      '2026-03-29T01:30:00Z',
      'Europe/Berlin',
      '02:30',
      '2026-03-30T02:30:00+02:00',
    ],
    ['09:00 stays 09:00 across the gap', '2026-03-28T08:00:00Z', 'Europe/Berlin', '09:00', '2026-03-29T09:00:00+02:00'],
    [
      'autumn overlap: 02:30 comes twice, the first',
      '2026-10-24T12:00:00Z',
      'Europe/Berlin',
      '02:30',
      '2026-10-25T02:30:00+02:00',
    ],
    [
      'between the two 02:30 it is the next day',
      '2026-10-25T00:45:00Z',
      'Europe/Berlin',
      '02:30',
      '2026-10-26T02:30:00+01:00',
    ],
    ['leap day', '2028-02-28T12:00:00Z', 'Europe/Berlin', '09:00', '2028-02-29T09:00:00+01:00'],
    ['no leap day', '2026-02-28T12:00:00Z', 'Europe/Berlin', '09:00', '2026-03-01T09:00:00+01:00'],
    [
      'half an hour of gap on Lord Howe',
      '2026-10-03T12:00:00Z',
      'Australia/Lord_Howe',
      '02:10',
      '2026-10-04T02:40:00+11:00',
    ],
    ['half-hour zone', '2026-06-01T00:00:00Z', 'Asia/Kolkata', '09:00', '2026-06-01T09:00:00+05:30'],
    [
      'late on the day before, moved past midnight by a gap',
      '1919-03-31T04:35:00Z',
      'America/Toronto',
      '23:45',
      '1919-03-31T00:45:00-04:00',
    ],
    [
      'midnight gap: the day begins at 01:00',
      '2018-11-03T12:00:00Z',
      'America/Sao_Paulo',
      '00:00',
      '2018-11-04T01:00:00-02:00',
    ],
    [
      'a whole day is missing in Apia: the next one',
      '2011-12-30T09:59:59Z',
      'Pacific/Apia',
      '09:00',
      '2011-12-31T09:00:00+14:00',
    ],
  ])('%s', (_, after, zone, time, expected) => {
    expect(next(after, zone, time)).toBe(expected)
  })

  test('strictly after: at 09:00 itself the next is tomorrow', () => {
    expect(next('2026-06-01T07:00:00Z', 'Europe/Berlin', '09:00')).toBe('2026-06-02T09:00:00+02:00')
    expect(next('2026-06-01T06:59:59.999Z', 'Europe/Berlin', '09:00')).toBe('2026-06-01T09:00:00+02:00')
  })

  test('weekdays are those of the customer: Sunday noon in New York is Monday in Auckland', () => {
    expect(next('2026-06-07T16:00:00Z', 'Pacific/Auckland', '09:00', [1])).toBe('2026-06-08T09:00:00+12:00')
    expect(next('2026-06-05T16:00:00Z', 'Europe/Berlin', '09:00', [1, 2, 3, 4, 5])).toBe('2026-06-08T09:00:00+02:00')
  })

  test('a Friday that the date line swallowed is not made up on Saturday', () => {
    expect(next('2011-12-29T22:00:00Z', 'Pacific/Apia', '09:00', [5])).toBe('2012-01-06T09:00:00+14:00')
  })

  test('no time of day, no weekday: refused, not guessed', () => {
    expect(() => nextLocalTime({ after: 0, zone: 'UTC', at: '24:00' })).toThrow(RangeError)
    expect(() => nextLocalTime({ after: 0, zone: 'UTC', at: '09:00', weekdays: [] })).toThrow(RangeError)
  })
})

test('parts of a local time: Sunday is 7', () => {
  expect(localParts(at('2026-03-29T00:59:59.999Z'), 'Europe/Berlin')).toEqual({
    ...{ year: 2026, month: 3, day: 29, weekday: 7, hour: 1, minute: 59, date: '2026-03-29', time: '01:59' },
  })
  expect(localParts(at('2026-03-29T01:00:00Z'), 'Europe/Berlin').time).toBe('03:00')
})

test('zones: names of the database only', () => {
  for (const zone of zones) expect(isZone(zone)).toBe(true)
  for (const text of ['', 'Mars/Olympus', '+02:00', '__proto__', 'Europe/Berlin ', 'x'.repeat(100)])
    expect(isZone(text)).toBe(false)
})

const instants = fc.integer({ min: at('1980-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z') })

test('law: offsets and parts are those of Temporal, in every zone, from 1900 to 2200', () => {
  const all = fc.integer({ min: at('1900-01-01T00:00:00Z'), max: at('2200-01-01T00:00:00Z') })
  fc.assert(
    fc.property(all, fc.constantFrom(...zones), (instant, zone) => {
      const oracle = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
      expect(offsetMs(instant, zone)).toBe(oracle.offsetNanoseconds / 1e6)
      const { year, month, day, weekday, hour, minute } = localParts(instant, zone)
      const one = (part: 'weekday' | 'hour' | 'minute' | 'year'): unknown => localPart(instant, zone, part)
      expect([one('weekday'), one('hour'), one('minute'), one('year')]).toEqual([weekday, hour, minute, year])
      expect([year, month, day, weekday, hour, minute]).toEqual([
        ...[oracle.year, oracle.month, oracle.day, oracle.dayOfWeek, oracle.hour, oracle.minute],
      ])
    }),
    { numRuns: 3000 },
  )
})

test('law: the offset is right to the millisecond around every change of the clocks', () => {
  for (const zone of zones) {
    let change = Temporal.Instant.from('2000-01-01T00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next')
    for (let n = 0; change !== null && n < 60; n += 1) {
      const before = change.subtract({ milliseconds: 1 })
      expect(offsetMs(change.epochMilliseconds, zone)).toBe(change.offsetNanoseconds / 1e6)
      expect(offsetMs(before.epochMilliseconds, zone)).toBe(before.offsetNanoseconds / 1e6)
      change = change.getTimeZoneTransition('next')
    }
  }
})

/** Tries day after day with Temporal's own disambiguation, which is that of T4. */
function slowNext(after: number, zone: string, time: string, weekdays: readonly number[]): number {
  let date = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 })
  for (let n = 0; n < 20; n += 1, date = date.add({ days: 1 })) {
    if (!weekdays.includes(date.dayOfWeek)) continue
    const noon = date.toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
    const found = date.toZonedDateTime({ timeZone: zone, plainTime: time })
    if (noon.toPlainDate().equals(date) && found.epochMilliseconds > after) return found.epochMilliseconds
  }
  throw new Error('none')
}

test('law: the next local time is that of Temporal, tried day by day', () => {
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '10', '30', '59'))
  const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), time, weekdays, (after, zone, [hour, minute], days) => {
      const clock = `${String(hour).padStart(2, '0')}:${minute}`
      expect(nextLocalTime({ after, zone, at: clock, weekdays: days })).toBe(slowNext(after, zone, clock, days))
    }),
    { numRuns: 1500 },
  )
})

test('law: the same around changes of the clocks, where mistakes live', () => {
  const hours = fc.integer({ min: -49, max: 49 })
  const around = fc.tuple(fc.constantFrom(...zones), fc.integer({ min: 0, max: 12 }), hours)
  fc.assert(
    fc.property(around, fc.integer({ min: 0, max: 47 }), ([zone, skip, offset], half) => {
      let change = Temporal.Instant.from('2008-01-01T00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next')
      for (let n = 0; n < skip && change !== null; n += 1) change = change.getTimeZoneTransition('next')
      const after = (change?.epochMilliseconds ?? 0) + offset * 1_800_000
      const clock = `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`
      expect(nextLocalTime({ after, zone, at: clock })).toBe(slowNext(after, zone, clock, [1, 2, 3, 4, 5, 6, 7]))
    }),
    { numRuns: 1500 },
  )
})

test('measure: ten thousand next local times (printed, not asserted)', () => {
  const start = performance.now()
  for (let i = 0; i < 10_000; i += 1) {
    nextLocalTime({
      after: 1_774_785_600_000 + i * DAY_MS * 0.03,
      zone: zones[i % 30] ?? 'UTC',
      at: '09:00',
      weekdays: [1, 3],
    })
  }
  process.stdout.write(`calendar: 10,000 nextLocalTime in ${(performance.now() - start).toFixed(0)} ms\n`)
})
