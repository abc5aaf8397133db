// Operations on how a workspace lets people in, and on helping members who lost their way in. The provider's secret is never shown.
import { Problem } from '@lotse/core/base'
import type { OperationName, SignInRules } from '@lotse/protocol'
import { ProviderFault } from '../adapters/openid/provider.ts'
import { countWorkspacesBeside, deleteTotp } from '../adapters/store/factors.ts'
import { type Db, workspacesOf } from '../adapters/store/members.ts'
import {
  asksSecondFactor,
  deleteProvider,
  providerOf,
  putProvider,
  type StoredProvider,
  setSecondFactor,
} from '../adapters/store/providers.ts'
import { deleteBoundSessions } from '../adapters/store/sessions.ts'
import type { Caller } from '../base/auth.ts'
import { instantOf, integerId } from '../base/ids.ts'
import { type Api, type OpenCall, read, write } from '../base/operation.ts'
import { consoleOrigin } from './origin.ts'
import { providersOf, redirectUriOf, sealSecret } from './provider.ts'
import { HANDED_MS, makeResetLink } from './reset.ts'

/** Registers the operations. */
export function ruleRoutes(api: Api): void {
  read(api, 'getSignInRules', (call) => showRules(call, call.caller))

  write(api, 'setSecondFactorRule', async (call) => {
    const { db, caller, body } = call
    // Who asks for what they do not have would lock themselves out.
    if (body.required && caller.session && !caller.session.strong) throw new Problem('auth.second_factor_required')
    await setSecondFactor(db, caller.workspaceId, body.required)
    return showRules(call, caller)
  })

  write(api, 'setProvider', async (call) => {
    const { world, db, caller, body, now } = call
    const { clientSecret, ...facts } = body
    const before = await providerOf(db, caller.workspaceId)
    const kept = before?.issuer === facts.issuer && before.clientId === facts.clientId ? before.clientSecret : null
    const sealed = typeof clientSecret === 'string' ? sealSecret(world, clientSecret) : null
    const stored = clientSecret === undefined ? kept : sealed
    await putProvider(db, { ...facts, workspaceId: caller.workspaceId, clientSecret: stored, updatedAt: now })
    if (before && before.issuer !== facts.issuer) await deleteBoundSessions(db, caller.workspaceId)
    return showRules(call, caller)
  })

  write(api, 'removeProvider', async (call) => {
    await deleteProvider(call.db, call.caller.workspaceId)
    await deleteBoundSessions(call.db, call.caller.workspaceId)
    return showRules(call, call.caller)
  })

  read(api, 'checkProvider', async ({ world, body }) => {
    try {
      await providersOf(world).check(body.issuer)
      return { ok: true, why: null }
    } catch (error) {
      if (error instanceof ProviderFault) return { ok: false, why: error.message }
      throw error
    }
  })

  helpRoutes(api)
}

function helpRoutes(api: Api): void {
  write(api, 'createResetLink', async ({ world, db, caller, params, request, now }) => {
    const memberId = await helpable(db, caller, integerId(params.id))
    const origin = consoleOrigin(world, request)
    const url = await makeResetLink(db, { memberId, origin, now, holdsMs: HANDED_MS })
    return { url, expiresAt: instantOf(now + HANDED_MS) }
  })

  write(api, 'removeSecondFactor', async ({ db, caller, params }) => {
    await deleteTotp(db, await helpable(db, caller, integerId(params.id)))
    return undefined
  })
}

/**
 * A member whose account the caller may open: of this workspace, and of no other in which the caller is no admin. An account opens all
 * workspaces of its member, so nobody may open one who does not administrate them all (RULES.md, SI10).
 *
 * @throws Problem `not_found`, `member.elsewhere`.
 */
async function helpable(db: Db, caller: Caller, memberId: number): Promise<number> {
  const theirs = (await workspacesOf(db, memberId)).map((one) => one.id)
  if (!theirs.includes(caller.workspaceId)) throw new Problem('not_found')
  if ((await countWorkspacesBeside(db, memberId, await administered(db, caller))) > 0)
    throw new Problem('member.elsewhere')
  return memberId
}

/** Where the caller is an admin: a token and a provider's session speak for this workspace alone. */
async function administered(db: Db, { memberId, session, workspaceId }: Caller): Promise<readonly number[]> {
  if (memberId === null || session === null || session.bound) return [workspaceId]
  const mine = await workspacesOf(db, memberId)
  return mine.filter((one) => [one.role, ...one.further_roles].includes('admin')).map((one) => one.id)
}

async function showRules<N extends OperationName>(
  { world, db, request }: OpenCall<N>,
  caller: Caller,
): Promise<SignInRules> {
  const provider = await providerOf(db, caller.workspaceId)
  return {
    secondFactor: await asksSecondFactor(db, caller.workspaceId),
    provider: provider ? showProvider(provider) : null,
    redirectUri: redirectUriOf(consoleOrigin(world, request)),
  }
}

const showProvider = ({ workspaceId, clientSecret, updatedAt, ...facts }: StoredProvider) => ({
  ...facts,
  domains: [...facts.domains],
  roleMap: facts.roleMap.map((pair) => ({ ...pair })),
  id: String(workspaceId),
  hasSecret: clientSecret !== null,
  updatedAt: instantOf(updatedAt),
})
