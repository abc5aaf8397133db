// Aggregates over a rolling window: the newest events singly, older ones summed up by slots of time (C3).
import type { AggregateFunction, Json } from '@lotse/protocol'
import { type Instant, MINUTE_MS } from '../../base/index.ts'
import { type AggregateState, EVENTS_MAX, type Keeping, type Slot } from './state.ts'
import { type Total, totals } from './total.ts'
import { compareDated, kept, LISTED_VALUE_LENGTH_MAX } from './values.ts'

/** The most slots of a window, so that what is kept stays bounded. */
export const SLOTS_MAX = 1440

/** The length of a slot: a minute; in windows longer than a day as many whole minutes as keep to {@link SLOTS_MAX}. */
export function slotMsOf(windowMs: number): number {
  return Math.ceil(windowMs / SLOTS_MAX / MINUTE_MS) * MINUTE_MS || MINUTE_MS
}

type Log = { readonly total: Total; readonly valued: boolean; readonly slotMs: number }

/**
 * Keeps the events of a window: the newest 1,000 in `ts` and `vs`, sorted by time, then value; the others in slots.
 * A slot leaves the window as soon as its start does, so a rounded value is too small by at most one slot.
 * Counts and sums also keep the total of it all in the state itself, so that reading them costs the same however many events there are.
 * What is kept is a function of the events in the window alone, never of their order.
 *
 * @param windowMs - an event counts while it is later than now - windowMs.
 */
export function keepLog(fn: AggregateFunction, windowMs: number): Keeping {
  const log: Log = { total: totals[fn], valued: fn !== 'count', slotMs: slotMsOf(windowMs) }
  return {
    add: (state, at, raw, now) => {
      const cutoff = now - windowMs
      prune(log, state, cutoff)
      if (at <= cutoff) return
      const value = kept(raw, LISTED_VALUE_LENGTH_MAX)
      if (log.total.takes(value)) insert(log, state, at, value ?? null, cutoff)
    },
    merge: (into, from) => merge(log, into, from),
    prune: (state, now) => prune(log, state, now - windowMs),
    value: (state, now) => valueSince(log, state, now - windowMs),
    expiry: (state, now) => {
      const next = nextToLeave(state, now - windowMs)
      return next === undefined ? undefined : next + windowMs
    },
  }
}

function insert(log: Log, state: AggregateState, at: Instant, value: Json, cutoff: Instant): void {
  if (log.total.remove) log.total.add(state, at, value)
  state.ts ??= []
  const index = placeOf(state, at, value)
  state.ts.splice(index, 0, at)
  if (log.valued) {
    state.vs ??= []
    state.vs.splice(index, 0, value)
  }
  if (state.ts.length > EVENTS_MAX) moveOldest(log, state, cutoff)
}

/** Events mostly come in order, so the place is looked for from the end first. */
function placeOf({ ts = [], vs }: AggregateState, at: Instant, value: Json): number {
  const after = (index: number): boolean => compareDated(ts[index] ?? 0, vs?.[index] ?? null, at, vs ? value : null) > 0
  let high = ts.length
  if (high === 0 || !after(high - 1)) return high
  let low = 0
  while (low < high) {
    const middle = (low + high) >> 1
    if (after(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function moveOldest(log: Log, state: AggregateState, cutoff: Instant): void {
  const at = state.ts?.shift() ?? 0
  const value = state.vs?.shift() ?? null
  state.e = Math.max(state.e ?? at, at)
  const start = Math.floor(at / log.slotMs) * log.slotMs
  if (start > cutoff) log.total.add(slotOf(state, start), at, value)
  else removeEvent(log, state, at, value)
}

function removeEvent({ total }: Log, state: AggregateState, at: Instant, value: Json): void {
  if (!total.remove) return
  const one: AggregateState = {}
  total.add(one, at, value)
  total.remove(state, one)
}

function slotOf(state: AggregateState, start: Instant): AggregateState {
  state.s ??= []
  let index = state.s.length
  while (index > 0 && (state.s[index - 1]?.[0] ?? start) > start) index -= 1
  const before = state.s[index - 1]
  if (before?.[0] === start) return before[1]
  const slot: Slot = [start, {}]
  state.s.splice(index, 0, slot)
  return slot[1]
}

/** Nothing is known of the time, so slots are kept that may have left the window; pruning forgets them. */
function merge(log: Log, into: AggregateState, from: AggregateState): void {
  if (from.e !== undefined) into.e = Math.max(into.e ?? from.e, from.e)
  for (const [start, total] of from.s ?? []) {
    log.total.merge(slotOf(into, start), total)
    if (log.total.remove) log.total.merge(into, total)
  }
  from.ts?.forEach((at, i) => {
    insert(log, into, at, from.vs?.[i] ?? null, Number.NEGATIVE_INFINITY)
  })
}

function prune(log: Log, state: AggregateState, cutoff: Instant): void {
  const { ts, vs, s } = state
  const gone = ts ? firstAfter(ts, cutoff) : 0
  if (gone > 0) {
    for (let i = 0; i < gone; i += 1) removeEvent(log, state, ts?.[i] ?? 0, vs?.[i] ?? null)
    ts?.splice(0, gone)
    vs?.splice(0, gone)
  }
  while (s?.[0] && s[0][0] <= cutoff) {
    log.total.remove?.(state, s[0][1])
    s.shift()
  }
  if (state.e !== undefined && state.e <= cutoff) delete state.e
}

/** The index of the first time after an instant. */
function firstAfter(times: readonly Instant[], instant: Instant): number {
  let low = 0
  if (times[0] === undefined || times[0] > instant) return low
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? instant) > instant) high = middle
    else low = middle + 1
  }
  return low
}

function valueSince(log: Log, state: AggregateState, cutoff: Instant): { value: Json | undefined; rounded: boolean } {
  const total = log.total.remove && nothingLeft(state, cutoff) ? state : totalSince(log, state, cutoff)
  return { value: log.total.value(total), rounded: state.e !== undefined && state.e > cutoff }
}

/** Whether all that is kept still counts. */
function nothingLeft({ ts, s }: AggregateState, cutoff: Instant): boolean {
  return (ts?.[0] ?? Number.POSITIVE_INFINITY) > cutoff && (s?.[0]?.[0] ?? Number.POSITIVE_INFINITY) > cutoff
}

function totalSince(log: Log, { ts = [], vs, s = [] }: AggregateState, cutoff: Instant): AggregateState {
  const all: AggregateState = {}
  for (const [start, total] of s) if (start > cutoff) log.total.merge(all, total)
  for (let i = firstAfter(ts, cutoff); i < ts.length; i += 1) log.total.add(all, ts[i] ?? 0, vs?.[i] ?? null)
  return all
}

function nextToLeave({ ts = [], s = [], e }: AggregateState, cutoff: Instant): Instant | undefined {
  const event = ts[firstAfter(ts, cutoff)]
  const slot = s.find(([start]) => start > cutoff)?.[0]
  const rounding = e !== undefined && e > cutoff ? e : undefined
  const times = [event, slot, rounding].filter((at) => at !== undefined)
  return times.length > 0 ? Math.min(...times) : undefined
}
