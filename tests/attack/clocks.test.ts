// Clocks that jump, days that have 23 or 25 hours, a leap day, and thirty zones at nine in the morning: the engine on a real database.

import type { FlowStep } from '@lotse/protocol'
import { END, flowOf, sendStep, waitStep } from '@lotse/testkit'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { HandEngine } from '../../packages/server/src/act/engine/testing.ts'
import { type TestDatabase, testDatabase } from '../../packages/server/src/adapters/store/testing.ts'
import { countReplay } from '../survive/account-replay.ts'

vi.setConfig({ testTimeout: 120_000 })

const HOUR = 3_600_000
const DAY = 24 * HOUR

let db: TestDatabase
let engine: HandEngine

beforeEach(async () => {
  db = await testDatabase()
  engine = await HandEngine.on(db.url)
})
afterEach(async () => {
  await engine.close()
  await db.drop()
})

const rows = async (text: string, values: unknown[] = []) => (await engine.client.query(text, values)).rows
const runsOf = () => rows('select customer_id, step, step_at, wake_at, ended_at, reason from run order by customer_id')
const replayIsExact = async () => {
  for (const { promise, broken } of await countReplay(engine.client)) expect(broken, promise).toEqual([])
}
/** Sets the clock and lets everything happen that is due. */
const at = async (now: number) => {
  engine.now = now - 100
  await engine.rest()
}
const until = (time: string, weekdays?: number[]): FlowStep => ({
  id: 'until',
  kind: 'wait_until',
  at: time,
  ...(weekdays ? { weekdays } : {}),
  next: 'end',
})

describe('T2 a clock that jumps', () => {
  const waits = flowOf({ steps: [waitStep('w', '1h', 'mail'), sendStep('mail'), END] })

  test('back by a day: events are applied in order, nothing happens twice, and time goes on where it was', async () => {
    await engine.publish('f', waits)
    const start = engine.now
    await engine.reachable(1)
    await engine.append(1, 'Started')
    await engine.rest()
    await at(start + HOUR + 1000)
    expect(await rows('select key from message')).toHaveLength(1)
    engine.now = start - DAY
    await engine.append(1, 'Other')
    await engine.append(1, 'Started')
    await engine.rest()
    const [first, second] = await runsOf()
    expect(first).toMatchObject({ reason: 'completed' })
    expect(second).toMatchObject({ step: 'w', ended_at: null })
    expect(second.step_at).toBeGreaterThanOrEqual(first.ended_at)
    expect(await rows('select key from message')).toHaveLength(1)
    await at(second.wake_at)
    expect(await rows('select key from message')).toHaveLength(2)
    expect(await rows('select reason from set_aside')).toEqual([])
    await replayIsExact()
  })

  test('ahead by ten years and back: what was due then has happened, what comes later still happens', async () => {
    await engine.publish('f', waits)
    const start = engine.now
    await engine.reachable(1)
    await engine.append(1, 'Started')
    await engine.append(2, 'Started')
    await engine.rest()
    await at(start + 3650 * DAY)
    expect(await runsOf()).toMatchObject([{ reason: 'completed' }, { reason: 'completed' }])
    engine.now = start + 2 * HOUR
    await engine.append(1, 'Started')
    await engine.append(3, 'Started')
    await engine.rest()
    await at(start + 4 * HOUR)
    expect((await runsOf()).map(({ reason }) => reason)).toEqual(['completed', 'completed', 'completed', 'completed'])
    await replayIsExact()
  })

  test('a bucket whose worker was asleep for a year does all that was due, each at its own instant', async () => {
    await engine.publish('f', flowOf({ steps: [waitStep('a', '1h', 'b'), waitStep('b', '1d', 'end'), END] }))
    const start = engine.now
    await engine.append(1, 'Started')
    await engine.rest()
    const [{ step_at: entered }] = await runsOf()
    await engine.restart()
    await at(start + 365 * DAY)
    expect(await runsOf()).toMatchObject([{ ended_at: entered + HOUR + DAY, reason: 'completed' }])
  })
})

/** What the customer of each zone is woken at: local time, written as UTC. */
const wakeIn = async (zone: string, from: number, step: FlowStep): Promise<number> => {
  engine.now = from
  await engine.publish('f', flowOf({ steps: [step, END] }))
  await engine.append(1, 'Identified', { kind: 'identify', body: { t: { timezone: zone } } })
  await engine.append(1, 'Started')
  await engine.rest()
  const [{ wake_at: wakeAt }] = await runsOf()
  await at(wakeAt - 200)
  expect(await runsOf()).toMatchObject([{ ended_at: null }])
  await at(wakeAt)
  expect(await runsOf()).toMatchObject([{ ended_at: wakeAt, reason: 'completed' }])
  return wakeAt
}

