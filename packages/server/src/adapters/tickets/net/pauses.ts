// What a ticket system asked us to leave alone until when: all of it, calls of one sort, or one ticket. Waits for nothing itself.
import type { TicketFault } from '@lotse/core/insights'
import type { TicketCall, TicketReply } from './call.ts'

const PAUSES_MAX = 1000

type Later = TicketFault & { kind: 'later' }
type Pause = { readonly untilMs: number; readonly later: Later }

/** Remembers pauses of one connection. */
export type Pauses = {
  /** Whether a call is to wait; null: no. */
  of(call: TicketCall, nowMs: number): Later | null
  note(call: TicketCall, reply: TicketReply, nowMs: number): void
}

/** Nothing to wait for yet. */
export function createPauses(): Pauses {
  const pauses = new Map<string, Pause>()
  const keysOf = ({ method, sort, about }: TicketCall) => ({
    connection: 'connection',
    endpoint: `endpoint ${method} ${sort}`,
    ticket: `ticket ${about ?? ''}`,
  })
  return {
    of: (call, nowMs) => {
      const found = Object.values(keysOf(call)).map((key) => pauses.get(key))
      const longest = found.reduce((a, b) => ((b?.untilMs ?? 0) > (a?.untilMs ?? 0) ? b : a), undefined)
      if (longest === undefined || longest.untilMs <= nowMs) return null
      return { ...longest.later, retryMs: longest.untilMs - nowMs }
    },
    note: (call, reply, nowMs) => {
      if (reply.kind !== 'later' || reply.retryMs === null) return
      for (const [key, { untilMs }] of pauses) if (untilMs <= nowMs || pauses.size >= PAUSES_MAX) pauses.delete(key)
      pauses.set(keysOf(call)[reply.scope], { untilMs: nowMs + reply.retryMs, later: reply })
    },
  }
}
