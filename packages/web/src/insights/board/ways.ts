// Which step leads from one column of the board to another, and why none does. Pure; whether somebody may is asked beside.
import { type Action, type InsightState, type InsightStep, insightSteps, type StepFact } from '@lotse/protocol'

/** States in the order of the board: the way of an insight first, then what lies beside it. */
export const columns = [
  'new',
  'backlog',
  'accepted',
  'ticket',
  'inProgress',
  'solved',
  'verified',
  'deferred',
  'rejected',
] as const satisfies readonly InsightState[]

/** A step by hand. Tickets are opened by what opens tickets. */
type HandStep = Exclude<InsightStep, 'openTicket'>

const factOf = (step: InsightStep): StepFact => insightSteps[step]
const steps = (Object.keys(insightSteps) as InsightStep[]).filter((step): step is HandStep => step !== 'openTicket')

/** Steps that lead away from a state, in the order of the table. */
export const stepsFrom = (from: InsightState): readonly HandStep[] =>
  steps.filter((step) => factOf(step).from.includes(from))

/** Where a step leads. */
export const leadsTo = (step: HandStep): InsightState => factOf(step).to

/** What a step needs. */
export const neededFor = (step: HandStep): Action => factOf(step).allow

/** The step from one state to another one; why there is none: `same` state, `ticket` system's, or `none`. */
export function wayTo(from: InsightState, to: InsightState): HandStep | 'same' | 'ticket' | 'none' {
  if (from === to) return 'same'
  const found = stepsFrom(from).find((step) => leadsTo(step) === to)
  if (found !== undefined) return found
  return to === 'ticket' && factOf('openTicket').from.includes(from) ? 'ticket' : 'none'
}
