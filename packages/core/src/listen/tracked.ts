// Turns a checked message of the tracking API into an event for the log: name, channel, time, identifiers, what is kept of it. Stores nothing.
import type { Json, JsonObject, TrackFault, TrackMessage } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import { isHistory, type Origin, occurredAt } from './clock.ts'
import { statementOf, unproven } from './consent.ts'
import { type Identifiers, type IdentityRules, identifiersOf } from './identifiers.ts'
import type { IncomingEvent } from './incoming.ts'
import { type EventBody, eventNames } from './input.ts'

/**
 * How a message came in. `sentAt`: of its batch; `freshId`: makes an id for a message without one; `context`: laid under the message's own;
 * `trusted`: the source may say that somebody granted consent.
 */
export type Arrival = {
  readonly workspaceId: number
  readonly sourceId: number
  readonly arrived: Instant
  readonly sentAt?: Instant
  readonly origin: Origin
  readonly trusted: boolean
  readonly rules: IdentityRules
  readonly freshId: () => string
  readonly context?: JsonObject
}

/** What is wrong with a message that has the right form. */
export type ListenFault = Omit<TrackFault, 'code'> & { readonly code: TrackFault['code'] | 'listen.no_identity' }

/** An event, or why it is none. */
export type Incoming =
  | { readonly ok: true; readonly event: IncomingEvent }
  | { readonly ok: false; readonly fault: ListenFault }

/**
 * The event that a message stands for.
 *
 * @param message - checked by `parseTrack`.
 */
export function incoming(message: TrackMessage, arrival: Arrival): Incoming {
  const context = arrival.context ? { ...arrival.context, ...message.context } : message.context
  const { workspaceId, rules } = arrival
  const { userId, anonymousId, traits } = message
  const ids = identifiersOf({ workspaceId, userId, anonymousId, traits }, context, rules)
  if (!ids) return refuse('listen.too_many_properties', 'context.externalIds', 'the event names too many identifiers')
  if (ids.taken.length === 0) return refuse('listen.no_identity', 'userId', 'the event names no customer')
  const when = timeOf(message, arrival)
  if (!when)
    return refuse(
      'listen.time_out_of_range',
      'timestamp',
      'timestamp lies outside of 1900 to 2200 once corrected by sentAt',
    )
  const content = contentOf(message, context, arrival.trusted)
  return 'code' in content
    ? { ok: false, fault: content }
    : { ok: true, event: assemble({ message, arrival, ids, when, content, context }) }
}

type Content = { readonly kind: IncomingEvent['kind']; readonly name: string; readonly body: EventBody }
type Parts = {
  readonly message: TrackMessage
  readonly arrival: Arrival
  readonly ids: Identifiers
  readonly when: { readonly at: Instant; readonly corrected: boolean }
  readonly content: Content
  readonly context: JsonObject
}

function assemble({ message, arrival, ids, when, content, context }: Parts): IncomingEvent {
  const kept = keptContext(context)
  return {
    workspaceId: arrival.workspaceId,
    sourceId: arrival.sourceId,
    kind: content.kind,
    name: content.name,
    channel: channelOf(message, context),
    messageId: message.messageId ?? arrival.freshId(),
    occurredAt: when.at,
    history: isHistory(arrival.origin, when.at, arrival.arrived),
    clockCorrected: when.corrected,
    identifiers: ids.taken,
    ...(ids.blocked.length > 0 ? { blocked: ids.blocked } : {}),
    ...(message.type === 'alias' && message.previousId !== undefined ? { previousId: message.previousId } : {}),
    body: kept ? { ...content.body, c: kept } : content.body,
  }
}

function timeOf(message: TrackMessage, arrival: Arrival): ReturnType<typeof occurredAt> {
  const happened = message.originalTimestamp ?? message.timestamp
  const sent = message.sentAt ?? arrival.sentAt
  const arrived = arrival.arrived
  return occurredAt({
    arrived,
    ...(happened === undefined ? {} : { happened }),
    ...(sent === undefined ? {} : { sent }),
  })
}

function contentOf(message: TrackMessage, context: JsonObject, trusted: boolean): Content | ListenFault {
  switch (message.type) {
    case 'track':
      return trackContent(message, trusted)
    case 'identify':
      return { kind: 'identify', name: eventNames.identify, body: { t: traitsOf(message, context) } }
    case 'page':
      return { kind: 'page', name: eventNames.page, body: { p: viewOf(message) } }
    case 'screen':
      return { kind: 'screen', name: eventNames.screen, body: { p: viewOf(message) } }
    case 'group':
      return { kind: 'group', name: eventNames.group, body: { g: message.groupId ?? '', t: message.traits } }
    case 'alias':
      return { kind: 'alias', name: eventNames.alias, body: {} }
  }
}

function trackContent(message: TrackMessage, trusted: boolean): Content | ListenFault {
  const { event = '', properties } = message
  if (event !== eventNames.consent) return { kind: 'track', name: event, body: { p: properties } }
  const said = statementOf(properties)
  if ('code' in said) return said
  const statement = trusted ? said : unproven(said)
  return { kind: 'consent', name: event, body: { p: { ...properties, state: statement.state }, s: statement } }
}

/** Some clients put the traits of an identify into its context. */
function traitsOf(message: TrackMessage, context: JsonObject): JsonObject {
  const inContext = context.traits
  return Object.keys(message.traits).length === 0 && isObject(inContext) ? inContext : message.traits
}

function viewOf({ name, category, properties }: TrackMessage): JsonObject {
  return { ...properties, ...(name === undefined ? {} : { name }), ...(category === undefined ? {} : { category }) }
}

const CHANNELS: ReadonlyMap<string, string> = new Map([
  ['browser', 'web'],
  ['client', 'web'],
  ['mobile', 'app'],
])

/** The channel that the event names, else what the sending library stands for. */
function channelOf(message: TrackMessage, context: JsonObject): string {
  const named = message.channel ?? textOf(context.channel)
  if (named !== undefined) return CHANNELS.get(named) ?? named
  const library = isObject(context.library) ? (textOf(context.library.name) ?? '') : ''
  if (/ios|android|react-native|flutter/i.test(library)) return 'app'
  return /js$|javascript|web/i.test(library) || message.type === 'page' ? 'web' : 'server'
}

const CHANNEL_LENGTH_MAX = 64

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, CHANNEL_LENGTH_MAX) : undefined
}

/** What is kept of the sender's context; addresses, user agents and device ids are not. */
const KEPT: readonly (readonly [string, readonly string[] | null])[] = [
  ['locale', null],
  ['timezone', null],
  ['campaign', null],
  ['page', ['path', 'referrer', 'search', 'title', 'url']],
  ['device', ['manufacturer', 'model', 'type']],
]

function keptContext(context: JsonObject): JsonObject | undefined {
  const kept: Record<string, Json> = {}
  let any = false
  for (const [name, fields] of KEPT) {
    const value = context[name]
    if (value === undefined || value === null) continue
    kept[name] = fields === null || !isObject(value) ? value : pick(value, fields)
    any = true
  }
  return any ? kept : undefined
}

function pick(from: JsonObject, fields: readonly string[]): JsonObject {
  const picked: Record<string, Json> = {}
  for (const field of fields) {
    const value = from[field]
    if (value !== undefined) picked[field] = value
  }
  return picked
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(code: ListenFault['code'], field: string, detail: string): Incoming {
  return { ok: false, fault: { code, field, detail } }
}
