// The states of a message and what moves it from one to the next (M1). Total: any signal in any state has an answer; nothing goes back.
import type { MessageState } from './request.ts'

/** What later news about an accepted message may say, in the order in which one outweighs the other. */
export const receipts = ['delivered', 'bounced', 'opened', 'clicked', 'complained'] as const
export type Receipt = (typeof receipts)[number]

/**
 * What can happen to a message.
 * `claim`: a dispatcher takes it for a try; `hand`: it is about to leave; `suppress`: a check held it back;
 * `later`: the provider, or a lost claim, asks for another try; `unknown`: it may have left; `give_up`: no further try;
 * `cancel`: its run ended; `retry`, `discard`: a person decided on a dead, unknown or (discard) waiting or held message;
 * `hold`: a restore does not know whether it has left since; `release`: a person lets a held one go.
 */
export type Signal =
  | 'claim'
  | 'hand'
  | 'suppress'
  | 'accepted'
  | 'refused'
  | 'later'
  | 'unknown'
  | 'give_up'
  | 'cancel'
  | 'retry'
  | 'discard'
  | 'hold'
  | 'release'
  | Receipt

/** Where a message stands: its state, and how many tries were begun. */
export type Standing = { readonly state: MessageState; readonly attempts: number }

const beforeHandOver: readonly MessageState[] = ['queued', 'claimed']
const underWay: readonly MessageState[] = ['queued', 'claimed', 'handed', 'unknown']
/** Neither settled nor tried: it waits for a person's word. */
const open: readonly MessageState[] = [...underWay, 'held']
/** States that say the other side got it, weakest first. */
const got: readonly MessageState[] = ['accepted', ...receipts]

/** Which states each signal moves, and where to. A state that is not named stays as it is: the news is kept, not applied. */
const moves: Readonly<Record<Exclude<Signal, Receipt>, { from: readonly MessageState[]; to: MessageState }>> = {
  claim: { from: ['queued', 'claimed', 'unknown'], to: 'claimed' },
  hand: { from: ['claimed'], to: 'handed' },
  suppress: { from: ['claimed'], to: 'suppressed' },
  accepted: { from: [...open, 'dead'], to: 'accepted' },
  refused: { from: ['claimed', 'handed'], to: 'refused' },
  later: { from: ['claimed', 'handed'], to: 'queued' },
  unknown: { from: ['claimed', 'handed'], to: 'unknown' },
  give_up: { from: underWay, to: 'dead' },
  cancel: { from: [...beforeHandOver, 'held'], to: 'cancelled' },
  retry: { from: ['dead', 'unknown'], to: 'queued' },
  discard: { from: ['queued', 'dead', 'unknown', 'held'], to: 'cancelled' },
  hold: { from: underWay, to: 'held' },
  release: { from: ['held'], to: 'queued' },
}

/**
 * Applies one signal.
 *
 * @param now - where the message stands.
 * @param signal - the news.
 * @returns the new standing; the very same object where the news does not apply (late, repeated, or about another try).
 */
export function moved(now: Standing, signal: Signal): Standing {
  const to = targetOf(now, signal)
  if (to === null) return now
  return { state: to, attempts: signal === 'claim' ? now.attempts + 1 : now.attempts }
}

function targetOf(now: Standing, signal: Signal): MessageState | null {
  if (isReceipt(signal)) return receives(now, signal) ? signal : null
  const move = moves[signal]
  return move.from.includes(now.state) ? move.to : null
}

/** A receipt proves that some try went out; it counts as soon as one was begun, and only upwards. */
function receives(now: Standing, receipt: Receipt): boolean {
  const rank = got.indexOf(now.state)
  if (rank >= 0) return got.indexOf(receipt) > rank
  return now.attempts > 0 && (open.includes(now.state) || now.state === 'dead')
}

/** Whether a text is the name of a receipt. */
export function isReceipt(signal: string): signal is Receipt {
  return (receipts as readonly string[]).includes(signal)
}

/** The states in which a signal applies, for the condition of the statement that stores it. Receipts ask {@link moved}. */
export function statesMovedBy(signal: Exclude<Signal, Receipt>): readonly MessageState[] {
  return moves[signal].from
}

/** Whether the message has left for good or was held back for good: no dispatcher touches it again. */
export function settled(state: MessageState): boolean {
  return !open.includes(state)
}
