// Terms against the database: what a change may not bring, and what a company's records say otherwise than agreed. Rules stand in core.
import { refusedTerms, type TermFault, termReview, termsOf, termsWith, type Vocabulary } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { type AtlasEdit, type AtlasRecord, termedKinds } from '@lotse/protocol'
import { type OwnedRecord, recordsById } from '../adapters/store/atlas.ts'
import { listRecords, type RecordFilter, recordsInOrder, recordsOfKinds } from '../adapters/store/atlas-library.ts'
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
  const vocabulary = await vocabularyOf(db, workspaceId, new Map(changed.map((record) => [record.id, record])))
  for (const after of termed) {
    const [fault] = refusedTerms({ before: known.get(after.id), after }, vocabulary)
    if (fault) {
      const { what, ...facts } = fault
      throw new Problem('atlas.outside_taxonomy', { field: 'terms', id: after.id, why: what, ...facts })
    }
  }
}

/** The terms on changed records with their taxonomies and those that took their places, as the change leaves them. */
async function vocabularyOf(db: Db, workspaceId: number, changed: Vocabulary): Promise<Vocabulary> {
  const found = new Map<string, AtlasRecord>()
  let asked = [...new Set([...changed.values()].flatMap(termsOf))]
  while (asked.length > 0) {
    const stored = await recordsById(db, workspaceId, asked)
    const records = new Map(stored.map((record) => [record.id, changed.get(record.id) ?? record]))
    for (const id of asked) {
      const record = records.get(id) ?? changed.get(id)
      if (record) found.set(id, record)
    }
    const named = asked.flatMap((id) => [found.get(id)?.fields['taxonomy'], found.get(id)?.fields['replacedBy']])
    asked = [...new Set(named)].filter((id): id is string => typeof id === 'string' && !found.has(id))
  }
  return found
}

/** A record that says something otherwise than agreed. */
export type Flagged = {
  readonly record: OwnedRecord
  readonly faults: readonly TermFault[]
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
  const all = await recordsOfKinds(db, workspaceId, { kinds: ['taxonomy', 'term'], limit: VOCABULARY_MAX })
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
  const filter = { words: [], uses: [old] }
  const users = await listRecords(db, workspaceId, { filter, before: undefined, limit: USES_MAX })
  const moved = users.flatMap((record): AtlasEdit[] => {
    const value = termsWith(record, { old, by })
    return value === undefined ? [] : [{ do: 'set', id: record.id, field: 'terms', value }]
  })
  return [{ do: 'set', id: old, field: 'replacedBy', value: by }, ...moved]
}
