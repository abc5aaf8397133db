// The body of a tracking request: one message or a batch of them. Judges the envelope, never the messages in it.
import type { JsonObject } from '../json.ts'
import { contentFault } from './content.ts'
import { readInstant } from './instant.ts'
import { trackLimits } from './message.ts'

/** The body's own fields. `messages` are unchecked; `context` is laid under that of each message. */
export type TrackEnvelope = {
  readonly messages: readonly unknown[]
  readonly writeKey?: string
  readonly sentAt?: number
  readonly context?: JsonObject
  /** Imported events may be marked to start flows. */
  readonly live: boolean
}

/** Why a body is no envelope. */
export type EnvelopeFault = {
  readonly code: 'request.invalid' | 'listen.batch_too_long'
  readonly field: string
  readonly detail: string
}

/**
 * Reads a body.
 *
 * @param body - what JSON.parse gave.
 * @param batch - whether the address takes batches; else the body is the message.
 */
export function readEnvelope(body: unknown, batch: boolean): TrackEnvelope | EnvelopeFault {
  if (!isObject(body)) return { code: 'request.invalid', field: '', detail: 'the body must be an object' }
  const messages = batch ? body['batch'] : [body]
  if (!Array.isArray(messages))
    return { code: 'request.invalid', field: 'batch', detail: 'batch must be a list of events' }
  if (messages.length > trackLimits.batchEvents) {
    const detail = `batch has ${messages.length} events, at most ${trackLimits.batchEvents} are taken`
    return { code: 'listen.batch_too_long', field: 'batch', detail }
  }
  const fault = batch && isObject(body['context']) ? contentFault(body['context']) : undefined
  if (fault) return { code: 'request.invalid', field: `context.${fault.field}`, detail: fault.detail }
  return { messages, live: batch && body['live'] === true, ...optional(body, batch) }
}

function optional(body: JsonObject, batch: boolean): Omit<TrackEnvelope, 'messages' | 'live'> {
  const { writeKey, context } = body
  const sentAt = instantOf(body['sentAt'])
  return {
    ...(typeof writeKey === 'string' ? { writeKey } : {}),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(batch && isObject(context) ? { context } : {}),
  }
}

/** A batch's own time only serves to correct clocks; an unreadable one corrects nothing. */
function instantOf(value: unknown): number | undefined {
  const found = typeof value === 'string' || typeof value === 'number' ? readInstant(value) : undefined
  return typeof found === 'number' ? found : undefined
}

/** A body comes from JSON.parse, so every object in it is one of JSON. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
