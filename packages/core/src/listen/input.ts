// One entry of the log as the rules see it. The log holds what happened outside and the few things that must be in order with it.
import type { JsonObject } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'

/** Kinds of log entries with the numbers that stand in the database. Never renumbered. */
export const inputKinds = {
  track: 1,
  identify: 2,
  page: 3,
  screen: 4,
  group: 5,
  alias: 6,
  consent: 7,
  leave: 10,
  absorb: 11,
  part: 12,
  return: 13,
} as const

export type InputKind = keyof typeof inputKinds
/** Kinds of entries that are events; the others order what becomes of customers among them. */
export type EventKind = Exclude<InputKind, 'leave' | 'absorb' | 'part' | 'return'>

/** Bits of an entry's flags. */
export const HISTORY = 1
export const CLOCK_CORRECTED = 2

/** Names under which entries that carry no name of their own can be counted and waited for. */
export const eventNames = {
  identify: 'Identified',
  page: 'Page Viewed',
  screen: 'Screen Viewed',
  group: 'Group Joined',
  alias: 'Aliased',
  consent: 'Consent Changed',
} as const

/** One identifier an event names. Kind: `userId`, `anonymousId`, `email`, `phone`, or the name of an external id. */
export type Identifier = {
  readonly kind: string
  readonly value: string
  /** What `identityKey` gives, kept because it is asked for several times for every event. */
  readonly key?: string
}

/** A statement of consent with its proof: where it was made, and the wording if it is known. `address`: the one that a double opt-in confirmed; no sender can claim it. */
export type ConsentStatement = {
  readonly channel: string
  readonly topic: string
  readonly state: ConsentState
  readonly source: string
  readonly wording?: string
  readonly address?: string
}

/** Where a consent stands; `requested` waits for the double opt-in and allows nothing. */
export type ConsentState = 'granted' | 'refused' | 'requested'

/**
 * One log entry.
 * `properties`: of track, page, screen; `traits`: of identify and group; `identifiers`: all the event names, normalised;
 * `context`: the part of the sender's context that is kept (locale, timezone, campaign, page, device).
 */
export type LoggedEvent = {
  readonly seq: number
  readonly kind: EventKind
  readonly name: string
  readonly channel: string
  readonly messageId: string
  readonly occurredAt: Instant
  readonly receivedAt: Instant
  readonly history: boolean
  readonly body: EventBody
  /** Of whom, where the events of several customers are told together. */
  readonly whose?: number
}

/** What is stored as JSON text in the log's `body`, with short keys because every event carries them. */
export type EventBody = {
  /** properties */
  readonly p?: JsonObject
  /** traits */
  readonly t?: JsonObject
  /** group id */
  readonly g?: string
  /** identifiers as [kind, value]; an alias names the id that went before as `previousId` */
  readonly i?: readonly (readonly [string, string])[]
  /** kept context */
  readonly c?: JsonObject
  /** consent statement */
  readonly s?: ConsentStatement
}

/** The body of a `leave` entry in the loser's log: who carries on from here (I4). */
export type LeaveBody = { readonly to: number }
