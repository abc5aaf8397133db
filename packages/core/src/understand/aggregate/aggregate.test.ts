// Aggregates event by event, against an oracle that keeps every event: C3, C4 and C14 to C19 as laws.
import { type Aggregate, type AggregateFunction, aggregateFunctions, type Json } from '@lotse/protocol'
import { type DatedEvent, EVENTS_AT, factsOf, randomEvents } from '@lotse/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseOperand } from '../../base/index.ts'
import {
  type AggregateState,
  addToAggregate,
  aggregateValue,
  type CompiledAggregate,
  compileAggregate,
  DISTINCT_MAX,
  EVENTS_MAX,
  emptyAggregate,
  mergeAggregates,
  nextExpiry,
  pruneAggregate,
  SLOTS_MAX,
  slotMsOf,
} from './index.ts'
import { compareDated, compareValues, kept } from './values.ts'

const NOW = EVENTS_AT
const HOUR = 3_600_000

function compiled(text: string): CompiledAggregate {
  const operand = parseOperand(text)
  if (!('aggregate' in operand)) throw new Error(`${text} is no aggregate`)
  return compileAggregate(operand.aggregate)
}

function fill(aggregate: CompiledAggregate, events: readonly DatedEvent[], now = NOW): AggregateState {
  const state = emptyAggregate()
  for (const event of events) addToAggregate(aggregate, state, event, now)
  return state
}

const current = (aggregate: CompiledAggregate, state: AggregateState, now = NOW) =>
  aggregateValue(aggregate, state, now)
const at = (occurredAt: number, value?: Json): DatedEvent => ({ occurredAt, value })

describe('C14 each function over the same orders', () => {
  const orders = [at(NOW - 3, 20.1), at(NOW - 2, 10.2), at(NOW - 1, 20.1), at(NOW, 'x'), at(NOW), at(NOW, null)]
  test.each<[AggregateFunction, Json]>([
    ['count', 6],
    ['sum', 50.4],
    ['average', 16.8],
    ['min', 10.2],
    ['max', 'x'],
    ['first', 20.1],
    ['last', 'x'],
    ['distinct', 3],
  ])('%s is %s, over ever and over a window', (fn, value) => {
    for (const window of ['', ' within 1h']) {
      const aggregate = compiled(`${fn}(total of "Order Completed"${window})`)
      expect(current(aggregate, fill(aggregate, orders))).toEqual({ value, rounded: false })
    }
  })

  test('C6 nothing: 0 for count, sum and distinct, missing for the others', () => {
    for (const window of ['', ' within 1h']) {
      const values = aggregateFunctions.map(
        (fn) => aggregateValue(compiled(`${fn}(x of "A"${window})`), undefined, NOW).value,
      )
      expect(values).toEqual([0, 0, undefined, undefined, undefined, undefined, undefined, 0])
    }
  })
})

describe('C3 windows are half-open (now - w, now], to the millisecond', () => {
  test.each(aggregateFunctions)('%s', (fn) => {
    const aggregate = compiled(`${fn}(x of "A" within 1h)`)
    const state = fill(aggregate, [at(NOW, 7)])
    const empty = aggregateValue(aggregate, undefined, NOW)
    expect(current(aggregate, state, NOW + HOUR - 1).value).toBe(fn === 'count' || fn === 'distinct' ? 1 : 7)
    expect(current(aggregate, state, NOW + HOUR)).toEqual(empty)
    expect(nextExpiry(aggregate, state, NOW)).toBe(NOW + HOUR)
    expect(nextExpiry(aggregate, state, NOW + HOUR)).toBeUndefined()
    expect(pruneAggregate(aggregate, state, NOW + HOUR)).toEqual({})
    expect(fill(aggregate, [at(NOW - HOUR, 7)])).toEqual({})
    expect(current(aggregate, fill(aggregate, [at(NOW - HOUR + 1, 7)])).value).not.toEqual(empty.value)
  })
})

test('C4 a late event counts at its own time', () => {
  const aggregate = compiled('last(x of "A" within 1h)')
  const state = fill(aggregate, [at(NOW, 'now')])
  addToAggregate(aggregate, state, at(NOW - HOUR / 2, 'late'), NOW)
  expect(current(aggregate, state).value).toBe('now')
  const count = compiled('count("A" within 1h)')
  const counted = fill(count, [at(NOW), at(NOW - HOUR / 2)])
  expect(current(count, counted, NOW + HOUR / 2).value).toBe(1)
})

