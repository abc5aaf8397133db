// Operations on sessions, the first admin and the workspace. Each reads as a sentence; the work stands beside.
import { isZone, Problem } from '@lotse/core/base'
import {
  deleteSession,
  hasMembers,
  setSessionWorkspace,
  updateMember,
  updateWorkspace,
  workspacesOf,
} from '../../adapters/store/members.ts'
import { type Caller, clearSessionCookie, hashOf } from '../auth.ts'
import { integerId } from '../ids.ts'
import { type Api, open, read, write } from '../operation.ts'
import { showMe, showWorkspace } from './presenter.ts'
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

  read(api, 'getWorkspace', ({ db, caller }) => showWorkspace(db, caller.workspaceId))

  write(api, 'updateWorkspace', async ({ db, caller, body }) => {
    if (body.zone !== undefined && !isZone(body.zone)) throw new Problem('request.invalid', { field: 'zone' })
    await updateWorkspace(db, caller.workspaceId, body)
    return showWorkspace(db, caller.workspaceId)
  })
}

async function showSigned(
  { db }: Pick<Api['world'], 'db'>,
  { memberId, workspaceId }: { memberId: number; workspaceId: number },
) {
  const mine = (await workspacesOf(db, memberId)).find((one) => one.id === workspaceId)
  if (!mine) throw new Error('a member signed in to a workspace that is not theirs')
  return showMe(db, { workspaceId, memberId, tokenId: null, role: mine.role as Caller['role'] })
}
