// Operations on sessions, the first admin and the workspace. Each reads as a sentence; the work stands beside.
import { isZone, Problem } from '@lotse/core/base'
import { appendZoneChange, NOTICE_MS } from '../../adapters/store/flows.ts'
import {
  deleteSession,
  hasMembers,
  setSessionWorkspace,
  updateMember,
  updateWorkspace,
  workspaceById,
  workspacesOf,
} from '../../adapters/store/members.ts'
import { type Caller, clearSessionCookie, hashOf } from '../auth.ts'
import { integerId } from '../ids.ts'
import { type Api, open, read, write } from '../operation.ts'
import type { Clock } from '../world.ts'
import { showMe, showWorkspaceSettings } from './presenter.ts'
import { setUp } from './setup.ts'
import { beginSession, signIn } from './sign-in.ts'

/** Registers the operations. */
export function memberRoutes(api: Api): void {
  open(api, 'signIn', async (call) => showSigned(call, await signIn(call)))

  write(api, 'signOut', async ({ db, caller, reply }) => {
    if (caller.session) await deleteSession(db, hashOf(caller.session.secret))
    clearSessionCookie(reply)
    return undefined
  })

  write(api, 'chooseWorkspace', async ({ db, caller, body }) => {
    const { memberId, session } = caller
    if (memberId === null || session === null)
      throw new Problem('auth.forbidden', { detail: 'a token has one workspace' })
    const workspaceId = integerId(body.workspaceId)
    const mine = (await workspacesOf(db, memberId)).find((one) => one.id === workspaceId)
    if (!mine) throw new Problem('not_found')
    await setSessionWorkspace(db, hashOf(session.secret), workspaceId)
    return showMe(db, { ...caller, workspaceId, role: mine.role as Caller['role'] })
  })

  read(api, 'getMe', ({ db, caller }) => showMe(db, caller))

  write(api, 'updateMe', async ({ db, caller, body }) => {
    if (caller.memberId === null) throw new Problem('auth.forbidden', { detail: 'a token is not a member' })
    await updateMember(db, caller.memberId, body)
    return showMe(db, caller)
  })

  open(api, 'getSetup', async ({ db }) => ({ needed: !(await hasMembers(db)) }))

  open(api, 'setUp', async (call) => {
    const made = await setUp(call)
    await beginSession(call.world, call.reply, made)
    return showSigned(call, made)
  })

  read(api, 'getWorkspace', ({ db, caller }) => showWorkspaceSettings(db, caller.workspaceId))

  write(api, 'updateWorkspace', async ({ db, caller, body, world: { clock } }) => {
    if (body.zone !== undefined) await changeZone({ db, caller, clock }, body.zone)
    await updateWorkspace(db, caller.workspaceId, body)
    return showWorkspaceSettings(db, caller.workspaceId)
  })
}

/** What was decided by the old zone stays decided; the new one counts from a second on, when every engine knows it. */
async function changeZone(
  { db, caller, clock }: { readonly db: Api['world']['db']; readonly caller: Caller; readonly clock: Clock },
  to: string,
): Promise<void> {
  if (!isZone(to)) throw new Problem('request.invalid', { field: 'zone' })
  const from = (await workspaceById(db, caller.workspaceId))?.zone
  if (from === undefined || from === to) return
  const effectiveAt = clock.now() + NOTICE_MS
  await appendZoneChange(db, { workspaceId: caller.workspaceId, from, to, effectiveAt })
}

async function showSigned(
  { db }: Pick<Api['world'], 'db'>,
  { memberId, workspaceId }: { memberId: number; workspaceId: number },
) {
  const mine = (await workspacesOf(db, memberId)).find((one) => one.id === workspaceId)
  if (!mine) throw new Error('a member signed in to a workspace that is not theirs')
  return showMe(db, { workspaceId, memberId, tokenId: null, role: mine.role as Caller['role'] })
}
