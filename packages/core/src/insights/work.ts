// What is done about an insight, as it stands: its state, its priority, who is to see to it, what it was given on scales. Decides nothing.
import type { InsightState, Priority, Verdict } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'

/** How far an insight is. `since`: when it came there. `until`: of one put off, when it comes back; null: when somebody brings it back. */
export type Standing = {
  readonly status: InsightState
  readonly since: Instant
  readonly until: Instant | null
}

/** A decision by which something happened at the filter. `pass`: the filter was off, so nobody decided. `by`: a member. */
export type Decision = {
  readonly id: number
  readonly insight: string
  readonly verdict: Verdict | 'pass'
  readonly by: number | null
  readonly at: Instant
  readonly department: number | null
  readonly withdrawnAt: Instant | null
}

/** Values on scales by the key of their criterion; what is not there is not known. */
export type Inputs = Readonly<Record<string, number>>

/** What is done about an insight. `version`: how often it was changed. `department`: named to be in charge; null: it follows. `release`: the decision by which it was let through. */
export type InsightWork = Standing & {
  readonly version: number
  readonly priority: Priority | null
  readonly department: number | null
  readonly addressee: number | null
  readonly inputs: Inputs
  readonly release: number | null
}

/** An insight about which nothing was done. @param madeAt - when it was written down. */
export function untouched(madeAt: Instant): InsightWork {
  const nothing = { until: null, priority: null, department: null, addressee: null, inputs: {}, release: null }
  return { ...nothing, version: 0, status: 'new', since: madeAt }
}
