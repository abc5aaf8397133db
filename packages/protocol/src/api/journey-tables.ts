// Figures of journeys as tables: phases with their steps as a file, and the steps where something stands beside one another. Counts nothing itself.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import { contentTexts } from './atlas.ts'
import { answerNumbers, deviationKinds, phaseNumbers, stepNumbers } from './journey-numbers.ts'
import type { Operations } from './operation.ts'
import { downloadQuery } from './shapes.ts'

const dayText = z.iso.date()
const asked = {
  from: dayText.optional(),
  until: dayText.optional(),
  channel: z.string().min(1).max(200).optional(),
  segment: recordId.optional(),
}

const strays = z.array(z.object({ what: z.enum(deviationKinds), count: z.int() }))

/**
 * A line of a journey's figures: a phase (`step` null), then each of its steps. `reached`: of a step as counted, of a phase between `least` and `most`. `medianMs`, `p90Ms`: until the next step; null of phases, because
 * lengths of stays cannot be added.
 */
export const numbersLine = z
  .object({
    phase: recordId.nullable(),
    phaseName: contentTexts,
    step: recordId.nullable(),
    stepName: contentTexts.nullable(),
    reached: phaseNumbers.shape.reached,
    visits: z.int(),
    repeated: z.int(),
    here: z.int(),
    dropped: z.int(),
    completed: z.int(),
    medianMs: z.number().nullable(),
    p90Ms: z.number().nullable(),
    answers: z.array(answerNumbers),
    deviations: strays,
  })
  .meta({ id: 'NumbersLine' })
export type NumbersLine = z.infer<typeof numbersLine>

/**
 * A step where a record stands. `numbers`: of the newest edition, as counted for the whole step, whatever else stands there; null where the journey is not measured, the edition does not know the step, nothing is bound to it, or the segment asked for is not counted apart.
 * `deviations`: at this step.
 */
export const placedNumbers = z
  .object({
    journey: recordId,
    journeyName: contentTexts,
    phaseName: contentTexts,
    step: recordId,
    stepName: contentTexts,
    edition: z.int().nullable(),
    numbers: stepNumbers.nullable(),
    deviations: strays,
  })
  .meta({ id: 'PlacedNumbers' })
export type ShownPlacedNumbers = z.infer<typeof placedNumbers>

/** The operations. */
export const journeyTableOperations = {
  exportJourneyNumbers: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/numbers/export',
    tag: 'Atlas',
    summary:
      'The same figures as a table of phases, each followed by its steps, as CSV, workbook or JSON; names in the language asked for where they have one',
    allow: 'atlas.read',
    params: z.object({ id: recordId }),
    query: z.object({
      ...downloadQuery,
      ...asked,
      edition: z.coerce.number<number>().int().min(1).max(1_000_000).optional(),
    }),
    download: numbersLine,
  },
  listPlacedNumbers: {
    method: 'GET',
    path: '/api/v1/atlas/records/{id}/numbers',
    tag: 'Atlas',
    summary:
      'The steps where a record stands, in every journey, each with its figures of days (UTC, both included) of one channel or all, of one segment or all; never added up, because one customer may have been at several of them. At most 200 steps; `whole`: whether those were all',
    allow: 'atlas.read',
    params: z.object({ id: recordId }),
    query: z.object(asked),
    answer: z.object({ items: z.array(placedNumbers), whole: z.boolean() }),
  },
} as const satisfies Operations
