// What makes a step or touchpoint live, as a document: events, pages, messages. And a journey frozen for measuring. Compiles and counts nothing.
import { z } from 'zod'
import { condition } from '../condition.ts'
import { recordId } from './edit.ts'

const name = z.string().min(1).max(200)
const SIGNS_MAX = 20

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

/** What a step or touchpoint is bound to: any of these signs is a visit. */
export const binding = z.strictObject({ on: z.array(bindingSign).min(1).max(SIGNS_MAX) })
/** What a step or touchpoint is bound to. */
export type Binding = z.output<typeof binding>

const frozenStep = z.strictObject({
  id: recordId,
  name: z.record(z.string(), z.string()),
  on: z.array(z.strictObject({ event: name, where: condition.optional() })),
  channels: z.array(name),
})
const frozenMove = z.strictObject({ from: recordId, to: recordId, withinMs: z.number().optional() })

/**
 * A journey frozen for measuring. `steps`: in the order of the map, each with the events that are a visit of it and the channels it was designed for
 * (none: any). `moves`: designed ways. `starts`, `ends`: where runs may begin, and what completes them. `idleMs`: who does nothing for so long has dropped out.
 */
export const journeyDocument = z
  .strictObject({
    steps: z.array(frozenStep),
    moves: z.array(frozenMove),
    starts: z.array(recordId),
    ends: z.array(recordId),
    idleMs: z.number().int().min(1),
  })
  .meta({ id: 'JourneyDocument' })
/** A journey frozen for measuring. */
export type JourneyDocument = z.output<typeof journeyDocument>
