// A message of the tracking API as Segment's clients send it: limits, fields, and the zod schema that documents them.
// The parser that runs for each event is parse.ts; a law holds it equal to this schema.
import { z } from 'zod'
import type { JsonObject } from '../json.ts'
import { readInstant } from './instant.ts'

/** Limits of what is taken. Bytes are those of UTF-8 JSON. */
export const trackLimits = {
  eventBytes: 32_768,
  batchBytes: 512_000,
  batchEvents: 500,
  /** Characters of an id. */
  idLength: 255,
  /** Characters of a name, a category, a channel. */
  nameLength: 200,
  /** Characters of a property's name. */
  keyLength: 200,
  /** Properties and list items in one event, all levels together. */
  values: 1000,
  /** Levels of objects and lists below the message. */
  depth: 12,
} as const

/** The types of messages that the tracking API takes. */
export const trackTypes = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const
export type TrackType = (typeof trackTypes)[number]

/** Codes of what can be wrong with a message; each stands in the table of problems. */
export type TrackFaultCode =
  | 'listen.event_invalid'
  | 'listen.event_too_large'
  | 'listen.key_forbidden'
  | 'listen.text_invalid'
  | 'listen.time_out_of_range'
  | 'listen.too_many_properties'

/** What is wrong with a message. `field`: path such as `properties.items.0.price`; `detail`: a sentence that shows no value. */
export type TrackFault = { readonly code: TrackFaultCode; readonly field: string; readonly detail: string }

/** A checked message. Texts are trimmed, empty ones absent; instants are UTC milliseconds as the sender's clock saw them. */
export type TrackMessage = {
  readonly type: TrackType
  readonly messageId?: string
  readonly userId?: string
  readonly anonymousId?: string
  readonly previousId?: string
  readonly groupId?: string
  readonly event?: string
  readonly name?: string
  readonly category?: string
  readonly channel?: string
  readonly timestamp?: number
  readonly originalTimestamp?: number
  readonly sentAt?: number
  readonly properties: JsonObject
  readonly traits: JsonObject
  readonly context: JsonObject
}

const text = (max: number) =>
  z
    .string()
    .transform((value) => value.trim())
    .refine((value) => value.length <= max, `at most ${max} characters`)
    .nullish()
    .transform((value) => value || undefined)

const id = z
  .union([
    z.string(),
    z
      .number()
      .refine(Number.isSafeInteger, 'a whole number or text')
      .transform((value) => String(value)),
  ])
  .nullish()
  .pipe(text(trackLimits.idLength))

const object = z
  .record(z.string(), z.json())
  .nullish()
  .transform((value) => value ?? {})

const instant = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value, context) => {
    if (value === undefined || value === null) return undefined
    const found = readInstant(value)
    if (found !== 'unreadable' && found !== 'out_of_range') return found
    context.addIssue({ code: 'custom', message: found })
    return z.NEVER
  })

/** Which fields a type cannot do without. */
export const requiredFields: Readonly<Record<TrackType, readonly (keyof TrackMessage)[]>> = {
  track: ['event'],
  identify: [],
  page: [],
  screen: [],
  group: ['groupId'],
  alias: ['previousId', 'userId'],
}

/** A message as the schema of the API description; unknown fields are let through and not kept. */
export const trackMessage = z
  .looseObject({
    type: z.enum(trackTypes),
    messageId: text(trackLimits.idLength),
    userId: id,
    anonymousId: id,
    previousId: id,
    groupId: id,
    event: text(trackLimits.nameLength),
    name: text(trackLimits.nameLength),
    category: text(trackLimits.nameLength),
    channel: text(trackLimits.nameLength),
    timestamp: instant,
    originalTimestamp: instant,
    sentAt: instant,
    properties: object,
    traits: object,
    context: object,
  })
  .superRefine((message, context) => {
    for (const field of requiredFields[message.type])
      if (message[field] === undefined) context.addIssue({ code: 'custom', path: [field], message: 'is missing' })
  })
