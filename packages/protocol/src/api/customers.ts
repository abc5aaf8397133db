// Customers as the API shows them: identities with their origin, traits, consents, accounts, runs, and what happened when.
import { z } from 'zod'
import { jsonValue } from '../condition.ts'
import type { Operations } from './operation.ts'
import {
  downloadQuery,
  flowIdText,
  idParams,
  idText,
  instantText,
  jsonObject,
  pageOf,
  pageQuery,
  personalKey,
  personalText,
} from './shapes.ts'

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
    key: personalKey,
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

const summary = {
  id: idText,
  identities: z.array(identity),
  traits: jsonObject,
  firstSeenAt: instantText.nullable(),
  lastSeenAt: instantText.nullable(),
}

/**
 * A customer in a list. `lastEvent`: what arrived last. `flows`: those under way, each with its step. `consents`: what was said, without
 * proof. Traits and identities are masked for roles that may not read personal data.
 */
export const customerSummary = z
  .object({
    ...summary,
    lastEvent: z.object({ name: z.string(), channel: z.string(), at: instantText }).nullable(),
    flows: z.array(z.object({ id: flowIdText, name: z.string(), step: z.string() })),
    consents: z.array(z.object({ channel: z.string(), topic: z.string(), state: z.enum(consentStates) })),
  })
  .meta({ id: 'CustomerSummary' })
export type CustomerSummary = z.infer<typeof customerSummary>

/**
 * A merge that made other ids part of a customer. `through`: the identity that linked them; null where a member merged by hand.
 * `splittable`: it can be undone now; merges inside of merges are undone from the outside in.
 */
export const customerMerge = z
  .object({
    id: idText,
    formerId: idText,
    mergedAt: instantText,
    through: z.object({ kind: z.string(), value: z.string() }).nullable(),
    by: z.string().nullable(),
    splittable: z.boolean(),
  })
  .meta({ id: 'CustomerMerge' })
export type CustomerMerge = z.infer<typeof customerMerge>

/**
 * A customer. `formerIds`: ids of customers that were found to be this one; `merges`: how. `notes`: facts about identities that are no
 * merge (a shared device, a limit reached). `runs`: those under way first, then the newest, at most 100.
 */
export const customer = z
  .object({
    ...summary,
    formerIds: z.array(idText),
    merges: z.array(customerMerge),
    consents: z.array(consent),
    accounts: z.array(z.object({ id: z.string(), traits: jsonObject })),
    runs: z.array(run),
    notes: z.array(z.object({ kind: z.string(), value: z.string(), note: z.string(), notedAt: instantText })),
  })
  .meta({ id: 'Customer' })
export type Customer = z.infer<typeof customer>

/** What stands in a timeline. */
export const timelineKinds = ['event', 'message', 'run', 'note'] as const

/**
 * One thing that happened to a customer. `kind` says what: an `event` that was listened to, a `message` of ours, a `run` of
 * a flow that started, took a step or ended, or a `note` that a member wrote. `messageId` is set for events alone. `detail` is what the kind knows besides;
 * of a `step`, `left` says by which way it was left, null while the customer is there.
 */
export const timelineItem = z
  .object({
    id: z.string(),
    kind: z.enum(timelineKinds),
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
      z.object({
        noteId: idText,
        text: personalText,
        by: z.string().nullable(),
        mine: z.boolean(),
        editedAt: instantText.nullable(),
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

/** A statement about a trait: from an event that named it. `source` null: of our own. */
export const traitStatement = z
  .object({
    name: z.string(),
    value: jsonValue,
    at: instantText,
    source: z.object({ id: idText, name: z.string() }).nullable(),
    channel: z.string(),
  })
  .meta({ id: 'TraitStatement' })
export type TraitStatement = z.infer<typeof traitStatement>

const known = z.object({ path: z.string(), types: z.array(z.string()), values: z.array(jsonValue) })

/** What is known by name, the most frequent first. `types`: of JSON; `values`: a few frequent texts, never of personal data. */
export const vocabulary = z
  .object({
    events: z.array(z.object({ name: z.string(), properties: z.array(known) })),
    traits: z.array(known),
    account: z.array(known),
    identities: z.array(z.string()),
    channels: z.array(z.string()),
  })
  .meta({ id: 'Vocabulary' })
export type Vocabulary = z.infer<typeof vocabulary>

/** Orders of a list of customers; `-` means the latest first. */
export const customerSorts = ['-last', 'last', '-first', 'first'] as const

/**
 * Which customers. All that are given must hold. `find`: beginnings of words in names, e-mail and ids. `cond`: a condition as text; it is
 * true of each customer now. `flow`: under way in this flow, `step`: at this step of it. `source`: an event of this source is known,
 * `since` narrows that down to events that arrived since; without a source `since` means: anything happened since.
 */
export const customerFilter = {
  find: z.string().trim().min(1).max(200).optional(),
  cond: z.string().trim().min(1).max(4000).optional(),
  flow: flowIdText.optional(),
  step: z.string().min(1).max(100).optional(),
  source: idText.optional(),
  since: instantText.optional(),
}

const identityText = z
  .string()
  .max(600)
  .regex(/^[^:]+:[\s\S]+$/, 'KIND:VALUE, e.g. email:anna@example.org')

/** Operations on customers. */
export const customerOperations = {
  listCustomers: {
    method: 'GET',
    path: '/api/v1/customers',
    tag: 'Customers',
    summary:
      'Customers that meet all filters. A page may hold fewer than asked for while `next` leads on: looking took its time',
    allow: 'customers.read',
    query: z.object({
      identity: identityText.optional(),
      ...customerFilter,
      sort: z.enum(customerSorts).default('-last'),
      ...pageQuery,
    }),
    answer: pageOf(customerSummary),
  },
  exportCustomers: {
    method: 'GET',
    path: '/api/v1/customers/export',
    tag: 'Customers',
    summary: 'The same as a file',
    allow: 'customers.read',
    query: z.object({ ...customerFilter, sort: z.enum(customerSorts).default('-last'), ...downloadQuery }),
    download: customerSummary,
  },
  countCustomers: {
    method: 'GET',
    path: '/api/v1/customers/count',
    tag: 'Customers',
    summary: 'How many customers meet all filters, looked through piece by piece: add up `count` until `next` is null',
    allow: 'customers.read',
    query: z.object({ ...customerFilter, cursor: pageQuery.cursor }),
    answer: z.object({ count: z.int(), examined: z.int(), of: z.int(), next: z.string().nullable() }),
  },
  getVocabulary: {
    method: 'GET',
    path: '/api/v1/vocabulary',
    tag: 'Customers',
    summary:
      'What conditions can ask for here: events with their properties, traits, identities, account traits, of late',
    allow: 'customers.read',
    answer: vocabulary,
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
  listTraitHistory: {
    method: 'GET',
    path: '/api/v1/customers/{id}/traits',
    tag: 'Customers',
    summary: 'Where each trait of the customer came from: every statement that is kept, newest first',
    allow: 'customers.read',
    params: idParams,
    answer: z.object({ items: z.array(traitStatement) }),
  },
  getTimeline: {
    method: 'GET',
    path: '/api/v1/customers/{id}/timeline',
    tag: 'Customers',
    summary: 'What happened to the customer over all channels, newest first: events, messages, runs, notes',
    allow: 'customers.read',
    params: idParams,
    query: z.object({
      kind: z.enum(timelineKinds).optional(),
      channel: z.string().min(1).max(100).optional(),
      name: z.string().trim().min(1).max(200).optional(),
      ...pageQuery,
    }),
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
