// Operations on signing in and out, and on proving again who one is. Each reads as a sentence; the work stands beside.
import { Problem } from '@lotse/core/base'
import type { OperationName } from '@lotse/protocol'
import { memberById, workspacesOf } from '../adapters/store/members.ts'
import { asksSecondFactor, listedProviders } from '../adapters/store/providers.ts'
import { deleteSession, freshenSession, setSessionWorkspace } from '../adapters/store/sessions.ts'
import type { Caller } from '../base/auth.ts'
import { clearSessionCookie, hashOf } from '../base/auth.ts'
import { integerId } from '../base/ids.ts'
import { showMe } from '../base/members/presenter.ts'
import { type Api, type Call, type OpenCall, open, read, write } from '../base/operation.ts'
import { beginSession, type Entrant } from './begin.ts'
import { rememberDevice } from './device.ts'
import { showEntrant } from './entrant.ts'
import { myself, refuseBound } from './myself.ts'
import { consoleOrigin } from './origin.ts'
import { beginTries, endTries, pacedAddress } from './pace.ts'
import { askPasskey, type PasskeyTools, takePasskey } from './passkeys.ts'
import { proveIdentity, signIn } from './password.ts'
import { finishProvider, startProvider } from './provider.ts'
import { askReset, resetPassword } from './reset.ts'

/** Registers the operations. */
export function sessionRoutes(api: Api): void {
  open(api, 'signIn', async (call) => showEntrant(call.db, await signIn(call)))

  open(api, 'getSignInWays', async ({ db, world }) => ({
    providers: (await listedProviders(db)).map((one) => ({ id: String(one.workspace_id), name: one.name })),
    mail: world.config.mail !== null,
  }))

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
    if (session.bound && workspaceId !== caller.workspaceId) throw new Problem('auth.bound_session')
    const mine = (await workspacesOf(db, memberId)).find((one) => one.id === workspaceId)
    if (!mine) throw new Problem('not_found')
    await setSessionWorkspace(db, hashOf(session.secret), workspaceId)
    const roles = [mine.role, ...mine.further_roles] as Caller['roles']
    const wanting = !session.strong && (await asksSecondFactor(db, workspaceId))
    return showMe(db, {
      ...caller,
      workspaceId,
      role: mine.role as Caller['role'],
      roles,
      session: { ...session, wanting },
    })
  })

  open(api, 'askPasswordReset', askReset)
  open(api, 'resetPassword', resetPassword)
  open(api, 'startProviderSignIn', startProvider)

  open(api, 'finishProviderSignIn', async (call) => {
    const { entrant, to } = await finishProvider(call)
    return { me: await showEntrant(call.db, entrant), to }
  })

  passkeyEntry(api)
  proofs(api)
}

function passkeyEntry(api: Api): void {
  open(api, 'startPasskeySignIn', (call) => askPasskey(passkeyTools(call), null))

  open(api, 'signInWithPasskey', async (call) => {
    const { world, db, body, request, reply } = call
    const keys = [pacedAddress(world, request)]
    await beginTries(world, keys)
    const memberId = await takePasskey(passkeyTools(call), null, body.response)
    const [workspace] = await workspacesOf(db, memberId)
    if (!workspace) throw new Problem('auth.passkey_refused')
    await endTries(world, keys)
    const entrant: Entrant = { memberId, workspaceId: workspace.id, method: 'passkey', strong: true }
    await beginSession(world, reply, entrant)
    const member = await memberById(db, memberId)
    if (member) rememberDevice(world, reply, member.email)
    return showEntrant(db, entrant)
  })
}

// Not by `write`: a wrong try must count although it is refused, and nothing of the workspace changes.
function proofs(api: Api): void {
  read(api, 'proveIdentity', async ({ world, db, caller, body }) => {
    await proveIdentity(world, await myself(db, caller), body)
    return undefined
  })

  read(api, 'startPasskeyProof', async (call) => askPasskey(passkeyTools(call), (await own(call)).id))

  read(api, 'proveWithPasskey', async (call) => {
    const me = await own(call)
    await takePasskey(passkeyTools(call), me.id, call.body.response)
    await freshenSession(call.db, me.session.id, call.now, true)
    return undefined
  })
}

async function own<N extends OperationName>({ db, caller }: Call<N>) {
  const me = await myself(db, caller)
  refuseBound(me)
  return me
}

/** What passkeys need of a call. */
export function passkeyTools<N extends OperationName>({ world, db, now, request }: OpenCall<N>): PasskeyTools {
  return { db, secrets: world.secrets, now, origin: consoleOrigin(world, request) }
}
