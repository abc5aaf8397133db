// Insights with what is done about them: lists with exact counts, one with all that led there, points of a matrix, what says the same. Changes nothing.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import { insightSorts } from '../atlas/kinds.ts'
import { evidenceQuery } from '../insights/evidence.ts'
import {
  evidenceKinds,
  evidenceLevels,
  insightGroupings,
  insightStates,
  insightSteps,
  priorities,
  verdicts,
} from '../insights/work.ts'
import { contentTexts, usesFilter } from './atlas.ts'
import { arisenInsight, insightFilters } from './atlas-insights.ts'
import type { Operations } from './operation.ts'
import { idText, instantText, pageQuery } from './shapes.ts'
import { ownerFilter } from './units.ts'

/** So many of each group can be asked for at once. */
const EACH_MAX = 100

const stepNames = Object.keys(insightSteps) as [keyof typeof insightSteps, ...(keyof typeof insightSteps)[]]
const values = z.record(z.string(), z.number())
const scores = z.record(z.string(), z.number().nullable())
/** Of a list with commas between. */
const several = <const T extends readonly [string, ...string[]]>(words: T) =>
  z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(words)).min(1).max(20))

/**
 * What is done about an insight. `version`: to be said when it is changed; 0: nothing was done yet. `since`: when it came to this state; `until`: of what
 * is put off, when it comes back; `waitsSince`: null where nobody waits. `department`: the unit in charge (`id` null: nobody), whether it was named, owns what is concerned
 * or the insight itself, or why nobody is. `inputs`: values on scales that count; `scores`: null where not known. `reach`: counted where it arose, or estimated. `known`: how well, and
 * since when that is too old.
 */
export const insightWork = z
  .object({
    version: z.int().min(0),
    status: z.enum(insightStates),
    since: instantText,
    until: instantText.nullable(),
    waitsSince: instantText.nullable(),
    priority: z.enum(priorities).nullable(),
    department: z.object({ id: idText.nullable(), why: z.enum(['named', 'concerned', 'own', 'several', 'nobody']) }),
    addresseeId: idText.nullable(),
    escalation: z
      .object({ to: idText, by: z.string().nullable(), at: instantText, reason: z.string() })
      .meta({ id: 'Escalation' })
      .nullable(),
    inputs: values,
    scores,
    reach: z.object({ value: z.number().min(0), from: z.enum(['counted', 'estimated']) }).nullable(),
    known: z.object({ level: z.enum(evidenceLevels), since: instantText.nullable() }),
    changedAt: instantText,
  })
  .meta({ id: 'InsightWork' })
export type ShownInsightWork = z.infer<typeof insightWork>

/** An insight with where it arose and what is done about it. */
export const workedInsight = arisenInsight.extend({ work: insightWork }).meta({ id: 'WorkedInsight' })
export type WorkedInsight = z.infer<typeof workedInsight>

