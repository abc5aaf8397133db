// Flows over their life: draft, published, paused, archived; their figures; and why a customer did or did not take one.
import { z } from 'zod'
import { flowDocument } from '../flow/document.ts'
import type { Operations } from './operation.ts'
import { flowIdText, flowParams, idText, instantText, jsonObject, pageOf, pageQuery } from './shapes.ts'
import { ownerFilter, ownerOfNew } from './units.ts'
import { why } from './why.ts'

/** States of a flow. `paused` holds or has discarded the people in it; `archived` takes no one in and never comes back. */
export const flowStatuses = ['draft', 'published', 'paused', 'archived'] as const
export type FlowStatus = (typeof flowStatuses)[number]

/**
 * What is wrong with a flow; only faults of severity `error` hinder publishing. `step`: where; null for the flow as a whole.
 * `field`: the place inside the step or document. `facts`: values for the sentence that people read.
 */
export const flowFault = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    step: z.string().nullable(),
    field: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'FlowFault' })
export type ApiFlowFault = z.infer<typeof flowFault>

const summary = {
  id: flowIdText,
  name: z.string(),
  status: z.enum(flowStatuses),
  version: z.int(),
  ownerId: idText.nullable(),
  createdAt: instantText,
  updatedAt: instantText,
}

/**
 * A flow in a list. `version` 0: never published. `ownerId`: the unit that owns it. `troubles`: its messages that wait for a person's
 * decision, counted up to 1,000.
 */
export const flowSummary = z.object({ ...summary, troubles: z.int() }).meta({ id: 'FlowSummary' })
export type FlowSummary = z.infer<typeof flowSummary>

/** A flow. `revision` changes with every write; send it when updating to notice that another person wrote meanwhile. */
export const flow = z
  .object({
    ...summary,
    revision: z.string(),
    draft: flowDocument,
    published: flowDocument.nullable(),
    versions: z.array(
      z.object({ version: z.int(), publishedAt: instantText, publishedBy: z.string().nullable(), pins: jsonObject }),
    ),
  })
  .meta({ id: 'Flow' })
export type Flow = z.infer<typeof flow>

/** A published edition, which never changes. */
export const flowVersion = z
  .object({
    flowId: flowIdText,
    version: z.int(),
    document: flowDocument,
    pins: jsonObject,
    publishedAt: instantText,
    publishedBy: z.string().nullable(),
  })
  .meta({ id: 'FlowVersion' })

/**
 * Live figures, kept by the engine. `entered` = `active` + `ended`. `reasons`: how many ended why. Per step: how many came `in`,
 * went `out`, and are `waiting` there now.
 */
export const flowNumbers = z
  .object({
    flowId: flowIdText,
    entered: z.int(),
    active: z.int(),
    ended: z.int(),
    reasons: z.record(z.string(), z.int()),
    steps: z.array(
      z.object({
        step: z.string(),
        name: z.string().nullable(),
        kind: z.string(),
        in: z.int(),
        out: z.int(),
        waiting: z.int(),
      }),
    ),
  })
  .meta({ id: 'FlowNumbers' })
export type FlowNumbers = z.infer<typeof flowNumbers>

