// The states of messages that a person should look at.

/** In the order of urgency. */
export const attentionStates = ['dead', 'unknown', 'refused', 'suppressed'] as const
/** One of these states. */
export type AttentionState = (typeof attentionStates)[number]

/** The state named in an address, if it is one of these. */
export function attentionStateOf(value: unknown): AttentionState | undefined {
  return attentionStates.find((state) => state === value)
}
