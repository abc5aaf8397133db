// Operations on the own account: password, sessions, one-time codes, passkeys. Each reads as a sentence; the work stands beside.
import { Problem } from '@lotse/core/base'
import type { OperationName, Passkey, SignInMethod } from '@lotse/protocol'
import * as factors from '../adapters/store/factors.ts'
import type { Db } from '../adapters/store/members.ts'
import { asksSecondFactor } from '../adapters/store/providers.ts'
import { deleteSessionOf, deleteSessionsOf, freshenSession, sessionsOf } from '../adapters/store/sessions.ts'
import type { Caller } from '../base/auth.ts'
import { instantOf, instantOrNull, integerId } from '../base/ids.ts'
import { type Api, type Call, effect, read, write } from '../base/operation.ts'
import { hashPassword, isPassword } from '../base/passwords.ts'
import { refuseWeak } from '../base/weak-passwords.ts'
import { type Myself, myself, refuseBound } from './myself.ts'
import { beginTries, DEVICE, endTries, paced } from './pace.ts'
import { addPasskey, offerPasskey } from './passkeys.ts'
import { finishTotp, makeRecoveryCodes, startTotp } from './second-factor.ts'
import { passkeyTools } from './session-routes.ts'

/** Registers the operations. */
export function accountRoutes(api: Api): void {
  read(api, 'getSecurity', async ({ db, caller }) => {
    const me = await myself(db, caller)
    const [totp, passkeys] = [await factors.totpOf(db, me.id), await factors.passkeysOf(db, me.id)]
    return {
      password: me.passwordHash === null ? null : { changedAt: instantOrNull(me.passwordChangedAt) },
      totp: totp?.confirmed_at ? { since: instantOf(totp.confirmed_at) } : null,
      recoveryCodes: await factors.countRecoveryCodes(db, me.id),
      passkeys: passkeys.map(showPasskey),
      required: await asksSecondFactor(db, me.workspaceId),
      bound: me.session.bound,
    }
  })

  // Not by `write`: a wrong password must count although it is refused.
  effect(api, 'changePassword', async ({ world, db, caller, body, now }) => {
    const me = await unbound(db, caller)
    const keys = [paced(world, `session ${me.session.id}`, DEVICE)]
    await beginTries(world, keys)
    if (!(await isPassword(me.passwordHash, body.password)))
      throw new Problem('auth.wrong_password', { field: 'password' })
    await endTries(world, keys)
    refuseWeak(body.newPassword, [me.email, me.name])
    const hash = await hashPassword(body.newPassword)
    await world.db.transaction().execute(async (transaction) => {
      await factors.setPassword(transaction, me.id, hash, now)
      await deleteSessionsOf(transaction, me.id, me.session.id)
    })
    return undefined
  })

  sessions(api)
  oneTimeCodes(api)
  passkeys(api)
}

function sessions(api: Api): void {
  read(api, 'listSessions', async ({ db, caller, now }) => {
    if (caller.session === null || caller.memberId === null) return { items: [] }
    const current = caller.session.id
    const rows = await sessionsOf(db, caller.memberId, { now, boundTo: reach(caller) })
    return {
      items: rows.map((row) => ({
        id: String(row.id),
        current: row.id === current,
        method: row.method as SignInMethod,
        browser: row.browser,
        system: row.system,
        createdAt: instantOf(row.created_at),
        seenAt: instantOf(row.seen_at),
      })),
    }
  })

  write(api, 'endSession', async ({ db, caller, params }) => {
    const id = integerId(params.id)
    const found =
      caller.memberId !== null && (await deleteSessionOf(db, caller.memberId, { id, boundTo: reach(caller) }))
    if (!found) throw new Problem('not_found')
    return undefined
  })

  write(api, 'endOtherSessions', async ({ db, caller }) => {
    const me = await unbound(db, caller)
    return { ended: await deleteSessionsOf(db, me.id, me.session.id) }
  })
}

/** A session of a workspace's provider sees those of the same provider alone. */
const reach = ({ session, workspaceId }: Call<OperationName>['caller']): number | null =>
  session?.bound ? workspaceId : null

function oneTimeCodes(api: Api): void {
  write(api, 'startTotp', async (call) => {
    const me = await unbound(call.db, call.caller)
    return startTotp(tools(call), me.id, me.email)
  })

  // Not by `write`: a wrong code must count although it is refused.
  effect(api, 'confirmTotp', async (call) => {
    const me = await unbound(call.db, call.caller)
    const keys = [paced(call.world, `session ${me.session.id}`, DEVICE)]
    await beginTries(call.world, keys)
    const recoveryCodes = await finishTotp(tools(call), me.id, call.body.code)
    await endTries(call.world, keys)
    await strengthen(call, me)
    return { recoveryCodes }
  })

  write(api, 'removeTotp', async ({ db, caller }) => {
    const me = await unbound(db, caller)
    await factors.deleteTotp(db, me.id)
    return undefined
  })

  write(api, 'renewRecoveryCodes', async (call) => {
    const me = await unbound(call.db, call.caller)
    if (!(await factors.hasTotp(call.db, me.id)))
      throw new Problem('conflict', { detail: 'There are no one-time codes' })
    return { recoveryCodes: await makeRecoveryCodes(tools(call), me.id) }
  })
}

function passkeys(api: Api): void {
  read(api, 'startPasskey', async (call) => offerPasskey(passkeyTools(call), await unbound(call.db, call.caller)))

  write(api, 'addPasskey', async (call) => {
    const me = await unbound(call.db, call.caller)
    const added = await addPasskey(passkeyTools(call), me, call.body)
    await strengthen(call, me)
    return showPasskey(added)
  })

  write(api, 'renamePasskey', async ({ db, caller, params, body }) => {
    const id = integerId(params.id)
    if (caller.memberId === null) throw new Problem('not_found')
    const me = await unbound(db, caller)
    const renamed = await factors.renamePasskey(db, me.id, id, body.name)
    if (!renamed) throw new Problem('not_found')
    return showPasskey(renamed)
  })

  write(api, 'removePasskey', async ({ db, caller, params }) => {
    const id = integerId(params.id)
    if (caller.memberId === null) throw new Problem('not_found')
    const me = await unbound(db, caller)
    if (!(await factors.deletePasskey(db, me.id, id))) throw new Problem('not_found')
    return undefined
  })
}

/** The member, where they may change what holds in all their workspaces. */
async function unbound(db: Db, caller: Caller): Promise<Myself> {
  const me = await myself(db, caller)
  refuseBound(me)
  return me
}

/** Whoever has just set up a second factor has shown it. */
const strengthen = ({ db, now }: Pick<Call<OperationName>, 'db' | 'now'>, me: Myself): Promise<void> =>
  freshenSession(db, me.session.id, now, true)

const tools = ({ db, world, now }: Pick<Call<OperationName>, 'db' | 'world' | 'now'>) => ({
  db,
  secrets: world.secrets,
  now,
})

const showPasskey = (row: Awaited<ReturnType<typeof factors.renamePasskey>> & object): Passkey => ({
  id: String(row.id),
  name: row.name,
  synced: row.synced,
  createdAt: instantOf(row.created_at),
  usedAt: instantOrNull(row.used_at),
})
