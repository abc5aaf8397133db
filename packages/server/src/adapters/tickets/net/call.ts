// What a ticket system is asked and what it answers, whatever it is. Shapes only.
import type { TicketFault } from '@lotse/core/insights'

/**
 * A call. `sort`: what it is for, the same for all calls of its kind (limits of one kind are kept for it). `about`: the ticket. `once`: doing it twice does harm, so
 * that a lost answer is told as `lost`; others are safe to repeat.
 */
export type TicketCall = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly sort: string
  readonly about?: string
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly once?: boolean
}

/** An answer that says something about what was asked. `json`: undefined where the body is none. Names of headers are in lower case. */
export type TicketAnswer = {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly json: unknown
}
/** The call may have been done: its answer never came. */
export type TicketLost = { readonly kind: 'lost'; readonly why: string }
/** What a call comes to. */
export type TicketReply = TicketAnswer | TicketLost | TicketFault
