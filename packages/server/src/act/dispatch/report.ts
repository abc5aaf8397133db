// What a message's state says to the log: results are events, so that flows, timelines and aggregates see them. Writes nothing itself.
import { BAD_ADDRESS, type MessageState } from '@lotse/core/act'
import { type IncomingEvent, ownEvent } from '@lotse/core/listen'
import type { MessageOrigin } from '../../adapters/store/outbox.ts'

/** A message with news about it. `at`: when it came to be so. */
export type Reported = MessageOrigin & {
  readonly state: MessageState
  readonly reason: string | null
  readonly at: number
}

const names: Partial<Record<MessageState, string>> = {
  accepted: 'Message Sent',
  delivered: 'Message Delivered',
  bounced: 'Message Bounced',
  complained: 'Message Complained',
  opened: 'Message Opened',
  clicked: 'Message Clicked',
  suppressed: 'Message Suppressed',
  refused: 'Message Failed',
  dead: 'Message Failed',
}

/** States that can only follow acceptance, so that it is told too if it was not before. */
const afterAccepted: readonly MessageState[] = ['delivered', 'bounced', 'complained', 'opened', 'clicked']

/** The events of a message's present state. The message id makes a repeated report harmless. */
export function eventsOf(message: Reported): IncomingEvent[] {
  const states = afterAccepted.includes(message.state) ? (['accepted', message.state] as const) : [message.state]
  return states.flatMap((state) => {
    const name = nameOf(state, message.reason)
    return name === undefined ? [] : [resultEvent(message, { name, id: `${message.key}:${state}` })]
  })
}

function nameOf(state: MessageState, reason: string | null): string | undefined {
  return state === 'refused' && reason?.startsWith(BAD_ADDRESS) ? 'Message Bounced' : names[state]
}

/**
 * One result as an event.
 *
 * @param id - message id of the event.
 * @param more - further properties, such as the address of a clicked link.
 */
export function resultEvent(
  message: Reported,
  {
    name,
    id,
    more = {},
  }: { readonly name: string; readonly id: string; readonly more?: Readonly<Record<string, string>> },
): IncomingEvent {
  const { key, flowId, version, step, topic, channel, reason } = message
  const facts = { message: key, channel, flow: flowId, version, step, topic, reason, ...more }
  const properties = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))
  const { workspaceId, customerId, at } = message
  return ownEvent({ workspaceId, customerId, name, channel, messageId: id, occurredAt: at, properties })
}
