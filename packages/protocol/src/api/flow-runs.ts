// The people in a flow: who is at which step, and who left when and why. Never changes a run.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { flowParams, idText, instantText, pageOf, pageQuery, personalKey, personalName } from './shapes.ts'

/**
 * One passage of a customer through a flow. `step`: where they are, or were last. `wakeAt`: when they go on by time, if they wait for
 * that. `name`: what the customer is called, as far as the caller may know it; null where nothing is known.
 */
export const flowRun = z
  .object({
    id: z.string(),
    customerId: idText,
    name: personalName.nullable(),
    version: z.int(),
    key: personalKey.nullable(),
    startedAt: instantText,
    step: z.string(),
    stepAt: instantText,
    wakeAt: instantText.nullable(),
    endedAt: instantText.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'FlowRun' })
export type FlowRun = z.infer<typeof flowRun>

/** Operations on runs of a flow. */
export const flowRunOperations = {
  listFlowRuns: {
    method: 'GET',
    path: '/api/v1/flows/{id}/runs',
    tag: 'Flows',
    summary: 'People in the flow, the last to come to their step first; or those who left, the last first',
    allow: 'customers.read',
    params: flowParams,
    query: z.object({
      state: z.enum(['active', 'ended']).default('active'),
      step: z.string().min(1).max(100).optional(),
      reason: z.string().min(1).max(100).optional(),
      version: z.coerce.number<number>().int().min(1).max(1_000_000).optional(),
      ...pageQuery,
    }),
    answer: pageOf(flowRun),
  },
} as const satisfies Operations
