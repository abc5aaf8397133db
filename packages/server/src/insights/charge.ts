// Who is in charge of an insight, looked up. What decides it stands in core; changes nothing.
import { chargeOf } from '@lotse/core/insights'
import { insightFacts, unitParents } from '../adapters/store/insight-facts.ts'
import type { Db } from '../adapters/store/members.ts'

/** The unit in charge of an insight; null: nobody is; undefined: there is no such insight. */
export async function inChargeOf(db: Db, workspaceId: number, insight: string): Promise<number | null | undefined> {
  const [row] = await insightFacts(db, workspaceId, { filter: { words: [], ids: [insight] }, limit: 1 })
  if (row === undefined) return undefined
  const { department: named, owners, own } = row
  return chargeOf({ named, owners: owners ?? [], own }, await unitParents(db, workspaceId)).unit
}
