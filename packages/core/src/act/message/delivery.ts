// What a channel answers when it was asked to send. Only the answer; what it makes of a message stands in outcome.ts.

/** The other side's answer. `unknown`: it may or may not have got it (connection cut after the body). */
export type Delivery =
  | { readonly kind: 'accepted'; readonly providerId: string | null }
  | { readonly kind: 'refused'; readonly why: string; readonly permanent: true; readonly badAddress: boolean }
  /** `down`: the fault is the provider's, not this message's; enough of them in a row open the circuit. */
  | { readonly kind: 'later'; readonly why: string; readonly retryMs: number | null; readonly down: boolean }
  | { readonly kind: 'unknown'; readonly why: string }
