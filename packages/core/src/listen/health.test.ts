// How a source is doing: its usual volume, its silence, its refusals and its clock.
import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../base/index.ts'
import { healthAt, type SentHour, type SentRecord } from './health.ts'

const NOW = Date.UTC(2026, 10, 20, 12)
const hour = (ago: number, part: Partial<SentHour> = {}): SentHour => ({
  hour: NOW - ago * HOUR_MS,
  events: 10,
  refused: 0,
  corrected: 0,
  delayed: 10,
  delayMs: 10_000,
  ...part,
})
/** Ten events every hour for eight days. */
const steady = Array.from({ length: 8 * 24 }, (_, at) => hour(at + 1))
const record = (part: Partial<SentRecord> = {}): SentRecord => ({
  revoked: false,
  lastAt: NOW - 60_000,
  hours: steady,
  ...part,
})

test('L80 the volume of 24 hours stands beside the usual one', () => {
  expect(healthAt(record(), NOW)).toMatchObject({
    state: 'well',
    day: 230,
    usual: 240,
    refused: 0,
    delayMs: 1000,
    expected: 0,
  })
  expect(healthAt(record({ hours: steady.slice(0, 30) }), NOW).usual).toBeNull()
})

test('L81 a source that never sent waits', () => {
  expect(healthAt(record({ lastAt: null, hours: [] }), NOW)).toMatchObject({ state: 'waiting', day: 0, usual: null })
  expect(healthAt(record({ lastAt: null, hours: [hour(1, { events: 0, refused: 3 })] }), NOW).state).toBe('refusing')
})

describe('L82 silence', () => {
  const stopped = (hoursAgo: number) =>
    record({ lastAt: NOW - hoursAgo * HOUR_MS, hours: steady.filter((one) => one.hour < NOW - hoursAgo * HOUR_MS) })
  test('is told once twenty events should have come', () => {
    expect(healthAt(stopped(1.9), NOW).state).toBe('well')
    expect(healthAt(stopped(2.1), NOW)).toMatchObject({ state: 'silent', expected: 21 })
  })
  test('a shop that sleeps at night is not silent in the morning', () => {
    const byDay = steady.filter((one) => new Date(one.hour).getUTCHours() >= 9 && new Date(one.hour).getUTCHours() < 20)
    const morning = NOW - 4 * HOUR_MS
    const before = byDay.filter((one) => one.hour < morning)
    const lastAt = Math.max(...before.map((one) => one.hour)) + HOUR_MS
    expect(healthAt({ revoked: false, lastAt, hours: before }, morning)).toMatchObject({ state: 'well', expected: 0 })
    expect(healthAt({ revoked: false, lastAt, hours: before }, morning + 4 * HOUR_MS).state).toBe('silent')
  })
  test('a handful of events a day proves nothing in a day', () => {
    const rare = Array.from({ length: 8 }, (_, at) => hour(at * 24 + 30, { events: 3 }))
    expect(healthAt(record({ hours: rare, lastAt: NOW - DAY_MS }), NOW).state).toBe('well')
  })
})

test('L83 more than one refused in twenty, of ten or more', () => {
  const with_ = (refused: number) =>
    healthAt(record({ hours: [...steady, hour(2, { events: 0, refused })] }), NOW).state
  expect([with_(12), with_(13)]).toEqual(['well', 'refusing'])
})

test('L84 clocks that are wrong, and live events that come late', () => {
  const with_ = (part: Partial<SentHour>) => healthAt(record({ hours: [...steady.slice(1), hour(1, part)] }), NOW).state
  expect([with_({ corrected: 23 }), with_({ corrected: 24 })]).toEqual(['well', 'late'])
  expect(with_({ delayMs: 140_000_000 })).toBe('late')
})

test('a revoked source is nothing else', () => {
  expect(healthAt(record({ revoked: true, lastAt: NOW - 5 * DAY_MS }), NOW).state).toBe('revoked')
})
