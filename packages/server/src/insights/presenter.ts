// Insights with their work, decisions, evidence and changes as the API answers them. Reads nothing.
import { staleAt, waitingSince } from '@lotse/core/insights'
import type { ShownDecision, ShownEvidence, ShownInsightWork, ShownWorkChange } from '@lotse/protocol'
import type { EvidenceRow } from '../adapters/store/insight-evidence.ts'
import type { DecisionRow, WorkChange } from '../adapters/store/insight-work.ts'
import { instantOf, instantOrNull } from '../base/ids.ts'
import type { InsightFact } from './facts.ts'
import type { Numbers } from './numbers.ts'

const idOrNull = (id: number | null): string | null => (id === null ? null : String(id))

/** The work about an insight. */
export function showWork(fact: InsightFact): ShownInsightWork {
  const { row, standing, charge, known, inputs, scores, reach } = fact
  const { escalatedTo: to, escalatedBy: by, escalatedAt: at, escalatedReason: reason } = row
  return {
    version: row.version,
    status: standing.status,
    since: instantOf(standing.since),
    until: instantOrNull(standing.until),
    waitsSince: instantOrNull(waitingSince(standing)),
    priority: fact.priority,
    department: { id: idOrNull(charge.unit), why: charge.why },
    addresseeId: idOrNull(fact.addressee),
    escalation: to === null || at === null ? null : { to: String(to), by, at: instantOf(at), reason: reason ?? '' },
    inputs: { ...inputs },
    scores: { ...scores },
    reach: reach === null ? null : { ...reach },
    known: { level: known.level, since: instantOrNull(known.since) },
    changedAt: instantOf(fact.changedAt),
  }
}

/** A decision. */
export function showDecision(row: DecisionRow): ShownDecision {
  const { id, verdict, reason, until, byName, at, department, inputs, scores, withdrawnAt, withdrawnBy } = row
  return {
    id: String(id),
    verdict,
    reason,
    until: instantOrNull(until),
    by: byName,
    at: instantOf(at),
    departmentId: idOrNull(department),
    inputs: { ...inputs },
    scores: { ...scores },
    withdrawn: withdrawnAt === null ? null : { at: instantOf(withdrawnAt), by: withdrawnBy },
  }
}

/** Evidence with its number of now. */
export function showEvidence(
  row: EvidenceRow,
  { numbers, freshDays }: { readonly numbers: Numbers; readonly freshDays: number },
): ShownEvidence {
  const { id, kind, title, about, link, voices, query, dated, by, madeAt } = row
  return {
    id: String(id),
    kind,
    title,
    about,
    link,
    voices,
    query,
    number: query === null ? null : numbers(query),
    dated: instantOf(dated),
    staleAt: instantOrNull(staleAt(row, freshDays)),
    by,
    madeAt: instantOf(madeAt),
  }
}

/** A change of the work. */
export function showChange(change: WorkChange & { readonly by: string | null }): ShownWorkChange {
  const { version, at, by, what, step, reason, undoes } = change
  return { version, at: instantOf(at), by, what, step, reason, undoes }
}
