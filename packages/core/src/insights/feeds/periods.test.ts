// When digests are due, around hours, weeks and changes of clocks; and what makes an answer bad, or many a move.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerScales } from '../../understand/index.ts'
import { feedAnswers, isBad, listenFor, moveOf } from './answers.ts'
import { type Cadence, dueDigest, periodAt } from './periods.ts'

const BERLIN = 'Europe/Berlin'
const at = (text: string): number => Date.parse(text)

test('FD9 a daily digest is due from its hour on, where the reader lives; a weekly one on Monday', () => {
  const daily = { cadence: 'daily', hour: 8, zone: BERLIN } as const
  expect(periodAt(daily, at('2026-11-22T06:59:59Z'))).toBe('2026-11-21')
  expect(periodAt(daily, at('2026-11-22T07:00:00Z'))).toBe('2026-11-22')
  expect(periodAt({ ...daily, zone: 'America/Los_Angeles' }, at('2026-11-22T07:00:00Z'))).toBe('2026-11-21')
  const weekly = { ...daily, cadence: 'weekly' } as const
  // 2026-11-23 is a Monday.
  expect(periodAt(weekly, at('2026-11-23T06:59:00Z'))).toBe('2026-11-16')
  expect(periodAt(weekly, at('2026-11-23T07:00:00Z'))).toBe('2026-11-23')
  expect(periodAt(weekly, at('2026-11-29T23:00:00Z'))).toBe('2026-11-23')
  expect(periodAt({ ...daily, cadence: 'off' }, at('2026-11-23T07:00:00Z'))).toBeNull()
})

test('law: FD9 whenever somebody looks, each period is told once, in order, none is told twice, and time alone never goes back', () => {
  const wish = fc.record({
    cadence: fc.constantFrom<Cadence>('daily', 'weekly'),
    hour: fc.integer({ min: 0, max: 23 }),
    zone: fc.constantFrom(BERLIN, 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'),
  })
  const looks = fc.array(fc.integer({ min: 1, max: 40 * 3_600_000 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(wish, looks, (wish, gaps) => {
      let now = at('2026-10-20T00:00:00Z')
      let last = periodAt(wish, now) ?? ''
      const told: string[] = []
      for (const gap of gaps) {
        now += gap
        const due = dueDigest(wish, now, last)
        if (due === null) continue
        told.push(due)
        last = due
      }
      expect(told).toEqual([...new Set(told)].sort())
      expect(dueDigest(wish, now, last)).toBeNull()
    }),
  )
})

test('FD6 two of five stars, a detractor, two of seven and harsh words are bad; the next better is not', () => {
  const borders = { csat: 200, nps: 600, ces: 200, sentiment: -50 } as const
  for (const kind of ['csat', 'nps', 'ces', 'sentiment'] as const) {
    expect(isBad(kind, borders[kind])).toBe(true)
    expect(isBad(kind, borders[kind] + 1)).toBe(false)
  }
})

test('FD8 answers have moved by a tenth of their scale, where five or more said so before and now', () => {
  expect(moveOf('csat', { count: 5, mean: 3.5 }, { count: 5, mean: 4 })).toBe('down')
  expect(moveOf('csat', { count: 5, mean: 4 }, { count: 9, mean: 3.5 })).toBe('up')
  expect(moveOf('csat', { count: 5, mean: 3.7 }, { count: 5, mean: 4 })).toBeNull()
  expect(moveOf('csat', { count: 4, mean: 1 }, { count: 90, mean: 5 })).toBeNull()
  expect(moveOf('csat', { count: 90, mean: 1 }, { count: 4, mean: 5 })).toBeNull()
})

const event = (properties: object, more: object = {}) => ({
  seq: 1,
  kind: 'track' as const,
  name: 'Rated',
  channel: 'web',
  messageId: 'm',
  occurredAt: at('2026-11-22T10:00:00Z'),
  receivedAt: at('2026-11-22T10:00:01Z'),
  history: false,
  body: { p: properties as never },
  ...more,
})

test('FD5 FD6 an event is an answer of every record that asks for it; a bad and fresh one alerts, an old or imported one counts alone', () => {
  const ask = { kind: 'csat', event: 'Rated', property: 'stars' } as const
  const where = { op: 'eq', left: { property: 'shop' }, right: { literal: 'north' } } as const
  const listening = listenFor([
    { id: 'checkout', asks: [ask] },
    { id: 'north', asks: [{ ...ask, where }] },
  ])
  const now = at('2026-11-22T10:00:02Z')
  const told = (given: ReturnType<typeof event>, when = now) =>
    feedAnswers(listening, given, when).map(({ record, value, alert }) => [record, value, alert])
  expect(told(event({ stars: 1, shop: 'north' }))).toEqual([
    ['checkout', 100, true],
    ['north', 100, true],
  ])
  expect(told(event({ stars: 4, shop: 'south' }))).toEqual([['checkout', 400, false]])
  expect(told(event({ stars: 6 }))).toEqual([])
  expect(told(event({ stars: 1 }), now + 2 * 86_400_000)).toEqual([['checkout', 100, false]])
  expect(told(event({ stars: 1 }, { history: true }))).toEqual([['checkout', 100, false]])
  expect(answerScales.csat).toEqual([1, 5])
})
