// One insight with all that decides what may be done about it: its work, who is in charge, the filter that holds, the scales. Changes nothing.
import { Problem } from '@lotse/core/base'
import { type Filter, filterFor, untouched } from '@lotse/core/insights'
import type { InsightScales } from '@lotse/protocol'
import { unitParents } from '../adapters/store/insight-facts.ts'
import { filtersOf } from '../adapters/store/insight-settings.ts'
import { type StoredWork, workOf } from '../adapters/store/insight-work.ts'
import { type Asking, factsOf, type InsightFact } from './facts.ts'

/** The insight. `filter`: that holds for the unit in charge. */
export type Subject = {
  readonly fact: InsightFact
  readonly work: StoredWork
  readonly filter: Filter
  readonly scales: InsightScales
}

/**
 * An insight that stands.
 *
 * @param lock - nobody else changes its work until the transaction ends.
 * @throws Problem `not_found`.
 */
export async function subjectOf(asking: Asking, insight: string, { lock = false } = {}): Promise<Subject> {
  const { db, workspaceId } = asking
  // The lock comes first, so that what is read behind it is what is changed.
  const stored = await workOf(db, workspaceId, insight, { lock })
  const { insights, scales } = await factsOf(asking, { words: [], ids: [insight] })
  const [fact] = insights
  if (fact === undefined) throw new Problem('not_found')
  const filters = await filtersOf(db, workspaceId)
  const { filter } = filterFor(fact.charge.unit, filters, await unitParents(db, workspaceId))
  const nothing = { ...untouched(fact.row.madeAt), escalation: null, changedAt: fact.row.madeAt }
  return { fact, work: stored ?? nothing, filter, scales }
}
