// Opening a ticket once (TK7): what is to be done next about an intent, from what is known of it. Sends nothing.
import type { Instant } from '../../base/index.ts'

/** How far an intent is. `planned`: nothing was sent. `sending`: it may have been. `unsure`: nobody can tell, a person decides. */
export const intentStates = ['planned', 'sending', 'unsure', 'refused', 'done', 'dropped'] as const
/** One of these. */
export type IntentState = (typeof intentStates)[number]

/** What is known of an intent. `sentAt`: when the last call began. */
export type IntentFacts = { readonly state: IntentState; readonly sentAt: Instant | null }

/** A call that has not been answered by then never will be: adapters give up earlier, all questions that belong to it together. */
export const CALL_MS = 120_000
/** So long a system may take until a search finds what was created. */
export const INDEX_MS = 15_000

/** What to do. `wait`: a call may still be under way, or its result not be found yet. */
export type IntentStep = 'create' | 'search' | 'wait' | 'ask' | 'rest'

/**
 * What to do about an intent. Nothing is created a second time before it was searched for.
 *
 * @param marker - whether the system can be searched for it.
 */
export function nextOf(
  { state, sentAt }: IntentFacts,
  { marker, now }: { readonly marker: boolean; readonly now: Instant },
): IntentStep {
  if (state === 'planned') return 'create'
  if (state !== 'sending') return 'rest'
  if (sentAt !== null && sentAt + CALL_MS + INDEX_MS > now) return 'wait'
  return marker ? 'search' : 'ask'
}
