// Measures: what is done so that customers fare better, what it is to change, and whether it did. Decides nothing.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import { impactMetrics, impactVerdicts, measureStates, measureTypes } from '../measures/kinds.ts'
import type { Operations } from './operation.ts'
import { idParams, idText, instantText, pageOf, pageQuery } from './shapes.ts'
import { ownerFilter } from './units.ts'

const LINKS_MAX = 50
const COST_MAX = 1_000_000_000_000
const dayText = z.iso.date()
const version = z.int().min(0)

/** Where a measure is to show: a whole journey, or one step of it; a touchpoint that it is about besides. */
const measurePlace = z.strictObject({
  journey: recordId.nullable().default(null),
  step: recordId.nullable().default(null),
  touchpoint: recordId.nullable().default(null),
})

/**
 * What people say of a measure. `insights`: that it answers. `tickets`: where it is worked on, as written. `metric`: that it is to change at `at`; `leftOut`: the segment that it
 * does not reach, counted apart in the journey. `startsOn`: from which day it is there; `effectDays`: until it takes effect; `watchDays`: for so long it is then watched;
 * `baselineDays`: of the time before that is compared. `worth`: the smallest change that is worth having, on the scale of the metric, of times as a share. `costCents`: in the
 * currency of the company. `memberId`: who sees to it. `archived`: put aside.
 */
export const measureFields = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    about: z.string().trim().max(4000).default(''),
    type: z.enum(measureTypes),
    state: z.enum(measureStates).default('planned'),
    insights: z.array(recordId).max(LINKS_MAX).default([]),
    tickets: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(200),
          link: z
            .url({ protocol: /^https?$/ })
            .max(2000)
            .nullable(),
        }),
      )
      .max(LINKS_MAX)
      .default([]),
    at: measurePlace.default({ journey: null, step: null, touchpoint: null }),
    metric: z.enum(impactMetrics).nullable().default(null),
    leftOut: recordId.nullable().default(null),
    startsOn: dayText.nullable().default(null),
    effectDays: z.int().min(0).max(730).default(0),
    watchDays: z.int().min(28).max(365).default(56),
    baselineDays: z.int().min(42).max(365).default(84),
    worth: z.number().positive().max(1_000_000).nullable().default(null),
    costCents: z.int().min(0).max(COST_MAX).nullable().default(null),
    memberId: idText.nullable().default(null),
    archived: z.boolean().default(false),
  })
  .meta({ id: 'MeasureFields' })
export type MeasureFields = z.infer<typeof measureFields>

/**
 * What is known of whether a measure helped. `why`: it is not judged: `unmeasured` says that nothing is counted there, or that no metric, journey or day was said. `before`, `after`:
 * the metric then; times in milliseconds. `estimate`: by how much it changed, with its 95 % interval; of times as a share. `groups`: against those left out; `series`: against the
 * course of the time before. `needed`: about so many more observations would show what is worth having.
 */
export const measureJudgement = z
  .object({
    verdict: z.enum(impactVerdicts),
    why: z.enum(['unmeasured', 'early', 'few', 'unclear']).nullable(),
    before: z.number().nullable(),
    after: z.number().nullable(),
    estimate: z
      .object({
        method: z.enum(['groups', 'series']),
        change: z.number(),
        low: z.number(),
        high: z.number(),
        error: z.number(),
      })
      .nullable(),
    seen: z.object({ before: z.int(), after: z.int() }),
    needed: z.int().nullable(),
  })
  .meta({ id: 'MeasureJudgement' })
export type MeasureJudgement = z.infer<typeof measureJudgement>

/** A measure. `judged`: what was found last, and when; null: nothing yet. */
export const measure = z
  .object({
    id: idText,
    version,
    fields: measureFields,
    ownerId: idText.nullable(),
    madeAt: instantText,
    changedAt: instantText,
    judged: z.object({ at: instantText, judgement: measureJudgement }).nullable(),
  })
  .meta({ id: 'Measure' })
