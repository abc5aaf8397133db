// Operations on invitations: making, sending again, withdrawing, accepting. Whoever has a link may join, so a link is told once and stored as a hash.
import { DAY_MS, Problem } from '@lotse/core/base'
import type { Invitation } from '@lotse/protocol'
import { insertAudit } from '../../adapters/store/audit.ts'
import { shownBrand } from '../../adapters/store/brand.ts'
import {
  countInvitations,
  findInvitation,
  type InvitationRow,
  insertInvitation,
  invitationByHash,
  listInvitations,
  renewInvitation,
  setMailed,
  useInvitation,
  withdraw,
} from '../../adapters/store/invitations.ts'
import { type Db, findMember, insertMember, workspaceById, workspacesOf } from '../../adapters/store/members.ts'
import { putBelonging } from '../../adapters/store/memberships.ts'
import { standingUnits } from '../../adapters/store/units.ts'
import { mailLook } from '../../brand/mail-look.ts'
import { showBrand } from '../../brand/routes.ts'
import { beginSession } from '../../sign-in/begin.ts'
import { showEntrant } from '../../sign-in/entrant.ts'
import { sendAccountMail } from '../../sign-in/mail.ts'
import { consoleOrigin } from '../../sign-in/origin.ts'
import { freshSecret, hashOf } from '../auth.ts'
import { pageOf, positionOf } from '../cursor.ts'
import { instantOf, instantOrNull, integerId } from '../ids.ts'
import { type Api, type EffectCall, effect, type OpenCall, open, read, write } from '../operation.ts'
import { hashPassword } from '../passwords.ts'
import { refuseWeak } from '../weak-passwords.ts'
import { invitationMail } from './invitation-mail.ts'

/** How long a link holds. */
const HOLDS_MS = 7 * DAY_MS
/** Invitations of a workspace that may wait at once, so that nobody makes a mail cannon of it. */
const WAITING_MAX = 500

/** Registers the operations. */
export function invitationRoutes(api: Api): void {
  read(api, 'listInvitations', async ({ db, caller, query: { cursor, limit } }) => {
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listInvitations(db, caller.workspaceId, { before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showInvitation, place: (row) => [row.id] })
  })

  effect(api, 'inviteMember', invite)

  effect(api, 'resendInvitation', async (call) => {
    const { db, caller, params, now } = call
    const { workspaceId } = caller
    const id = integerId(params.id)
    const secret = freshSecret()
    const renewed = await renewInvitation(db, { workspaceId, id, hash: hashOf(secret), expiresAt: now + HOLDS_MS })
    if (!renewed) throw new Problem('not_found')
    return sent(call, id, secret)
  })

  write(api, 'withdrawInvitation', async ({ db, caller, params, now }) => {
    if (!(await withdraw(db, caller.workspaceId, integerId(params.id), now))) throw new Problem('not_found')
    return undefined
  })

  open(api, 'lookAtInvitation', async ({ db, body, now }) => {
    const row = await standing(db, hashOf(body.token), now)
    const { workspaceId, workspaceName, email, roles, invitedBy, known } = row
    const brand = showBrand(await shownBrand(db, workspaceId))
    return { workspaceName, email, roles, invitedBy, known, brand, expiresAt: instantOf(row.expiresAt) }
  })

  open(api, 'acceptInvitation', accept)
}

async function invite(call: EffectCall<'inviteMember'>) {
  const { db, caller, body, now } = call
  const { workspaceId } = caller
  const email = body.email.toLowerCase()
  const unitIds = await knownUnits(db, workspaceId, body.unitIds)
  const member = await findMember(db, email)
  if (member && (await workspacesOf(db, member.id)).some(({ id }) => id === workspaceId))
    throw new Problem('member.already_here', { field: 'email' })
  if ((await countInvitations(db, workspaceId)) >= WAITING_MAX)
    throw new Problem('invitation.too_many', { max: WAITING_MAX })
  const secret = freshSecret()
  const id = await insertInvitation(db, {
    workspaceId,
    email,
    roles: body.roles,
    unitIds,
    hash: hashOf(secret),
    invitedBy: caller.memberId,
    now,
    expiresAt: now + HOLDS_MS,
  })
  if (id === undefined) throw new Problem('invitation.waits_already', { field: 'email' })
  return sent(call, id, secret)
}

