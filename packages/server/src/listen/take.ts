// Takes the messages of one request: good ones into the log, bad ones aside with their reason. Knows no HTTP.
import { randomUUID } from 'node:crypto'
import type { Instant } from '@lotse/core/base'
import { type Arrival, type IncomingEvent, incoming, type ListenFault, type Origin } from '@lotse/core/listen'
import { parseTrack, type TrackEnvelope, type TrackType } from '@lotse/protocol'
import type { Pool } from 'pg'
import { addAccepted } from '../adapters/store/accepted.ts'
import { keepRefused, type RefusedEvent } from '../adapters/store/refused.ts'
import { eventsRefused } from '../base/metrics.ts'
import type { Acceptor } from './acceptor.ts'
import type { Sender } from './sources.ts'

/** A message that was not taken; `index`: its place in the batch. */
export type Refused = ListenFault & { readonly index: number }

/** What a request holds. `type`: where the address says it; `keep`: whether bad events are kept aside (those of batches). */
export type Delivery = {
  readonly sender: Sender
  readonly envelope: TrackEnvelope
  readonly origin: Origin
  readonly arrived: Instant
  readonly type?: TrackType
  readonly keep: boolean
}

/** What came of it. */
export type Taken = { readonly accepted: number; readonly duplicates: number; readonly refused: readonly Refused[] }

/**
 * Takes a delivery; resolves once the good events are durable and the bad ones kept.
 *
 * @throws Problem of the acceptor.
 */
export async function take(tools: { acceptor: Acceptor; pool: Pool }, delivery: Delivery): Promise<Taken> {
  const { events, refused } = sort(delivery)
  const { duplicates } = await tools.acceptor.accept(events)
  if (refused.length > 0) await setAside(tools.pool, delivery, refused)
  return { accepted: events.length, duplicates, refused }
}

function sort(delivery: Delivery): { events: IncomingEvent[]; refused: Refused[] } {
  const events: IncomingEvent[] = []
  const refused: Refused[] = []
  const arrival = arrivalOf(delivery)
  for (const [index, message] of delivery.envelope.messages.entries()) {
    const parsed = parseTrack(message, delivery.type)
    const judged = parsed.ok ? incoming(parsed.message, arrival) : parsed
    if (judged.ok) events.push(judged.event)
    else refused.push({ index, ...judged.fault })
  }
  return { events, refused }
}

function arrivalOf({ sender, envelope, origin, arrived }: Delivery): Arrival {
  const { sentAt, context } = envelope
  return {
    ...sender,
    origin,
    arrived,
    freshId: randomUUID,
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(context === undefined ? {} : { context }),
  }
}

async function setAside(pool: Pool, delivery: Delivery, refused: readonly Refused[]): Promise<void> {
  const { workspaceId, sourceId } = delivery.sender
  for (const { code } of refused) eventsRefused.inc({ code })
  await addAccepted(pool, [{ workspaceId, what: 'refused', count: refused.length }])
  if (!delivery.keep) return
  const rows = refused.map(({ index, code, field, detail }): RefusedEvent => {
    const raw = rawOf(delivery.envelope.messages[index])
    return { workspaceId, sourceId, code, field, detail, raw }
  })
  await keepRefused(pool, rows, delivery.arrived)
}

/** The message as JSON; one nested too deeply to be written is kept as null, its reason says why. */
function rawOf(message: unknown): string {
  try {
    return JSON.stringify(message)
  } catch (error) {
    if (error instanceof RangeError) return 'null'
    throw error
  }
}
