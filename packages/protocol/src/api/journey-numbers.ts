// Journeys as they are measured: publishing an edition, its figures, who is where and who strayed, and where one customer is. Says nothing of how it is counted.
import { z } from 'zod'
import { answerKinds, journeyDocument } from '../atlas/binding.ts'
import { recordId } from '../atlas/edit.ts'
import type { Operations } from './operation.ts'
import { idText, instantText, pageOf, pageQuery, personalName } from './shapes.ts'

const journeyParams = z.object({ id: recordId })
const count = z.int()
const dayText = z.iso.date()
const editionNumber = z.coerce.number<number>().int().min(1).max(1_000_000)
const channelName = z.string().min(1).max(200)

/** The ways in which customers stray from what was designed. */
export const deviationKinds = ['skipped', 'unexpected', 'again', 'late', 'channel'] as const
/** How a run ended; `open`: the customer is there now. */
export const journeyOutcomes = ['open', 'completed', 'dropped'] as const

/** What hinders measuring (`error`), or will not be measured (`warning`). `record`: the step, touchpoint or segment; null: the journey. `facts`: values for the sentence that people read. */
export const measuringFault = z
  .object({
    code: z.enum([
      'nothing_bound',
      'not_bound',
      'not_there_yet',
      'condition_invalid',
      'no_way_there',
      'segment_open',
      'too_many_segments',
    ]),
    severity: z.enum(['error', 'warning']),
    record: recordId.nullable(),
    facts: z.record(z.string(), z.string()),
  })
  .meta({ id: 'MeasuringFault' })
export type ShownMeasuringFault = z.infer<typeof measuringFault>

/**
 * An edition. `measured`: whether it is the one that is measured now. `filled`: of so many customers so many have learned of it from their history;
 * `doneAt`: when all had, null while it goes on, or where another edition came before it was through.
 */
export const journeyEdition = z
  .object({
    number: count,
    publishedAt: instantText,
    publishedBy: z.string().nullable(),
    effectiveAt: instantText,
    measured: z.boolean(),
    steps: count,
    filled: z.object({ done: count, total: count, doneAt: instantText.nullable() }),
  })
  .meta({ id: 'JourneyEdition' })
export type ShownEdition = z.infer<typeof journeyEdition>

/**
 * An edition among the others. `underWay`: customers who are on the way now and began while this edition was the one that held; who began before
 * the first one belongs to that. All noughts once nothing is measured.
 */
export const followedEdition = journeyEdition.extend({ underWay: count }).meta({ id: 'FollowedEdition' })
export type ShownFollowedEdition = z.infer<typeof followedEdition>

const told = { count, mean: z.number(), score: z.number() }

/** Answers of one kind. `mean`: on its scale (csat 1 to 5, nps 0 to 10, ces 1 to 7, sentiment −1 to 1). `score`: of csat the share of 4 and 5, of nps promoters less detractors (−100 to 100), else the mean. `channels`: the same by channel, the most answered first. */
export const answerNumbers = z
  .object({
    kind: z.enum(answerKinds),
    ...told,
    channels: z.array(z.object({ channel: z.string(), ...told })),
  })
  .meta({ id: 'AnswerNumbers' })
export type ShownAnswerNumbers = z.infer<typeof answerNumbers>

/**
 * A step. `reached`: runs that came to it in the time asked for; `visits`, `repeated`: of these runs; `here`: customers who are there now, whatever time was asked for; `left`: to which next step;
 * `dropped`, `completed`: runs that ended there. `medianMs`, `p90Ms`: time until the next step. `channels`: visits by channel. `answers`: what customers answered about it; `feeling`: what that says of how they felt, −2 to 2, null where fewer than five said so.
 */
