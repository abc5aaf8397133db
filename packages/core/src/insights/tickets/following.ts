// An insight follows its ticket (TK6): by which step, and how it stands then. Lets nothing through the filter that was not.
import type { InsightStep, TicketState } from '@lotse/protocol'
import { type Instant, Problem } from '../../base/index.ts'
import type { Standing } from '../work.ts'
import { ticketStateOf } from './statuses.ts'

/** How an insight stands after its ticket, and the step that is written down; null: it stands there already. */
export function followed(
  before: Standing,
  to: TicketState,
  now: Instant,
): { readonly standing: Standing; readonly step: InsightStep } | null {
  const from = ticketStateOf(before.status)
  if (from === null) throw new Problem('insight.wrong_state', { status: before.status, step: 'openTicket' })
  if (from === to) return null
  return { standing: { status: to, since: now, until: null }, step: stepTo(to, from) }
}

function stepTo(to: TicketState, from: TicketState): InsightStep {
  if (to === 'solved') return 'solve'
  if (to === 'ticket') return 'openTicket'
  return from === 'solved' ? 'reopen' : 'start'
}
