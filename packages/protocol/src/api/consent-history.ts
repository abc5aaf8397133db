// What a customer said about being contacted, over time: every statement that is kept, with its proof. Never removed by age.
import { z } from 'zod'
import { consentStates } from './customers.ts'
import type { Operations } from './operation.ts'
import { idParams, idText, instantText, pageOf, pageQuery, personalKey } from './shapes.ts'

/** Where a statement came from: its `source` where it is one of ours, else another program or form. */
export const ownConsentSources = ['double_opt_in', 'preference_page', 'unsubscribe_page', 'one_click'] as const

/**
 * One statement. `holds`: it is what counts now. `source`: the form or conversation, as it was named. `tracked`: the source that sent it.
 * `by`: the member or program that recorded it, null where the customer did or nobody knows. `wording`: what the customer agreed to. `address`: the one that was
 * confirmed. `throughMessage`: the message whose link was used. `messageId`: of the event in the log that proves it.
 */
export const consentChange = z
  .object({
    id: z.string(),
    channel: z.string(),
    topic: z.string(),
    state: z.enum(consentStates),
    statedAt: instantText,
    receivedAt: instantText,
    holds: z.boolean(),
    source: z.string(),
    tracked: z.object({ id: idText, name: z.string() }).nullable(),
    by: z.string().nullable(),
    wording: z.string().nullable(),
    address: personalKey.nullable(),
    throughMessage: idText.nullable(),
    messageId: z.string(),
  })
  .meta({ id: 'ConsentChange' })
export type ConsentChange = z.infer<typeof consentChange>

/** Operations on the history of consent. */
export const consentHistoryOperations = {
  listConsentHistory: {
    method: 'GET',
    path: '/api/v1/customers/{id}/consents',
    tag: 'Customers',
    summary: 'Every statement of consent that is kept of the customer, with its proof, newest first',
    allow: 'customers.read',
    params: idParams,
    query: z.object(pageQuery),
    answer: pageOf(consentChange),
  },
} as const satisfies Operations
