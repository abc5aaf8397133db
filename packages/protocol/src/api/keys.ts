// API tokens of programs. A token acts with a role, or with chosen actions of it. Its secret is shown once.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { actions, roles } from './permissions.ts'
import { idParams, idText, instantText, pageOf, pageQuery } from './shapes.ts'

/**
 * An API token without its secret, which is shown once. `scopes`: the actions it may take of its role's, null for all of them;
 * `lastUsedAt`: to the minute.
 */
export const apiToken = z
  .object({
    id: idText,
    name: z.string(),
    role: z.enum(roles),
    scopes: z.array(z.enum(actions)).nullable(),
    createdAt: instantText,
    lastUsedAt: instantText.nullable(),
    expiresAt: instantText.nullable(),
    revokedAt: instantText.nullable(),
  })
  .meta({ id: 'ApiToken' })
export type ApiToken = z.infer<typeof apiToken>

const keyName = z.string().trim().min(1).max(100)

/** Operations on API tokens. */
export const keyOperations = {
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
    fresh: true,
    body: z.strictObject({
      name: keyName,
      role: z.enum(roles),
      scopes: z.array(z.enum(actions)).min(1).optional(),
      expiresAt: instantText.optional(),
    }),
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