export type Measure = z.infer<typeof measure>

/**
 * A measure with all that is known. `now`: what is found now. `spans`: what is compared; `weeks`: the metric week by week, each by its first day, of those reached and of those
 * left out. `history`: what was found on which day, the last first. `changes`: of the measure, the last first.
 */
export const measureWhole = measure
  .extend({
    now: measureJudgement,
    spans: z
      .object({
        before: z.object({ from: dayText, until: dayText }),
        after: z.object({ from: dayText, until: dayText }),
      })
      .nullable(),
    weeks: z.array(
      z.object({
        from: dayText,
        n: z.int(),
        value: z.number().nullable(),
        leftOut: z.object({ n: z.int(), value: z.number().nullable() }).nullable(),
      }),
    ),
    history: z.array(z.object({ on: dayText, judgement: measureJudgement })),
    changes: z.array(z.object({ version, at: instantText, by: z.string().nullable(), undoes: z.int().nullable() })),
  })
  .meta({ id: 'MeasureWhole' })
export type MeasureWhole = z.infer<typeof measureWhole>

const counted = { verified: z.int(), refuted: z.int(), notYet: z.int(), rate: z.number().nullable() }

/** Operations on measures. */
export const measureOperations = {
  listMeasures: {
    method: 'GET',
    path: '/api/v1/measures',
    tag: 'Measures',
    summary: 'Measures, the last made first, narrowed by type, state, owner, what was found, or what they are about',
    allow: 'measures.read',
    query: z.object({
      ...pageQuery,
      type: z.enum(measureTypes).optional(),
      state: z.enum(measureStates).optional(),
      verdict: z.enum(impactVerdicts).optional(),
      insight: recordId.optional(),
      at: recordId.optional(),
      find: z.string().trim().max(200).optional(),
      ownerId: ownerFilter.optional(),
      archived: z.stringbool().default(false),
    }),
    answer: pageOf(measure).extend({ total: z.int() }),
  },
  getMeasure: {
    method: 'GET',
    path: '/api/v1/measures/{id}',
    tag: 'Measures',
    summary:
      'One measure with the metric before and after it, the verdict of now with its interval, and what was found before',
    allow: 'measures.read',
    params: idParams,
    answer: measureWhole,
  },
  createMeasure: {
    method: 'POST',
    path: '/api/v1/measures',
    tag: 'Measures',
    summary: 'Write a measure down',
    allow: 'measures.edit',
    body: z.strictObject({ fields: measureFields, ownerId: idText.nullable().default(null) }),
    status: 201,
    answer: measure,
  },
  changeMeasure: {
    method: 'PUT',
    path: '/api/v1/measures/{id}',
    tag: 'Measures',
    summary: 'Change a measure. What it is judged by stays as it is once it was judged',
    allow: 'measures.edit',
    owned: 'measure',
    params: idParams,
    body: z.strictObject({ version: z.int().min(1), fields: measureFields }),
    answer: measure,
  },
  undoMeasure: {
    method: 'POST',
    path: '/api/v1/measures/{id}/undo',
    tag: 'Measures',
    summary: 'Take back the last change of a measure, the one that led to `version`',
    allow: 'measures.edit',
    owned: 'measure',
    params: idParams,
    body: z.strictObject({ version: z.int().min(1) }),
    answer: measure,
  },
  getImprovement: {
    method: 'GET',
    path: '/api/v1/improvement',
    tag: 'Measures',
    summary:
      'How improving goes: the share of judged measures that helped, in all and by the quarter in which they started, and the journeys that no measure is about',
    allow: 'measures.read',
    answer: z.object({
      success: z.object(counted),
      quarters: z.array(z.object({ from: dayText, ...counted })),
      journeys: z.object({
        total: z.int(),
        without: z.array(z.object({ id: recordId, name: z.record(z.string(), z.string()) })),
      }),
    }),
  },
} as const satisfies Operations