describe('T4 days that are not 24 hours long', () => {
  test.each<[string, string, number, FlowStep, number]>([
    [
      '02:30 does not exist on 2026-03-29 in Berlin: 03:30',
      'Europe/Berlin',
      Date.UTC(2026, 2, 28, 22),
      until('02:30'),
      Date.UTC(2026, 2, 29, 1, 30),
    ],
    [
      '09:00 on 2026-03-29 is 07:00 UTC',
      'Europe/Berlin',
      Date.UTC(2026, 2, 28, 12),
      until('09:00'),
      Date.UTC(2026, 2, 29, 7),
    ],
    [
      '02:30 exists twice on 2026-10-25: the first',
      'Europe/Berlin',
      Date.UTC(2026, 9, 24, 22),
      until('02:30'),
      Date.UTC(2026, 9, 25, 0, 30),
    ],
    [
      'asked after the first 02:30 it is the next day',
      'Europe/Berlin',
      Date.UTC(2026, 9, 25, 1, 45),
      until('02:30'),
      Date.UTC(2026, 9, 26, 1, 30),
    ],
    [
      '09:00 on 2026-10-25 is 08:00 UTC',
      'Europe/Berlin',
      Date.UTC(2026, 9, 24, 12),
      until('09:00'),
      Date.UTC(2026, 9, 25, 8),
    ],
    [
      'the day before a leap day leads to it',
      'Europe/Berlin',
      Date.UTC(2028, 1, 28, 12),
      until('09:00'),
      Date.UTC(2028, 1, 29, 8),
    ],
    [
      'in a year without one, to the first of March',
      'Europe/Berlin',
      Date.UTC(2027, 1, 28, 12),
      until('09:00'),
      Date.UTC(2027, 2, 1, 8),
    ],
    [
      'the next Tuesday is a leap day',
      'America/New_York',
      Date.UTC(2028, 1, 25, 12),
      until('09:00', [2]),
      Date.UTC(2028, 1, 29, 14),
    ],
    [
      'half an hour of summer time on Lord Howe Island',
      'Australia/Lord_Howe',
      Date.UTC(2026, 3, 4, 12),
      until('09:00'),
      Date.UTC(2026, 3, 4, 22, 30),
    ],
  ])('%s', async (_, zone, from, step, expected) => {
    expect(new Date(await wakeIn(zone, from, step)).toISOString()).toBe(new Date(expected).toISOString())
  })
})

const ZONES = [
  'Pacific/Kiritimati',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Auckland',
  'Asia/Kamchatka',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Australia/Adelaide',
  'Australia/Darwin',
  'Asia/Tokyo',
  'Australia/Eucla',
  'Asia/Shanghai',
  'Asia/Bangkok',
  'Asia/Yangon',
  'Asia/Dhaka',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Karachi',
  'Asia/Kabul',
  'Asia/Tehran',
  'Europe/Moscow',
  'Africa/Cairo',
  'Europe/Berlin',
  'Europe/London',
  'Atlantic/Azores',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/New_York',
  'America/Los_Angeles',
  'Pacific/Pago_Pago',
]
/** The local time by another implementation than ours. */
const clockIn = (zone: string, instant: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    instant,
  )

test.each([
  ['an ordinary day', Date.UTC(2026, 5, 10, 0)],
  ['the night of the change in Europe', Date.UTC(2026, 2, 28, 20)],
  ['the night of the change back', Date.UTC(2026, 9, 24, 20)],
  ['the night before a leap day', Date.UTC(2028, 1, 28, 20)],
])(
  'T4 customers in 30 zones wait until 09:00 from %s: each is woken at nine by their own clock, within a day',
  async (_, from) => {
    engine.now = from
    await engine.publish('f', flowOf({ steps: [until('09:00'), END] }))
    for (const [n, zone] of ZONES.entries())
      await engine.append(n + 1, 'Identified', { kind: 'identify', body: { t: { timezone: zone } } })
    for (const n of ZONES.keys()) await engine.append(n + 1, 'Started')
    await engine.rest()
    const waiting = await runsOf()
    expect(waiting).toHaveLength(ZONES.length)
    for (const [n, { wake_at: wakeAt }] of waiting.entries()) {
      const zone = ZONES[n] ?? ''
      expect([zone, clockIn(zone, wakeAt)]).toEqual([zone, '09:00'])
      expect(wakeAt - from).toBeGreaterThan(0)
      expect(wakeAt - from).toBeLessThanOrEqual(25 * HOUR)
    }
    for (let hour = 1; hour <= 26; hour++) await at(from + hour * HOUR)
    const ended = await runsOf()
    expect(ended.map(({ ended_at }) => ended_at)).toEqual(waiting.map(({ wake_at }) => wake_at))
    await replayIsExact()
  },
)
