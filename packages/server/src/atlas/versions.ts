// Versions of journeys against the database: what is kept, compared, restored, and made from others. Rules stand in core.
import {
  compareEditions,
  type Difference,
  deviationOf,
  differencesFromOrigin,
  editsOfCopy,
  editsTowards,
  textsOf,
} from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import type { AtlasDifference, AtlasEdit, AtlasRecord, Json, TemplateDeviation } from '@lotse/protocol'
import { type OwnedRecord, recordsOfJourney, recordsUsedIn } from '../adapters/store/atlas.ts'
import { madeFrom, versionOf } from '../adapters/store/atlas-versions.ts'
import type { Db } from '../adapters/store/members.ts'
import { ownerIdOf } from './presenter.ts'

/** Journeys of one template that a report looks through. */
const COPIES_MAX = 500

/** A journey of a workspace; all queries go to `db`. */
export type Where = { readonly db: Db; readonly workspaceId: number; readonly journey: string }

/** Everything in a journey, put-aside records too. @throws Problem `not_found`. */
export async function journeyNow({ db, workspaceId, journey }: Where): Promise<OwnedRecord[]> {
  const records = await recordsOfJourney(db, workspaceId, journey)
  if (!records.some(({ id, kind }) => id === journey && kind === 'journey')) throw new Problem('not_found')
  return records
}

/** What a version keeps: all that stands in the journey, and what of the library it names. @throws Problem `not_found`. */
export async function editionNow(where: Where): Promise<AtlasRecord[]> {
  const { db, workspaceId, journey } = where
  const within = (await journeyNow(where)).filter(({ removed }) => !removed)
  if (!within.some(({ id }) => id === journey)) throw new Problem('not_found')
  return [...within, ...(await recordsUsedIn(db, workspaceId, journey))].map(
    ({ id, kind, journey: home, fields, removed }) => ({ id, kind, journey: home, fields, removed }),
  )
}

/** A version. @throws Problem `not_found`. */
export async function knownVersion({ db, workspaceId, journey }: Where, number: number) {
  const version = await versionOf(db, workspaceId, { journey, number })
  if (version === undefined) throw new Problem('not_found')
  return version
}

const within = (records: readonly AtlasRecord[], journey: string): AtlasRecord[] =>
  records.filter((record) => record.id === journey || record.journey === journey)

/**
 * What differs between two versions; undefined: what stands now.
 *
 * @throws Problem `not_found`.
 */
export async function differencesBetween(
  where: Where,
  { from, to }: { readonly from: number | undefined; readonly to: number | undefined },
): Promise<AtlasDifference[]> {
  const [before, after] = [await editionAt(where, from), await editionAt(where, to)]
  return named(compareEditions(before, after), [...after, ...before])
}

async function editionAt(where: Where, number: number | undefined): Promise<AtlasRecord[]> {
  const records = number === undefined ? await journeyNow(where) : (await knownVersion(where, number)).records
  return within(records, where.journey)
}

/** What differs in a journey that was made from this one. @throws Problem `not_found`. */
export async function differencesOfCopy(where: Where, copy: string): Promise<AtlasDifference[]> {
  const [origin, records] = [await journeyNow(where), await journeyNow({ ...where, journey: copy })]
  const differences = differencesFromOrigin(origin, records, { from: where.journey, to: copy })
  return named(differences, [...records, ...origin])
}

/** Differences with what people call the records; of several with one id the first is asked. */
function named(differences: readonly Difference[], records: readonly AtlasRecord[]): AtlasDifference[] {
  const known = new Map([...records].reverse().map((record) => [record.id, record]))
  return differences.map(({ id, kind, what, fields: differing }) => {
    const fields = known.get(id)?.fields ?? {}
    const [name, step] = [textsOf(fields['name'] ?? fields['text']), idOf(fields['step'])]
    return { id, kind, what, name, step, before: side(differing, 'before'), after: side(differing, 'after') }
  })
}

/** The fields of one side that are there. */
function side(differing: Difference['fields'], which: 'before' | 'after'): Record<string, Json> {
  return Object.fromEntries(differing.flatMap((one) => (one[which] === null ? [] : [[one.field, one[which]]])))
}

const idOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)

/** The edits that make a journey what a version kept (A11). @throws Problem `not_found`, `atlas.same_already`. */
export async function restoringEdits(where: Where, number: number): Promise<AtlasEdit[]> {
  const { records } = await knownVersion(where, number)
  const edits = editsTowards(await journeyNow(where), within(records, where.journey))
  if (edits.length === 0) throw new Problem('atlas.same_already')
  return edits
}

/**
 * The edits that make a journey of everything that stands in another one (A10).
 *
 * @param to - id of the new journey. `fields`: of it, in place of those it would have.
 * @throws Problem `not_found`, `atlas.kind_taken` where the id is taken.
 */
export async function copyingEdits(
  where: Where,
  { to, fields }: { readonly to: string; readonly fields: Readonly<Record<string, Json>> },
): Promise<AtlasEdit[]> {
  const records = await journeyNow(where)
  const origin = records.find(({ id }) => id === where.journey)
  if (origin === undefined || origin.removed) throw new Problem('not_found')
  if ((await recordsOfJourney(where.db, where.workspaceId, to)).length > 0)
    throw new Problem('atlas.kind_taken', { id: to })
  const template = origin.fields['isTemplate'] === true ? where.journey : null
  return editsOfCopy(records, { from: where.journey, to }, { ...fields, isTemplate: null, template })
}

/** Journeys made from a template, each with how far it moved away. @throws Problem `not_found`. */
export async function deviationsFrom(where: Where): Promise<TemplateDeviation[]> {
  const { db, workspaceId, journey: template } = where
  const origin = await journeyNow(where)
  const copies = await madeFrom(db, workspaceId, { template, limit: COPIES_MAX })
  return copies.map(({ journey: { id, fields, owner }, records }) => ({
    journey: id,
    name: textsOf(fields['name']),
    ownerId: ownerIdOf(owner),
    ...deviationOf(differencesFromOrigin(origin, records, { from: template, to: id })),
  }))
}
