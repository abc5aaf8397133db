// Events as they come: on top or held back, each once, bounded, and nothing dropped unsaid. And the address as a question to the server.
import type { EventItem, EventTail } from '@lotse/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { queryOf, timesOf } from './filter.ts'
import { KEPT_MAX, noTail, type Tail, tailAfter } from './tail.ts'

const item = (id: string): EventItem => ({
  id,
  name: 'Seen',
  kind: 'track',
  channel: 'web',
  source: null,
  customerName: null,
  customerId: '1',
  who: null,
  occurredAt: '2026-11-20T12:00:00.000Z',
  receivedAt: '2026-11-20T12:00:00.000Z',
  history: false,
  clockCorrected: false,
  facts: [],
})
const came = (ids: readonly string[], hold = false, dropped = 0, known: readonly string[] = []) => ({
  kind: 'came' as const,
  tail: { items: ids.map(item), dropped, at: '2026-11-20T12:00:00.000Z' } satisfies EventTail,
  hold,
  known: new Set(known),
})
const ids = ({ shown, held }: Tail) => [held.map(({ id }) => id), shown.map(({ id }) => id)]

test('what comes stands on top, the newest first', () => {
  expect(ids(tailAfter(tailAfter(noTail, came(['1', '2'])), came(['3'])))).toEqual([[], ['3', '2', '1']])
})

test('while held it waits; asked for, it comes on top in its order', () => {
  const held = tailAfter(tailAfter(tailAfter(noTail, came(['1'])), came(['2', '3'], true)), came(['4'], true))
  expect(ids(held)).toEqual([['4', '3', '2'], ['1']])
  expect(ids(tailAfter(held, { kind: 'show' }))).toEqual([[], ['4', '3', '2', '1']])
  expect(ids(tailAfter(held, came(['5'])))).toEqual([[], ['5', '4', '3', '2', '1']])
})

test('after a reconnect nothing stands twice, nor what the list has already', () => {
  expect(ids(tailAfter(tailAfter(noTail, came(['1'])), came(['1', '2', '9'], false, 0, ['9'])))).toEqual([
    [],
    ['2', '1'],
  ])
})

test('law: of everything that came, each is shown, waits, or is counted as dropped', () => {
  const batch = fc.record({
    size: fc.integer({ min: 0, max: 400 }),
    hold: fc.boolean(),
    dropped: fc.integer({ min: 0, max: 9 }),
  })
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 12 }), (batches) => {
      let [tail, next, all] = [noTail, 0, 0]
      for (const { size, hold, dropped } of batches) {
        const fresh = Array.from({ length: size }, () => String(next++))
        tail = tailAfter(tail, came(fresh, hold, dropped))
        all += size + dropped
      }
      expect(tail.shown.length + tail.held.length + tail.dropped).toBe(all)
      expect(Math.max(tail.shown.length, tail.held.length)).toBeLessThanOrEqual(KEPT_MAX)
    }),
  )
})

describe('the address', () => {
  const NOW = Date.UTC(2026, 10, 20, 12)
  test('what cannot be a filter is left out', () => {
    expect(queryOf({ name: 'Paid', source: 'shop', customer: 'anna', property: 'x' })).toEqual({ name: 'Paid' })
    expect(queryOf({ source: 'own', customer: '7', property: 'a.b=c=d' })).toEqual({
      source: 'own',
      customer: '7',
      property: 'a.b=c=d',
    })
  })
  test('a span counts back from now; an instant stands as it is; rubbish is nothing', () => {
    expect(timesOf({ since: 'h1' }, NOW)).toEqual({ since: '2026-11-20T11:00:00.000Z' })
    expect(timesOf({ since: '2026-11-20T09:30:00.000Z' }, NOW)).toEqual({ since: '2026-11-20T09:30:00.000Z' })
    expect(timesOf({ since: 'toString', until: 'soon' }, NOW)).toEqual({})
  })
  test('the last day of a span is whole', () => {
    const { since = '', until = '' } = timesOf({ since: '2026-11-20', until: '2026-11-20' }, NOW)
    expect(Date.parse(until) - Date.parse(since)).toBe(86_400_000)
  })
})
