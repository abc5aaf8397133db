// How a workspace lets people in: whether it asks for a second factor, and its own OpenID provider. The provider's secret goes in and never comes out.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { roles } from './permissions.ts'
import { idParams, idText, instantText } from './shapes.ts'

const ROLE_MAP_MAX = 50

const issuerText = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .describe("The provider's issuer, below which /.well-known/openid-configuration is found")
const domainText = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$/, 'a domain such as example.org')

/**
 * A workspace's OpenID provider. `domains`: only people with a verified e-mail there come in. `roleClaim` and `roleMap`: the first pair
 * whose value the claim has gives the role, at every sign-in. `joins`: who is no member yet becomes one, with the mapped role or `joinRole`.
 * `listed`: shown on the sign-in page. `strong`: the provider asks for a second factor itself.
 */
const providerFacts = {
  name: z.string().trim().min(1).max(60),
  issuer: issuerText,
  clientId: z.string().trim().min(1).max(500),
  domains: z.array(domainText).min(1).max(50),
  roleClaim: z.string().trim().min(1).max(200).nullable(),
  roleMap: z.array(z.strictObject({ value: z.string().min(1).max(200), role: z.enum(roles) })).max(ROLE_MAP_MAX),
  joins: z.boolean(),
  joinRole: z.enum(roles),
  listed: z.boolean(),
  strong: z.boolean(),
}

/** The provider as shown; `hasSecret` tells that one is stored. */
export const provider = z
  .object({ id: idText, ...providerFacts, hasSecret: z.boolean(), updatedAt: instantText })
  .meta({ id: 'Provider' })
export type Provider = z.infer<typeof provider>

/** `redirectUri`: what the provider must be told to send people back to. */
export const signInRules = z
  .object({ secondFactor: z.boolean(), provider: provider.nullable(), redirectUri: z.string() })
  .meta({ id: 'SignInRules' })
export type SignInRules = z.infer<typeof signInRules>

/** Operations on how a workspace lets people in. */
export const signInRuleOperations = {
  getSignInRules: {
    method: 'GET',
    path: '/api/v1/workspace/sign-in',
    tag: 'Workspace',
    summary: 'Whether a second factor is asked for, and the own OpenID provider',
    allow: 'workspace.manage',
    answer: signInRules,
  },
  setSecondFactorRule: {
    method: 'PUT',
    path: '/api/v1/workspace/sign-in/second-factor',
    tag: 'Workspace',
    summary: 'Ask every member for a second factor, or no more; who asks must have shown one',
    allow: 'workspace.manage',
    fresh: true,
    body: z.strictObject({ required: z.boolean() }),
    answer: signInRules,
  },
  setProvider: {
    method: 'PUT',
    path: '/api/v1/workspace/sign-in/provider',
    tag: 'Workspace',
    summary: 'Set the OpenID provider; without `clientSecret` the stored one stays, null removes it',
    allow: 'workspace.manage',
    fresh: true,
    body: z.strictObject({ ...providerFacts, clientSecret: z.string().min(1).max(1000).nullable().optional() }),
    answer: signInRules,
  },
  removeProvider: {
    method: 'DELETE',
    path: '/api/v1/workspace/sign-in/provider',
    tag: 'Workspace',
    summary: 'Do without the OpenID provider; ends all sessions that began there',
    allow: 'workspace.manage',
    fresh: true,
    answer: signInRules,
  },
  checkProvider: {
    method: 'POST',
    path: '/api/v1/workspace/sign-in/provider/check',
    tag: 'Workspace',
    summary: 'Whether a provider answers at an issuer as it should; changes nothing',
    allow: 'workspace.manage',
    body: z.strictObject({ issuer: issuerText }),
    answer: z.object({ ok: z.boolean(), why: z.string().nullable() }),
  },
  createResetLink: {
    method: 'POST',
    path: '/api/v1/members/{id}/reset-link',
    tag: 'Members',
    summary: 'A one-time link for a new password, to hand to the member; not for members of other workspaces',
    allow: 'members.manage',
    fresh: true,
    params: idParams,
    answer: z.object({ url: z.string(), expiresAt: instantText }),
  },
  removeSecondFactor: {
    method: 'DELETE',
    path: '/api/v1/members/{id}/second-factor',
    tag: 'Members',
    summary: 'Take one-time codes and recovery codes from a member who lost them; not for members of other workspaces',
    allow: 'members.manage',
    fresh: true,
    params: idParams,
    status: 204,
  },
} as const satisfies Operations
