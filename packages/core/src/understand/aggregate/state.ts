// What is kept of an aggregate between events, and what every kind of aggregate can do with it. No behaviour.
import type { Json } from '@lotse/protocol'
import type { Instant } from '../../base/index.ts'

/**
 * What is kept for one customer and aggregate: plain JSON with short keys; `{}` before the first event. Which keys are used depends on the kind:
 * `n`: how many; `h`, `l`: parts of an exact sum (see `Decimal`); `v`, `t`: the chosen value and its time;
 * `ts`, `vs`: times and values of single events, sorted; `s`: what became of older events, by slot;
 * `e`: the latest time of an event that is no longer kept singly.
 */
export type AggregateState = {
  n?: number
  h?: number
  l?: number
  v?: Json
  t?: Instant
  ts?: Instant[]
  vs?: Json[]
  s?: Slot[]
  e?: Instant
}

/** Start of a slot of time, and what its events amount to. */
export type Slot = [start: Instant, total: AggregateState]

/** An event that an aggregate counts. `value`: of the property named by `of`; missing or null where it has none. */
export type CountedEvent = { readonly occurredAt: Instant; readonly value?: Json | undefined }

/** A value; `rounded` where more events fell into the window than are kept singly, or more values than are told apart (C3). */
export type AggregateValue = { readonly value: Json | undefined; readonly rounded: boolean }

/** How one kind of aggregate keeps its state. All but `value` and `expiry` change the state in place. */
export type Keeping = {
  add(state: AggregateState, at: Instant, value: Json | undefined, now: Instant): void
  /** Adds all events of `from`, which stays unchanged. */
  merge(into: AggregateState, from: AggregateState): void
  /** Forgets what no longer counts. */
  prune(state: AggregateState, now: Instant): void
  value(state: AggregateState, now: Instant): AggregateValue
  /** When the value may next change by time alone. */
  expiry(state: AggregateState, now: Instant): Instant | undefined
}

/** The events of a window that are kept singly (C3). */
export const EVENTS_MAX = 1000
/** The values a `distinct` tells apart; beyond that it answers "at least", one more than this. */
export const DISTINCT_MAX = 1000
