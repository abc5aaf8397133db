// Versions of journeys, what differs between them, and journeys made from others.
import { z } from 'zod'
import { atlasFields, atlasKindNames, recordId } from '../atlas/edit.ts'
import { contentTexts, placedChange, recordParams, shownRecord } from './atlas.ts'
import type { Operations } from './operation.ts'
import { idText, instantText, pageOf, pageQuery } from './shapes.ts'

const versionNumber = z.coerce.number<number>().int().min(1).max(1_000_000)
const versionParams = z.object({ id: recordId, number: versionNumber })

/** A version of a journey: how it stood once, for ever. `by`: who made it; null for a program. `count`: records in it. */
export const journeyVersion = z
  .object({
    number: z.int(),
    name: z.string(),
    note: z.string(),
    by: z.object({ id: idText, name: z.string() }).nullable(),
    madeAt: instantText,
    count: z.int(),
  })
  .meta({ id: 'JourneyVersion' })
export type JourneyVersion = z.infer<typeof journeyVersion>

/** A record of a version. */
const keptRecord = shownRecord.omit({ ownerId: true, changedAt: true }).meta({ id: 'KeptRecord' })

/**
 * A record that differs. `moved`: it stands elsewhere; `changed`: it says something else, and may stand elsewhere, too. `name`: what it is called, of a cell or
 * placement what stands there. `before`, `after`: the fields that differ.
 */
export const atlasDifference = z
  .object({
    id: recordId,
    kind: z.enum(atlasKindNames),
    what: z.enum(['added', 'removed', 'moved', 'changed']),
    name: contentTexts,
    step: recordId.nullable(),
    before: atlasFields,
    after: atlasFields,
  })
  .meta({ id: 'AtlasDifference' })
export type AtlasDifference = z.infer<typeof atlasDifference>

/** How far a journey moved away from its template: phases, steps, lanes and transitions. */
export const templateDeviation = z
  .object({
    journey: recordId,
    name: contentTexts,
    ownerId: idText.nullable(),
    added: z.int(),
    removed: z.int(),
    moved: z.int(),
    changed: z.int(),
  })
  .meta({ id: 'TemplateDeviation' })
export type TemplateDeviation = z.infer<typeof templateDeviation>

/** Operations on versions. */
export const atlasVersionOperations = {
  createVersion: {
    method: 'POST',
    path: '/api/v1/atlas/journeys/{id}/versions',
    tag: 'Atlas',
    summary: 'Keep the journey as it stands now, for ever',
    allow: 'atlas.edit',
    owned: 'record',
    params: recordParams,
    body: z.strictObject({ name: z.string().trim().min(1).max(100), note: z.string().trim().max(2000).default('') }),
    status: 201,
    answer: journeyVersion,
  },
  listVersions: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/versions',
    tag: 'Atlas',
    summary: 'Versions of a journey, newest first',
    allow: 'atlas.read',
    params: recordParams,
    query: z.object(pageQuery),
    answer: pageOf(journeyVersion),
  },
  getVersion: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/versions/{number}',
    tag: 'Atlas',
    summary: 'A version with everything that stood in the journey, and the library records it named as they were',
    allow: 'atlas.read',
    params: versionParams,
    answer: journeyVersion.extend({ records: z.array(keptRecord) }),
  },
  compareVersions: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/differences',
    tag: 'Atlas',
    summary:
      'What differs between two versions, or what stands now where one is left out; with `copy` what differs in a journey that was made from this one',
    allow: 'atlas.read',
    params: recordParams,
    query: z.object({ from: versionNumber.optional(), to: versionNumber.optional(), copy: recordId.optional() }),
    answer: z.object({ items: z.array(atlasDifference) }),
  },
  restoreVersion: {
    method: 'POST',
    path: '/api/v1/atlas/journeys/{id}/versions/{number}/restore',
    tag: 'Atlas',
    summary: 'Make the journey what it was; a change like any other, which can be taken back',
    allow: 'atlas.edit',
    owned: 'record',
    params: versionParams,
    body: z.strictObject({ id: recordId }),
    answer: placedChange,
  },
  copyJourney: {
    method: 'POST',
    path: '/api/v1/atlas/journeys/{id}/copies',
    tag: 'Atlas',
    summary:
      'Make a journey of everything that stands in this one: from a template, or as it is to be from as it is; `id`: of the change, `journey`: of the new journey',
    allow: 'atlas.edit',
    params: recordParams,
    body: z.strictObject({
      id: recordId,
      journey: recordId,
      name: contentTexts,
      state: z.enum(['asIs', 'toBe']).optional(),
      ownerId: idText.optional(),
    }),
    status: 201,
    answer: placedChange,
  },
  listDeviations: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/deviations',
    tag: 'Atlas',
    summary: 'Journeys made from a template, each with how far its shape moved away from it',
    allow: 'atlas.read',
    params: recordParams,
    answer: z.object({ items: z.array(templateDeviation) }),
  },
} as const satisfies Operations