/** Operations on flows. */
export const flowOperations = {
  listFlows: {
    method: 'GET',
    path: '/api/v1/flows',
    tag: 'Flows',
    summary:
      'Flows, newest first; `find` in the name; with `ownerId` those of a unit and of all below it, of the caller (`mine`) or of nobody (`none`)',
    allow: 'flows.read',
    query: z.object({
      find: z.string().min(1).max(200).optional(),
      status: z.enum(flowStatuses).optional(),
      ownerId: ownerFilter.optional(),
      ...pageQuery,
    }),
    answer: pageOf(flowSummary),
  },
  createFlow: {
    method: 'POST',
    path: '/api/v1/flows',
    tag: 'Flows',
    summary:
      'Add a flow as a draft; the body is the flow document; without `ownerId` it belongs to the only unit of its maker',
    allow: 'flows.edit',
    query: z.object({ ownerId: ownerOfNew.optional() }),
    body: flowDocument,
    status: 201,
    answer: flow,
  },
  getFlowSchema: {
    method: 'GET',
    path: '/api/v1/flows/schema',
    tag: 'Flows',
    summary: 'The JSON Schema (draft 2020-12) of flow documents',
    allow: 'flows.read',
    answer: jsonObject,
  },
  getFlow: {
    method: 'GET',
    path: '/api/v1/flows/{id}',
    tag: 'Flows',
    summary: 'A flow with its draft, its published document and its versions',
    allow: 'flows.read',
    params: flowParams,
    answer: flow,
  },
  updateFlow: {
    method: 'PUT',
    path: '/api/v1/flows/{id}',
    tag: 'Flows',
    summary: 'Replace the draft; with `revision`, only if nobody wrote meanwhile',
    allow: 'flows.edit',
    owned: 'flow',
    params: flowParams,
    query: z.object({ revision: z.string().max(40).optional() }),
    body: flowDocument,
    answer: flow,
  },
  validateFlow: {
    method: 'POST',
    path: '/api/v1/flows/{id}/validate',
    tag: 'Flows',
    summary: 'What is wrong with the draft, and whether it hinders publishing',
    allow: 'flows.read',
    params: flowParams,
    answer: z.object({ faults: z.array(flowFault) }),
  },
  publishFlow: {
    method: 'POST',
    path: '/api/v1/flows/{id}/publish',
    tag: 'Flows',
    summary: 'Freeze the draft as the next version; people enter it from `effectiveAt`',
    allow: 'flows.publish',
    owned: 'flow',
    params: flowParams,
    answer: z.object({ flow, version: z.int(), effectiveAt: instantText }),
  },
  pauseFlow: {
    method: 'POST',
    path: '/api/v1/flows/{id}/pause',
    tag: 'Flows',
    summary: 'Pause: `hold` keeps people where they are, `discard` ends their runs',
    allow: 'flows.publish',
    owned: 'flow',
    params: flowParams,
    body: z.strictObject({ mode: z.enum(['hold', 'discard']) }),
    answer: flow,
  },
  resumeFlow: {
    method: 'POST',
    path: '/api/v1/flows/{id}/resume',
    tag: 'Flows',
    summary: 'Go on after a pause; the overdue leave spread over time',
    allow: 'flows.publish',
    owned: 'flow',
    params: flowParams,
    answer: flow,
  },
  archiveFlow: {
    method: 'POST',
    path: '/api/v1/flows/{id}/archive',
    tag: 'Flows',
    summary: 'End the flow for good; runs under way end',
    allow: 'flows.publish',
    owned: 'flow',
    params: flowParams,
    answer: flow,
  },
  setFlowOwner: {
    method: 'PUT',
    path: '/api/v1/flows/{id}/owner',
    tag: 'Flows',
    summary: 'Hand the flow to another unit, or to nobody',
    allow: 'owners.assign',
    owned: 'flow',
    params: flowParams,
    body: z.strictObject({ ownerId: idText.nullable() }),
    answer: flow,
  },
  getFlowVersion: {
    method: 'GET',
    path: '/api/v1/flows/{id}/versions/{version}',
    tag: 'Flows',
    summary: 'One published version',
    allow: 'flows.read',
    params: z.object({ id: flowIdText, version: z.coerce.number<number>().int().min(1).max(1_000_000) }),
    answer: flowVersion,
  },
  getFlowNumbers: {
    method: 'GET',
    path: '/api/v1/flows/{id}/numbers',
    tag: 'Flows',
    summary: 'How many entered, are where, and left why; of one version or all',
    allow: 'flows.read',
    params: flowParams,
    query: z.object({ version: z.coerce.number<number>().int().min(1).max(1_000_000).optional() }),
    answer: flowNumbers,
  },
  getWhy: {
    method: 'GET',
    path: '/api/v1/customers/{id}/flows/{flowId}/why',
    tag: 'Customers',
    summary: 'Why the customer did, or did not, take the flow',
    allow: 'customers.read',
    params: z.object({ id: idText, flowId: flowIdText }),
    answer: why,
  },
} as const satisfies Operations
