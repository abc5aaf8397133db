// Which aggregates a state keeps, and how it comes to keep others: a new one is filled from the customer's history once.
import type { Aggregate, JsonObject } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import type { LoggedEvent } from '../listen/index.ts'
import { addToAggregate, type CompiledAggregate, compileAggregate } from './aggregate/index.ts'
import { CustomerFacts, type EventAtHand } from './facts.ts'
import type { CustomerState } from './state.ts'

/** A set of aggregates that states keep. `id` tells sets apart; it stands in each state as `aggSet`. */
export type AggregateSet = {
  readonly id: number
  readonly byKey: ReadonlyMap<string, CompiledAggregate>
  readonly byEvent: ReadonlyMap<string, readonly CompiledAggregate[]>
}

/**
 * Compiles a set of aggregates.
 *
 * @param id - number that is never given to another set.
 * @param definitions - by aggregate key.
 */
export function aggregateSet(id: number, definitions: ReadonlyMap<string, Aggregate>): AggregateSet {
  const byKey = new Map([...definitions].map(([key, definition]) => [key, compileAggregate(definition)]))
  const byEvent = new Map<string, CompiledAggregate[]>()
  for (const compiled of byKey.values()) {
    const known = byEvent.get(compiled.event)
    if (known) known.push(compiled)
    else byEvent.set(compiled.event, [compiled])
  }
  return { id, byKey, byEvent }
}

/** An event as conditions see it. Identify and group events offer their traits as properties. */
export function eventAtHand(event: LoggedEvent): EventAtHand {
  const { name, channel, occurredAt, receivedAt, body } = event
  return { name, channel, occurredAt, receivedAt, properties: body.p ?? body.t ?? NO_PROPERTIES }
}
const NO_PROPERTIES: JsonObject = {}
const NO_AGGREGATES: ReadonlyMap<string, CompiledAggregate> = new Map()

/**
 * Adds one event to those of the given aggregates that count it.
 *
 * @param now - of the input; windows are pruned against it.
 */
export function count(
  state: CustomerState,
  aggregates: Iterable<CompiledAggregate>,
  event: LoggedEvent,
  now: Instant,
): void {
  const facts = new CustomerFacts(state, eventAtHand(event), now, 'UTC', NO_AGGREGATES)
  for (const compiled of aggregates) {
    if (compiled.event !== event.name || !compiled.matches(facts)) continue
    state.aggs[compiled.key] = addToAggregate(compiled, state.aggs[compiled.key], counted(compiled, facts, event), now)
  }
}

const counted = (compiled: CompiledAggregate, facts: CustomerFacts, event: LoggedEvent) => ({
  occurredAt: event.occurredAt,
  id: event.messageId,
  value: compiled.of === undefined ? undefined : facts.property(compiled.of),
})

/**
 * Forgets aggregates and fills them anew from history.
 *
 * @param aggregates - those to fill.
 * @param history - every earlier event of the customer and of the customers merged into it, in any order.
 */
export function refill(
  state: CustomerState,
  aggregates: readonly CompiledAggregate[],
  history: readonly LoggedEvent[],
  now: Instant,
): void {
  for (const { key } of aggregates) delete state.aggs[key]
  for (const event of history) count(state, aggregates, event, now)
}
