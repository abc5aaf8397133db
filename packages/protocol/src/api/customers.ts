// Customers as the API shows them: identities with their origin, traits, consents, accounts, runs, and what happened when.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { flowIdText, idParams, idText, instantText, jsonObject, pageOf, pageQuery } from './shapes.ts'

/** States of a consent. `requested` waits for the confirmation of a double opt-in. */
export const consentStates = ['granted', 'refused', 'requested'] as const

/** One identifier with its origin: the source that first named it, and when. */
export const identity = z
  .object({
    kind: z.string(),
    value: z.string(),
    firstSeenAt: instantText,
    source: z.object({ id: idText, name: z.string() }).nullable(),
  })
  .meta({ id: 'Identity' })
export type Identity = z.infer<typeof identity>

/** The newest statement of consent per channel and topic, with its proof. */
export const consent = z
  .object({
    channel: z.string(),
    topic: z.string(),
    state: z.enum(consentStates),
    statedAt: instantText,
    source: z.string(),
    wording: z.string().nullable(),
    proof: jsonObject,
  })
  .meta({ id: 'Consent' })
export type Consent = z.infer<typeof consent>

/** One passage through a flow. `endedAt` null: under way, at `step` since `stepAt`. `wakeAt`: when a wait runs out. */
export const run = z
  .object({
    id: z.string(),
    flowId: flowIdText,
    flowName: z.string(),
    version: z.int(),
    key: z.string(),
    startedAt: instantText,
    step: z.string(),
    stepName: z.string().nullable(),
    stepAt: instantText,
    wakeAt: instantText.nullable(),
    endedAt: instantText.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Run' })
export type Run = z.infer<typeof run>

const summary = { id: idText, identities: z.array(identity), traits: jsonObject }

/** A customer in a list. */
export const customerSummary = z.object(summary).meta({ id: 'CustomerSummary' })
export type CustomerSummary = z.infer<typeof customerSummary>

/**
 * A customer. `formerIds`: ids of customers that were found to be this one. `notes`: facts about identities that are no merge
 * (a shared device, a limit reached). `runs`: those under way first, then the newest, at most 100.
 */
export const customer = z
  .object({
    ...summary,
    formerIds: z.array(idText),
    consents: z.array(consent),
    accounts: z.array(z.object({ id: z.string(), traits: jsonObject })),
    runs: z.array(run),
    notes: z.array(z.object({ kind: z.string(), value: z.string(), note: z.string(), notedAt: instantText })),
  })
  .meta({ id: 'Customer' })
export type Customer = z.infer<typeof customer>

/**
 * One thing that happened to a customer. `kind` says what: an `event` that was listened to, a `message` of ours, or a `run` of
 * a flow that started, took a step or ended. `messageId` is set for events alone. `detail` is what the kind knows besides;
 * of a `step`, `left` says by which way it was left, null while the customer is there.
 */
export const timelineItem = z
  .object({
    id: z.string(),
    kind: z.enum(['event', 'message', 'run']),
    messageId: z.string().nullable(),
    name: z.string(),
    channel: z.string(),
    occurredAt: instantText,
    receivedAt: instantText,
    source: z.object({ id: idText, name: z.string() }).nullable(),
    detail: z.union([
      z.object({
        eventKind: z.enum(['track', 'identify', 'page', 'screen', 'group', 'alias', 'consent']),
        history: z.boolean(),
        properties: jsonObject,
        traits: jsonObject,
      }),
      z.object({
        messageKey: z.string(),
        state: z.string(),
        reason: z.string().nullable(),
        flowId: flowIdText.nullable(),
        flowName: z.string().nullable(),
        step: z.string().nullable(),
        topic: z.string().nullable(),
      }),
      z.object({
        runId: z.string(),
        phase: z.enum(['started', 'step', 'ended']),
        flowId: flowIdText,
        flowName: z.string(),
        version: z.int(),
        step: z.string(),
        stepName: z.string().nullable(),
        left: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ]),
  })
  .meta({ id: 'TimelineItem' })
export type TimelineItem = z.infer<typeof timelineItem>

/** What a customer says about being contacted, as a member records it. `source`: where they said it, e.g. `phone call`. */
const consentStatement = z.strictObject({
  channel: z.string().min(1).max(50),
  topic: z.string().min(1).max(100),
  state: z.enum(consentStates),
  source: z.string().min(1).max(200),
  wording: z.string().max(2000).optional(),
})

/** Operations on customers. */
export const customerOperations = {
  listCustomers: {
    method: 'GET',
    path: '/api/v1/customers',
    tag: 'Customers',
    summary: 'The customer with an identity, written KIND:VALUE, or all, newest first',
    allow: 'customers.read',
    query: z.object({
      identity: z
        .string()
        .max(600)
        .regex(/^[^:]+:[\s\S]+$/, 'KIND:VALUE, e.g. email:anna@example.org')
        .optional(),
      ...pageQuery,
    }),
    answer: pageOf(customerSummary),
  },
  getCustomer: {
    method: 'GET',
    path: '/api/v1/customers/{id}',
    tag: 'Customers',
    summary: 'One customer; a former id answers the customer it was found to be',
    allow: 'customers.read',
    params: idParams,
    answer: customer,
  },
  getTimeline: {
    method: 'GET',
    path: '/api/v1/customers/{id}/timeline',
    tag: 'Customers',
    summary: 'What happened to the customer, newest first: events, messages, runs',
    allow: 'customers.read',
    params: idParams,
    query: z.object(pageQuery),
    answer: pageOf(timelineItem),
  },
  stateConsent: {
    method: 'POST',
    path: '/api/v1/customers/{id}/consents',
    tag: 'Customers',
    summary: 'Record what the customer said about being contacted',
    allow: 'consents.write',
    params: idParams,
    body: consentStatement,
    status: 201,
    answer: consent,
  },
  watchCustomer: {
    method: 'GET',
    path: '/api/v1/customers/{id}/live',
    tag: 'Live',
    summary: 'Server-sent events `item`: each new or changed entry of the timeline',
    allow: 'customers.read',
    params: idParams,
    stream: timelineItem,
  },
} as const satisfies Operations
