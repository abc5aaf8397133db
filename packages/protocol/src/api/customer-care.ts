// What members do with customers by hand: merge two records of one person, take a wrong merge apart, write notes. Never decides who is who.
import { z } from 'zod'
import { jsonValue } from '../condition.ts'
import { customer } from './customers.ts'
import type { Operations } from './operation.ts'
import { idParams, idText, instantText, jsonObject, personalKey, personalText } from './shapes.ts'

const idPair = z.object({ kind: z.string(), value: z.string() })

/**
 * What a merge by hand would make. `customer`: as it would be after the merge, without notes and messages. `contradictions`: ids that
 * name persons and differ; the rules would never merge these two by themselves. `replaced`: traits whose value gives way. `endedRuns`:
 * of two runs of one flow and key the older goes on. `refused`: why it cannot be done.
 */
export const mergePreview = z
  .object({
    survivorId: idText,
    formerId: idText,
    customer: z.object({ identities: z.array(idPair), traits: jsonObject }),
    contradictions: z.array(z.object({ kind: z.string(), mine: idPair, theirs: idPair })),
    replaced: z.array(z.object({ name: z.string(), kept: jsonValue, dropped: jsonValue })),
    endedRuns: z.array(z.object({ runId: z.string(), flowName: z.string(), key: personalKey })),
    refused: z.enum(['same', 'too_many_identities', 'not_yet_processed']).nullable(),
  })
  .meta({ id: 'MergePreview' })
export type MergePreview = z.infer<typeof mergePreview>

const half = z.object({ id: idText, identities: z.array(idPair), events: z.int(), runs: z.int() })

/** What taking a merge apart would make: identities and events of both sides, runs under way. `refused`: why it cannot be done. */
export const splitPreview = z
  .object({ stays: half, leaves: half, refused: z.enum(['not_yet_processed', 'inside_another']).nullable() })
  .meta({ id: 'SplitPreview' })
export type SplitPreview = z.infer<typeof splitPreview>

/** A note of a member on a customer. `mine`: the caller wrote it. */
export const customerNote = z
  .object({
    id: idText,
    text: personalText,
    by: z.string().nullable(),
    mine: z.boolean(),
    createdAt: instantText,
    editedAt: instantText.nullable(),
  })
  .meta({ id: 'CustomerNote' })
export type CustomerNote = z.infer<typeof customerNote>

const noteBody = z.strictObject({ text: z.string().trim().min(1).max(5000) })
const mergeParams = z.object({ id: idText, mergeId: idText })

/** Operations on customers that members take by hand. */
export const customerCareOperations = {
  previewMerge: {
    method: 'GET',
    path: '/api/v1/customers/{id}/merge',
    tag: 'Customers',
    summary: 'What merging another customer with this one would make',
    allow: 'customers.merge',
    params: idParams,
    query: z.object({ other: idText }),
    answer: mergePreview,
  },
  mergeCustomers: {
    method: 'POST',
    path: '/api/v1/customers/{id}/merge',
    tag: 'Customers',
    summary: 'Merge two customers who are one person; the older carries on, the other id forwards to it',
    allow: 'customers.merge',
    params: idParams,
    body: z.strictObject({ other: idText }),
    answer: customer,
  },
  previewSplit: {
    method: 'GET',
    path: '/api/v1/customers/{id}/merges/{mergeId}',
    tag: 'Customers',
    summary: 'What taking a merge apart would make',
    allow: 'customers.merge',
    params: mergeParams,
    answer: splitPreview,
  },
  splitCustomer: {
    method: 'POST',
    path: '/api/v1/customers/{id}/merges/{mergeId}/split',
    tag: 'Customers',
    summary:
      'Take a wrong merge apart; both are again what their own events make of them, and are never merged again by themselves',
    allow: 'customers.merge',
    params: mergeParams,
    answer: z.object({ stays: idText, leaves: idText }),
  },
  createNote: {
    method: 'POST',
    path: '/api/v1/customers/{id}/notes',
    tag: 'Customers',
    summary: 'Write a note on the customer',
    allow: 'notes.write',
    params: idParams,
    body: noteBody,
    status: 201,
    answer: customerNote,
  },
  updateNote: {
    method: 'PATCH',
    path: '/api/v1/notes/{id}',
    tag: 'Customers',
    summary: 'Change an own note',
    allow: 'notes.write',
    params: idParams,
    body: noteBody,
    answer: customerNote,
  },
  deleteNote: {
    method: 'DELETE',
    path: '/api/v1/notes/{id}',
    tag: 'Customers',
    summary: 'Remove an own note; it can be brought back',
    allow: 'notes.write',
    params: idParams,
    status: 204,
  },
  restoreNote: {
    method: 'POST',
    path: '/api/v1/notes/{id}/restore',
    tag: 'Customers',
    summary: 'Bring a removed note back',
    allow: 'notes.write',
    params: idParams,
    answer: customerNote,
  },
} as const satisfies Operations
