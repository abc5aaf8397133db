// Write keys of sources and API tokens of programs. A write key only ever adds events; a token acts with a role.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { roles } from './permissions.ts'
import { idParams, idText, instantText, pageOf, pageQuery } from './shapes.ts'

/**
 * A source of events. Its write key stands in web pages and apps, so it is no secret; it can only add events.
 * `trusted`: its key is kept on servers, so that it may say that somebody granted consent to e-mail; from others that is a request.
 */
export const source = z
  .object({
    id: idText,
    name: z.string(),
    writeKey: z.string(),
    trusted: z.boolean(),
    createdAt: instantText,
    revokedAt: instantText.nullable(),
  })
  .meta({ id: 'Source' })
export type Source = z.infer<typeof source>

/** An API token without its secret, which is shown once. */
export const apiToken = z
  .object({
    id: idText,
    name: z.string(),
    role: z.enum(roles),
    createdAt: instantText,
    expiresAt: instantText.nullable(),
    revokedAt: instantText.nullable(),
  })
  .meta({ id: 'ApiToken' })
export type ApiToken = z.infer<typeof apiToken>

const keyName = z.string().trim().min(1).max(100)

/** Operations on sources and API tokens. */
export const keyOperations = {
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
    body: z.strictObject({ name: keyName, trusted: z.boolean().default(false) }),
    status: 201,
    answer: source,
  },
  rotateSource: {
    method: 'POST',
    path: '/api/v1/sources/{id}/rotate',
    tag: 'Sources',
    summary: 'Give the source a fresh write key; the old one stops working',
    allow: 'sources.manage',
    params: idParams,
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
  listTokens: {
    method: 'GET',
    path: '/api/v1/tokens',
    tag: 'Tokens',
    summary: 'API tokens, newest first',
    allow: 'tokens.manage',
    query: z.object(pageQuery),
    answer: pageOf(apiToken),
  },
  createToken: {
    method: 'POST',
    path: '/api/v1/tokens',
    tag: 'Tokens',
    summary: 'Make an API token; its secret is answered this once',
    allow: 'tokens.manage',
    body: z.strictObject({ name: keyName, role: z.enum(roles), expiresAt: instantText.optional() }),
    status: 201,
    answer: z.object({ token: apiToken, secret: z.string() }),
  },
  revokeToken: {
    method: 'POST',
    path: '/api/v1/tokens/{id}/revoke',
    tag: 'Tokens',
    summary: 'Refuse the token from now on',
    allow: 'tokens.manage',
    params: idParams,
    answer: apiToken,
  },
} as const satisfies Operations