export const stepNumbers = z
  .object({
    step: recordId,
    name: z.record(z.string(), z.string()),
    started: count,
    reached: count,
    visits: count,
    repeated: count,
    here: count,
    dropped: count,
    completed: count,
    left: z.array(z.object({ to: recordId, count, designed: z.boolean() })),
    medianMs: z.number().nullable(),
    p90Ms: z.number().nullable(),
    channels: z.array(z.object({ channel: z.string(), visits: count })),
    answers: z.array(answerNumbers),
    feeling: z.number().min(-2).max(2).nullable(),
  })
  .meta({ id: 'StepNumbers' })
export type ShownStepNumbers = z.infer<typeof stepNumbers>

/**
 * A phase, told by its steps as the map groups them now; `phase` null: of steps that stand in none any more. `reached`: how many runs came to any step of it lies between `least` (those of its most visited step)
 * and `most` (all of them together); the same where it has one. `left`: moves to steps of other phases. All else are sums over its steps; `answers` are told anew from all of them.
 */
export const phaseNumbers = z
  .object({
    phase: recordId.nullable(),
    name: z.record(z.string(), z.string()),
    steps: z.array(recordId),
    reached: z.object({ least: count, most: count }),
    started: count,
    visits: count,
    repeated: count,
    here: count,
    dropped: count,
    completed: count,
    left: z.array(z.object({ to: recordId.nullable(), count })),
    channels: z.array(z.object({ channel: z.string(), visits: count })),
    answers: z.array(answerNumbers),
    feeling: z.number().min(-2).max(2).nullable(),
    deviations: z.array(z.object({ what: z.enum(deviationKinds), count })),
  })
  .meta({ id: 'PhaseNumbers' })
export type ShownPhaseNumbers = z.infer<typeof phaseNumbers>

/**
 * The figures of an edition; `here` of one that is measured no longer: who was there when another took its place. `fitness`: how well runs fit what was designed, 1 is just so (docs/journey-fitness.md); null before any run.
 * `effort`: of runs completed in that time: from the first visit to the last (`medianMs`, `p90Ms`), and on the average how many visits (`contacts`) of how many different `steps`. `answers`: about the journey as a whole.
 * `deviations`: where they strayed, most first. `segment`: of whose runs, null: of all; `segments`: those the edition counts apart.
 */
export const journeyNumbers = z
  .object({
    edition: journeyEdition,
    from: dayText.nullable(),
    until: dayText.nullable(),
    channel: z.string().nullable(),
    segment: recordId.nullable(),
    segments: z.array(z.object({ segment: recordId, name: z.record(z.string(), z.string()) })),
    started: count,
    here: count,
    completed: count,
    dropped: count,
    fitness: z.number().min(0).max(1).nullable(),
    effort: z.object({
      medianMs: z.number().nullable(),
      p90Ms: z.number().nullable(),
      contacts: z.number().nullable(),
      steps: z.number().nullable(),
    }),
    answers: z.array(answerNumbers),
    deviations: z.array(z.object({ what: z.enum(deviationKinds), step: recordId, count })),
    steps: z.array(stepNumbers),
    phases: z.array(phaseNumbers),
  })
  .meta({ id: 'JourneyNumbers' })
export type ShownJourneyNumbers = z.infer<typeof journeyNumbers>

const place = {
  journey: recordId,
  edition: count,
  step: recordId,
  stepName: z.record(z.string(), z.string()),
  channel: z.string(),
  at: instantText,
  startedAt: instantText,
  outcome: z.enum(journeyOutcomes),
  fitness: z.number().min(0).max(1),
  deviations: z.array(z.object({ what: z.enum(deviationKinds), step: recordId })),
}

/** A customer's latest run through a journey. `step`: where they are, or were last; `name`: what they are called, as far as the caller may know it. */
export const journeyCustomer = z
  .object({ customerId: idText, name: personalName.nullable(), ...place })
  .meta({ id: 'JourneyCustomer' })
export type JourneyCustomer = z.infer<typeof journeyCustomer>

/** Where a customer is on a journey. `of`: how many steps it has, `steps`: these in the order of the map, `done`: those the latest run has come to. */
export const customerPosition = z
  .object({
    ...place,
    journeyName: z.record(z.string(), z.string()),
    of: count,
    steps: z.array(z.object({ step: recordId, name: z.record(z.string(), z.string()) })),
    done: z.array(recordId),
  })
  .meta({ id: 'CustomerPosition' })
