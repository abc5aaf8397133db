// When an event happened by our clock, and whether it is history.
import { expect, test } from 'vitest'
import { DAY_MS, INSTANT_MAX, INSTANT_MIN, MINUTE_MS } from '../base/index.ts'
import { isHistory, occurredAt } from './clock.ts'

const arrived = Date.UTC(2026, 2, 29)

test.each<[string, Parameters<typeof occurredAt>[0], ReturnType<typeof occurredAt>]>([
  ['without a time it happened on arrival', { arrived, sent: 5 }, { at: arrived, corrected: false }],
  ['without sentAt the sender is believed', { arrived, happened: 7 }, { at: 7, corrected: false }],
  [
    'a clock an hour slow',
    { arrived, happened: arrived - 60 * MINUTE_MS - 9, sent: arrived - 60 * MINUTE_MS },
    { at: arrived - 9, corrected: true },
  ],
  [
    'the network takes a while: nothing to mark',
    { arrived, happened: arrived - 900, sent: arrived - 800 },
    { at: arrived - 100, corrected: false },
  ],
  [
    'exactly 5 minutes ahead stays',
    { arrived, happened: arrived + 5 * MINUTE_MS },
    { at: arrived + 5 * MINUTE_MS, corrected: false },
  ],
  [
    'further ahead becomes the arrival, marked',
    { arrived, happened: arrived + 5 * MINUTE_MS + 1 },
    { at: arrived, corrected: true },
  ],
  [
    'a correction of a minute is marked',
    { arrived, happened: arrived, sent: arrived + MINUTE_MS },
    { at: arrived - MINUTE_MS, corrected: true },
  ],
  ['the first instant of 1900', { arrived, happened: INSTANT_MIN }, { at: INSTANT_MIN, corrected: false }],
  ['before 1900', { arrived, happened: INSTANT_MIN - 1 }, undefined],
  ['before 1900 once corrected', { arrived, happened: INSTANT_MIN, sent: arrived + 1 }, undefined],
  [
    'after 2200, on a machine whose clock stands there',
    { arrived: INSTANT_MAX + 1, happened: INSTANT_MAX + 1 },
    undefined,
  ],
])('L1 L2 L3 %s', (_, times, expected) => {
  expect(occurredAt(times)).toEqual(expected)
})

test('L4 imported is history unless it is live; tracked is history when older than 24 hours', () => {
  expect(isHistory('import', arrived, arrived)).toBe(true)
  expect(isHistory('live', arrived - 400 * DAY_MS, arrived)).toBe(false)
  expect(isHistory('tracking', arrived - DAY_MS, arrived)).toBe(false)
  expect(isHistory('tracking', arrived - DAY_MS - 1, arrived)).toBe(true)
})
