// What went wrong with inputs: refused events and inputs set aside, to be seen and tried again. And conditions as text.
import { z } from 'zod'
import { condition, jsonValue } from '../condition.ts'
import type { Operations } from './operation.ts'
import { idParams, idText, instantText, pageOf, pageQuery } from './shapes.ts'

/** A bad event of a good batch with its reason (E10). `raw`: as it was sent, at most 32 KB. */
export const refusedEvent = z
  .object({
    id: idText,
    source: z.object({ id: idText, name: z.string() }).nullable(),
    refusedAt: instantText,
    code: z.string(),
    field: z.string().nullable(),
    detail: z.string(),
    raw: z.string(),
    replayedAt: instantText.nullable(),
  })
  .meta({ id: 'RefusedEvent' })
export type RefusedEvent = z.infer<typeof refusedEvent>

/** An input that made a rule throw (B2). */
export const setAsideInput = z
  .object({
    id: idText,
    customerId: idText,
    reason: z.string(),
    stack: z.string(),
    dueAt: instantText.nullable(),
    setAsideAt: instantText,
    resolvedAt: instantText.nullable(),
  })
  .meta({ id: 'SetAsideInput' })
export type SetAsideInput = z.infer<typeof setAsideInput>

const conditionText = z.string().min(1).max(10_000)

/** Operations on bad inputs and on conditions as text. */
export const inputOperations = {
  listRefusedEvents: {
    method: 'GET',
    path: '/api/v1/refused-events',
    tag: 'Inputs',
    summary: 'Refused events, newest first',
    allow: 'inputs.read',
    query: z.object(pageQuery),
    answer: pageOf(refusedEvent),
  },
  replayRefusedEvent: {
    method: 'POST',
    path: '/api/v1/refused-events/{id}/replay',
    tag: 'Inputs',
    summary: 'Judge a refused event again, as it was sent or as mended in `event`',
    allow: 'inputs.repair',
    params: idParams,
    body: z.strictObject({ event: z.record(z.string(), jsonValue).optional() }),
    answer: refusedEvent,
  },
  listSetAsideInputs: {
    method: 'GET',
    path: '/api/v1/set-aside-inputs',
    tag: 'Inputs',
    summary: 'Inputs that made a rule throw and wait for a mend, newest first',
    allow: 'inputs.read',
    query: z.object(pageQuery),
    answer: pageOf(setAsideInput),
  },
  replaySetAsideInput: {
    method: 'POST',
    path: '/api/v1/set-aside-inputs/{id}/replay',
    tag: 'Inputs',
    summary: 'Apply the input again after a mend',
    allow: 'inputs.repair',
    params: idParams,
    answer: setAsideInput,
  },
  parseCondition: {
    method: 'POST',
    path: '/api/v1/conditions/parse',
    tag: 'Conditions',
    summary: 'The tree of a condition written as text',
    allow: 'flows.read',
    body: z.strictObject({ text: conditionText }),
    answer: z.object({ condition, text: z.string() }),
  },
  printCondition: {
    method: 'POST',
    path: '/api/v1/conditions/print',
    tag: 'Conditions',
    summary: 'The text of a condition tree',
    allow: 'flows.read',
    body: z.strictObject({ condition }),
    answer: z.object({ text: z.string() }),
  },
} as const satisfies Operations
