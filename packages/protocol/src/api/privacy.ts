// A person's data: what is stored of her, as a document for her and as a file for programs; its erasure; how long events are kept.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { downloadQuery, idParams, idText, instantText, jsonObject, pageOf, pageQuery } from './shapes.ts'

const count = z.int().min(0)

/** How much is stored of a person. */
const held = {
  identities: count,
  events: count,
  messages: count,
  runs: count,
  consents: count,
  notes: count,
  setAside: count,
}

/** What an erasure would remove. `ids`: all ids that were found to be the same person; `barred`: addresses that must not be written to. */
export const erasurePreview = z
  .object({ customerId: idText, ids: z.array(idText), held: z.object(held), barred: count })
  .meta({ id: 'ErasurePreview' })
export type ErasurePreview = z.infer<typeof erasurePreview>

/** The steps of an erasure in their order. */
export const erasureStages = ['cut', 'events', 'messages', 'traces', 'sweep', 'done'] as const

/** Why somebody is erased. */
export const erasureReasons = ['request', 'withdrawal', 'obligation', 'other'] as const

/**
 * An erasure: numbers alone. `erased`: how many of what so far. `mentions`: events, notes and messages of other customers that name her;
 * they are theirs, so that people decide about them.
 */
export const erasure = z
  .object({
    id: idText,
    customerId: idText,
    step: z.enum(erasureStages),
    reason: z.enum(erasureReasons),
    keepSuppressed: z.boolean(),
    askedAt: instantText,
    doneAt: instantText.nullable(),
    by: z.string().nullable(),
    erased: z.record(z.string(), z.int()),
    mentions: count,
  })
  .meta({ id: 'Erasure' })
export type Erasure = z.infer<typeof erasure>

/**
 * One piece of what is stored of a person. `part` says what it is, `at` when it happened or was stated, `source` who said it,
 * `data` all that is stored of it.
 */
export const personPieces = [
  'identity',
  'trait',
  'account',
  'consent',
  'statement',
  'event',
  'message',
  'run',
  'journey',
  'note',
  'refused',
] as const
export const personPiece = z
  .object({
    part: z.enum(personPieces),
    at: instantText.nullable(),
    name: z.string(),
    source: z.string().nullable(),
    data: jsonObject,
  })
  .meta({ id: 'PersonPiece' })
/** One piece of what is held of a person. */
export type PersonPiece = z.infer<typeof personPiece>

const DAYS_MAX = 3650

/**
 * How long events of a name are kept after they happened; `event` is `*` for all that have no rule of their own. `deleted`: how
 * many this rule has removed in all.
 */
export const retentionRule = z
  .object({
    event: z.string(),
    days: z.int(),
    deleted: count,
    ranAt: instantText.nullable(),
  })
  .meta({ id: 'RetentionRule' })
export type RetentionRule = z.infer<typeof retentionRule>

const eventName = z.string().min(1).max(200)
const retentionWish = z.strictObject({ event: eventName, days: z.int().min(1).max(DAYS_MAX) })

/** Operations on people's data. */
export const privacyOperations = {
  exportPerson: {
    method: 'GET',
    path: '/api/v1/customers/{id}/export',
    tag: 'Privacy',
    summary: 'Everything stored of a person: a document to read (`html`), or for programs (`json`)',
    allow: 'privacy.manage',
    params: idParams,
    query: z.object({ ...downloadQuery, format: z.enum(['html', 'json', 'ndjson', 'csv']).default('html') }),
    download: personPiece,
  },
  previewErasure: {
    method: 'GET',
    path: '/api/v1/customers/{id}/erasure',
    tag: 'Privacy',
    summary: 'What erasing the customer would remove',
    allow: 'privacy.manage',
    params: idParams,
    answer: erasurePreview,
  },
  eraseCustomer: {
    method: 'POST',
    path: '/api/v1/customers/{id}/erasure',
    tag: 'Privacy',
    summary: 'Erase everything stored of the person, for good. `confirm` repeats the id',
    allow: 'privacy.manage',
    fresh: true,
    params: idParams,
    body: z.strictObject({
      confirm: idText,
      reason: z.enum(erasureReasons),
      keepSuppressed: z.boolean().default(true),
    }),
    status: 202,
    answer: erasure,
  },
  listErasures: {
    method: 'GET',
    path: '/api/v1/erasures',
    tag: 'Privacy',
    summary: 'Erasures with how far they are, newest first',
    allow: 'privacy.manage',
    query: z.object(pageQuery),
    answer: pageOf(erasure),
  },
  listRetention: {
    method: 'GET',
    path: '/api/v1/retention',
    tag: 'Privacy',
    summary: 'How long events are kept',
    allow: 'privacy.manage',
    answer: z.object({ items: z.array(retentionRule) }),
  },
  previewRetention: {
    method: 'GET',
    path: '/api/v1/retention/preview',
    tag: 'Privacy',
    summary:
      'How many events a rule would remove now; of a large log an estimate from a part of it, and `exact` is false',
    allow: 'privacy.manage',
    query: z.object({ event: eventName, days: z.coerce.number<number>().int().min(1).max(DAYS_MAX) }),
    answer: z.object({ due: count, exact: z.boolean() }),
  },
  setRetention: {
    method: 'PUT',
    path: '/api/v1/retention',
    tag: 'Privacy',
    summary: 'Set how long events of a name are kept; what is older is removed within the hour',
    allow: 'privacy.manage',
    fresh: true,
    body: retentionWish,
    answer: retentionRule,
  },
  deleteRetention: {
    method: 'POST',
    path: '/api/v1/retention/remove',
    tag: 'Privacy',
    summary: 'Keep events of a name without end again',
    allow: 'privacy.manage',
    body: z.strictObject({ event: eventName }),
    status: 204,
  },
} as const satisfies Operations
