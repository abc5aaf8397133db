// When a message that could not be handed over is tried again, and when that ends. Pure: the random number is an argument.
import { type DurationMs, HOUR_MS, SECOND_MS } from '../../base/index.ts'

/** Exponential back-off: `baseMs` doubled per try up to `capMs`; after `tries` the message is dead until a person decides. */
export type RetryPolicy = { readonly baseMs: DurationMs; readonly capMs: DurationMs; readonly tries: number }

/** 10 s, 20 s, 40 s, ... up to 4 h: sixteen tries within about a day. */
export const retryPolicy: RetryPolicy = { baseMs: 10 * SECOND_MS, capMs: 4 * HOUR_MS, tries: 16 }

/** The longest wait a provider may ask for. */
const ASKED_MS_MAX = 24 * HOUR_MS

/**
 * What follows a try that failed for now.
 *
 * @param attempts - tries begun so far, 1 or more. A person's retry of a dead message opens another round of `tries`.
 * @param askedMs - the wait the provider asked for (Retry-After), or null. The longer of both waits counts.
 * @param random - 0 to below 1; spreads the waits by ± 20 %, so that a burst that failed together does not return together.
 * @returns the wait in milliseconds, or `dead` where the round is over.
 */
export function nextTry(
  policy: RetryPolicy,
  attempts: number,
  { askedMs, random }: { readonly askedMs: DurationMs | null; readonly random: number },
): { readonly waitMs: DurationMs } | 'dead' {
  const inRound = attempts % policy.tries
  if (inRound === 0) return 'dead'
  const plainMs = Math.min(policy.capMs, policy.baseMs * 2 ** (inRound - 1))
  const asked = Math.min(askedMs ?? 0, ASKED_MS_MAX)
  return { waitMs: Math.round(Math.max(plainMs * (0.8 + 0.4 * random), asked)) }
}
