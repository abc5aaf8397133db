// What a provider's answer makes of a message: accepted, refused, another try, unknown, or given up. Pure.
import { INSTANT_MAX, type Instant } from '../../base/index.ts'
import type { Delivery } from './delivery.ts'
import { nextTry, type RetryPolicy } from './retry.ts'

/** Begins the reason of a message whose address the other side called bad. */
export const BAD_ADDRESS = 'bad_address: '

/** Where a try ended. `queued` and `unknown` are tried again at `dueAt`; an `unknown` that must not be repeated waits for a person. */
export type TryOutcome = {
  readonly state: 'accepted' | 'refused' | 'queued' | 'unknown' | 'dead'
  readonly reason: string | null
  readonly providerId: string | null
  readonly dueAt: Instant | null
}

/**
 * Decides about one answer (M1, M3).
 *
 * @param attempts - tries begun, this one included.
 * @param random - 0 to below 1, for the spread of waits.
 * @param leaveUnknown - whether the author said "rather not than twice".
 */
export function outcomeOf(
  delivery: Delivery,
  facts: {
    readonly attempts: number
    readonly now: Instant
    readonly random: number
    readonly policy: RetryPolicy
    readonly leaveUnknown: boolean
  },
): TryOutcome {
  const plain = { providerId: null, dueAt: null }
  if (delivery.kind === 'accepted')
    return { ...plain, state: 'accepted', reason: null, providerId: delivery.providerId }
  if (delivery.kind === 'refused')
    return { ...plain, state: 'refused', reason: `${delivery.badAddress ? BAD_ADDRESS : ''}${delivery.why}` }
  const unknown = delivery.kind === 'unknown'
  if (unknown && facts.leaveUnknown) return { ...plain, state: 'unknown', reason: delivery.why, dueAt: INSTANT_MAX }
  const askedMs = unknown ? null : delivery.retryMs
  const next = nextTry(facts.policy, facts.attempts, { askedMs, random: facts.random })
  if (next === 'dead') return { ...plain, state: 'dead', reason: delivery.why }
  return { ...plain, state: unknown ? 'unknown' : 'queued', reason: delivery.why, dueAt: facts.now + next.waitMs }
}
