// Sources of events with their write keys. A write key only ever adds events; it reads nothing.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { idParams, idText, instantText, pageOf, pageQuery } from './shapes.ts'

/**
 * A source of events. Its write key stands in web pages and apps, so it is no secret; it can only add events.
 * `trusted`: its key is kept on servers, so that it may say that somebody granted consent to e-mail; from others that is a request.
 * `oldKeyUntil`: until when the key before the last rotation is taken too.
 */
export const source = z
  .object({
    id: idText,
    name: z.string(),
    writeKey: z.string(),
    trusted: z.boolean(),
    oldKeyUntil: instantText.nullable(),
    createdAt: instantText,
    revokedAt: instantText.nullable(),
  })
  .meta({ id: 'Source' })
export type Source = z.infer<typeof source>

const sourceName = z.string().trim().min(1).max(100)

/** Operations on sources. */
export const sourceOperations = {
  listSources: {
    method: 'GET',
    path: '/api/v1/sources',
    tag: 'Sources',
    summary: 'Sources of events, newest first',
    allow: 'sources.read',
    query: z.object(pageQuery),
    answer: pageOf(source),
  },
  createSource: {
    method: 'POST',
    path: '/api/v1/sources',
    tag: 'Sources',
    summary: 'Add a source with a fresh write key',
    allow: 'sources.manage',
    body: z.strictObject({ name: sourceName, trusted: z.boolean().default(false) }),
    status: 201,
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
} as const satisfies Operations
