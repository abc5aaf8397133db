// A circuit breaker: stops calling a provider that is down, and asks it carefully whether it is back. A pure state machine.
import { type DurationMs, type Instant, SECOND_MS } from '../../base/index.ts'

/**
 * `closed`: everything passes, failures in a row are counted; `open`: nothing passes until `until`;
 * `probing`: one try is out, everything else waits for its outcome.
 */
export type Breaker =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly until: Instant; readonly openings: number }
  | { readonly kind: 'probing'; readonly until: Instant; readonly openings: number }

/** Opens after `failures` in a row; the pause doubles with each failed probe from `baseMs` to `capMs`. */
export type BreakerPolicy = { readonly failures: number; readonly baseMs: DurationMs; readonly capMs: DurationMs }

/** Five failures in a row; pauses of 1 s to 30 s, so that a provider that is back is noticed within half a minute. */
export const breakerPolicy: BreakerPolicy = { failures: 5, baseMs: SECOND_MS, capMs: 30 * SECOND_MS }

/** A breaker that has seen nothing. */
export const closedBreaker: Breaker = { kind: 'closed', failures: 0 }

/** How long a probe may stay without an outcome before another is let through. */
const PROBE_MS = 60 * SECOND_MS

/**
 * How many calls may leave now.
 *
 * @param wanted - calls that wait, 0 or more.
 * @returns `allowed` of them, and the breaker afterwards (a probe that leaves is remembered).
 */
export function passing(
  breaker: Breaker,
  wanted: number,
  now: Instant,
): { readonly allowed: number; readonly breaker: Breaker } {
  if (breaker.kind === 'closed') return { allowed: wanted, breaker }
  if (wanted === 0 || now < breaker.until) return { allowed: 0, breaker }
  return { allowed: 1, breaker: { kind: 'probing', until: now + PROBE_MS, openings: breaker.openings } }
}

/** After a call: `up` says that the provider answered at all, whatever it said about the message. */
export function afterCall(
  breaker: Breaker,
  up: boolean,
  { now, policy }: { now: Instant; policy: BreakerPolicy },
): Breaker {
  if (up) return closedBreaker
  if (breaker.kind === 'open') return breaker
  if (breaker.kind === 'probing') return opened(breaker.openings + 1, now, policy)
  const failures = breaker.failures + 1
  return failures >= policy.failures ? opened(1, now, policy) : { kind: 'closed', failures }
}

function opened(openings: number, now: Instant, policy: BreakerPolicy): Breaker {
  const pauseMs = Math.min(policy.capMs, policy.baseMs * 2 ** (openings - 1))
  return { kind: 'open', until: now + pauseMs, openings }
}