test('C13 only events that match the filter; an unknown filter does not match', () => {
  const { matches, event, of } = compiled('sum(total of "Order Completed" where channel = "web" and total > 5)')
  expect([event, of]).toEqual(['Order Completed', 'total'])
  expect(matches(factsOf({ properties: { channel: 'web', total: 6 } }))).toBe(true)
  expect(matches(factsOf({ properties: { channel: 'web', total: 5 } }))).toBe(false)
  expect(matches(factsOf({ properties: { channel: 'web' } }))).toBe(false)
})

test('C17 the same text in another normal form is the same value', () => {
  const distinct = compiled('distinct(x of "A")')
  expect(current(distinct, fill(distinct, [at(NOW, 'ä'), at(NOW, 'a\u0308'), at(NOW, 0), at(NOW, -0)])).value).toBe(2)
})

test('C15 values too long to keep are missing', () => {
  const distinct = compiled('distinct(x of "A")')
  expect(current(distinct, fill(distinct, [at(NOW, 'x'.repeat(201)), at(NOW, [['y'.repeat(200)]])])).value).toBe(0)
  const last = compiled('last(x of "A")')
  expect(current(last, fill(last, [at(NOW, 'ok'), at(NOW + 1, 'x'.repeat(2001))])).value).toBe('ok')
})

describe('C16 beyond 1,000 events of a window: rounded, by slots (C3)', () => {
  const crowd = Array.from({ length: EVENTS_MAX + 500 }, (_, i) => at(NOW - 1800_000 + i * 1000, 1))
  test('1,000 are exact, the 1,001st makes it rounded', () => {
    const count = compiled('count("A" within 1d)')
    expect(current(count, fill(count, crowd.slice(0, EVENTS_MAX)))).toEqual({ value: EVENTS_MAX, rounded: false })
    expect(current(count, fill(count, crowd.slice(0, EVENTS_MAX + 1)))).toEqual({
      value: EVENTS_MAX + 1,
      rounded: true,
    })
  })
  test('it is exact again when the crowd has left', () => {
    const sum = compiled('sum(x of "A" within 1h)')
    const state = fill(sum, crowd)
    expect(current(sum, state)).toEqual({ value: 1500, rounded: true })
    const later = NOW - 1800_000 + 500 * 1000 + HOUR
    expect(current(sum, state, later)).toEqual({ value: 999, rounded: false })
  })
  test('slots are a minute up to a day, and never more than 1,440', () => {
    expect([slotMsOf(1), slotMsOf(HOUR), slotMsOf(24 * HOUR), slotMsOf(24 * HOUR + 1)]).toEqual([
      60_000, 60_000, 60_000, 120_000,
    ])
    const count = compiled('count("A" within 30d)')
    const state = emptyAggregate()
    const start = NOW - 40 * 24 * HOUR
    for (let i = 0; i < 60_000; i += 1) addToAggregate(count, state, at(start + i * 60_000), start + i * 60_000)
    expect(state.ts?.length).toBe(EVENTS_MAX)
    expect(state.s?.length).toBeLessThanOrEqual(SLOTS_MAX)
    expect(JSON.stringify(state).length).toBeLessThan(70_000)
  })
  test('C17 distinct: beyond 1,000 values "at least", one more', () => {
    const values = Array.from({ length: DISTINCT_MAX + 5 }, (_, i) => at(NOW - 5000 + i, `v${i}`))
    for (const window of ['', ' within 1h']) {
      const distinct = compiled(`distinct(x of "A"${window})`)
      expect(current(distinct, fill(distinct, values.slice(0, DISTINCT_MAX)))).toEqual({
        value: DISTINCT_MAX,
        rounded: false,
      })
      expect(current(distinct, fill(distinct, values))).toEqual({ value: DISTINCT_MAX + 1, rounded: true })
    }
  })
})

