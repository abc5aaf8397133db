// `last` over a rolling window: only the latest event matters, because it leaves the window last.
import type { Keeping } from './state.ts'
import { totals } from './total.ts'
import { kept, VALUE_LENGTH_MAX } from './values.ts'

/**
 * Keeps the latest value.
 *
 * @param windowMs - an event counts while it is later than now - windowMs.
 */
export function keepLatest(windowMs: number): Keeping {
  const { add, merge } = totals.last
  return {
    add: (state, at, raw, now) => {
      const value = kept(raw, VALUE_LENGTH_MAX)
      if (value !== undefined && at > now - windowMs) add(state, at, value)
    },
    merge,
    prune: (state, now) => {
      if (state.t === undefined || state.t > now - windowMs) return
      delete state.t
      delete state.v
    },
    value: (state, now) => {
      const counts = state.t !== undefined && state.t > now - windowMs
      return { value: counts ? state.v : undefined, rounded: false }
    },
    expiry: (state, now) => {
      const leaves = state.t === undefined ? now : state.t + windowMs
      return leaves > now ? leaves : undefined
    },
  }
}
