// Terms against the database: what a change may not bring, and what a company's records say otherwise than agreed. Rules stand in core.
import { refusedTerms, termReview, termsOf, termsWith, type Vocabulary } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { type AtlasEdit, type AtlasRecord, termedKinds } from '@lotse/protocol'
import { recordsById } from '../adapters/store/atlas.ts'
import { listRecords, type RecordFilter, recordsInOrder } from '../adapters/store/atlas-library.ts'
import type { Db } from '../adapters/store/members.ts'

/** Records looked at for one page. */
const SCANNED_MAX = 5000
const VOCABULARY_MAX = 20_000
const USES_MAX = 5000

/**
 * Refuses terms that a change brings where their taxonomy does not allow it (A8).
 *
 * @param changed - records as the change leaves them; `known`: as they stood.
 * @throws Problem `atlas.outside_taxonomy`.
 */
export async function refuseTermsOutside(
  db: Db,
  workspaceId: number,
  { known, changed }: { readonly known: ReadonlyMap<string, AtlasRecord>; readonly changed: readonly AtlasRecord[] },
): Promise<void> {
  const termed = changed.filter((record) => termsOf(record).length > 0)
  if (termed.length === 0) return
  const vocabulary = await vocabularyOf(db, workspaceId, new Set(termed.flatMap(termsOf)))
  for (const record of changed) vocabulary.set(record.id, record)
  for (const after of termed) {
    const [fault] = refusedTerms({ before: known.get(after.id), after }, vocabulary)
    if (fault) {
      const { what, ...facts } = fault
      throw new Problem('atlas.outside_taxonomy', { field: 'terms', id: after.id, why: what, ...facts })
    }
  }
}

/** Terms with their taxonomies, and those that took their places. */
async function vocabularyOf(
  db: Db,
  workspaceId: number,
  terms: ReadonlySet<string>,
): Promise<Map<string, AtlasRecord>> {
  const found = new Map<string, AtlasRecord>()
  for (let asked = [...terms]; asked.length > 0; ) {
    const records = await recordsById(db, workspaceId, asked)
    for (const record of records) found.set(record.id, record)
    const named = records.flatMap(({ fields }) => [fields['taxonomy'], fields['replacedBy']])
    asked = [...new Set(named)].filter((id): id is string => typeof id === 'string' && !found.has(id))
  }
  return found
}

/** A record that says something otherwise than agreed. */
export type Flagged = {
  readonly record: Awaited<ReturnType<typeof recordsInOrder>>[number]
  readonly faults: ReturnType<ReturnType<typeof termReview>>
}

/**
 * A page of records whose terms or names are not as agreed (A8, A9), by id.
 *
 * @returns `next`: the last record looked at where there may be more.
 */
export async function flaggedRecords(
  db: Db,
  workspaceId: number,
  { filter, after, limit }: { readonly filter: RecordFilter; readonly after: string; readonly limit: number },
): Promise<{ readonly items: readonly Flagged[]; readonly next: string | null }> {
  const review = termReview(await wholeVocabulary(db, workspaceId))
  const scanned = await recordsInOrder(db, workspaceId, { filter, kinds: termedKinds, after, limit: SCANNED_MAX })
  const items: Flagged[] = []
  for (const record of scanned) {
    const faults = review(record)
    if (faults.length > 0) items.push({ record, faults })
    if (items.length === limit)
      return { items, next: record.id === scanned.at(-1)?.id && scanned.length < SCANNED_MAX ? null : record.id }
  }
  return { items, next: scanned.length < SCANNED_MAX ? null : (scanned.at(-1)?.id ?? null) }
}

async function wholeVocabulary(db: Db, workspaceId: number): Promise<Vocabulary> {
  const of = (kind: 'term' | 'taxonomy') =>
    listRecords(db, workspaceId, { filter: { kind, words: [] }, before: undefined, limit: VOCABULARY_MAX })
  const all = [...(await of('taxonomy')), ...(await of('term'))]
  return new Map(all.map((record) => [record.id, record]))
}

/**
 * The edits by which one term takes another's place everywhere (A9).
 *
 * @throws Problem `not_found`, `atlas.value_invalid` where they are not two terms.
 */
export async function replacingEdits(
  db: Db,
  workspaceId: number,
  { old, by }: { readonly old: string; readonly by: string },
): Promise<AtlasEdit[]> {
  const terms = await recordsById(db, workspaceId, [old, by])
  if (!terms.some(({ id, kind }) => id === old && kind === 'term')) throw new Problem('not_found')
  if (old === by || !terms.some(({ id, kind, removed }) => id === by && kind === 'term' && !removed))
    throw new Problem('atlas.value_invalid', { field: 'by' })
  const filter = { words: [], uses: old }
  const users = await listRecords(db, workspaceId, { filter, before: undefined, limit: USES_MAX })
  const moved = users.flatMap((record): AtlasEdit[] => {
    const value = termsWith(record, { old, by })
    return value === undefined ? [] : [{ do: 'set', id: record.id, field: 'terms', value }]
  })
  return [{ do: 'set', id: old, field: 'replacedBy', value: by }, ...moved]
}
