// The human filter (I14–I17): who may decide there, what lets through, and the release without which no ticket is ever opened. Stores nothing.
import type { InsightState } from '@lotse/protocol'
import { type Instant, Problem } from '../base/index.ts'
import type { Charge, Filter } from './charge.ts'
import type { Decision, Standing } from './work.ts'

/**
 * Refuses a decision by somebody who may not decide (I15). That their role may, and that they belong to the department, was seen before.
 *
 * @param member - who decides; null: a program.
 * @returns the unit in charge.
 * @throws Problem `insight.no_department`, `insight.person_needed`, `insight.not_approver`.
 */
export function deciding({ unit, why }: Charge, { approvers }: Filter, member: number | null): number {
  if (unit === null) throw new Problem('insight.no_department', { why })
  if (member === null) throw new Problem('insight.person_needed')
  if (approvers.length > 0 && !approvers.includes(member)) throw new Problem('insight.not_approver')
  return unit
}

/**
 * That an insight was let through: by whom, when and for which department. Nothing makes one but {@link releaseOf}, and whatever opens a ticket asks for one.
 */
class Release {
  readonly #made = true
  readonly insight: string
  readonly decision: number
  readonly department: number
  readonly by: number | null
  readonly at: Instant

  private constructor(insight: string, { id, by, at }: Decision, department: number) {
    this.insight = insight
    this.decision = id
    this.department = department
    this.by = by
    this.at = at
  }

  /** @throws Problem `insight.not_released`. */
  static of({ insight, status, release, decision, unit }: Grounds): Release {
    const refuse = (why: string) => new Problem('insight.not_released', { why })
    if (status !== 'accepted') throw refuse('state')
    if (release === null || decision === undefined || decision.id !== release || decision.insight !== insight)
      throw refuse('undecided')
    if (decision.withdrawnAt !== null) throw refuse('withdrawn')
    const { verdict, by, department } = decision
    if (verdict !== 'pass' && (verdict !== 'accept' || by === null)) throw refuse('undecided')
    if (department === null) throw refuse('no_department')
    if (department !== unit) throw refuse('other_department')
    return new Release(insight, decision, department)
  }

  /** Whether it was made here and not by a cast. */
  static isOne(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #made in value
  }
}

export type { Release }

/** What a release stands on: the insight as it is now, the unit in charge, and the decision that its work names. */
export type Grounds = {
  readonly insight: string
  readonly status: InsightState
  readonly release: number | null
  readonly decision: Decision | undefined
  readonly unit: number | null
}

/**
 * The release of an insight that was let through and still is (I16).
 *
 * @throws Problem `insight.not_released`; `why`: `state`, `undecided`, `withdrawn`, `no_department`, `other_department`.
 */
export function releaseOf(grounds: Grounds): Release {
  return Release.of(grounds)
}

/**
 * How an insight stands once its ticket is open. The only way to that state, so that whatever opens tickets has to have a release.
 *
 * @throws Problem `insight.not_released` where the release is none.
 */
export function ticketed(release: Release, now: Instant): Standing {
  if (!Release.isOne(release)) throw new Problem('insight.not_released', { why: 'undecided' })
  return { status: 'ticket', since: now, until: null }
}
