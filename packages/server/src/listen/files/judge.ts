// Judges one record of a file or webhook: the events it stands for, or what is wrong with it. Stores nothing.
import {
  type Arrival,
  type FileRecord,
  type IncomingEvent,
  incoming,
  type ListenFault,
  mappingByNames,
  messagesOf,
  partOf,
} from '@lotse/core/listen'
import { type JsonObject, type Mapping, parseTrack } from '@lotse/protocol'

/** How records are read. `mapping`: null for messages of the tracking API as they are (`asMessages`), or columns of those names. */
export type RecordReading = {
  readonly mapping: Mapping | null
  readonly asMessages: boolean
  readonly zone: string
}

/** What a record became. All of its events, or none. */
export type JudgedRecord =
  | { readonly ok: true; readonly events: readonly IncomingEvent[] }
  | { readonly ok: false; readonly fault: ListenFault; readonly messages: readonly unknown[] }

/** The messages a record stands for. */
export function readRecord(record: FileRecord, { mapping, asMessages, zone }: RecordReading): readonly unknown[] {
  if (mapping) return messagesOf(record, mapping, zone)
  return asMessages ? [record] : messagesOf(record, mappingByNames, zone)
}

/**
 * Judges a record.
 *
 * @param arrival - `key`: from which the ids of its events follow, where the record names none (L94); `cameAt`: when the record came, where
 *   it is judged later. What has no time of its own happened then, and is as old as it is by now (L4).
 */
export function judgeRecord(
  record: FileRecord,
  reading: RecordReading,
  arrival: Omit<Arrival, 'freshId'> & { readonly key: string; readonly cameAt?: number },
): JudgedRecord {
  const messages = readRecord(record, reading)
  const events: IncomingEvent[] = []
  for (const message of messages) {
    const parsed = parseTrack(timed(message, arrival.cameAt))
    const freshId = () => arrival.key + (isObject(message) ? partOf(message) : '')
    const judged = parsed.ok ? incoming(parsed.message, { ...arrival, freshId }) : parsed
    if (!judged.ok) return { ok: false, fault: judged.fault, messages }
    events.push(judged.event)
  }
  return { ok: true, events }
}

function timed(message: unknown, cameAt: number | undefined): unknown {
  if (cameAt === undefined || !isObject(message)) return message
  if (message['timestamp'] !== undefined || message['originalTimestamp'] !== undefined) return message
  return { ...message, timestamp: cameAt }
}

/** A message comes from JSON or a mapping, so an object is one of JSON. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
