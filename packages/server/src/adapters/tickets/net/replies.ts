// Replies as outcomes of the port: what was answered is read by its shape, and what is no such answer becomes a fault. Asks nobody.
import type { Creation, TicketFault, Writing } from '@lotse/core/insights'
import type { z } from 'zod'
import type { TicketAnswer, TicketReply } from './call.ts'
import { reasonOf } from './reasons.ts'
import { saidIn } from './way.ts'

/** A body of the shape that was awaited. */
export type Got<T> = { readonly kind: 'got'; readonly value: T; readonly answer: TicketAnswer }

/** What was answered, by its shape. A lost answer to a harmless call is asked for again. */
export function got<T>(reply: TicketReply, shape: z.ZodType<T>): Got<T> | TicketFault {
  if (reply.kind === 'lost') return { kind: 'later', why: reply.why, retryMs: null, scope: 'connection' }
  if (reply.kind !== 'answer') return reply
  if (reply.status < 200 || reply.status > 299) return refusal(reply)
  const read = shape.safeParse(reply.json)
  if (read.success) return { kind: 'got', value: read.data, answer: reply }
  return { kind: 'refused', why: `answer_not_understood: ${read.error.issues[0]?.path.join('.') ?? ''}` }
}

/** An answer that says no. */
export function refusal({ status, json }: TicketAnswer): TicketFault {
  return { kind: 'refused', why: reasonOf(`HTTP ${status}${saidIn(json)}`, []) }
}

/** What became of a write whose answer is its status alone. */
export function written(reply: TicketReply): Writing {
  if (reply.kind === 'lost') return { kind: 'unknown', why: reply.why }
  if (reply.kind !== 'answer') return reply
  if (reply.status === 409 || reply.status === 412) return { kind: 'conflict' }
  return reply.status >= 200 && reply.status <= 299 ? { kind: 'done' } : refusal(reply)
}

/** What became of a creation. An answer that says yes and cannot be read may have created: it is searched for. */
export function created<T>(
  reply: TicketReply,
  shape: z.ZodType<T>,
  refOf: (value: T) => { readonly ref: string; readonly key: string; readonly url: string },
): Creation {
  if (reply.kind === 'lost') return { kind: 'unknown', why: reply.why }
  if (reply.kind !== 'answer') return reply
  const read = got(reply, shape)
  if (read.kind === 'got') return { kind: 'created', ...refOf(read.value) }
  return reply.status >= 200 && reply.status <= 299 ? { kind: 'unknown', why: 'answer_not_understood' } : read
}