/** Keeps every event and computes the value from scratch. */
function slowValue(
  { fn, within }: Aggregate,
  events: readonly DatedEvent[],
  windowMs: number | undefined,
  now: number,
): Json | undefined {
  const alive = events.filter(({ occurredAt }) => within === undefined || occurredAt > now - (windowMs ?? 0))
  if (fn === 'count') return alive.length
  const values = alive.flatMap(({ occurredAt, value }) => {
    const good = kept(value, 200)
    return good === undefined ? [] : [{ occurredAt, value: good }]
  })
  const numbers = values.flatMap(({ value }) => (typeof value === 'number' && Math.abs(value) <= 1e15 ? [value] : []))
  const micros = numbers.reduce((sum, value) => sum + microsOf(value), 0n)
  if (fn === 'sum') return Number(`${micros}e-6`)
  if (fn === 'average') return numbers.length ? Number(`${micros}e-6`) / numbers.length : undefined
  if (fn === 'distinct')
    return values.filter((one, i) => values.findIndex((other) => compareValues(one.value, other.value) === 0) === i)
      .length
  if (fn === 'min' || fn === 'max') {
    const sorted = values
      .map(({ value }) => value)
      .filter((value) => typeof value === 'number' || typeof value === 'string')
    return sorted.sort(compareValues).at(fn === 'min' ? 0 : -1)
  }
  return values.sort((a, b) => compareDated(a.occurredAt, a.value, b.occurredAt, b.value)).at(fn === 'first' ? 0 : -1)
    ?.value
}

/** Millionths, read off the number as people see it. */
function microsOf(value: number): bigint {
  const [whole = '0', fraction = ''] = String(value).split('.')
  return BigInt(`${whole}${fraction.padEnd(6, '0')}`)
}

const definition = fc.record({
  fn: fc.constantFrom(...aggregateFunctions),
  window: fc.constantFrom('', ' within 10m', ' within 1h', ' within 500ms'),
})
const definitionOf = ({ fn, window }: { fn: AggregateFunction; window: string }) => compiled(`${fn}(x of "A"${window})`)
/** Numbers of at most six decimals, whose sum the oracle can write down; longer ones are the business of the laws of order. */
const plain = (events: readonly DatedEvent[]): DatedEvent[] =>
  events.filter(
    ({ value }) => typeof value !== 'number' || /^-?\d+(\.\d{1,6})?$/.test(String(value)) || Math.abs(value) > 1e15,
  )

test('C3 law: the value is that of the oracle, at any later time', () => {
  fc.assert(
    fc.property(definition, randomEvents(HOUR, 40), fc.integer({ min: 0, max: HOUR }), (given, events, later) => {
      const aggregate = definitionOf(given)
      const some = plain(events)
      const state = fill(aggregate, some)
      for (const now of [NOW, NOW + later]) {
        expect(current(aggregate, state, now)).toEqual({
          ...{ value: slowValue(aggregate.definition, some, aggregate.windowMs, now), rounded: false },
        })
      }
    }),
    { numRuns: 3000 },
  )
})

/** The same events, each with when it arrived: in another order, late ones later, time going on between them. */
function shuffled(events: readonly DatedEvent[], keys: readonly number[]): DatedEvent[] {
  const keyed = events.map((event, i) => ({ event, key: keys[i % keys.length] ?? 0 }))
  return keyed.sort((a, b) => a.key - b.key).map(({ event }) => event)
}

/** Adds events at the earliest instants their order allows, so that windows move while they come. */
function live(aggregate: CompiledAggregate, events: readonly DatedEvent[]): AggregateState {
  const state = emptyAggregate()
  let now = 0
  for (const event of events) {
    now = Math.max(now, event.occurredAt)
    addToAggregate(aggregate, state, event, now)
  }
  return pruneAggregate(aggregate, state, NOW)
}

const keys = fc.array(fc.nat(), { minLength: 1, maxLength: 60 })

