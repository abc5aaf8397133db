// Judges a refused event again, as it was sent or as a person mended it. Takes it as any other, under its own message id.
import { Problem } from '@lotse/core/base'
import { type FileRecord, type IncomingEvent, incoming } from '@lotse/core/listen'
import { parseTrack } from '@lotse/protocol'
import type { Pool } from 'pg'
import { hookOf } from '../adapters/store/sources.ts'
import type { Acceptor } from './acceptor.ts'
import { judgeRecord } from './files/judge.ts'
import type { Sender, Senders } from './sources.ts'

/**
 * A refused event: what was sent, by which source, and when it was refused. `recordKey`: it is the record of a file or webhook, read by
 * the mapping that its source has now.
 */
export type RefusedOnce = {
  readonly id: number
  readonly sourceId: number
  readonly refusedAt: number
  readonly message: unknown
  readonly recordKey: string | null
}

type Tools = { readonly acceptor: Acceptor; readonly senders: Senders; readonly pool: Pool }

/**
 * Takes a refused event if it is good now; resolves when it is durable. A message id that it lacks is made from its number here, so
 * that judging it twice takes it once.
 *
 * @param now - an event that is older than a day by now starts no flow (T3).
 * @throws Problem that says what is wrong still; `not_found` where the source was revoked.
 */
export async function judgeAgain({ acceptor, senders, pool }: Tools, refused: RefusedOnce, now: number): Promise<void> {
  const sender = await senders.byId(refused.sourceId)
  const { recordKey } = refused
  const events =
    recordKey === null
      ? [eventOf(refused, sender, now)]
      : await eventsOf(pool, { refused, sender, key: recordKey, now })
  await acceptor.accept(events)
}

function eventOf({ id, refusedAt, message }: RefusedOnce, sender: Sender, now: number): IncomingEvent {
  const parsed = parseTrack(withTime(message, refusedAt))
  if (!parsed.ok) throw problemOf(parsed.fault)
  const judged = incoming(parsed.message, {
    ...sender,
    origin: 'tracking',
    arrived: now,
    freshId: () => `refused:${id}`,
  })
  if (!judged.ok) throw problemOf(judged.fault)
  return judged.event
}

type Kept = { readonly refused: RefusedOnce; readonly sender: Sender; readonly key: string; readonly now: number }

/** Events of a file's record are history, as its others were. */
async function eventsOf(pool: Pool, { refused, sender, key, now }: Kept): Promise<readonly IncomingEvent[]> {
  const source = await hookOf(pool, refused.sourceId)
  if (!source?.mapping) throw new Problem('listen.unmapped')
  if (!isRecord(refused.message))
    throw problemOf({ code: 'listen.event_invalid', field: '', detail: 'it is no object' })
  const reading = { mapping: source.mapping, asMessages: false, zone: source.zone }
  const origin = key.startsWith('import:') ? 'import' : 'tracking'
  const judged = judgeRecord(refused.message, reading, {
    ...sender,
    origin,
    arrived: now,
    cameAt: refused.refusedAt,
    key,
  })
  if (!judged.ok) throw problemOf(judged.fault)
  return judged.events
}

function isRecord(value: unknown): value is FileRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const problemOf = ({ code, field, detail }: { code: Problem['code']; field: string; detail: string }): Problem =>
  new Problem(code, { field, detail })

/** An event without a time of its own happened when it came, not when it is judged again. */
function withTime(message: unknown, refusedAt: number): unknown {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return message
  if ('timestamp' in message || 'originalTimestamp' in message) return message
  return { ...message, timestamp: new Date(refusedAt).toISOString() }
}
