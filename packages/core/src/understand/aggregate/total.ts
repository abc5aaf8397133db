// What all events together amount to: one total per function, added to one by one. Knows no windows.
import type { AggregateFunction, Json } from '@lotse/protocol'
import { addNumber, addParts, type Instant, isAddable, toNumber } from '../../base/index.ts'
import { type AggregateState, DISTINCT_MAX } from './state.ts'
import { compareDated, compareValues } from './values.ts'

/**
 * How a function makes one total of many events. `takes`: whether a value means anything to it;
 * `add` and `merge` commute, so order never matters. `merge` leaves `from` as it was.
 * `remove` undoes a `merge`; there is none where what was taken in cannot be taken out again.
 */
export type Total = {
  takes(value: Json | undefined): boolean
  add(total: AggregateState, at: Instant, value: Json): void
  merge(into: AggregateState, from: AggregateState): void
  remove?(into: AggregateState, from: AggregateState): void
  value(total: AggregateState): Json | undefined
}

const count: Total = {
  takes: () => true,
  add: (total) => {
    total.n = (total.n ?? 0) + 1
  },
  merge: (into, from) => {
    if (from.n !== undefined) into.n = (into.n ?? 0) + from.n
  },
  remove: (into, from) => {
    into.n = (into.n ?? 0) - (from.n ?? 0)
  },
  value: (total) => total.n ?? 0,
}

const sum: Total = {
  takes: (value) => typeof value === 'number' && isAddable(value),
  add: (total, _at, value) => {
    if (typeof value !== 'number') return
    addNumber(total, value)
    total.n = (total.n ?? 0) + 1
  },
  merge: (into, from) => {
    if (from.n === undefined) return
    addParts(into, from.h ?? 0, from.l ?? 0)
    into.n = (into.n ?? 0) + from.n
  },
  remove: (into, from) => {
    addParts(into, -(from.h ?? 0), -(from.l ?? 0))
    into.n = (into.n ?? 0) - (from.n ?? 0)
  },
  value: toNumber,
}

const average: Total = { ...sum, value: (total) => (total.n ? toNumber(total) / total.n : undefined) }

/** Lists, objects and booleans have no size; numbers come before texts. */
function hasSize(value: Json | undefined): boolean {
  return typeof value === 'number' || typeof value === 'string'
}

/** The value that comes first (sign 1) or last (sign -1). */
function extreme(sign: 1 | -1): Total {
  const add = (total: AggregateState, value: Json): void => {
    if (total.v === undefined || sign * compareValues(value, total.v) < 0) total.v = value
  }
  return {
    takes: hasSize,
    add: (total, _at, value) => add(total, value),
    merge: (into, from) => {
      if (from.v !== undefined) add(into, from.v)
    },
    value: (total) => total.v,
  }
}

/** The value of the earliest (sign 1) or latest (sign -1) event; at equal times the lesser, or the greater. */
function dated(sign: 1 | -1): Total {
  const add = (total: AggregateState, at: Instant, value: Json): void => {
    if (total.v !== undefined && sign * compareDated(at, value, total.t ?? 0, total.v) >= 0) return
    total.v = value
    total.t = at
  }
  return {
    takes: (value) => value !== undefined,
    add,
    merge: (into, from) => {
      if (from.v !== undefined) add(into, from.t ?? 0, from.v)
    },
    value: (total) => total.v,
  }
}

/** All values, sorted; once they are too many only that they are. */
const distinct: Total = {
  takes: (value) => value !== undefined,
  add: (total, _at, value) => {
    if (total.n !== undefined) return
    total.vs ??= []
    const index = indexOfValue(total.vs, value)
    if (index >= 0) return
    if (total.vs.length < DISTINCT_MAX) total.vs.splice(-index - 1, 0, value)
    else fill(total)
  },
  merge: (into, from) => {
    if (from.n !== undefined) fill(into)
    for (const value of from.vs ?? []) distinct.add(into, 0, value)
  },
  value: (total) => total.n ?? total.vs?.length ?? 0,
}

function fill(total: AggregateState): void {
  total.n = DISTINCT_MAX + 1
  delete total.vs
}

/** Where a value stands in a sorted list, or -1 - the place where it belongs. */
export function indexOfValue(values: readonly Json[], value: Json): number {
  let low = 0
  let high = values.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compareValues(values[middle] ?? null, value)
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return -1 - low
}

/** The total of each function. */
export const totals: Record<AggregateFunction, Total> = {
  count,
  sum,
  average,
  min: extreme(1),
  max: extreme(-1),
  first: dated(1),
  last: dated(-1),
  distinct,
}
