// The words a company agreed on: what is said otherwise, and one term in the place of another. Taxonomies and terms themselves are records.
import { z } from 'zod'
import { atlasKindNames, recordId } from '../atlas/edit.ts'
import { contentTexts, placedChange, recordParams } from './atlas.ts'
import type { Operations } from './operation.ts'
import { pageOf, pageQuery } from './shapes.ts'
import { ownerFilter } from './units.ts'

/**
 * What is not as agreed. `gone`: the term was put aside; `replaced`: another one took its place; `foreign`: its taxonomy is not for such records;
 * `several`: one of the taxonomy is all it may have; `missing`: one of the taxonomy is expected; `wording`: the name says what `instead` is for.
 */
export const termFault = z
  .object({
    what: z.enum(['gone', 'replaced', 'foreign', 'several', 'missing', 'wording']),
    taxonomy: recordId,
    term: recordId.nullable(),
    instead: recordId.nullable(),
  })
  .meta({ id: 'TermFault' })

/** A record that says something otherwise than agreed. */
export const termFlag = z
  .object({
    id: recordId,
    kind: z.enum(atlasKindNames),
    name: contentTexts,
    journey: recordId.nullable(),
    faults: z.array(termFault),
  })
  .meta({ id: 'TermFlag' })
export type TermFlag = z.infer<typeof termFlag>

/** Operations on terms. */
export const atlasTermOperations = {
  listTermFlags: {
    method: 'GET',
    path: '/api/v1/atlas/terms/flags',
    tag: 'Atlas',
    summary: 'Records whose terms or names are not as agreed; a page may hold few and still have a next',
    allow: 'atlas.read',
    query: z.object({ ownerId: ownerFilter.optional(), journey: recordId.optional(), ...pageQuery }),
    answer: pageOf(termFlag),
  },
  replaceTerm: {
    method: 'POST',
    path: '/api/v1/atlas/terms/{id}/replace',
    tag: 'Atlas',
    summary: 'Put another term in its place, everywhere at once; a change like any other, which can be taken back',
    allow: 'terms.manage',
    params: recordParams,
    body: z.strictObject({ id: recordId, by: recordId }),
    answer: placedChange,
  },
} as const satisfies Operations
