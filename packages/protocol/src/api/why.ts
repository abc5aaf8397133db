// Why a customer did or did not take a flow, as the replay found it (F9). Screens make sentences of it; nothing is decided here.
import { z } from 'zod'
import { flowIdText, idText, instantText, jsonObject } from './shapes.ts'

/**
 * One explained condition: the `text` of the condition, what it came to (`unknown` where a value was missing, C1), the `value` it
 * had and the one it was compared with, and its parts. Values are JSON text, cut at 200 characters; absent where there is none.
 */
export type Explanation = {
  readonly text: string
  readonly result: 'true' | 'false' | 'unknown'
  readonly value?: string | undefined
  readonly expected?: string | undefined
  readonly parts?: readonly Explanation[] | undefined
}

/** The parser of {@link Explanation}. */
export const explanation: z.ZodType<Explanation> = z
  .object({
    text: z.string(),
    result: z.enum(['true', 'false', 'unknown']),
    value: z.string().optional(),
    expected: z.string().optional(),
    get parts() {
      return z.array(explanation).optional()
    },
  })
  .meta({ id: 'Explanation' })

/**
 * One moment of the replay that matters for the flow. `what`: `entered`, `not_entered`, `step`, `branch`, `waits`, `message`,
 * `ended`, ... `reason`: a code such as `not_eligible`, `already_in`, `no_key`, `goal`. `facts`: values for the sentence.
 */
export const whyMoment = z
  .object({
    at: instantText,
    what: z.string(),
    reason: z.string().nullable(),
    version: z.int().nullable(),
    runId: z.string().nullable(),
    step: z.string().nullable(),
    event: z.object({ name: z.string(), messageId: z.string(), occurredAt: instantText }).nullable(),
    explanation: explanation.nullable(),
    facts: jsonObject,
  })
  .meta({ id: 'WhyMoment' })
export type WhyMoment = z.infer<typeof whyMoment>

/**
 * The answer. `verdict`: `in` now, was in and `left`, or `never_entered`. `reason`: the code of the newest moment that decided
 * it. `moments`: oldest first, at most 200, the newest kept; `cut` says that older ones were left out.
 */
export const why = z
  .object({
    customerId: idText,
    flowId: flowIdText,
    flowName: z.string(),
    verdict: z.enum(['in', 'left', 'never_entered']),
    reason: z.string().nullable(),
    moments: z.array(whyMoment),
    cut: z.boolean(),
  })
  .meta({ id: 'Why' })
export type Why = z.infer<typeof why>
