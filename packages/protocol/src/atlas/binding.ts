// What makes a step or touchpoint live, as a document: events, pages, messages. And a journey frozen for measuring. Compiles and counts nothing.
import { z } from 'zod'
import { condition } from '../condition.ts'
import { recordId } from './edit.ts'

const name = z.string().min(1).max(200)
const SIGNS_MAX = 20
const ASKS_MAX = 8
/** Segments of customers that one edition counts apart. */
export const SEGMENTS_MAX = 12

/** What of a message can be a visit. */
export const messageSigns = ['sent', 'delivered', 'opened', 'clicked', 'held', 'bounced', 'failed'] as const

/**
 * One sign that somebody visited. `event`: by name, where `where` is true of it. `page`: of a web site, by its path; with `*` at the end all below it.
 * `message`: one that a flow sent, of all its steps or of one. `queue` and `guide` can be written down, but not measured yet: there are none.
 */
export const bindingSign = z.union([
  z.strictObject({ event: name, where: condition.optional() }),
  z.strictObject({ page: name }),
  z.strictObject({ message: z.strictObject({ flow: name, step: name.optional(), what: z.enum(messageSigns) }) }),
  z.strictObject({ queue: name }),
  z.strictObject({ guide: name }),
])
/** One sign that somebody visited. */
export type BindingSign = z.output<typeof bindingSign>

/** What customers are asked: satisfaction of 1 to 5, whether they would recommend of 0 to 10, how easy it was of 1 to 7, and what their words sound like of −1 to 1. */
export const answerKinds = ['csat', 'nps', 'ces', 'sentiment'] as const

/** An event that is an answer, where `where` is true of it. `property`: the number. `channel`: the property that says by which channel that was which is asked about; else the event's own. */
export const bindingAsk = z.strictObject({
  kind: z.enum(answerKinds),
  event: name,
  where: condition.optional(),
  property: name,
  channel: name.optional(),
})
/** An event that is an answer. */
export type BindingAsk = z.output<typeof bindingAsk>

/** What a step or touchpoint is bound to: any of the signs is a visit, and `asks` say which events are answers about it. A journey as a whole has answers alone. */
export const binding = z
  .strictObject({
    on: z.array(bindingSign).max(SIGNS_MAX),
    asks: z.array(bindingAsk).min(1).max(ASKS_MAX).optional(),
  })
  .refine(({ on, asks }) => on.length > 0 || asks !== undefined)
/** What a step or touchpoint is bound to. */
export type Binding = z.output<typeof binding>

const frozenStep = z.strictObject({
  id: recordId,
  name: z.record(z.string(), z.string()),
  on: z.array(z.strictObject({ event: name, where: condition.optional() })),
  channels: z.array(name),
  asks: z.array(bindingAsk).optional(),
})
/** `where`: true of those who belong to it, by what is known of them. */
const frozenSegment = z.strictObject({ id: recordId, name: z.record(z.string(), z.string()), where: condition })
const frozenMove = z.strictObject({ from: recordId, to: recordId, withinMs: z.number().optional() })

/**
 * A journey frozen for measuring. `steps`: in the order of the map, each with the events that are a visit of it and the channels it was designed for
 * (none: any); `segments`: those whose figures are kept apart; `asks`: the events that are answers about it, or about the journey. `moves`: designed ways. `starts`, `ends`: where runs may begin, and what completes them. `idleMs`: who does nothing for so long has dropped out.
 */
export const journeyDocument = z
  .strictObject({
    steps: z.array(frozenStep),
    moves: z.array(frozenMove),
    starts: z.array(recordId),
    ends: z.array(recordId),
    idleMs: z.number().int().min(1),
    asks: z.array(bindingAsk).optional(),
    segments: z.array(frozenSegment).max(SEGMENTS_MAX).optional(),
  })
  .meta({ id: 'JourneyDocument' })
/** A journey frozen for measuring. */
export type JourneyDocument = z.output<typeof journeyDocument>