/** Units that a member may be given. @throws Problem `unit.unknown`. */
export async function knownUnits(db: Db, workspaceId: number, texts: readonly string[]): Promise<number[]> {
  const ids = texts.map(integerId)
  const known = await standingUnits(db, workspaceId, ids)
  if (known.length !== ids.length) throw new Problem('unit.unknown', { field: 'unitIds' })
  return known
}

/** Sends the mail; where none left, the link is answered instead. */
async function sent(
  { world, caller: { workspaceId }, request }: EffectCall<'inviteMember' | 'resendInvitation'>,
  id: number,
  secret: string,
) {
  // Behind the hash, so that no log and no other site is ever told.
  const origin = consoleOrigin(world, request)
  const link = `${origin}/invitation#${secret}`
  const [row, workspace] = [await found(world.db, workspaceId, id), await workspaceById(world.db, workspaceId)]
  if (!workspace) throw new Error(`workspace ${workspaceId} is gone`)
  const look = mailLook(await shownBrand(world.db, workspaceId), origin)
  const mailed = await sendAccountMail(world, invitationMail(row, link, workspace), look)
  if (mailed) await setMailed(world.db, workspaceId, id, world.clock.now())
  return { invitation: showInvitation(await found(world.db, workspaceId, id)), link: mailed ? null : link }
}

async function found(db: Db, workspaceId: number, id: number): Promise<InvitationRow> {
  const row = await findInvitation(db, workspaceId, id)
  if (!row) throw new Problem('not_found')
  return row
}

async function standing(db: Db, hash: Buffer, now: number): Promise<InvitationRow> {
  const row = await invitationByHash(db, hash, now)
  if (!row) throw new Problem('auth.link_invalid')
  return row
}

/** An account that is known gets the workspace and no session: its own sign-in, with its second factor, stays the only way in. */
async function accept(call: OpenCall<'acceptInvitation'>) {
  const { world, reply, body, now } = call
  const hash = hashOf(body.token)
  const offer = await standing(world.db, hash, now)
  const fresh = offer.known ? undefined : await newcomer(offer, body)
  const { workspaceId } = offer
  const memberId = await world.db.transaction().execute(async (db) => {
    if (!(await useInvitation(db, offer.id, hash, now))) throw new Problem('auth.link_invalid')
    const known = await findMember(db, offer.email)
    // Two invitations of one person, accepted at once: the account is there by now.
    if (known && fresh) throw new Problem('conflict')
    const id = known?.id ?? (await insertMember(db, { ...newOf(fresh), email: offer.email, now }))
    await putBelonging(db, { workspaceId, memberId: id, roles: offer.roles, unitIds: offer.unitIds }, now)
    const audit = { workspaceId, memberId: id, tokenId: null, operation: 'acceptInvitation' }
    await insertAudit(db, { ...audit, target: { id: String(offer.id) }, now })
    return id
  })
  if (fresh === undefined) return { me: null }
  const entrant = { memberId, workspaceId }
  await beginSession(world, reply, entrant)
  return { me: await showEntrant(world.db, entrant) }
}

type Newcomer = { readonly name: string; readonly passwordHash: string; readonly locale: 'de' | 'en' | null }

async function newcomer(offer: InvitationRow, body: OpenCall<'acceptInvitation'>['body']): Promise<Newcomer> {
  const { name, password, locale = null } = body
  if (name === undefined) throw new Problem('request.invalid', { field: 'name' })
  if (password === undefined) throw new Problem('request.invalid', { field: 'password' })
  refuseWeak(password, [offer.email, name])
  return { name, passwordHash: await hashPassword(password), locale }
}

function newOf(fresh: Newcomer | undefined): Newcomer {
  if (fresh === undefined) throw new Problem('conflict')
  return fresh
}

const showInvitation = (row: InvitationRow): Invitation => ({
  id: String(row.id),
  email: row.email,
  roles: row.roles,
  unitIds: row.unitIds.map(String),
  createdAt: instantOf(row.createdAt),
  expiresAt: instantOf(row.expiresAt),
  mailedAt: instantOrNull(row.mailedAt),
  invitedBy: row.invitedBy,
})
