// Tickets to ask about (TK10): in progress for too long, or touched by nobody. By the ticket's own times, never by when we looked.
import { DAY_MS, type Instant } from '../../base/index.ts'
import type { RemoteTicket } from './port.ts'

/** Days after which somebody asks. */
export type FollowUpDays = { readonly overdueDays: number; readonly untouchedDays: number }

/** What of a ticket is asked about. */
export type FollowUpFacts = Pick<RemoteTicket, 'status' | 'createdAt' | 'updatedAt' | 'statusSince' | 'touched'>

/** Since when a ticket is overdue or untouched; null: it is not. */
export type FollowUp = { readonly overdueSince: Instant | null; readonly untouchedSince: Instant | null }

/** Systems write more than one time while they create a ticket; what was changed so soon after is the creation itself. */
const CREATION_MS = 2000

/**
 * Which lists a ticket belongs to.
 *
 * @param inProgress - whether its status stands for work in progress.
 */
export function followUpOf(
  ticket: FollowUpFacts,
  { days, inProgress, now }: { readonly days: FollowUpDays; readonly inProgress: boolean; readonly now: Instant },
): FollowUp {
  const overdue = (ticket.statusSince ?? ticket.updatedAt) + days.overdueDays * DAY_MS
  const untouched = ticket.createdAt + days.untouchedDays * DAY_MS
  const alone = ticket.touched === null ? ticket.updatedAt - ticket.createdAt <= CREATION_MS : !ticket.touched
  return {
    overdueSince: inProgress && overdue <= now ? overdue : null,
    untouchedSince: alone && ticket.status.category !== 'done' && untouched <= now ? untouched : null,
  }
}
