// Checks one message by hand, because it runs for every event. Gives the same as the schema in message.ts (a law) plus the limits of content.ts.
import type { JsonObject } from '../json.ts'
import { contentFault } from './content.ts'
import { readInstant } from './instant.ts'
import {
  requiredFields,
  type TrackFault,
  type TrackMessage,
  type TrackType,
  trackLimits,
  trackTypes,
} from './message.ts'

const TYPES: ReadonlySet<unknown> = new Set(trackTypes)
const IDS = ['userId', 'anonymousId', 'previousId', 'groupId'] as const
const NAMES = ['event', 'name', 'category', 'channel'] as const
const INSTANTS = ['timestamp', 'originalTimestamp', 'sentAt'] as const
const OBJECTS = ['properties', 'traits', 'context'] as const

type Draft = { -readonly [K in keyof TrackMessage]: TrackMessage[K] }
type Raw = Readonly<Record<string, unknown>>

/** Either a checked message or what is wrong with it. */
export type ParsedTrack =
  | { readonly ok: true; readonly message: TrackMessage }
  | { readonly ok: false; readonly fault: TrackFault }

/**
 * Checks one message.
 *
 * @param value - what JSON.parse gave; objects in it are kept, not copied.
 * @param type - the type where the address says it; else the message must.
 * @returns the message, or the first thing that is wrong with it, named by its field.
 */
export function parseTrack(value: unknown, type?: TrackType): ParsedTrack {
  if (!isObject(value)) return { ok: false, fault: invalid('', 'must be an object') }
  const named = type ?? value['type']
  if (!isType(named)) return { ok: false, fault: invalid('type', `must be one of ${trackTypes.join(', ')}`) }
  const message: Draft = { type: named, properties: NOTHING, traits: NOTHING, context: NOTHING }
  const fault = fill(message, value) ?? contentFault(value)
  return fault ? { ok: false, fault } : { ok: true, message }
}

const NOTHING: JsonObject = Object.freeze({})

function fill(draft: Draft, raw: Raw): TrackFault | undefined {
  return (
    fillIds(draft, raw) ??
    fillNames(draft, raw) ??
    fillInstants(draft, raw) ??
    fillObjects(draft, raw) ??
    missing(draft)
  )
}

function fillIds(draft: Draft, raw: Raw): TrackFault | undefined {
  for (const field of IDS) {
    const value = raw[field]
    if (value === undefined || value === null) continue
    const id = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
    if (typeof id !== 'string') return invalid(field, 'must be text or a whole number')
    const fault = put(draft, field, id, trackLimits.idLength)
    if (fault) return fault
  }
  return undefined
}

function fillNames(draft: Draft, raw: Raw): TrackFault | undefined {
  for (const field of NAMES) {
    const fault = putText(draft, field, raw[field], trackLimits.nameLength)
    if (fault) return fault
  }
  return putText(draft, 'messageId', raw['messageId'], trackLimits.idLength)
}

type TextField = (typeof IDS)[number] | (typeof NAMES)[number] | 'messageId'

function putText(draft: Draft, field: TextField, value: unknown, max: number): TrackFault | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? put(draft, field, value, max) : invalid(field, 'must be text')
}

function put(draft: Draft, field: TextField, value: string, max: number): TrackFault | undefined {
  const text = value.trim()
  if (text.length > max) return invalid(field, `must have at most ${max} characters`)
  if (text !== '') draft[field] = text
  return undefined
}

function fillInstants(draft: Draft, raw: Raw): TrackFault | undefined {
  for (const field of INSTANTS) {
    const value = raw[field]
    if (value === undefined || value === null) continue
    const found = typeof value === 'string' || typeof value === 'number' ? readInstant(value) : 'unreadable'
    if (found === 'unreadable') return invalid(field, 'must be an ISO 8601 time or milliseconds since 1970')
    if (found === 'out_of_range')
      return { code: 'listen.time_out_of_range', field, detail: `${field} must lie within 1900 to 2200` }
    draft[field] = found
  }
  return undefined
}

function fillObjects(draft: Draft, raw: Raw): TrackFault | undefined {
  for (const field of OBJECTS) {
    const value = raw[field]
    if (value === undefined || value === null) continue
    if (!isJsonObject(value)) return invalid(field, 'must be an object')
    draft[field] = value
  }
  return undefined
}

function missing(draft: Draft): TrackFault | undefined {
  for (const field of requiredFields[draft.type]) if (draft[field] === undefined) return invalid(field, 'is missing')
  return undefined
}

function invalid(field: string, detail: string): TrackFault {
  return { code: 'listen.event_invalid', field, detail: field === '' ? `the event ${detail}` : `${field} ${detail}` }
}

function isType(value: unknown): value is TrackType {
  return TYPES.has(value)
}

function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What JSON.parse gives as an object is one of JSON. */
function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value)
}
