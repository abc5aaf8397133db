// Steps from state to state, with the filter and what is taken back. Who may is decided here by tables and rules of core; nothing is opened elsewhere.
import { Problem } from '@lotse/core/base'
import { afterStep, deciding, isReleased, type Release, releaseOf, type Standing } from '@lotse/core/insights'
import { type Action, type InsightMove, type InsightStep, insightSteps, type Verdict } from '@lotse/protocol'
import {
  changesOfWork,
  decisionsOf,
  insertDecision,
  type StoredWork,
  type WorkChange,
  withdrawDecision,
} from '../adapters/store/insight-work.ts'
import { refuseAction } from '../base/auth.ts'
import { refuseForeignUnit } from '../base/ownership.ts'
import { type Change, changeWork, type Doing } from './changing.ts'
import type { Subject } from './subject.ts'

/**
 * Refuses an action on an insight by somebody whose roles do not reach it.
 *
 * @throws Problem `auth.forbidden`, `auth.not_owner`.
 */
async function refuseUnreached({ db, caller }: Doing, action: Action, { fact }: Subject): Promise<void> {
  refuseAction(caller, action)
  await refuseForeignUnit(db, caller, { action, ownerId: fact.charge.unit })
}

/** Decides at the filter. */
export async function decide(
  doing: Doing,
  subject: Subject,
  { verdict, reason, until }: { readonly verdict: Verdict; readonly reason: string; readonly until: number | null },
) {
  const { caller, now } = doing
  const { fact, work, filter } = subject
  const standing = afterStep(work, { step: verdict, reason, until, now })
  const department = deciding(fact.charge, filter, caller.memberId)
  const decision = await keepDecision(doing, subject, { verdict, reason, until, department })
  const release = verdict === 'accept' ? decision : null
  return changeWork(doing, subject, { what: 'decision', to: { ...standing, release }, step: verdict, reason, decision })
}

type Said = {
  readonly verdict: Verdict | 'pass'
  readonly reason: string
  readonly until: number | null
  readonly department: number
}

/** Writes a decision down with everything that the insight was given then. */
function keepDecision({ db, caller, now }: Doing, { fact }: Subject, said: Said): Promise<number> {
  const { id: insight, inputs, scores } = fact
  return insertDecision(db, caller.workspaceId, { ...said, insight, by: caller.memberId, at: now, inputs, scores })
}

/** Takes a step that is no decision; what is submitted to a department whose filter is off passes it (I17). */
export async function move(
  doing: Doing,
  subject: Subject,
  { step, reason }: { readonly step: InsightMove; readonly reason: string },
) {
  const { fact, work, filter } = subject
  await refuseUnreached(doing, insightSteps[step].allow, subject)
  if (step === 'start' && fact.standing.status === 'accepted') await releasedOf(doing, subject)
  const department = fact.charge.unit
  const passes = step === 'submit' && filter.mode === 'off' && department !== null
  const standing = afterStep(work, { step, reason, until: null, now: doing.now }, passes)
  const decision = passes
    ? await keepDecision(doing, subject, { verdict: 'pass', reason, until: null, department })
    : null
  const to = { ...standing, release: decision ?? keptRelease(work, standing) }
  return changeWork(doing, subject, { what: 'status', to, step, reason, decision })
}

/** The release of an insight (I16). @throws Problem `insight.not_released`. */
async function releasedOf({ db, caller: { workspaceId } }: Doing, { fact, work }: Subject): Promise<Release> {
  const { status, release } = work
  const wanted = { insight: fact.id, id: release ?? 0, limit: 1 }
  const [decision] = release === null ? [] : await decisionsOf(db, workspaceId, wanted)
  return releaseOf({ insight: fact.id, status, release, decision, unit: fact.charge.unit })
}

/**
 * Names the unit in charge; null: it follows again. What was accepted by another one is for the new one to decide.
 */
export function handTo(doing: Doing, subject: Subject, department: number | null) {
  const { fact, work } = subject
  const decided = work.status === 'accepted' && department !== fact.charge.unit
  const anew = { status: 'backlog', since: doing.now, until: null, release: null } as const
  return changeWork(doing, subject, { what: 'department', to: { department, ...(decided ? anew : {}) } })
}

const keptRelease = ({ release }: StoredWork, { status }: Standing): number | null =>
  isReleased(status) ? release : null

/** The action that a change needed, and whoever takes it back needs as well. */
function actionOf({ what, step }: Pick<WorkChange, 'what' | 'step'>): Action {
  if (step !== null) return insightSteps[step].allow
  if (what === 'priority') return 'insights.prioritise'
  return what === 'department' ? 'insights.assign' : 'insights.work'
}

/** Steps that are decisions at the filter. */
const verdictSteps: ReadonlySet<InsightStep | null> = new Set(['accept', 'defer', 'reject'])

/**
 * Takes the last change back (I13).
 *
 * @throws Problem `insight.nothing_to_undo` where it took something back itself, or there is none.
 */
export async function undoLast(doing: Doing, subject: Subject) {
  const { db, caller, now } = doing
  const { fact, work, filter } = subject
  const { workspaceId, memberId } = caller
  const [last] = await changesOfWork(db, workspaceId, { insight: fact.id, version: work.version, limit: 1 })
  if (last === undefined || last.undoes !== null) throw new Problem('insight.nothing_to_undo')
  await refuseUnreached(doing, actionOf(last), subject)
  if (verdictSteps.has(last.step)) deciding(fact.charge, filter, memberId)
  if (last.decision !== null) await withdrawDecision(db, workspaceId, { id: last.decision, by: memberId, at: now })
  const { version: _, changedAt: __, ...to } = last.before
  const change: Change = { what: 'undo', to, step: last.step, undoes: last.version }
  return changeWork(doing, subject, change)
}
