// Which of two consent statements holds (I4). Pure; used for single statements and for merging customers alike.
import type { Instant } from '../base/index.ts'
import type { ConsentState } from './input.ts'

/** A statement as it stands: what was said, and when. */
export type StatedConsent = { readonly state: ConsentState; readonly statedAt: Instant }

/** At equal time the refusal holds, and a confirmation is more than the request for one. */
const WEIGHT: Readonly<Record<ConsentState, number>> = { requested: 0, granted: 1, refused: 2 }

/**
 * Whether `next` takes the place of `held`: the latest statement holds; at equal time the refusal.
 *
 * @returns false where both say the same at the same time.
 */
export function supersedes(next: StatedConsent, held: StatedConsent): boolean {
  if (next.statedAt !== held.statedAt) return next.statedAt > held.statedAt
  return WEIGHT[next.state] > WEIGHT[held.state]
}
