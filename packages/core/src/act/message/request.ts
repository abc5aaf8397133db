// What a flow asks the outbox to send: the request that stands in the message row. Rendering happens at hand-over, in the server.
import type { JsonObject } from '@lotse/protocol'
import type { Instant } from '../../base/index.ts'

/** The event that started the run, as templates see it. */
export type TriggerEvent = {
  readonly name: string
  readonly properties: JsonObject
  readonly occurredAt: Instant
  readonly messageId: string
}

/** An e-mail made from a template version. `topic` is what consent is asked for; `transactional` passes caps and quiet hours (M4). */
export type EmailRequest = {
  readonly channel: 'email'
  readonly template: string
  readonly templateVersion: number
  readonly topic: string
  readonly transactional: boolean
  readonly event: TriggerEvent | null
  /** Further variables of built-in templates, such as when consent was asked for. */
  readonly facts?: JsonObject
}

/** A signed call of a web address. */
export type WebhookRequest = { readonly channel: 'webhook'; readonly url: string; readonly body: JsonObject }

/** What the engine asks the dispatcher to send. */
export type MessageRequest = EmailRequest | WebhookRequest

/** States of a message in the order of M1; a state never goes back. */
export const messageStates = [
  'queued',
  'claimed',
  'handed',
  'unknown',
  'held',
  'accepted',
  'refused',
  'dead',
  'delivered',
  'bounced',
  'complained',
  'opened',
  'clicked',
  'suppressed',
  'cancelled',
] as const
export type MessageState = (typeof messageStates)[number]

/** Why a message was held back; answered to whoever asks (E7). */
export type SuppressReason =
  | 'no_consent'
  | 'no_address'
  | 'suppressed_address'
  | 'frequency_capped'
  | 'quiet_hours'
  | 'template_missing'
  | 'template_invalid'

/**
 * The key of a message (F6): the same run, step and visit always give the same key, so that nothing is sent twice (E3).
 *
 * @param run - id of the run; it names flow, customer and entry.
 * @param visit - 1 for the first time the run reaches the step.
 */
export function messageKey(run: string, version: number, step: string, visit: number): string {
  return `${run}/${version}/${step}/${visit}`
}
