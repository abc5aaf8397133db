// What an input asks of the world. Everything leaves through the outbox or the log (B4), written in the batch's transaction.
import type { Instant } from '../base/index.ts'
import type { CustomerState } from '../understand/index.ts'
import type { MessageRequest, SuppressReason } from './message/request.ts'
import type { Run } from './run.ts'

/** A message for the outbox; `held` names why it is only recorded, not sent. */
export type MessageEffect = {
  readonly kind: 'message'
  readonly key: string
  readonly run: string
  readonly flow: string
  readonly version: number
  readonly step: string
  readonly topic: string | null
  readonly request: MessageRequest
  readonly held: SuppressReason | null
  readonly at: Instant
}

/** What a merged customer leaves to the survivor. */
export type Legacy = { readonly from: number; readonly state: CustomerState; readonly runs: readonly Run[] }

/** What goes back. `ways`: by journey, counted already; `waySet`: the set they belong to. */
export type Returned = {
  readonly runs: readonly Run[]
  readonly ways?: NonNullable<CustomerState['ways']>
  readonly waySet?: number
}

/** What a turn asks of the world; only the outbox lets it leave (B4). */
export type Effect =
  | MessageEffect
  | { readonly kind: 'cancel'; readonly run: string }
  | { readonly kind: 'absorb'; readonly to: number; readonly legacy: Legacy; readonly at: Instant }
  /** Runs and ways go back to who was taken apart (I5). */
  | ({ readonly kind: 'return'; readonly to: number; readonly at: Instant } & Returned)
