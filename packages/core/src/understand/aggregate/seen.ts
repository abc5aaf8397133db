// `distinct` over a rolling window: each value with the time it was last seen. Beyond the limit the longest unseen are dropped.
import type { Json } from '@lotse/protocol'
import type { Instant } from '../../base/index.ts'
import { type AggregateState, DISTINCT_MAX, type Keeping } from './state.ts'
import { indexOfValue } from './total.ts'
import { kept, LISTED_VALUE_LENGTH_MAX } from './values.ts'

/**
 * Keeps the values of a window: `vs` sorted, `ts` when each was last seen, `e` the latest time of a value that had to be dropped.
 *
 * @param windowMs - a value counts while it was seen later than now - windowMs.
 */
export function keepSeen(windowMs: number): Keeping {
  return {
    add: (state, at, raw, now) => {
      const value = kept(raw, LISTED_VALUE_LENGTH_MAX)
      prune(state, now - windowMs)
      if (value !== undefined && at > now - windowMs) see(state, at, value)
    },
    merge: (into, from) => {
      from.vs?.forEach((value, i) => {
        see(into, from.ts?.[i] ?? 0, value)
      })
      if (from.e !== undefined) into.e = Math.max(into.e ?? from.e, from.e)
    },
    prune: (state, now) => prune(state, now - windowMs),
    value: (state, now) => valueSince(state, now - windowMs),
    expiry: (state, now) => {
      const first = Math.min(...timesSince(state, now - windowMs))
      return Number.isFinite(first) ? first + windowMs : undefined
    },
  }
}

function see(state: AggregateState, at: Instant, value: Json): void {
  state.vs ??= []
  state.ts ??= []
  const index = indexOfValue(state.vs, value)
  if (index >= 0) {
    state.ts[index] = Math.max(state.ts[index] ?? at, at)
    return
  }
  state.vs.splice(-index - 1, 0, value)
  state.ts.splice(-index - 1, 0, at)
  if (state.vs.length > DISTINCT_MAX) drop(state, state.vs, state.ts)
}

/** Drops the value unseen for longest; of several the first in order. */
function drop(state: AggregateState, values: Json[], times: Instant[]): void {
  const oldest = Math.min(...times)
  const index = times.indexOf(oldest)
  values.splice(index, 1)
  times.splice(index, 1)
  state.e = Math.max(state.e ?? oldest, oldest)
}

function prune(state: AggregateState, cutoff: Instant): void {
  if (state.e !== undefined && state.e <= cutoff) delete state.e
  const { ts, vs } = state
  if (!ts || !vs || ts.every((at) => at > cutoff)) return
  state.vs = vs.filter((_, i) => (ts[i] ?? cutoff) > cutoff)
  state.ts = ts.filter((at) => at > cutoff)
}

function timesSince({ ts, e }: AggregateState, cutoff: Instant): Instant[] {
  const times = (ts ?? []).filter((at) => at > cutoff)
  if (e !== undefined && e > cutoff) times.push(e)
  return times
}

/** A dropped value still in the window means: at least one more than are kept. */
function valueSince(state: AggregateState, cutoff: Instant): { value: number; rounded: boolean } {
  let value = 0
  for (const at of state.ts ?? []) if (at > cutoff) value += 1
  const rounded = state.e !== undefined && state.e > cutoff
  return { value: rounded ? value + 1 : value, rounded }
}
