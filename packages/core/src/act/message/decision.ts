// Whether a message may be sent (M2, M4): asked when it is queued to explain early, and again when it is claimed to be right.
import type { Instant } from '../../base/index.ts'
import type { ConsentState } from '../../listen/index.ts'
import type { SuppressReason } from './request.ts'

/** The topic that stands for all topics of a channel: "unsubscribe from everything". */
export const EVERY_TOPIC = '*'

/** The newest statement about one topic of one channel. */
export type Consent = { readonly topic: string; readonly state: ConsentState; readonly statedAt: Instant }

/** What the decision looks at. `consents`: the customer's for this channel; `limits`: set by whoever counts caps and quiet hours. */
export type SendFacts = {
  readonly channel: string
  readonly topic: string
  readonly transactional: boolean
  readonly address: string | null
  readonly suppressed: boolean
  readonly consents: readonly Consent[]
  readonly limits?: readonly ('frequency_capped' | 'quiet_hours')[]
}

/**
 * Decides about one message to a customer. The first reason in this order wins: no address, suppressed address, no consent,
 * cap, quiet hours. Transactional messages need no consent and pass caps and quiet hours, never a suppression (M4).
 *
 * @returns `ok`, or why not.
 */
export function maySend(facts: SendFacts): 'ok' | SuppressReason {
  if (facts.address === null) return 'no_address'
  if (facts.suppressed) return 'suppressed_address'
  if (facts.transactional) return 'ok'
  if (!consented(facts.consents, facts.topic)) return 'no_consent'
  return facts.limits?.[0] ?? 'ok'
}

/**
 * Whether a topic may be written about: the newest statement about it or about every topic says `granted`.
 * At the same instant anything but a grant wins (I4). No statement is no consent.
 */
export function consented(consents: readonly Consent[], topic: string): boolean {
  const about = consents.filter((c) => c.topic === topic || c.topic === EVERY_TOPIC)
  const newest = Math.max(...about.map((c) => c.statedAt))
  const last = about.filter((c) => c.statedAt === newest)
  return last.length > 0 && last.every((c) => c.state === 'granted')
}

/**
 * The address a message goes to: the one the customer's trait names if it is a known identity of that kind, else the newest.
 *
 * @param identities - the customer's identities of one kind.
 */
export function addressOf(
  identities: readonly { readonly value: string; readonly firstSeenAt: Instant }[],
  named: string | null,
): string | null {
  const known = named?.trim().toLowerCase()
  if (known !== undefined && identities.some((i) => i.value === known)) return known
  const newest = identities.reduce<(typeof identities)[number] | null>(
    (best, i) =>
      best === null || i.firstSeenAt > best.firstSeenAt || (i.firstSeenAt === best.firstSeenAt && i.value > best.value)
        ? i
        : best,
    null,
  )
  return newest?.value ?? null
}
