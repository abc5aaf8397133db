// How a connection does (TK12): when to go on after a fault, and what a person has to see to. Measures nothing itself.
import type { Instant } from '../../base/index.ts'
import type { TicketFault } from './port.ts'

/** `failures`: in a row. `pausedUntil`: nothing is called before. */
export type ConnectionHealth = {
  readonly failures: number
  readonly pausedUntil: Instant | null
  readonly lastOkAt: Instant | null
  readonly fault: { readonly kind: TicketFault['kind']; readonly why: string; readonly at: Instant } | null
}

const FIRST_MS = 2000
const LONGEST_MS = 15 * 60_000
/** Wrong credentials are not tried again and again: accounts are locked by that. */
const UNAUTHORISED_MS = 60 * 60_000
const WHY_MAX = 300

/** So long nothing was heard of a connection until it counts as silent. */
export const SILENT_MS = 15 * 60_000

/** Where nothing was called yet. */
export const FIRST_HEALTH: ConnectionHealth = { failures: 0, pausedUntil: null, lastOkAt: null, fault: null }

/** After an answer that was one. */
export function afterSuccess(_: ConnectionHealth, now: Instant): ConnectionHealth {
  return { failures: 0, pausedUntil: null, lastOkAt: now, fault: null }
}

/** After a fault of the whole connection: twice as long each time, or as long as the system says. @param chance - from 0 to 1, so that not all come back at once. */
export function afterFault(
  before: ConnectionHealth,
  fault: TicketFault,
  { now, chance }: { readonly now: Instant; readonly chance: number },
): ConnectionHealth {
  const failures = before.failures + 1
  const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20)) * (0.7 + 0.6 * chance)
  const waitMs =
    fault.kind === 'unauthorised'
      ? UNAUTHORISED_MS
      : fault.kind === 'later' && fault.retryMs !== null
        ? fault.retryMs
        : doubled
  const told = { kind: fault.kind, why: fault.why.slice(0, WHY_MAX), at: now }
  return { ...before, failures, pausedUntil: now + Math.round(waitMs), fault: told }
}

/** How it does, in a word. @param active - false: a person switched it off. */
export function healthWord(
  { fault, lastOkAt, pausedUntil }: ConnectionHealth,
  { active, now }: { readonly active: boolean; readonly now: Instant },
): 'off' | 'new' | 'well' | 'waiting' | 'broken' {
  if (!active) return 'off'
  if (fault?.kind === 'unauthorised' || fault?.kind === 'refused') return 'broken'
  if (lastOkAt === null) return fault === null ? 'new' : 'waiting'
  if (now - lastOkAt > SILENT_MS) return 'broken'
  return pausedUntil !== null && pausedUntil > now ? 'waiting' : 'well'
}