export type CustomerPosition = z.infer<typeof customerPosition>

/** What moves on a journey: told when it is another than before. `today`: runs that came to the step since midnight (UTC). */
export const journeyPulse = z
  .object({
    at: instantText,
    edition: count,
    steps: z.array(z.object({ step: recordId, here: count, today: count })),
    filled: z.object({ done: count, total: count, doneAt: instantText.nullable() }),
  })
  .meta({ id: 'JourneyPulse' })
export type JourneyPulse = z.infer<typeof journeyPulse>

/** Operations on journeys as they are measured. */
export const journeyNumberOperations = {
  checkJourney: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/check',
    tag: 'Atlas',
    summary: 'What would be measured if the journey were published as it stands, and what hinders it',
    allow: 'atlas.read',
    params: journeyParams,
    answer: z.object({ document: journeyDocument, faults: z.array(measuringFault), changed: z.boolean() }),
  },
  publishJourney: {
    method: 'POST',
    path: '/api/v1/atlas/journeys/{id}/editions',
    tag: 'Atlas',
    summary:
      'Freeze the journey as its next edition and measure that from now on, filled from all of history in the background',
    allow: 'atlas.edit',
    params: journeyParams,
    status: 201,
    answer: journeyEdition,
  },
  stopMeasuring: {
    method: 'DELETE',
    path: '/api/v1/atlas/journeys/{id}/measuring',
    tag: 'Atlas',
    summary: 'Measure the journey no longer; figures of its editions stay as they are',
    allow: 'atlas.edit',
    params: journeyParams,
    status: 204,
  },
  listEditions: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/editions',
    tag: 'Atlas',
    summary: 'Editions of a journey with how far they are filled and who still goes by each, the newest first',
    allow: 'atlas.read',
    params: journeyParams,
    answer: z.object({ items: z.array(followedEdition) }),
  },
  getEdition: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/editions/{number}',
    tag: 'Atlas',
    summary: 'An edition as it was frozen',
    allow: 'atlas.read',
    params: z.object({ id: recordId, number: editionNumber }),
    answer: journeyEdition.extend({ document: journeyDocument }),
  },
  getJourneyNumbers: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/numbers',
    tag: 'Atlas',
    summary:
      'Figures of an edition, the newest unless said, of days (UTC, both included), of one channel or all, and of the runs of one segment or all',
    allow: 'atlas.read',
    params: journeyParams,
    query: z.object({
      edition: editionNumber.optional(),
      from: dayText.optional(),
      until: dayText.optional(),
      channel: channelName.optional(),
      segment: recordId.optional(),
    }),
    answer: journeyNumbers,
  },
  watchJourney: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/live',
    tag: 'Atlas',
    summary: 'Server-sent events `pulse`: where customers are now, whenever that changes',
    allow: 'atlas.read',
    params: journeyParams,
    stream: journeyPulse,
  },
  listJourneyCustomers: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/customers',
    tag: 'Atlas',
    summary:
      'Customers who are on the measured edition now, or at one step of it, or whose latest run strayed in one way; of one segment or all; `began`: of those on the way who began while that edition held; the last to come first',
    allow: 'customers.read',
    params: journeyParams,
    query: z.object({
      step: recordId.optional(),
      deviation: z.enum(deviationKinds).optional(),
      segment: recordId.optional(),
      began: editionNumber.optional(),
      ...pageQuery,
    }),
    answer: pageOf(journeyCustomer),
  },
  getCustomerPositions: {
    method: 'GET',
    path: '/api/v1/customers/{id}/journeys',
    tag: 'Customers',
    summary: 'Where a customer is, or was last, on each journey that is measured; the last moved first',
    allow: 'customers.read',
    params: z.object({ id: idText }),
    answer: z.object({ items: z.array(customerPosition) }),
  },
} as const satisfies Operations
