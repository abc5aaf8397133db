// One way for every change of the work about an insight: seen as it stands, changed if nobody was faster, written down with how it stood before.

import { Problem } from '@lotse/core/base'
import type { Json, JsonObject, OperationName } from '@lotse/protocol'
import { insertWorkChange, type StoredWork, type WorkChange, writeWork } from '../adapters/store/insight-work.ts'
import type { WriteCall } from '../base/operation.ts'
import { showWork } from './presenter.ts'
import type { Reaches } from './reach.ts'
import { type Subject, subjectOf } from './subject.ts'

/** What all writes are handed. */
export type Doing = Pick<WriteCall<OperationName>, 'db' | 'caller' | 'now' | 'changed'> & { readonly reaches: Reaches }

/** A change: what becomes another, and what is written down with it. */
export type Change = {
  readonly what: WorkChange['what']
  readonly to: Partial<Omit<StoredWork, 'version' | 'changedAt'>>
  readonly step?: WorkChange['step']
  readonly reason?: string
  readonly decision?: number | null
  readonly undoes?: number
}

/**
 * An insight as it stands, to be changed by somebody who saw it at a version.
 *
 * @throws Problem `not_found`, `conflict` with the version that it is at.
 */
export async function seenAt({ db, caller, now, reaches }: Doing, insight: string, version: number): Promise<Subject> {
  const asking = { db, reaches, now, workspaceId: caller.workspaceId }
  const subject = await subjectOf(asking, insight, { lock: true })
  if (subject.work.version !== version) throw new Problem('conflict', { version: subject.work.version })
  return subject
}

/**
 * Changes the work about an insight, and answers it.
 *
 * @throws Problem `conflict` where somebody else was faster.
 */
export async function changeWork(doing: Doing, { fact: { id }, work: before }: Subject, change: Change) {
  const { db, caller, now, reaches, changed } = doing
  const { workspaceId, memberId } = caller
  const { what, to, step = null, reason = '', decision = null, undoes = null } = change
  const after: StoredWork = { ...before, ...to, version: before.version + 1, changedAt: now }
  if (!(await writeWork(db, workspaceId, id, after))) throw new Problem('conflict')
  const kept = { version: after.version, at: now, memberId, what, step, reason, decision, before, undoes }
  await insertWorkChange(db, workspaceId, id, kept)
  changed({ what, ...(step === null ? {} : { step }), ...differences(before, after) })
  const { fact } = await subjectOf({ db, reaches, now, workspaceId }, id)
  return showWork(fact)
}

const TOLD = ['status', 'until', 'priority', 'department', 'addressee', 'inputs'] as const

/** What of the work is another one now, for the audit log. Texts that people wrote are left out. */
function differences(before: StoredWork, after: StoredWork): JsonObject {
  const plain = (value: StoredWork[(typeof TOLD)[number]]): Json =>
    value === null || typeof value !== 'object' ? value : { ...value }
  const other = TOLD.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  return Object.fromEntries(other.map((field) => [field, { before: plain(before[field]), after: plain(after[field]) }]))
}
