// Insights with where they arose: lists of them, and the shape of a place where one arose. What an insight is itself is a record like any other.
import { z } from 'zod'
import { atlasKindNames, recordId } from '../atlas/edit.ts'
import { insightSorts } from '../atlas/kinds.ts'
import { contentTexts, shownRecord, usesFilter } from './atlas.ts'
import type { Operations } from './operation.ts'
import { idText, pageOf, pageQuery } from './shapes.ts'
import { ownerFilter } from './units.ts'

const AT_MAX = 4

/**
 * Where an insight arose: what it concerns (`concerns`), or the step, phase or journey where a map places it (`placed`). `id`, `kind`, `name`: of that;
 * `journey`, `phase`, `step`: where it stands; all null for what stands in the library.
 */
export const insightOrigin = z
  .object({
    how: z.enum(['concerns', 'placed']),
    id: recordId,
    kind: z.enum(atlasKindNames),
    name: contentTexts,
    journey: recordId.nullable(),
    journeyName: contentTexts.nullable(),
    phase: recordId.nullable(),
    phaseName: contentTexts.nullable(),
    step: recordId.nullable(),
    stepName: contentTexts.nullable(),
  })
  .meta({ id: 'InsightOrigin' })
export type InsightOrigin = z.infer<typeof insightOrigin>

/** An insight with where it arose. */
export const arisenInsight = shownRecord.extend({ origins: z.array(insightOrigin) }).meta({ id: 'ArisenInsight' })
export type ArisenInsight = z.infer<typeof arisenInsight>

/** An insight that hangs at records of layers. `at`: each with how it hangs there. */
export const layerInsight = z
  .object({
    id: recordId,
    name: contentTexts,
    sort: z.enum(insightSorts).nullable(),
    ownerId: idText.nullable(),
    at: z.array(insightOrigin.pick({ how: true, id: true, kind: true, name: true, journey: true })),
  })
  .meta({ id: 'LayerInsight' })
export type LayerInsight = z.infer<typeof layerInsight>

/** What lists of insights, also as files, are narrowed by besides what narrows all records. */
export const insightFilters = {
  sort: z.enum(insightSorts).optional(),
  at: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(recordId).min(1).max(AT_MAX))
    .optional(),
  under: recordId.optional(),
}

/** Operations on insights. */
export const atlasInsightOperations = {
  listInsights: {
    method: 'GET',
    path: '/api/v1/atlas/insights',
    tag: 'Atlas',
    summary:
      'Insights, the last changed first, each with where it arose; narrowed as records are, and to a `sort`. `at`: those that concern that record or stand there in a map, of a journey or phase also what lies inside; of several with commas between, all. `under`: those that hang at that record or at anything that it stands on, through all layers',
    allow: 'atlas.read',
    query: z.object({
      find: z.string().max(200).optional(),
      ownerId: ownerFilter.optional(),
      uses: usesFilter.optional(),
      ...insightFilters,
      ...pageQuery,
    }),
    answer: pageOf(arisenInsight),
  },
} as const satisfies Operations
