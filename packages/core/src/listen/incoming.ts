// An event on its way into the log: checked, its time corrected, its identifiers normalised. Says what to store, never where.
import type { JsonObject } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import type { EventBody, Identifier, LoggedEvent } from './input.ts'

/**
 * What the acceptor takes. `identifiers`: normalised, without blocked ones, each once; `blocked`: those the block list kept out (I3);
 * `previousId`: of an alias, the id that went before; `customerId`: the customer is known already (events of our own), identifiers are then ignored.
 * `sourceId`: the source whose key was used, null for events of our own. `body` is without identifiers: the acceptor adds them.
 */
export type IncomingEvent = {
  readonly workspaceId: number
  readonly sourceId: number | null
  readonly kind: LoggedEvent['kind']
  readonly name: string
  readonly channel: string
  readonly messageId: string
  readonly occurredAt: Instant
  readonly history: boolean
  readonly clockCorrected: boolean
  readonly identifiers: readonly Identifier[]
  readonly blocked?: readonly Identifier[]
  readonly previousId?: string
  readonly customerId?: number
  readonly body: EventBody
}

/** What an event of our own says: a message's result, a click, a statement on the preference page. */
export type OwnEvent = {
  readonly workspaceId: number
  readonly customerId: number
  readonly name: string
  readonly channel: string
  /** The same for every try of the same event, so that it counts once. */
  readonly messageId: string
  readonly occurredAt: Instant
  readonly properties: JsonObject
}

/**
 * An event of our own about a known customer.
 *
 * @param own - what happened; the customer may have been merged since, the acceptor follows.
 * @returns a `track` entry ready for the acceptor.
 */
export function ownEvent(own: OwnEvent): IncomingEvent {
  const { workspaceId, customerId, name, channel, messageId, occurredAt, properties } = own
  const fixed = { kind: 'track', sourceId: null, history: false, clockCorrected: false, identifiers: [] } as const
  return { ...fixed, workspaceId, customerId, name, channel, messageId, occurredAt, body: { p: properties } }
}
