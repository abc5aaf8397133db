// How insights go from state to state (I10–I13): which steps lead where, what must be said, when what was put off comes back. Asks nobody who they are.
import {
  type InsightState,
  type InsightStep,
  insightSteps,
  releasedStates,
  type StepFact,
  waitingStates,
} from '@lotse/protocol'
import { type Instant, Problem } from '../base/index.ts'
import type { Standing } from './work.ts'

/** A step as somebody wants to take it. A ticket is opened with a release alone: see {@link ticketed}. */
export type WishedStep = {
  readonly step: Exclude<InsightStep, 'openTicket'>
  readonly reason: string | null
  readonly until: Instant | null
  readonly now: Instant
}

const released: ReadonlySet<InsightState> = new Set(releasedStates)
const waiting: ReadonlySet<InsightState> = new Set(waitingStates)

/** Whether nobody comes to a state without having been let through (I14). */
export function isReleased(status: InsightState): boolean {
  return released.has(status)
}

/** How it stands at an instant: what was put off until then is in the backlog again, since then (I12). */
export function standingAt({ status, since, until }: Standing, now: Instant): Standing {
  const back = status === 'deferred' && until !== null && until <= now
  return back ? { status: 'backlog', since: until, until: null } : { status, since, until }
}

/** Since when somebody waits for something to happen; null where nobody does. @param standing - at this instant. */
export function waitingSince({ status, since }: Standing): Instant | null {
  return waiting.has(status) ? since : null
}

/**
 * How it stands after a step.
 *
 * @param before - how it stands, as of whenever.
 * @param passes - whether what is submitted goes past the filter (I17).
 * @throws Problem `insight.wrong_state`, `insight.reason_needed`; `request.invalid` where `until` may not be said, or is over.
 */
export function afterStep(before: Standing, { step, reason, until, now }: WishedStep, passes = false): Standing {
  const fact: StepFact = insightSteps[step]
  const { status } = standingAt(before, now)
  if (!fact.from.includes(status)) throw new Problem('insight.wrong_state', { status, step, from: [...fact.from] })
  if (fact.reason && (reason ?? '').trim() === '') throw new Problem('insight.reason_needed', { field: 'reason', step })
  if (until !== null && (!fact.until || until <= now)) throw new Problem('request.invalid', { field: 'until' })
  return { status: step === 'submit' && passes ? 'accepted' : fact.to, since: now, until }
}

/** Steps that lead away from where it stands, in the order of the table. @param standing - at this instant. */
export function stepsFrom({ status }: Standing): InsightStep[] {
  const steps = Object.keys(insightSteps) as InsightStep[]
  return steps.filter((step) => insightSteps[step].from.includes(status))
}
