// Signing in and out, the first admin, who one is, and the workspace. Passwords go in and never come out.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { actions, roles } from './permissions.ts'
import { workspaceSettings } from './settings.ts'
import { idText, instantText } from './shapes.ts'

/** Languages of the console. */
export const locales = ['de', 'en'] as const
export type Locale = (typeof locales)[number]

/** Passwords are long rather than odd; the upper limit keeps hashing cheap. */
const newPassword = z.string().min(12).max(200)
const emailText = z.email().max(254)
const memberName = z.string().trim().min(1).max(100)
/** A time zone by its IANA name. */
const zoneText = z
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

/** Who calls, where, and what they may do. `member` is null for an API token, `token` is null for a person. */
export const me = z
  .object({
    member: z
      .object({ id: idText, email: z.string(), name: z.string(), locale: z.enum(locales).nullable() })
      .nullable(),
    token: z.object({ id: idText, name: z.string() }).nullable(),
    workspace,
    role: z.enum(roles),
    actions: z.array(z.enum(actions)),
    workspaces: z.array(z.object({ id: idText, name: z.string(), role: z.enum(roles) })),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

/** Operations on sessions, the first admin and the workspace. */
export const sessionOperations = {
  signIn: {
    method: 'POST',
    path: '/api/v1/session',
    tag: 'Session',
    summary: 'Sign in; sets the session cookie',
    allow: 'public',
    body: z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) }),
    answer: me,
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