/** A decision at the filter. `pass`: the filter was off. `inputs`, `scores`: as they were then. `withdrawn`: when it was taken back, and by whom. */
export const insightDecision = z
  .object({
    id: idText,
    verdict: z.enum([...verdicts, 'pass']),
    reason: z.string(),
    until: instantText.nullable(),
    by: z.string().nullable(),
    at: instantText,
    departmentId: idText.nullable(),
    inputs: values,
    scores,
    withdrawn: z.object({ at: instantText, by: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'InsightDecision' })
export type ShownDecision = z.infer<typeof insightDecision>

/** What an insight is known from. `number`: the answer to its question now; null: it has none. `staleAt`: when it counts no longer. */
export const insightEvidence = z
  .object({
    id: idText,
    kind: z.enum(evidenceKinds),
    title: z.string(),
    about: z.string(),
    link: z.string().nullable(),
    voices: z.int().nullable(),
    query: evidenceQuery.nullable(),
    number: z.number().nullable(),
    dated: instantText,
    staleAt: instantText.nullable(),
    by: z.string().nullable(),
    madeAt: instantText,
  })
  .meta({ id: 'InsightEvidence' })
export type ShownEvidence = z.infer<typeof insightEvidence>

/** What of the work was changed, by whom. `undoes`: the version that it took back. */
const workChange = z
  .object({
    version: z.int().min(1),
    at: instantText,
    by: z.string().nullable(),
    what: z.enum(['status', 'decision', 'priority', 'scores', 'addressee', 'department', 'escalation', 'undo']),
    step: z.enum(stepNames).nullable(),
    reason: z.string(),
    undoes: z.int().nullable(),
  })
  .meta({ id: 'InsightChange' })
export type ShownWorkChange = z.infer<typeof workChange>

/** A group of a list. `key`: a state, priority, sort or level, or the id of a unit or member; null: those without. */
const group = z.object({ key: z.string().nullable(), count: z.int().min(1) }).meta({ id: 'InsightGroup' })

/** What lists are put in order by; of the last two, with the key of a formula or criterion. */
export const insightOrder = z
  .string()
  .regex(/^(rank|name|status|waiting|reach|evidence|changed|(score|input)\.[a-z][A-Za-z0-9]{0,29})$/, 'no such order')

/** What lists of insights with their work are narrowed by. */
export const insightNarrowing = {
  find: z.string().max(200).optional(),
  uses: usesFilter.optional(),
  ...insightFilters,
  status: several(insightStates).optional(),
  priority: several([...priorities, 'none']).optional(),
  evidence: several(evidenceLevels).optional(),
  department: z.union([ownerFilter, z.literal('several')]).optional(),
  addressee: z.union([idText, z.enum(['mine', 'none'])]).optional(),
  escalated: z.union([idText, z.literal('mine')]).optional(),
  waitingDays: z.coerce.number<number>().int().min(0).max(3650).optional(),
}

const language = z.enum(['de', 'en']).default('en')

/** A point of the matrix. `size`: its reach, where that is known. `departmentId`: the unit in charge; null: nobody. */
const point = z
  .object({
    id: recordId,
    name: contentTexts,
    sort: z.enum(insightSorts).nullable(),
    status: z.enum(insightStates),
    version: z.int().min(0),
    x: z.number(),
    y: z.number(),
    size: z.number().nullable(),
    departmentId: idText.nullable(),
  })
  .meta({ id: 'InsightPoint' })
export type InsightPoint = z.infer<typeof point>

/** An insight without a place in the matrix: what is null is not known. */
const placeless = point
  .extend({ x: z.number().nullable(), y: z.number().nullable() })
  .meta({ id: 'InsightWithoutPlace' })
export type InsightWithoutPlace = z.infer<typeof placeless>

/** An axis: a criterion (`input.KEY`), which can be dragged along, or a formula (`score.KEY`). */
const axis = z.string().regex(/^(score|input)\.[a-z][A-Za-z0-9]{0,29}$/, 'no such axis')

/** Operations that read insights with their work. */
export const insightOperations = {
  listInsightWork: {
    method: 'GET',
    path: '/api/v1/insights',
    tag: 'Insights',
    summary:
      'Insights with where they arose and what is done about them. Narrowed as lists of insights are (`find`, `sort`, `at`, `under`, `uses`), to states, priorities and evidence levels (several with commas between; `none`: no priority), to the `department` in charge with all below it, the caller’s (`mine`), nobody (`none`) or where it must be said who (`several`), to an `addressee`, to those escalated to somebody, and to those that wait for so many days at least. `order`: `rank` is priority, then RICE; what is not known comes last. `groupBy`: groups come first; their counts and `total` are exact, of the whole list. `folded`: groups that are counted and not listed (several with commas between; `none`: those that lack it). `each`: of each group its first ones alone, without further pages',
    allow: 'insights.read',
    query: z.object({
      ...insightNarrowing,
      order: insightOrder.default('rank'),
      direction: z.enum(['up', 'down']).default('up'),
      groupBy: z.enum(insightGroupings).optional(),
      folded: z
        .string()
        .max(4000)
        .transform((text) => text.split(','))
        .pipe(z.array(z.string().regex(/^[A-Za-z0-9]{1,30}$/)).max(200))
        .optional(),
      each: z.coerce.number<number>().int().min(1).max(EACH_MAX).optional(),
      language,
      ...pageQuery,
    }),
    answer: z.object({
      items: z.array(workedInsight),
      next: z.string().nullable(),
      total: z.int().min(0),
      groups: z.array(group),
    }),
  },
  getInsightMatrix: {
    method: 'GET',
    path: '/api/v1/insight-matrix',
    tag: 'Insights',
    summary:
      'Insights as points by any two criteria (`input.KEY`) or formulas (`score.KEY`), narrowed as lists are. `without`: how many have no place, because one of the two is not known; `beside`: the first hundred of these, those dealt with soonest first; `whole`: whether there are no more points',
    allow: 'insights.read',
    query: z.object({ ...insightNarrowing, x: axis.default('input.difficulty'), y: axis.default('input.impact') }),
    answer: z.object({
      items: z.array(point),
      without: z.int().min(0),
      beside: z.array(placeless),
      whole: z.boolean(),
    }),
  },
  getInsightPulse: {
    method: 'GET',
    path: '/api/v1/insight-pulse',
    tag: 'Insights',
    summary:
      'A text that is another one as soon as an insight, what is done about one, its evidence, the scales or the filters were changed: whoever shows lists asks for it often, and for the lists only then',
    allow: 'insights.read',
    answer: z.object({ pulse: z.string() }),
  },
  listAlikeInsights: {
    method: 'GET',
    path: '/api/v1/alike-insights',
    tag: 'Insights',
    summary:
      'Insights that may say the same as what is being typed, the likest first, so that none is written down twice',
    allow: 'insights.read',
    query: z.object({
      text: z.string().max(500),
      except: recordId.optional(),
      limit: z.coerce.number<number>().int().min(1).max(20).default(5),
    }),
    answer: z.object({
      items: z.array(
        z
          .object({
            id: recordId,
            name: contentTexts,
            sort: z.enum(insightSorts).nullable(),
            status: z.enum(insightStates),
            likeness: z.number().min(0).max(1),
          })
          .meta({ id: 'AlikeInsight' }),
      ),
    }),
  },
  getInsightWork: {
    method: 'GET',
    path: '/api/v1/insights/{id}',
    tag: 'Insights',
    summary:
      'An insight with everything that led to where it stands: decisions, evidence with the numbers of now, the last changes, and which steps the caller may take from here',
    allow: 'insights.read',
    params: z.object({ id: recordId }),
    answer: workedInsight.extend({
      decisions: z.array(insightDecision),
      evidence: z.array(insightEvidence),
      changes: z.array(workChange),
      steps: z.array(z.enum(stepNames)),
    }),
  },
} as const satisfies Operations
