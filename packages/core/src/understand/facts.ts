// What conditions may ask about a customer at one moment. Reads only; whoever changes the state makes new facts.
import type { EventFact, Json, JsonObject } from '@lotse/protocol'
import { atPath, type Facts, type Instant } from '../base/index.ts'
import { aggregateValue, type CompiledAggregate } from './aggregate/index.ts'
import { type AccountState, type CustomerState, stated } from './state.ts'

/** The event a condition speaks of: the one at hand, or the one that started the run. */
export type EventAtHand = {
  readonly name: string
  readonly channel?: string
  readonly occurredAt: Instant
  readonly receivedAt?: Instant
  readonly properties: JsonObject
}

/** Where aggregates are looked up: by key, compiled. */
export type AggregateTable = ReadonlyMap<string, CompiledAggregate>

const NOTHING: JsonObject = {}

/** The account that a customer joined last; the one conditions speak of. Ties go to the greater id. */
export function currentAccount(state: CustomerState): AccountState | undefined {
  let best: [string, AccountState] | undefined
  for (const [id, account] of Object.entries(state.accounts)) {
    if (best === undefined || account.at > best[1].at || (account.at === best[1].at && id > best[0]))
      best = [id, account]
  }
  return best?.[1]
}

/** Facts about one customer at `now`. */
export class CustomerFacts implements Facts {
  readonly now: Instant
  readonly zone: string
  readonly #state: CustomerState
  readonly #event: EventAtHand | undefined
  readonly #aggregates: AggregateTable

  /** @param aggregates - compiled aggregates that conditions may name by key. */
  constructor(
    state: CustomerState,
    event: EventAtHand | undefined,
    now: Instant,
    zone: string,
    aggregates: AggregateTable,
  ) {
    this.#state = state
    this.#event = event
    this.now = now
    this.zone = zone
    this.#aggregates = aggregates
  }

  trait(path: string): Json | undefined {
    return datedPath(this.#state.traits, path)
  }

  identity(kind: string): string | undefined {
    return Object.hasOwn(this.#state.ids, kind) ? stated(this.#state.ids[kind]) : undefined
  }

  account(path: string): Json | undefined {
    const account = currentAccount(this.#state)
    return account && datedPath(account.traits, path)
  }

  property(path: string): Json | undefined {
    return atPath(this.#event?.properties ?? NOTHING, path)
  }

  event(fact: EventFact): Json | undefined {
    return this.#event?.[fact]
  }

  aggregate(key: string): Json | undefined {
    const compiled = this.#aggregates.get(key)
    return compiled && aggregateValue(compiled, this.#state.aggs[key], this.now).value
  }
}

function datedPath(record: CustomerState['traits'], path: string): Json | undefined {
  if (Object.hasOwn(record, path)) return stated(record[path])
  const dot = path.indexOf('.')
  if (dot < 0) return undefined
  const head = path.slice(0, dot)
  const value = Object.hasOwn(record, head) ? stated(record[head]) : undefined
  return value === undefined ? undefined : atPath(value, path.slice(dot + 1))
}
