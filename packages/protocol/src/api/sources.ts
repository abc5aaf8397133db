// Sources of events with their write keys. A write key only ever adds events; it reads nothing.
import { z } from 'zod'
import { mappingShape } from '../mapping.ts'
import type { Operations } from './operation.ts'
import { idParams, idText, instantText, pageOf, pageQuery } from './shapes.ts'
import { ownerFilter, ownerOfNew } from './units.ts'

/** What a source is: decides on the guide that people get, not on what is taken. `webhook`: any JSON, read by a mapping. */
export const sourceKinds = ['website', 'app', 'server', 'segment', 'file', 'webhook'] as const
export type SourceKind = (typeof sourceKinds)[number]

/**
 * How deliveries of a webhook are signed (HMAC-SHA-256). `standard`: Standard Webhooks; `timestamped`: Stripe's way, time and hexadecimal
 * digest; `hex`: GitHub's way, hexadecimal digest of the body; `base64`: Shopify's way, the same in base64.
 */
export const signatureSchemes = ['standard', 'timestamped', 'hex', 'base64'] as const
export type SignatureScheme = (typeof signatureSchemes)[number]

/**
 * A source of events. Its write key stands in web pages and apps, so it is no secret; it can only add events.
 * `trusted`: its key is kept on servers, so that it may say that somebody granted consent to e-mail; from others that is a request.
 * `oldKeyUntil`: until when the key before the last rotation is taken too.
 * `ownerId`: the unit that answers for what it sends. `mapping`: how records of files and webhooks are read; `signature`: how a webhook's deliveries must be signed, null: not at all.
 */
export const source = z
  .object({
    id: idText,
    name: z.string(),
    kind: z.enum(sourceKinds),
    writeKey: z.string(),
    trusted: z.boolean(),
    ownerId: idText.nullable(),
    oldKeyUntil: instantText.nullable(),
    createdAt: instantText,
    revokedAt: instantText.nullable(),
    mapping: mappingShape.nullable(),
    signature: z.enum(signatureSchemes).nullable(),
  })
  .meta({ id: 'Source' })
export type Source = z.infer<typeof source>

/**
 * How a source is doing. `waiting`: nothing came yet; `silent`: by its habit at least twenty events should have come since the last one;
 * `refusing`: more than one in twenty of the last 24 hours was refused; `late`: more than a tenth came from wrong clocks, or live events
 * take more than ten minutes on average. A revoked source is `revoked` whatever else holds.
 */
export const sourceStates = ['waiting', 'well', 'silent', 'refusing', 'late', 'revoked'] as const
export type SourceState = (typeof sourceStates)[number]

/**
 * The health of a source. `day`: events of the last 24 hours; `usual`: of 24 hours on average in the seven days before, null before there
 * is a day to compare. `refused`, `corrected`: of the last 24 hours. `delayMs`: how long live events take on average from happening to
 * arrival. `expected`: events that should have come since the last one. `hours`: the last 24, oldest first.
 */
export const sourceHealth = z
  .object({
    id: idText,
    state: z.enum(sourceStates),
    lastEventAt: instantText.nullable(),
    day: z.number(),
    usual: z.number().nullable(),
    refused: z.number(),
    corrected: z.number(),
    delayMs: z.number().nullable(),
    expected: z.number(),
    hours: z.array(z.number()),
  })
  .meta({ id: 'SourceHealth' })
export type SourceHealth = z.infer<typeof sourceHealth>

const sourceName = z.string().trim().min(1).max(100)

/** Operations on sources. */
export const sourceOperations = {
  listSources: {
    method: 'GET',
    path: '/api/v1/sources',
    tag: 'Sources',
    summary:
      'Sources of events, newest first; with `ownerId` those of a unit and of all below it, of the caller (`mine`) or of nobody (`none`)',
    allow: 'sources.read',
    query: z.object({ ownerId: ownerFilter.optional(), ...pageQuery }),
    answer: pageOf(source),
  },
  createSource: {
    method: 'POST',
    path: '/api/v1/sources',
    tag: 'Sources',
    summary: 'Add a source with a fresh write key; without `ownerId` it belongs to the only unit of its maker',
    allow: 'sources.manage',
    body: z.strictObject({
      name: sourceName,
      kind: z.enum(sourceKinds).default('server'),
      trusted: z.boolean().default(false),
      ownerId: ownerOfNew.optional(),
    }),
    status: 201,
    answer: source,
  },
  listSourceHealth: {
    method: 'GET',
    path: '/api/v1/sources/health',
    tag: 'Sources',
    summary: 'How each source is doing: last event, volume against the usual, refusals, clocks, silence',
    allow: 'sources.read',
    answer: z.object({ items: z.array(sourceHealth), next: z.null() }),
  },
  updateSource: {
    method: 'PATCH',
    path: '/api/v1/sources/{id}',
    tag: 'Sources',
    summary: 'Rename a source, or say what it is, whether it is trusted, and how its records are read',
    allow: 'sources.manage',
    params: idParams,
    body: z.strictObject({
      name: sourceName.optional(),
      kind: z.enum(sourceKinds).optional(),
      trusted: z.boolean().optional(),
      mapping: mappingShape.nullable().optional(),
    }),
    answer: source,
  },
  setSourceOwner: {
    method: 'PUT',
    path: '/api/v1/sources/{id}/owner',
    tag: 'Sources',
    summary: 'Hand the source to another unit, or to nobody',
    allow: 'owners.assign',
    owned: 'source',
    params: idParams,
    body: z.strictObject({ ownerId: idText.nullable() }),
    answer: source,
  },
  rotateSource: {
    method: 'POST',
    path: '/api/v1/sources/{id}/rotate',
    tag: 'Sources',
    summary:
      'Give the source a fresh write key; the old one works until `keepOldUntil` (at most 90 days), else it stops',
    allow: 'sources.manage',
    params: idParams,
    body: z.strictObject({ keepOldUntil: instantText.optional() }).default({}),
    answer: source,
  },
  revokeSource: {
    method: 'POST',
    path: '/api/v1/sources/{id}/revoke',
    tag: 'Sources',
    summary: 'Take no more events from the source',
    allow: 'sources.manage',
    params: idParams,
    answer: source,
  },
  restoreSource: {
    method: 'POST',
    path: '/api/v1/sources/{id}/restore',
    tag: 'Sources',
    summary: 'Take events from a revoked source again, by the same key',
    allow: 'sources.manage',
    params: idParams,
    answer: source,
  },
} as const satisfies Operations
