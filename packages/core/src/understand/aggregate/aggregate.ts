// Values computed from a customer's events, kept up to date event by event (C3, C4). Pure but for changing the state it is given.
import { type Aggregate, durationMs } from '@lotse/protocol'
import { aggregateKey, compileFilter, type Facts, type Instant } from '../../base/index.ts'
import { keepEver } from './ever.ts'
import { keepLatest } from './latest.ts'
import { keepLog } from './log.ts'
import { keepSeen } from './seen.ts'
import type { AggregateState, AggregateValue, CountedEvent, Keeping } from './state.ts'

/**
 * An aggregate ready to count. `key`: of `aggregateKey`; `event`: the name of the events it counts; `of`: the property it computes with;
 * `windowMs`: its rolling window, undefined for ever.
 */
export type CompiledAggregate = {
  readonly key: string
  readonly definition: Aggregate
  readonly event: string
  readonly of: string | undefined
  readonly windowMs: number | undefined
  readonly keeping: Keeping
  /** Whether an event of that name is counted: its filter is true. The name is not asked again. */
  matches(facts: Facts): boolean
}

/**
 * Compiles an aggregate.
 *
 * @throws Problem `condition.too_complex`, `condition.pattern_invalid`, `condition.out_of_reach` (its filter uses more than the event).
 */
export function compileAggregate(aggregate: Aggregate): CompiledAggregate {
  const { event, of, where, within } = aggregate
  const filter = where && compileFilter(where)
  const windowMs = within === undefined ? undefined : durationMs(within)
  return {
    key: aggregateKey(aggregate),
    definition: aggregate,
    event,
    of,
    windowMs,
    keeping: keepingOf(aggregate, windowMs),
    matches: filter ? (facts) => filter.test(facts) === true : () => true,
  }
}

function keepingOf({ fn }: Aggregate, windowMs: number | undefined): Keeping {
  if (windowMs === undefined) return keepEver(fn)
  if (fn === 'last') return keepLatest(windowMs)
  return fn === 'distinct' ? keepSeen(windowMs) : keepLog(fn, windowMs)
}

/** The state before the first event. */
export function emptyAggregate(): AggregateState {
  return {}
}

/**
 * Counts an event that matches.
 *
 * @param state - changed in place; undefined: none yet.
 * @param event - at its own time, however late (C4); one that already left the window changes nothing.
 * @param now - of the input; never earlier than in former calls.
 * @returns the same state.
 */
export function addToAggregate(
  compiled: CompiledAggregate,
  state: AggregateState | undefined,
  event: CountedEvent,
  now: Instant,
): AggregateState {
  const changed = state ?? {}
  compiled.keeping.add(changed, event.occurredAt, event.value, now)
  return changed
}

/**
 * The value at an instant: counts, sums and distinct of nothing are 0, the others missing. The state is not changed.
 *
 * @param now - not earlier than in the last change of the state.
 */
export function aggregateValue(
  compiled: CompiledAggregate,
  state: AggregateState | undefined,
  now: Instant,
): AggregateValue {
  return compiled.keeping.value(state ?? {}, now)
}

/**
 * The state after the events of both (I4).
 *
 * @param into - changed in place and returned; `from` stays as it was, but shares values with the result.
 */
export function mergeAggregates(
  compiled: CompiledAggregate,
  into: AggregateState | undefined,
  from: AggregateState | undefined,
): AggregateState {
  const merged = into ?? {}
  if (from) compiled.keeping.merge(merged, from)
  return merged
}

/** Forgets what no longer counts at `now`: states with the same events become equal. The state is changed in place and returned. */
export function pruneAggregate(compiled: CompiledAggregate, state: AggregateState, now: Instant): AggregateState {
  compiled.keeping.prune(state, now)
  if (state.n === 0) {
    delete state.n
    delete state.h
    delete state.l
  }
  if (state.ts?.length === 0) delete state.ts
  if (state.vs?.length === 0) delete state.vs
  if (state.s?.length === 0) delete state.s
  return state
}

/**
 * When the value may next change by time alone.
 *
 * @returns an instant after `now`, or undefined where only events can change it.
 */
export function nextExpiry(
  compiled: CompiledAggregate,
  state: AggregateState | undefined,
  now: Instant,
): Instant | undefined {
  return compiled.keeping.expiry(state ?? {}, now)
}
