// Why a customer did or did not take a flow, as the replay found it (F9). Screens make sentences of it; nothing is decided here.
import { z } from 'zod'
import { jsonValue } from '../condition.ts'
import type { Json } from '../json.ts'
import { flowIdText, idText, instantText } from './shapes.ts'

/**
 * One explained condition. `truth` null: unknown, because a value was missing (C1). `values`: the operands that took part; one
 * without `value` was missing. `children`: the parts it is made of.
 */
export type ApiExplanation = {
  readonly text: string
  readonly truth: boolean | null
  readonly values?: readonly { readonly operand: string; readonly value?: Json | undefined }[] | undefined
  readonly children?: readonly ApiExplanation[] | undefined
}

/** The parser of {@link ApiExplanation}. */
export const explanation: z.ZodType<ApiExplanation> = z
  .object({
    text: z.string(),
    truth: z.boolean().nullable(),
    values: z.array(z.object({ operand: z.string(), value: jsonValue.optional() })).optional(),
    get children() {
      return z.array(explanation).optional()
    },
  })
  .meta({ id: 'Explanation' })

const place = { at: instantText, version: z.int() }
const ofRun = { ...place, run: z.string() }

/**
 * One moment of the replay that matters for the flow.
 *
 * `not_entered`: `reason` is `not_eligible`, `no_key`, `already_in`, `entered_before`, `flow_held`, `history`.
 * `left`: `via` is the way taken. `ended`: `reason` is `goal`, `exit`, `done`, `merged`, ... `message`: `held` says why it was
 * held back; absent when it was queued.
 */
export const whyMoment = z
  .discriminatedUnion('what', [
    z.object({ ...ofRun, what: z.literal('entered'), key: z.string() }),
    z.object({
      ...place,
      what: z.literal('not_entered'),
      event: z.string(),
      reason: z.string(),
      detail: z.string().optional(),
      explanation: explanation.optional(),
    }),
    z.object({ ...ofRun, what: z.literal('step'), step: z.string(), kind: z.string() }),
    z.object({
      ...ofRun,
      what: z.literal('left'),
      step: z.string(),
      via: z.string(),
      explanations: z.array(explanation).optional(),
    }),
    z.object({
      ...ofRun,
      what: z.literal('ended'),
      reason: z.string(),
      detail: z.string().optional(),
      explanation: explanation.optional(),
    }),
    z.object({
      ...ofRun,
      what: z.literal('message'),
      step: z.string(),
      key: z.string(),
      channel: z.string(),
      held: z.string().optional(),
    }),
  ])
  .meta({ id: 'WhyMoment' })
export type WhyMoment = z.infer<typeof whyMoment>

/**
 * The answer. `verdict`: the customer is `in` the flow now, was in and `left`, or `never_entered`. `reason`: the code of the moment
 * that decided it; `never_triggered` where the flow's trigger never happened. `moments`: oldest first, at most 200, the newest kept;
 * `cut` says that older ones were left out.
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
