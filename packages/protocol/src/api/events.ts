// Events as a whole workspace sees them: the list and the live tail, what each event name holds, and how much happened when.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { downloadQuery, idText, instantText, jsonObject, pageOf, pageQuery, personalName } from './shapes.ts'

/** Kinds of events as they are listened to. */
export const eventKinds = ['track', 'identify', 'page', 'screen', 'group', 'alias', 'consent'] as const

/** The place of an event in the log. */
const eventId = z
  .string()
  .regex(/^\d{1,3}-\d{1,19}-\d{1,16}$/, 'the id of an event')
  .meta({ id: 'EventId' })

/** A source by its name; null for what Lotse itself says. */
const namedSource = z.object({ id: idText, name: z.string() }).nullable()

/**
 * An event in a list. `who`: the identifier of the customer that the event names and that counts most. `customerName`: what the
 * customer is called today, as far as the caller may know it. `facts`: the first properties and traits as short texts, at most eight. Texts that may tell who somebody is are masked for those who may not read personal data.
 */
export const eventItem = z
  .object({
    id: eventId,
    name: z.string(),
    kind: z.enum(eventKinds),
    channel: z.string(),
    source: namedSource,
    customerId: idText,
    customerName: personalName.nullable(),
    who: z.object({ kind: z.string(), value: z.string() }).nullable(),
    occurredAt: instantText,
    receivedAt: instantText,
    history: z.boolean(),
    clockCorrected: z.boolean(),
    facts: z.array(z.object({ name: z.string(), value: z.string() })),
  })
  .meta({ id: 'EventItem' })
export type EventItem = z.infer<typeof eventItem>

/** An event with everything that is kept of it. `masked`: what may tell who somebody is was hidden. */
export const eventDetail = eventItem
  .extend({
    messageId: z.string(),
    identifiers: z.array(z.object({ kind: z.string(), value: z.string() })),
    properties: jsonObject,
    traits: jsonObject,
    context: jsonObject,
    masked: z.boolean(),
  })
  .meta({ id: 'EventDetail' })
export type EventDetail = z.infer<typeof eventDetail>

const eventName = z.string().min(1).max(200)
/** A property and the value it must have, e.g. `cart.currency=EUR`. */
const propertyEquals = z
  .string()
  .max(400)
  .regex(/^[^=]{1,200}=[\s\S]*$/, 'PROPERTY=VALUE, e.g. currency=EUR')

/** What a list of events is narrowed to. `source`: `own` for what Lotse itself says. `property`: PROPERTY=VALUE. */
export const eventFilter = {
  name: eventName.optional(),
  source: z.union([idText, z.literal('own')]).optional(),
  channel: z.string().min(1).max(64).optional(),
  customer: idText.optional(),
  property: propertyEquals.optional(),
}
const eventSpan = { since: instantText.optional(), until: instantText.optional() }

/** A place in the log between two writers: everything before it is known. */
const logPlace = z.string().regex(/^\d{1,19}$/, 'a place in the log')

/**
 * A page of events, newest first. `searchedTo`: where rare events are looked for, a page ends after a while though more may lie further
 * back; then it says how far it has looked, and `next` goes on from there. `place`: where the live tail begins after the first page.
 */
const eventPage = pageOf(eventItem).extend({ searchedTo: instantText.nullable(), place: logPlace })

/** What the tail saw in one look: the newest events that fit, newest last; `dropped`: how many fitted and are not shown. */
export const eventTail = z
  .object({ items: z.array(eventItem), dropped: z.int().min(0), at: instantText })
  .meta({ id: 'EventTail' })
export type EventTail = z.infer<typeof eventTail>

const count = z.number().min(0)

/**
 * An event name. `day`, `dayBefore`: events of the last 24 hours, and of the same 24 hours a week ago. `properties`: how many are known.
 * `news`: how many of them are new, changed or gone within a week.
 */
export const eventNameItem = z
  .object({
    name: z.string(),
    kind: z.enum(eventKinds),
    events: count,
    day: count,
    dayBefore: count,
    properties: count,
    news: count,
    firstSeenAt: instantText,
    lastSeenAt: instantText,
  })
  .meta({ id: 'EventName' })
export type EventNameItem = z.infer<typeof eventNameItem>

/** Types of values in events. */
export const valueTypes = ['text', 'number', 'boolean', 'null', 'list', 'object'] as const
export type ValueType = (typeof valueTypes)[number]

/** What became of a property of late: it is `new` in an event known before, has a type it never had, or has stayed away. */
export const propertyNews = ['new', 'changed', 'gone'] as const

