// The own account: password, sessions, second factor, passkeys. Secrets are answered once, when they are made.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { factorCode, newPassword, typedPassword } from './session.ts'
import { idParams, idText, instantText, plainObject } from './shapes.ts'

/** By what a session was begun. */
export const signInMethods = ['password', 'passkey', 'provider'] as const
export type SignInMethod = (typeof signInMethods)[number]

/** Somewhere the member is signed in. `browser` and `system`: as the browser says, null where it says nothing known. */
export const session = z
  .object({
    id: idText,
    current: z.boolean(),
    method: z.enum(signInMethods),
    browser: z.string().nullable(),
    system: z.string().nullable(),
    createdAt: instantText,
    seenAt: instantText,
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof session>

/** A passkey. `synced`: it lives in a keychain that travels between devices. */
export const passkey = z
  .object({
    id: idText,
    name: z.string(),
    synced: z.boolean(),
    createdAt: instantText,
    usedAt: instantText.nullable(),
  })
  .meta({ id: 'Passkey' })
export type Passkey = z.infer<typeof passkey>

/**
 * How the own account is protected. `password.changedAt`: null where it was never changed. `recoveryCodes`: how many are left.
 * `required`: the workspace asks for a second factor. `bound`: signed in by a workspace's provider, so the account itself cannot be
 * changed from here.
 */
export const security = z
  .object({
    password: z.object({ changedAt: instantText.nullable() }).nullable(),
    totp: z.object({ since: instantText }).nullable(),
    recoveryCodes: z.int(),
    passkeys: z.array(passkey),
    required: z.boolean(),
    bound: z.boolean(),
  })
  .meta({ id: 'Security' })
export type Security = z.infer<typeof security>

const passkeyName = z.string().trim().min(1).max(60)
const codes = z.object({ recoveryCodes: z.array(z.string()) })

/** Operations on the own account. */
export const accountOperations = {
  getSecurity: {
    method: 'GET',
    path: '/api/v1/me/security',
    tag: 'Account',
    summary: 'How the own account is protected',
    allow: 'member',
    answer: security,
  },
  changePassword: {
    method: 'PUT',
    path: '/api/v1/me/password',
    tag: 'Account',
    summary: 'Change the own password; ends all other sessions',
    allow: 'member',
    body: z.strictObject({ password: typedPassword, newPassword }),
    status: 204,
  },
  listSessions: {
    method: 'GET',
    path: '/api/v1/me/sessions',
    tag: 'Account',
    summary: 'Where one is signed in, last used first',
    allow: 'member',
    answer: z.object({ items: z.array(session) }),
  },
  endSession: {
    method: 'DELETE',
    path: '/api/v1/me/sessions/{id}',
    tag: 'Account',
    summary: 'End one of the own sessions',
    allow: 'member',
    params: idParams,
    status: 204,
  },
  endOtherSessions: {
    method: 'DELETE',
    path: '/api/v1/me/sessions',
    tag: 'Account',
    summary: 'End all of the own sessions but this one',
    allow: 'member',
    answer: z.object({ ended: z.int() }),
  },
  startTotp: {
    method: 'POST',
    path: '/api/v1/me/totp',
    tag: 'Account',
    summary: 'Begin with one-time codes: a fresh secret for an authenticator app, in force once a code of it was shown',
    allow: 'member',
    fresh: true,
    answer: z.object({ secret: z.string(), uri: z.string() }),
  },
  confirmTotp: {
    method: 'POST',
    path: '/api/v1/me/totp/confirm',
    tag: 'Account',
    summary: 'Show a code of the fresh secret; answers recovery codes this once',
    allow: 'member',
    fresh: true,
    body: z.strictObject({ code: factorCode }),
    answer: codes,
  },
  removeTotp: {
    method: 'DELETE',
    path: '/api/v1/me/totp',
    tag: 'Account',
    summary: 'Do without one-time codes; recovery codes end too',
    allow: 'member',
    fresh: true,
    status: 204,
  },
  renewRecoveryCodes: {
    method: 'POST',
    path: '/api/v1/me/recovery-codes',
    tag: 'Account',
    summary: 'Fresh recovery codes, answered this once; the old ones end',
    allow: 'member',
    fresh: true,
    answer: codes,
  },
  startPasskey: {
    method: 'POST',
    path: '/api/v1/me/passkeys/options',
    tag: 'Account',
    summary: 'What the browser needs to make a passkey, as WebAuthn has it',
    allow: 'member',
    fresh: true,
    answer: plainObject,
  },
  addPasskey: {
    method: 'POST',
    path: '/api/v1/me/passkeys',
    tag: 'Account',
    summary: 'Add the passkey that the browser made',
    allow: 'member',
    fresh: true,
    body: z.strictObject({ name: passkeyName, response: plainObject }),
    status: 201,
    answer: passkey,
  },
  renamePasskey: {
    method: 'PATCH',
    path: '/api/v1/me/passkeys/{id}',
    tag: 'Account',
    summary: 'Give a passkey another name',
    allow: 'member',
    params: idParams,
    body: z.strictObject({ name: passkeyName }),
    answer: passkey,
  },
  removePasskey: {
    method: 'DELETE',
    path: '/api/v1/me/passkeys/{id}',
    tag: 'Account',
    summary: 'Take a passkey no more',
    allow: 'member',
    fresh: true,
    params: idParams,
    status: 204,
  },
} as const satisfies Operations
