// Webhooks that send to us: how they are signed, and what was sent of late.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { idParams, idText, instantText, pageOf, pageQuery, personalText } from './shapes.ts'
import { signatureSchemes, source } from './sources.ts'

/** What became of a delivery. `unmapped`: the source has no mapping yet; `unsigned`: its signature is missing or wrong. */
export const deliveryStates = ['taken', 'refused', 'unmapped', 'unsigned'] as const

/**
 * A delivery of a webhook, kept for 7 days, the newest 100 of a source. `body`: as sent, null where it was not signed as it should be.
 * `events`: how many were taken from it. `code`, `detail`: why something of it was refused.
 */
export const hookDelivery = z
  .object({
    id: idText,
    sourceId: idText,
    receivedAt: instantText,
    state: z.enum(deliveryStates),
    body: personalText.nullable(),
    events: z.int().min(0),
    code: z.string().nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'HookDelivery' })
export type HookDelivery = z.infer<typeof hookDelivery>

/** Operations on webhooks that send to us. */
export const hookOperations = {
  setSignature: {
    method: 'PUT',
    path: '/api/v1/sources/{id}/signature',
    tag: 'Sources',
    summary: 'Say how deliveries to a webhook source are signed, by which secret; from then on others are refused',
    allow: 'sources.manage',
    params: idParams,
    body: z.strictObject({ scheme: z.enum(signatureSchemes), secret: z.string().min(8).max(500) }).nullable(),
    answer: source,
  },
  listHookDeliveries: {
    method: 'GET',
    path: '/api/v1/sources/{id}/deliveries',
    tag: 'Sources',
    summary: 'What was sent to a webhook source in the last 7 days, newest first',
    allow: 'inputs.read',
    params: idParams,
    query: z.object(pageQuery),
    answer: pageOf(hookDelivery),
  },
  replayHookDelivery: {
    method: 'POST',
    path: '/api/v1/hook-deliveries/{id}/replay',
    tag: 'Sources',
    summary: 'Read a delivery again by the mapping of today; what was taken from it before counts once',
    allow: 'inputs.repair',
    params: idParams,
    answer: hookDelivery,
  },
} as const satisfies Operations
