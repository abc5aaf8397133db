// Mission Control's memory: the newest snapshot, a bounded series, nothing twice.
import type { LiveSnapshot } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { noHistory, SAMPLES_MAX, withSnapshot } from './history.ts'

const snapshot = (second: number, active: readonly number[] = []): LiveSnapshot => ({
  at: new Date(second * 1000).toISOString(),
  eventsPerSecond: second,
  decisions: [],
  incidents: [],
  minutes: [],
  topEvents: [],
  customersMoving: 2 * second,
  customersMovingCut: false,
  recent: [],
  flows: active.map((count, index) => ({
    id: `f${index}`,
    name: 'Flow',
    status: 'published',
    version: 1,
    entered: count,
    active: count,
    ended: 0,
    steps: [],
  })),
  messages: [],
  stuck: [],
  lagMs: 0,
})

test('a snapshot becomes the newest and adds a sample; people in flows are summed', () => {
  const history = withSnapshot(noHistory, snapshot(5, [3, 4]))
  expect(history.now?.eventsPerSecond).toBe(5)
  expect(history.samples).toEqual([{ at: 5000, eventsPerSecond: 5, customersMoving: 10, waiting: 7, lagMs: 0 }])
})

test('a repeat or an older snapshot after a reconnect changes nothing', () => {
  const history = withSnapshot(noHistory, snapshot(5))
  expect(withSnapshot(history, snapshot(5))).toBe(history)
  expect(withSnapshot(history, snapshot(4))).toBe(history)
})

test('the series never grows past its limit and keeps the newest', () => {
  const history = Array.from({ length: SAMPLES_MAX + 30 }, (_, index) => snapshot(index + 1)).reduce(
    withSnapshot,
    noHistory,
  )
  expect(history.samples).toHaveLength(SAMPLES_MAX)
  expect(history.samples.at(-1)?.at).toBe((SAMPLES_MAX + 30) * 1000)
})
