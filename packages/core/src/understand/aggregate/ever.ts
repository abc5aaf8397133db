// Aggregates over all time: one total, nothing to forget.
import type { AggregateFunction } from '@lotse/protocol'
import type { Keeping } from './state.ts'
import { totals } from './total.ts'
import { kept, LISTED_VALUE_LENGTH_MAX, VALUE_LENGTH_MAX } from './values.ts'

/** Keeps the total of all events. */
export function keepEver(fn: AggregateFunction): Keeping {
  const total = totals[fn]
  const lengthMax = fn === 'distinct' ? LISTED_VALUE_LENGTH_MAX : VALUE_LENGTH_MAX
  return {
    add: (state, at, raw) => {
      const value = kept(raw, lengthMax)
      if (total.takes(value)) total.add(state, at, value ?? null)
    },
    merge: total.merge,
    prune: () => {},
    value: (state) => ({ value: total.value(state), rounded: fn === 'distinct' && state.n !== undefined }),
    expiry: () => undefined,
  }
}
