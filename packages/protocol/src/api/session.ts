// Signing in and out, the first admin, who one is, and the workspace. Passwords go in and never come out.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { actions, reaches, roles } from './permissions.ts'
import { workspaceSettings } from './settings.ts'
import { idText, instantText, plainObject } from './shapes.ts'
import { unitKinds } from './units.ts'

/** Languages of the console. */
export const locales = ['de', 'en'] as const
export type Locale = (typeof locales)[number]

/** Passwords are long rather than odd; the upper limit keeps hashing cheap. */
export const newPassword = z.string().min(12).max(200)
/** A password as somebody typed it, right or wrong. */
export const typedPassword = z.string().min(1).max(200)
/** A code of an authenticator app, or a recovery code; spaces and dashes do not count. */
export const factorCode = z.string().min(6).max(40)
export const emailText = z.email().max(254)
export const memberName = z.string().trim().min(1).max(100)
/** A time zone by its IANA name. */
export const zoneText = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_+\-/]+$/, 'the IANA name of a time zone')

/** The workspace the caller works in. */
export const workspace = z
  .object({ id: idText, name: z.string(), zone: z.string(), locale: z.enum(locales), createdAt: instantText })
  .meta({ id: 'Workspace' })
export type Workspace = z.infer<typeof workspace>

/** The same with its settings; what was never set is as by default. */
export const workspaceWithSettings = workspace
  .extend({ settings: workspaceSettings })
  .meta({ id: 'WorkspaceWithSettings' })
export type WorkspaceWithSettings = z.infer<typeof workspaceWithSettings>

/**
 * Who calls, where, and what they may do. `member` is null for an API token, `token` is null for a person. `role` is the first of
 * `roles` and decides the start page; `actions` are those of all of them, with their reach. `units`: whose things count as own, which
 * are those the member belongs to (`direct`) and all below them.
 */
