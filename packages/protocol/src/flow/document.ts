// A flow as a document: versioned JSON with a JSON Schema. Whether its parts fit together is decided in core/act.
import { z } from 'zod'
import { condition } from '../condition.ts'
import { durationText } from '../duration.ts'
import { flowStep, stepId } from './steps.ts'

const eventMatch = { event: z.string().min(1).max(200), where: condition.optional() }

/** What starts a run. `key`: path of the property that tells runs of one customer apart, e.g. `order_id` (F2). */
export const trigger = z
  .strictObject({ ...eventMatch, key: z.string().min(1).max(200).optional() })
  .meta({ id: 'FlowTrigger' })

/**
 * How often a customer may enter with one key.
 * `once`: ever; `once_per`: at most once in `window`; `one_at_a_time`: not while a run is under way; `always`: each time.
 */
export const entry = z
  .discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('once') }),
    z.strictObject({ rule: z.literal('once_per'), window: durationText }),
    z.strictObject({ rule: z.literal('one_at_a_time') }),
    z.strictObject({ rule: z.literal('always') }),
  ])
  .meta({ id: 'FlowEntry' })

/** What ends a run early: an event, or a condition that holds after any input. */
export const exitRule = z.union([
  z.strictObject({ ...eventMatch, name: z.string().max(200).optional() }),
  z.strictObject({ when: condition, name: z.string().max(200).optional() }),
])

/** The parser of a flow document. */
export const flowDocument = z
  .strictObject({
    lotse: z.literal('flow/1'),
    name: z.string().min(1).max(200),
    trigger,
    entry,
    goal: z.strictObject(eventMatch).optional(),
    exits: z.array(exitRule).max(20).optional(),
    priority: z.int().min(0).max(1000).optional(),
    start: stepId,
    steps: z.array(flowStep).min(1).max(200),
  })
  .meta({ id: 'FlowDocument' })

export type FlowDocument = z.infer<typeof flowDocument>
export type FlowTrigger = z.infer<typeof trigger>
export type FlowEntry = z.infer<typeof entry>
export type FlowExitRule = z.infer<typeof exitRule>

/** The JSON Schema (draft 2020-12) of flow documents, for editors and other programs. */
export function flowJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(flowDocument, { target: 'draft-2020-12' }) as Record<string, unknown>
}