test('C18 law: the same events in any order, at any pace, leave the same state', () => {
  fc.assert(
    fc.property(definition, randomEvents(2 * HOUR, 60), keys, (given, events, order) => {
      const aggregate = definitionOf(given)
      const inOrder = [...events].sort((a, b) => a.occurredAt - b.occurredAt)
      const expected = pruneAggregate(aggregate, fill(aggregate, inOrder), NOW)
      expect(live(aggregate, inOrder)).toEqual(expected)
      expect(live(aggregate, shuffled(events, order))).toEqual(expected)
      expect(JSON.parse(JSON.stringify(expected))).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
})

/** More events than are kept singly: repeated with small shifts. */
const crowds = fc.record({
  seeds: randomEvents(HOUR, 30, 20),
  times: fc.integer({ min: 60, max: 120 }),
  step: fc.integer({ min: 0, max: 5000 }),
})
const crowdOf = ({ seeds, times, step }: { seeds: DatedEvent[]; times: number; step: number }): DatedEvent[] =>
  Array.from({ length: times }, (_, n) =>
    seeds.map(({ occurredAt, value }) =>
      at(occurredAt - n * step, typeof value === 'number' && value < 1e6 ? value + n * 1e4 : value),
    ),
  ).flat()

const crowdDefinition = fc.record({
  fn: fc.constantFrom(...aggregateFunctions),
  window: fc.constantFrom('', ' within 1h', ' within 55m', ' within 65m'),
})

test('C18 law: the same for crowds, where events are summed up by slots and values are dropped', () => {
  let rounded = 0
  fc.assert(
    fc.property(crowdDefinition, crowds, keys, (given, crowd, order) => {
      const aggregate = definitionOf(given)
      const events = crowdOf(crowd)
      const inOrder = [...events].sort((a, b) => a.occurredAt - b.occurredAt)
      const expected = live(aggregate, inOrder)
      expect(live(aggregate, shuffled(events, order))).toEqual(expected)
      if (aggregateValue(aggregate, expected, NOW).rounded) rounded += 1
    }),
    { numRuns: 150 },
  )
  expect(rounded).toBeGreaterThan(30)
})

test('C16 law: a rounded count lacks at most the events of one slot', () => {
  fc.assert(
    fc.property(crowds, (crowd) => {
      const aggregate = compiled('count("A" within 1h)')
      const events = crowdOf(crowd)
      const { value } = aggregateValue(aggregate, fill(aggregate, events), NOW)
      const within = (windowMs: number): number => events.filter(({ occurredAt }) => occurredAt > NOW - windowMs).length
      expect(value).toBeLessThanOrEqual(within(HOUR))
      expect(value).toBeGreaterThanOrEqual(within(HOUR - 60_000))
    }),
    { numRuns: 100 },
  )
})

test('C18 law: merging two states is counting the events of both', () => {
  fc.assert(
    fc.property(
      fc.oneof(definition, crowdDefinition),
      fc.oneof(randomEvents(2 * HOUR, 60), crowds.map(crowdOf)),
      keys,
      (given, events, order) => {
        const aggregate = definitionOf(given)
        const mine = events.filter((_, i) => (order[i % order.length] ?? 0) % 8 === 0)
        const theirs = events.filter((_, i) => (order[i % order.length] ?? 0) % 8 !== 0)
        const from = live(aggregate, theirs)
        const before = JSON.stringify(from)
        const merged = mergeAggregates(aggregate, live(aggregate, mine), from)
        expect(pruneAggregate(aggregate, merged, NOW)).toEqual(pruneAggregate(aggregate, fill(aggregate, events), NOW))
        expect(JSON.stringify(from)).toBe(before)
      },
    ),
    { numRuns: 600 },
  )
})

test('C19 law: reading the value changes nothing; it changes by time alone just when nextExpiry says, if at all', () => {
  fc.assert(
    fc.property(definition, fc.oneof(randomEvents(HOUR, 12), crowds.map(crowdOf)), (given, events) => {
      const aggregate = definitionOf(given)
      const state = fill(aggregate, events)
      const before = JSON.stringify(state)
      let now = NOW
      for (let n = 0; n < 8; n += 1) {
        const next = nextExpiry(aggregate, state, now)
        const value = current(aggregate, state, now)
        if (next === undefined) {
          expect(current(aggregate, state, now + 100 * HOUR)).toEqual(value)
          break
        }
        expect(next).toBeGreaterThan(now)
        expect(current(aggregate, state, next - 1)).toEqual(value)
        now = next
      }
      expect(JSON.stringify(state)).toBe(before)
    }),
    { numRuns: 500 },
  )
})

test('measure: adding an event and reading the value (printed, not asserted)', () => {
  const lines = [
    'count("A")',
    'sum(x of "A" within 1h)',
    'distinct(x of "A")',
    'max(x of "A" within 30m)',
    'sum(x of "A" within 30d)',
  ].map((text) => {
    const aggregate = compiled(text)
    const state = emptyAggregate()
    const start = performance.now()
    for (let i = 0; i < 100_000; i += 1) {
      addToAggregate(aggregate, state, at(NOW + i * 60_000, i % 50), NOW + i * 60_000)
      aggregateValue(aggregate, state, NOW + i * 60_000)
    }
    return `${text}: ${Math.round(100_000 / (performance.now() - start))},000/s`
  })
  process.stdout.write(`aggregates, add and value: ${lines.join('; ')}\n`)
})
