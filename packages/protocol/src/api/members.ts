// Members of a workspace and how they come and go: invitations, roles, units. Passwords and second factors are the account's.
import { z } from 'zod'
import { brand } from './brand.ts'
import type { Operations } from './operation.ts'
import { roles } from './permissions.ts'
import { emailText, locales, me, memberName, newPassword } from './session.ts'
import { downloadQuery, idParams, idText, instantText, pageOf, pageQuery } from './shapes.ts'

/** Units that one member can belong to. */
const UNITS_MAX = 50

/** Roles, the main one first. */
const memberRoles = z
  .array(z.enum(roles))
  .min(1)
  .max(roles.length)
  .refine((held) => new Set(held).size === held.length, 'each role once')
const unitIds = z
  .array(idText)
  .max(UNITS_MAX)
  .refine((ids) => new Set(ids).size === ids.length, 'each unit once')

/**
 * A member. `email`, `joinedAt`, `seenAt` and `secondFactor` are for those who manage members and null for others. `seenAt`: when they
 * last worked here, to within minutes. `me`: the caller.
 */
export const member = z
  .object({
    id: idText,
    name: z.string(),
    roles: memberRoles,
    unitIds: z.array(idText),
    me: z.boolean(),
    email: z.string().nullable(),
    joinedAt: instantText.nullable(),
    seenAt: instantText.nullable(),
    secondFactor: z.boolean().nullable(),
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof member>

/** A member in a file. `units`: names of theirs. */
export const memberRow = member.extend({ units: z.array(z.string()) }).meta({ id: 'MemberRow' })
export type MemberRow = z.infer<typeof memberRow>

/** An invitation that waits. `mailedAt`: when a mail server took it; null: its link is handed over by hand. `invitedBy`: a name. */
export const invitation = z
  .object({
    id: idText,
    email: z.string(),
    roles: memberRoles,
    unitIds: z.array(idText),
    createdAt: instantText,
    expiresAt: instantText,
    mailedAt: instantText.nullable(),
    invitedBy: z.string().nullable(),
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof invitation>

/** `link` is answered this once, and only where no mail left: whoever has it can join. */
const invited = z.object({ invitation, link: z.string().nullable() })

const token = z.string().min(1).max(200)

/**
 * What somebody with the link sees before they accept. `known`: there is an account with this e-mail; accepting adds the workspace to it,
 * and they sign in as always. `brand`: how the workspace looks.
 */
export const offer = z
  .object({
    workspaceName: z.string(),
    email: z.string(),
    roles: memberRoles,
    invitedBy: z.string().nullable(),
    expiresAt: instantText,
    known: z.boolean(),
    brand,
  })
  .meta({ id: 'InvitationOffer' })
export type InvitationOffer = z.infer<typeof offer>

/** Which members. */
const memberFilter = {
  find: z.string().min(1).max(200).optional(),
  role: z.enum(roles).optional(),
  unitId: idText.optional(),
}

/** Operations on members and invitations. */
export const memberOperations = {
  listMembers: {
    method: 'GET',
    path: '/api/v1/members',
    tag: 'Members',
    summary: 'Members by name; of a role, of a unit, or with a text in name or e-mail',
    allow: 'members.read',
    query: z.object({ ...memberFilter, ...pageQuery }),
    answer: pageOf(member),
  },
  exportMembers: {
    method: 'GET',
    path: '/api/v1/members/export',
    tag: 'Members',
    summary:
      'The same as a file, with the names of their units; what only those who manage members see is left out for others',
    allow: 'members.read',
    query: z.object({ ...memberFilter, ...downloadQuery }),
    download: memberRow,
  },
  changeMember: {
    method: 'PATCH',
    path: '/api/v1/members/{id}',
    tag: 'Members',
    summary: 'Change roles and units of a member; the last admin stays one',
    allow: 'members.manage',
    params: idParams,
    body: z.strictObject({ roles: memberRoles.optional(), unitIds: unitIds.optional() }),
    answer: member,
  },
  removeMember: {
    method: 'DELETE',
    path: '/api/v1/members/{id}',
    tag: 'Members',
    summary: 'Remove a member and end their sessions here at once; can be undone for 30 days; never the last admin',
    allow: 'members.manage',
    params: idParams,
    status: 204,
  },
  restoreMember: {
    method: 'POST',
    path: '/api/v1/members/{id}/restore',
    tag: 'Members',
    summary: 'Bring a removed member back with their roles and units',
    allow: 'members.manage',
    params: idParams,
    answer: member,
  },
  leaveWorkspace: {
    method: 'DELETE',
    path: '/api/v1/me/membership',
    tag: 'Members',
    summary: 'Leave the workspace; never the last admin',
    allow: 'member',
    status: 204,
  },
  listInvitations: {
    method: 'GET',
    path: '/api/v1/invitations',
    tag: 'Members',
    summary: 'Invitations that wait or have run out, newest first',
    allow: 'members.manage',
    query: z.object(pageQuery),
    answer: pageOf(invitation),
  },
  inviteMember: {
    method: 'POST',
    path: '/api/v1/invitations',
    tag: 'Members',
    summary: 'Invite somebody by e-mail for 7 days; answers a link to hand over where no mail could be sent',
    allow: 'members.manage',
    body: z.strictObject({ email: emailText, roles: memberRoles, unitIds: unitIds.default([]) }),
    status: 201,
    answer: invited,
  },
  resendInvitation: {
    method: 'POST',
    path: '/api/v1/invitations/{id}/resend',
    tag: 'Members',
    summary: 'Send an invitation again, also a withdrawn one, with a fresh link for 7 days; the old link ends',
    allow: 'members.manage',
    params: idParams,
    answer: invited,
  },
  withdrawInvitation: {
    method: 'DELETE',
    path: '/api/v1/invitations/{id}',
    tag: 'Members',
    summary: 'Withdraw an invitation; its link ends',
    allow: 'members.manage',
    params: idParams,
    status: 204,
  },
  lookAtInvitation: {
    method: 'POST',
    path: '/api/v1/invitations/offer',
    tag: 'Members',
    summary: 'What an invitation offers, for whoever has its link',
    allow: 'public',
    body: z.strictObject({ token }),
    answer: offer,
  },
  acceptInvitation: {
    method: 'POST',
    path: '/api/v1/invitations/accept',
    tag: 'Members',
    summary: 'Join: somebody new gives name and password and is signed in; an account that is known gets the workspace',
    allow: 'public',
    body: z.strictObject({
      token,
      name: memberName.optional(),
      password: newPassword.optional(),
      locale: z.enum(locales).optional(),
    }),
    answer: z.object({ me: me.nullable() }),
  },
} as const satisfies Operations
