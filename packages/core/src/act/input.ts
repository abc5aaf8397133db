// What can be applied to a customer: events of the log, the passing of time, and the two halves of a merge.
import type { Instant } from '../base/index.ts'
import type { LoggedEvent } from '../listen/index.ts'
import type { Legacy } from './effect.ts'

/** One thing to apply to a customer. */
export type Input =
  | { readonly kind: 'event'; readonly event: LoggedEvent }
  /** Time has passed: everything due at or before `until` happens, each at its own instant (T2). */
  | { readonly kind: 'time'; readonly until: Instant }
  /** The customer was merged into another; first half, applied to the loser (I4). */
  | { readonly kind: 'leave'; readonly to: number; readonly at: Instant }
  /** Second half, applied to the survivor. */
  | { readonly kind: 'absorb'; readonly legacy: Legacy; readonly at: Instant }

/** The instant at which an input reaches us; the customer's clock may already be later. */
export function arrivalOf(input: Input): Instant {
  if (input.kind === 'event') return input.event.receivedAt
  return input.kind === 'time' ? input.until : input.at
}
