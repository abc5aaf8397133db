// Judges a refused event again, as it was sent or as a person mended it. Takes it as any other, under its own message id.
import { Problem } from '@lotse/core/base'
import { incoming } from '@lotse/core/listen'
import { parseTrack } from '@lotse/protocol'
import type { Acceptor } from './acceptor.ts'
import type { Senders } from './sources.ts'

/** A refused event: what was sent, by which source, and when it was refused. */
export type RefusedOnce = {
  readonly id: number
  readonly sourceId: number
  readonly refusedAt: number
  readonly message: unknown
}

/**
 * Takes a refused event if it is good now; resolves when it is durable. A message id that it lacks is made from its number here, so
 * that judging it twice takes it once.
 *
 * @param now - an event that is older than a day by now starts no flow (T3).
 * @throws Problem that says what is wrong still; `not_found` where the source was revoked.
 */
export async function judgeAgain(
  { acceptor, senders }: { readonly acceptor: Acceptor; readonly senders: Senders },
  { id, sourceId, refusedAt, message }: RefusedOnce,
  now: number,
): Promise<void> {
  const parsed = parseTrack(withTime(message, refusedAt))
  if (!parsed.ok) throw problemOf(parsed.fault)
  const sender = await senders.byId(sourceId)
  const arrival = { ...sender, origin: 'tracking', arrived: now, freshId: () => `refused:${id}` } as const
  const judged = incoming(parsed.message, arrival)
  if (!judged.ok) throw problemOf(judged.fault)
  await acceptor.accept([judged.event])
}

const problemOf = ({ code, field, detail }: { code: Problem['code']; field: string; detail: string }): Problem =>
  new Problem(code, { field, detail })

/** An event without a time of its own happened when it came, not when it is judged again. */
function withTime(message: unknown, refusedAt: number): unknown {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return message
  if ('timestamp' in message || 'originalTimestamp' in message) return message
  return { ...message, timestamp: new Date(refusedAt).toISOString() }
}