export const me = z
  .object({
    member: z
      .object({ id: idText, email: z.string(), name: z.string(), locale: z.enum(locales).nullable() })
      .nullable(),
    token: z.object({ id: idText, name: z.string() }).nullable(),
    workspace,
    role: z.enum(roles),
    roles: z.array(z.enum(roles)).min(1),
    actions: z.partialRecord(z.enum(actions), z.enum(reaches)),
    units: z.array(z.object({ id: idText, kind: z.enum(unitKinds), name: z.string(), direct: z.boolean() })),
    workspaces: z.array(z.object({ id: idText, name: z.string(), role: z.enum(roles) })),
    needsSecondFactor: z.boolean(),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

/** `mail`: whether this server can send a link for a new password. */
export const signInWays = z
  .object({ providers: z.array(z.object({ id: idText, name: z.string() })), mail: z.boolean() })
  .meta({ id: 'SignInWays' })
export type SignInWays = z.infer<typeof signInWays>

/** Operations on sessions, the first admin and the workspace. */
export const sessionOperations = {
  signIn: {
    method: 'POST',
    path: '/api/v1/session',
    tag: 'Session',
    summary: 'Sign in; sets the session cookie. Refused with auth.second_factor_needed where a code must come along',
    allow: 'public',
    body: z.strictObject({
      email: z.string().min(1).max(254),
      password: typedPassword,
      code: factorCode.optional(),
    }),
    answer: me,
  },
  getSignInWays: {
    method: 'GET',
    path: '/api/v1/session/ways',
    tag: 'Session',
    summary: 'By what one can sign in here, besides a password: providers, and whether mails with links can be sent',
    allow: 'public',
    answer: signInWays,
  },
  startPasskeySignIn: {
    method: 'POST',
    path: '/api/v1/session/passkey/options',
    tag: 'Session',
    summary: 'The challenge for signing in with a passkey, as WebAuthn has it',
    allow: 'public',
    answer: plainObject,
  },
  signInWithPasskey: {
    method: 'POST',
    path: '/api/v1/session/passkey',
    tag: 'Session',
    summary: 'Sign in with a passkey; sets the session cookie',
    allow: 'public',
    body: z.strictObject({ response: plainObject }),
    answer: me,
  },
  startProviderSignIn: {
    method: 'POST',
    path: '/api/v1/session/provider',
    tag: 'Session',
    summary: "Where to send the browser to sign in at a workspace's own provider",
    allow: 'public',
    body: z.strictObject({
      providerId: idText,
      to: z.string().max(2000).optional(),
      again: z.boolean().default(false),
    }),
    answer: z.object({ url: z.string() }),
  },
  finishProviderSignIn: {
    method: 'POST',
    path: '/api/v1/session/provider/finish',
    tag: 'Session',
    summary: 'Sign in with what the provider sent the browser back with; sets the session cookie',
    allow: 'public',
    body: z.strictObject({ search: z.string().min(1).max(8000) }),
    answer: z.object({ me, to: z.string().nullable() }),
  },
  proveIdentity: {
    method: 'POST',
    path: '/api/v1/session/proof',
    tag: 'Session',
    summary: 'Prove again who one is, by password, and a code where there is a second factor',
    allow: 'member',
    body: z.strictObject({ password: typedPassword, code: factorCode.optional() }),
    status: 204,
  },
  startPasskeyProof: {
    method: 'POST',
    path: '/api/v1/session/proof/passkey/options',
    tag: 'Session',
    summary: 'The challenge for proving again who one is with a passkey',
    allow: 'member',
    answer: plainObject,
  },
  proveWithPasskey: {
    method: 'POST',
    path: '/api/v1/session/proof/passkey',
    tag: 'Session',
    summary: 'Prove again who one is, with a passkey',
    allow: 'member',
    body: z.strictObject({ response: plainObject }),
    status: 204,
  },
  askPasswordReset: {
    method: 'POST',
    path: '/api/v1/password-resets',
    tag: 'Session',
    summary: 'Ask for a mail with a link for a new password; the answer is the same for every address',
    allow: 'public',
    body: z.strictObject({ email: z.string().min(1).max(254) }),
    status: 204,
  },
  resetPassword: {
    method: 'POST',
    path: '/api/v1/password-resets/use',
    tag: 'Session',
    summary: 'Set a new password with a one-time link; ends all sessions of the member',
    allow: 'public',
    body: z.strictObject({ token: z.string().min(1).max(200), password: newPassword }),
    status: 204,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/v1/session',
    tag: 'Session',
    summary: 'Sign out; the session is void from now on',
    allow: 'member',
    status: 204,
  },
  chooseWorkspace: {
    method: 'PUT',
    path: '/api/v1/session/workspace',
    tag: 'Session',
    summary: 'Work in another workspace of the member',
    allow: 'member',
    body: z.strictObject({ workspaceId: idText }),
    answer: me,
  },
  getMe: {
    method: 'GET',
    path: '/api/v1/me',
    tag: 'Session',
    summary: 'Who calls, in which workspace, and what they may do',
    allow: 'member',
    answer: me,
  },
  updateMe: {
    method: 'PATCH',
    path: '/api/v1/me',
    tag: 'Session',
    summary: 'Change the own name or language',
    allow: 'member',
    body: z.strictObject({ name: memberName.optional(), locale: z.enum(locales).nullable().optional() }),
    answer: me,
  },
  getSetup: {
    method: 'GET',
    path: '/api/v1/setup',
    tag: 'Setup',
    summary: 'Whether the first admin is still to be made',
    allow: 'public',
    answer: z.object({ needed: z.boolean() }),
  },
  setUp: {
    method: 'POST',
    path: '/api/v1/setup',
    tag: 'Setup',
    summary: 'Make the first admin with the one-time link printed at the start; signs in',
    allow: 'public',
    body: z.strictObject({
      token: z.string().min(1).max(200),
      email: emailText,
      name: memberName,
      password: newPassword,
      workspaceName: z.string().trim().min(1).max(100).optional(),
      zone: zoneText.optional(),
      locale: z.enum(locales).optional(),
    }),
    status: 201,
    answer: me,
  },
  getWorkspace: {
    method: 'GET',
    path: '/api/v1/workspace',
    tag: 'Workspace',
    summary: "The caller's workspace with its settings",
    allow: 'workspace.read',
    answer: workspaceWithSettings,
  },
  updateWorkspace: {
    method: 'PATCH',
    path: '/api/v1/workspace',
    tag: 'Workspace',
    summary: 'Change name, time zone, language or settings of the workspace; settings that are not given stay',
    allow: 'workspace.manage',
    body: z.strictObject({
      name: z.string().trim().min(1).max(100).optional(),
      zone: zoneText.optional(),
      locale: z.enum(locales).optional(),
      settings: workspaceSettings.partial().optional(),
    }),
    answer: workspaceWithSettings,
  },
} as const satisfies Operations
