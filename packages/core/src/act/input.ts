// What can be applied to a customer: events of the log, the passing of time, and the two halves of a merge.
import type { Instant } from '../base/index.ts'
import type { LoggedEvent } from '../listen/index.ts'
import type { CustomerState } from '../understand/index.ts'
import type { Legacy, Returned } from './effect.ts'

/** One thing to apply to a customer. */
export type Input =
  | { readonly kind: 'event'; readonly event: LoggedEvent }
  /** Time has passed: everything due at or before `until` happens, each at its own instant (T2). */
  | { readonly kind: 'time'; readonly until: Instant }
  /** The customer was merged into another; first half, applied to the loser (I4). */
  | { readonly kind: 'leave'; readonly to: number; readonly at: Instant }
  /** Second half, applied to the survivor. */
  | { readonly kind: 'absorb'; readonly legacy: Legacy; readonly at: Instant }
  /** A merge is taken apart (I5): for who carried on, and for who was merged away. Runs and ways go back by a further entry. */
  | { readonly kind: 'part'; readonly part: PartStaying | PartLeaving; readonly at: Instant }
  | ({ readonly kind: 'return'; readonly at: Instant } & Returned)

/** What is known of who was merged away: the state at the merge, and ids of the runs it brought. */
export type FormerLegacy = { readonly state: CustomerState; readonly runs: readonly string[] }

/**
 * For who carried on. `other`: who is taken away, with `absorbed`, whom they had taken over before; `told`: what their events said about
 * traits since the merge.
 */
export type PartStaying = {
  readonly side: 'stays'
  readonly other: number
  readonly absorbed: readonly number[]
  readonly legacy: FormerLegacy
  readonly told: CustomerState['traits']
}

/** For who was merged away. */
export type PartLeaving = { readonly side: 'leaves'; readonly legacy: Pick<FormerLegacy, 'state'> }

/** The instant at which an input reaches us; the customer's clock may already be later. */
export function arrivalOf(input: Input): Instant {
  if (input.kind === 'event') return input.event.receivedAt
  return input.kind === 'time' ? input.until : input.at
}
