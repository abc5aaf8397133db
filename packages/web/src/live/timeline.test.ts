// A timeline that grows by pages and by the stream: each entry once, newest first, whatever comes when.
import type { TimelineItem } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withItems } from './timeline.ts'

const item = (id: string, second: number, name = 'x'): TimelineItem => ({
  id,
  kind: 'event',
  messageId: id,
  name,
  channel: 'web',
  occurredAt: new Date(second * 1000).toISOString(),
  receivedAt: new Date(second * 1000).toISOString(),
  source: null,
  detail: { eventKind: 'track', history: false, properties: {}, traits: {} },
})

test('a new entry stands on top', () => {
  expect(withItems([item('a', 1)], [item('b', 2)]).map(({ id }) => id)).toEqual(['b', 'a'])
})

test('a changed entry stays where it is', () => {
  const items = [item('b', 2), item('a', 1)]
  expect(withItems(items, [item('a', 1, 'changed')]).map(({ id, name }) => `${id} ${name}`)).toEqual([
    'b x',
    'a changed',
  ])
})

test('an entry of the same instant goes above those that are there', () => {
  expect(withItems([item('a', 1)], [item('b', 1)]).map(({ id }) => id)).toEqual(['b', 'a'])
})

const items = fc.array(
  fc
    .record({ id: fc.integer({ min: 0, max: 30 }), second: fc.integer({ min: 0, max: 20 }) })
    .map(({ id, second }) => item(`${id}`, second)),
  { maxLength: 40 },
)

test('law: after any arrivals every id is there once with its newest form, and new ones stand in order of time', () => {
  fc.assert(
    fc.property(fc.array(items, { maxLength: 6 }), (arrivals) => {
      const timeline = arrivals.reduce<readonly TimelineItem[]>(withItems, [])
      const newest = new Map(arrivals.flat().map((one) => [one.id, one]))
      expect(new Set(timeline.map(({ id }) => id)).size).toBe(timeline.length)
      expect(new Map(timeline.map((one) => [one.id, one]))).toEqual(newest)
    }),
  )
})

test('law: entries that never change are always newest first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 }), (seconds) => {
      const timeline = seconds.reduce<readonly TimelineItem[]>(
        (list, s, index) => withItems(list, [item(`${index}`, s)]),
        [],
      )
      const times = timeline.map(({ occurredAt }) => occurredAt)
      expect(times).toEqual([...times].sort().reverse())
    }),
  )
})
