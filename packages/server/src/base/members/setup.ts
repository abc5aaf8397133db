// The first admin: by a one-time link printed at the start, or from the environment. Does nothing once anybody can sign in.
import { isZone, Problem } from '@lotse/core/base'
import {
  type Db,
  firstWorkspace,
  hasMembers,
  insertMember,
  insertWorkspace,
  putMembership,
  replaceSetupLink,
  updateWorkspace,
  useSetupLink,
  type WorkspaceFacts,
} from '../../adapters/store/members.ts'
import { freshSecret, hashOf } from '../auth.ts'
import type { OpenCall } from '../operation.ts'
import { hashPassword } from '../passwords.ts'
import type { World } from '../world.ts'

const WORKSPACE_NAME = 'Lotse'

export type FirstAdmin = {
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  readonly workspace: WorkspaceFacts
}

/**
 * Sees to the first admin when the server starts: makes the one the environment names, else a fresh one-time link.
 *
 * @returns the secret of the link, to be printed once; null when none is needed.
 */
export async function prepareFirstAdmin({ db, config, clock }: World): Promise<string | null> {
  if (await hasMembers(db)) return null
  if (config.admin === null) {
    const secret = freshSecret()
    await replaceSetupLink(db, hashOf(secret), clock.now())
    return secret
  }
  const { email, password } = config.admin
  const passwordHash = await hashPassword(password)
  const admin = { email: email.toLowerCase(), name: email.split('@')[0] ?? email, passwordHash, workspace: {} }
  await db.transaction().execute((transaction) => addFirstAdmin(transaction, admin, clock.now()))
  return null
}

/**
 * Makes the first admin by the link.
 *
 * @throws Problem `auth.link_invalid` where the link is unknown, was used, or somebody can sign in already.
 */
export async function setUp({
  world,
  now,
  body,
}: OpenCall<'setUp'>): Promise<{ memberId: number; workspaceId: number }> {
  if (body.zone !== undefined && !isZone(body.zone)) throw new Problem('request.invalid', { field: 'zone' })
  if (await hasMembers(world.db)) throw new Problem('auth.link_invalid')
  const passwordHash = await hashPassword(body.password)
  const workspace = { name: body.workspaceName, zone: body.zone, locale: body.locale }
  return world.db.transaction().execute(async (db) => {
    if (!(await useSetupLink(db, hashOf(body.token), now))) throw new Problem('auth.link_invalid')
    const admin = { email: body.email.toLowerCase(), name: body.name, passwordHash, workspace }
    return addFirstAdmin(db, admin, now)
  })
}

async function addFirstAdmin(db: Db, admin: FirstAdmin, now: number) {
  const { email, name, passwordHash, workspace } = admin
  const standing = await firstWorkspace(db)
  if (standing) await updateWorkspace(db, standing.id, workspace)
  const workspaceId =
    standing?.id ?? (await insertWorkspace(db, { ...workspace, name: workspace.name ?? WORKSPACE_NAME }, now))
  const memberId = await insertMember(db, { email, name, passwordHash, locale: null, now })
  await putMembership(db, workspaceId, memberId, 'admin')
  return { memberId, workspaceId }
}
