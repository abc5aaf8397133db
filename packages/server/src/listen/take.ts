// Takes the messages of one request: good ones into the log, bad ones aside with their reason. Knows no HTTP.
import { randomUUID } from 'node:crypto'
import { HOUR_MS, type Instant } from '@lotse/core/base'
import { type Arrival, type IncomingEvent, incoming, type ListenFault, type Origin } from '@lotse/core/listen'
import { parseTrack, type TrackEnvelope, type TrackType } from '@lotse/protocol'
import type { Pool } from 'pg'
import { addAccepted } from '../adapters/store/accepted.ts'
import { keepRefused, type RefusedEvent } from '../adapters/store/refused.ts'
import { addRefused } from '../adapters/store/survey.ts'
import { eventsRefused } from '../base/metrics.ts'
import type { Acceptor } from './acceptor.ts'
import type { Sender } from './sources.ts'

/** A message that was not taken; `index`: its place in the batch. */
export type Refused = Omit<ListenFault, 'code'> & {
  readonly code: ListenFault['code'] | 'listen.unmapped'
  readonly index: number
}

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

/** What a delivery became, before anything is stored: the events are with the acceptor. */
export type Judged = {
  readonly good: number
  readonly accepted: ReturnType<Acceptor['accept']>
  readonly refused: readonly Refused[]
  readonly aside: readonly RefusedEvent[]
}

type Tools = { readonly acceptor: Acceptor; readonly pool: Pool }

/**
 * Checks a delivery and hands the good events on. What is waited for afterwards holds no parsed message any more: under load thousands
 * wait, and the collector would have to copy them all.
 *
 * @returns at once; `accepted` rejects with the acceptor's problems.
 */
export function judge({ acceptor }: Pick<Tools, 'acceptor'>, delivery: Delivery): Judged {
  const { events, refused } = sort(delivery)
  return { good: events.length, accepted: acceptor.accept(events), refused, aside: asideOf(delivery, refused) }
}

/** Resolves once the good events are durable and the bad ones kept. */
export async function settle(
  { pool }: Pick<Tools, 'pool'>,
  { good, accepted, refused, aside }: Judged,
  at: Arrived,
): Promise<Taken> {
  const { duplicates } = await accepted
  if (refused.length > 0) await setAside(pool, { refused, aside }, at)
  return { accepted: good, duplicates, refused }
}

/** Whose request it was, and when it came. */
export type Arrived = { readonly workspaceId: number; readonly sourceId: number; readonly arrived: Instant }

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

async function setAside(pool: Pool, { refused, aside }: Pick<Judged, 'refused' | 'aside'>, at: Arrived): Promise<void> {
  for (const { code } of refused) eventsRefused.inc({ code })
  await addAccepted(pool, [{ workspaceId: at.workspaceId, what: 'refused', count: refused.length }])
  const { workspaceId, sourceId, arrived } = at
  const hour = arrived - (arrived % HOUR_MS)
  await addRefused(pool, { workspaceId, sourceId, hour, refused: refused.length })
  await keepRefused(pool, aside, arrived)
}

function asideOf({ sender, envelope, keep }: Delivery, refused: readonly Refused[]): readonly RefusedEvent[] {
  const { workspaceId, sourceId } = sender
  if (!keep) return []
  return refused.map(({ index, code, field, detail }) => {
    const raw = rawOf(envelope.messages[index])
    return { workspaceId, sourceId, code, field, detail, raw }
  })
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
