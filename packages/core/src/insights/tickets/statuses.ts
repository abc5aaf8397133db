// Statuses of tickets and states of insights (TK5): many of one side stand for many of the other. What is not mapped is shown, never guessed.
import type { InsightState, TicketCategory, TicketState } from '@lotse/protocol'
import type { RemoteStatus } from './port.ts'

/**
 * How statuses and states stand for each other. `into`: by the id of a status; `categories`: for what is not there, null: not mapped. `out`: for each state the
 * statuses to try, in this order.
 */
export type StatusMapping = {
  readonly into: Readonly<Record<string, TicketState>>
  readonly categories: { readonly [C in TicketCategory]: TicketState | null }
  readonly out: { readonly [S in TicketState]: readonly string[] }
}

/** What every connection begins with. */
export const FIRST_MAPPING: StatusMapping = {
  into: {},
  categories: { new: 'ticket', inProgress: 'inProgress', done: 'solved' },
  out: { ticket: [], inProgress: [], solved: [] },
}

/** The state that a ticket's status stands for; null: nobody said. */
export function stateOf({ into, categories }: StatusMapping, { id, category }: RemoteStatus): TicketState | null {
  return (Object.hasOwn(into, id) ? into[id] : undefined) ?? categories[category]
}

/** Statuses by which a ticket comes to a state, the first to be tried first: those that were named, else all that stand for it. */
export function targetsOf(mapping: StatusMapping, state: TicketState, known: readonly RemoteStatus[]): string[] {
  const named = mapping.out[state]
  if (named.length > 0) return [...named]
  return known.filter((status) => stateOf(mapping, status) === state).map(({ id }) => id)
}

const states: { readonly [S in InsightState]?: TicketState } = {
  ticket: 'ticket',
  inProgress: 'inProgress',
  solved: 'solved',
  verified: 'solved',
}

/** An insight's state as tickets know it; null: it has gone back before its ticket, and nothing is told on. */
export function ticketStateOf(status: InsightState): TicketState | null {
  return states[status] ?? null
}