/**
 * A property of an event. `share`: in how many of the opened events it was, 0 to 1. `distinct`: about how many different values it has,
 * null where they are withheld.
 * `examples`: some values, never personal ones and never secrets; only their form (`A00-0`) for those who may not read personal data.
 * `withheld`: why there are no examples.
 */
export const eventProperty = z
  .object({
    path: z.string(),
    types: z.array(z.object({ type: z.enum(valueTypes), share: z.number(), firstSeenAt: instantText })),
    share: z.number(),
    distinct: count.nullable(),
    examples: z.array(z.string()),
    withheld: z.enum(['secret', 'personal']).nullable(),
    firstSeenAt: instantText,
    lastSeenAt: instantText,
    sources: z.array(z.object({ id: idText, name: z.string() })),
    news: z.enum(propertyNews).nullable(),
    newsAt: instantText.nullable(),
  })
  .meta({ id: 'EventProperty' })
export type EventProperty = z.infer<typeof eventProperty>

/** What is in the events of a name. `opened` of `events` were looked into; `more`: there are more properties than are kept. */
export const eventSchema = z
  .object({
    name: z.string(),
    kind: z.enum(eventKinds),
    events: count,
    opened: count,
    more: z.boolean(),
    firstSeenAt: instantText,
    lastSeenAt: instantText,
    properties: z.array(eventProperty),
  })
  .meta({ id: 'EventSchema' })
export type EventSchema = z.infer<typeof eventSchema>

/** Spans of volumes with the length of their steps. */
export const volumeSpans = ['24h', '7d', '28d'] as const

/**
 * How much happened. `points`: oldest first, the last one still under way; `before`: the same step a week earlier (28 days earlier for
 * `28d`). `groups`: the largest by name, source or channel. Counted by when it happened, as far as the log has been surveyed.
 */
export const eventVolumes = z
  .object({
    span: z.enum(volumeSpans),
    step: z.enum(['hour', 'day']),
    total: count,
    totalBefore: count,
    points: z.array(z.object({ at: instantText, events: count, before: count })),
    groups: z.array(z.object({ key: z.string(), label: z.string(), events: count, before: count })),
    behind: z.boolean(),
  })
  .meta({ id: 'EventVolumes' })
export type EventVolumes = z.infer<typeof eventVolumes>

/** Operations on events. */
export const eventOperations = {
  listEvents: {
    method: 'GET',
    path: '/api/v1/events',
    tag: 'Events',
    summary: 'Events of the workspace, newest first',
    allow: 'events.read',
    query: z.object({ ...eventFilter, ...eventSpan, ...pageQuery }),
    answer: eventPage,
  },
  exportEvents: {
    method: 'GET',
    path: '/api/v1/events/export',
    tag: 'Events',
    summary: 'Events of the workspace as a file, newest first',
    allow: 'events.read',
    query: z.object({ ...eventFilter, ...eventSpan, ...downloadQuery }),
    download: eventDetail,
  },
  watchEvents: {
    method: 'GET',
    path: '/api/v1/events/live',
    tag: 'Live',
    summary: 'Server-sent events `events`: what arrives, as far as it fits; `after` is the `place` of a list',
    allow: 'events.read',
    query: z.object({ ...eventFilter, after: logPlace.optional() }),
    stream: eventTail,
  },
  getEvent: {
    method: 'GET',
    path: '/api/v1/events/{id}',
    tag: 'Events',
    summary: 'One event with everything that is kept of it',
    allow: 'events.read',
    params: z.object({ id: eventId }),
    answer: eventDetail,
  },
  listEventNames: {
    method: 'GET',
    path: '/api/v1/event-names',
    tag: 'Events',
    summary: 'Event names, the most frequent of the last 24 hours first; at most 1,000',
    allow: 'stats.read',
    query: z.object({ find: z.string().max(200).optional() }),
    answer: z.object({ items: z.array(eventNameItem), next: z.null() }),
  },
  getEventSchema: {
    method: 'GET',
    path: '/api/v1/event-schema',
    tag: 'Events',
    summary: 'What the events of a name hold: properties, their types, shares, examples, and what changed',
    allow: 'events.read',
    query: z.object({ name: eventName }),
    answer: eventSchema,
  },
  getEventVolumes: {
    method: 'GET',
    path: '/api/v1/event-volumes',
    tag: 'Events',
    summary: 'How much happened by hour or day, compared with before, and what most of it was',
    allow: 'stats.read',
    query: z.object({
      span: z.enum(volumeSpans).default('7d'),
      by: z.enum(['name', 'source', 'channel']).default('name'),
      name: eventName.optional(),
      source: eventFilter.source,
      channel: eventFilter.channel,
    }),
    answer: eventVolumes,
  },
} as const satisfies Operations
