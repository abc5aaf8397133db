// Earlier events for aggregates that must be filled anew, read for a whole batch at once: after a publish, every customer's next input asks for them.
import { historyNeeded, type Input, type Turn } from '@lotse/core/act'
import type { LoggedEvent } from '@lotse/core/listen'
import type { ClientBase } from 'pg'
import { type HistoryAsk, type HistoryBound, loadHistories } from '../../adapters/store/engine/read.ts'

/** An input about to be applied. `before`: everything of the log that was applied lies before this place. */
export type Upcoming = { readonly turn: Turn; readonly input: Input; readonly before: HistoryBound }

/** Customers whose histories are read at once. */
const ASKS_MAX = 200
/** Events that may be held in advance for one batch, save those of the last read. */
const EVENTS_MAX = 200_000

/** Reads histories, in advance where it can. */
export class Histories {
  readonly #client: Pick<ClientBase, 'query'>
  readonly #ready = new Map<number, LoggedEvent[]>()

  constructor(client: Pick<ClientBase, 'query'>) {
    this.#client = client
  }

  /** Reads what the first inputs of many customers need. */
  async prefetch(upcoming: Iterable<Upcoming>): Promise<void> {
    const names = new Set<string>()
    const asks: HistoryAsk[] = []
    for (const one of upcoming) {
      const needed = historyNeeded(one.turn.customer, one.input, one.turn.catalogs)
      if (needed.length === 0) continue
      for (const name of needed) names.add(name)
      asks.push(askOf(one))
    }
    await this.#read(asks, [...names])
  }

  /** What lies beyond the budget is read one by one when its turn comes, so that memory stays bounded. */
  async #read(asks: readonly HistoryAsk[], names: readonly string[]): Promise<void> {
    let events = 0
    for (let from = 0; from < asks.length && events < EVENTS_MAX; from += ASKS_MAX) {
      const some = asks.slice(from, from + ASKS_MAX)
      const found = await loadHistories(this.#client, some, names)
      for (const { customer } of some) {
        const history = found.get(customer) ?? []
        events += history.length
        this.#ready.set(customer, history)
      }
    }
  }

  /** The history that an input needs; null, nearly always, where it needs none. What was read in advance is given once. */
  async take(upcoming: Upcoming): Promise<readonly LoggedEvent[] | null> {
    const { turn, input } = upcoming
    const names = historyNeeded(turn.customer, input, turn.catalogs)
    const { id } = turn.customer
    const ready = this.#ready.get(id)
    this.#ready.delete(id)
    if (names.length === 0) return null
    return ready ?? (await loadHistories(this.#client, [askOf(upcoming)], names)).get(id) ?? []
  }
}

function askOf({ turn, input, before }: Upcoming): HistoryAsk {
  const { id, state } = turn.customer
  return { customer: id, absorbed: absorbedBy(state.absorbed ?? [], input), before }
}

/** Whose histories count besides the customer's own, once the input is applied. */
function absorbedBy(own: readonly number[], input: Input): readonly number[] {
  if (input.kind === 'absorb') return [...own, input.legacy.from, ...(input.legacy.state.absorbed ?? [])]
  if (input.kind !== 'part') return own
  const { part } = input
  if (part.side === 'leaves') return part.legacy.state.absorbed ?? []
  // Who leaves is asked for too: a new edition may have to be filled from both before they part.
  return [...new Set([...own, part.other, ...part.absorbed])]
}
