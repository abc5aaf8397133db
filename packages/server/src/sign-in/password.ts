// Signing in with a password, and proving again who one is. Tells nobody which part was wrong (RULES.md, SI7).
import { Problem } from '@lotse/core/base'
import { insertAudit } from '../adapters/store/audit.ts'
import { hasTotp } from '../adapters/store/factors.ts'
import { findMember, workspacesOf } from '../adapters/store/members.ts'
import { freshenSession } from '../adapters/store/sessions.ts'
import type { OpenCall } from '../base/operation.ts'
import { isPassword } from '../base/passwords.ts'
import type { World } from '../base/world.ts'
import { beginSession, type Entrant } from './begin.ts'
import { knownDevice, rememberDevice } from './device.ts'
import { type Myself, refuseBound } from './myself.ts'
import { beginTries, CODE, DEVICE, endTries, type Paced, paced, pacedEntry, undoTries } from './pace.ts'
import { takeCode } from './second-factor.ts'

/**
 * Signs a member in and sets their cookies.
 *
 * @throws Problem `auth.wrong_password`, `auth.wrong_code`, `auth.second_factor_needed`, `auth.too_many_tries`.
 */
export async function signIn(call: OpenCall<'signIn'>): Promise<Entrant> {
  const { world, db, body, request, reply } = call
  const email = body.email.trim().toLowerCase()
  const keys = pacedEntry(world, request, email)
  await beginTries(world, keys)
  const member = await findMember(db, email)
  const right = await isPassword(member?.password_hash, body.password)
  const [workspace] = member && right ? await workspacesOf(db, member.id) : []
  if (!member || !workspace) {
    if (member) void noteFailure(world, member.id, request.log)
    throw new Problem('auth.wrong_password')
  }
  const known = knownDevice(world, request, email) !== null
  const codeKeys = known ? [] : [paced(world, `code ${member.id}`, CODE)]
  const strong = await checkCode(world, { memberId: member.id, code: body.code, keys, codeKeys })
  await endTries(world, [...keys, ...codeKeys])
  const entrant = { memberId: member.id, workspaceId: workspace.id, strong }
  await beginSession(world, reply, entrant)
  rememberDevice(world, reply, email)
  return entrant
}

/** Nobody waits for it, so that a known address takes no longer to be refused than an unknown one. */
async function noteFailure(
  { db, clock }: World,
  memberId: number,
  log: OpenCall<'signIn'>['request']['log'],
): Promise<void> {
  try {
    const [workspace] = await workspacesOf(db, memberId)
    if (workspace === undefined) return
    const entry = { workspaceId: workspace.id, memberId, tokenId: null, target: {}, now: clock.now() }
    await insertAudit(db, { ...entry, operation: 'signInRefused' })
  } catch (error) {
    log.error({ err: error }, 'a refused sign-in was not written down')
  }
}

/**
 * Proves again who the member of this session is.
 *
 * @throws Problem as {@link signIn}; `auth.bound_session` where a provider let them in.
 */
export async function proveIdentity(
  world: World,
  me: Myself,
  { password, code }: { readonly password: string; readonly code?: string | undefined },
): Promise<void> {
  refuseBound(me)
  const keys = [paced(world, `session ${me.session.id}`, DEVICE)]
  await beginTries(world, keys)
  if (!(await isPassword(me.passwordHash, password))) throw new Problem('auth.wrong_password', { field: 'password' })
  const strong = await checkCode(world, { memberId: me.id, code, keys, codeKeys: [] })
  await endTries(world, keys)
  await freshenSession(world.db, me.session.id, world.clock.now(), strong)
}

type CodeCheck = {
  readonly memberId: number
  readonly code: string | undefined
  readonly keys: readonly Paced[]
  readonly codeKeys: readonly Paced[]
}

/** Answers whether a second factor was shown; without one-time codes none is asked for. */
async function checkCode(world: World, { memberId, code, keys, codeKeys }: CodeCheck): Promise<boolean> {
  if (!(await hasTotp(world.db, memberId))) return false
  if (code === undefined) {
    await undoTries(world, keys)
    throw new Problem('auth.second_factor_needed')
  }
  await beginTries(world, codeKeys)
  const tools = { db: world.db, secrets: world.secrets, now: world.clock.now() }
  if (!(await takeCode(tools, memberId, code))) throw new Problem('auth.wrong_code', { field: 'code' })
  return true
}
