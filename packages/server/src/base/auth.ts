// Who calls the management API: found by session cookie or API token, refused by role. Never by a write key, which can only add events.
import { createHash, randomBytes } from 'node:crypto'
import type {} from '@fastify/cookie'
import { Problem } from '@lotse/core/base'
import { type Action, type Operation, type Role, reachOf } from '@lotse/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findToken, touchToken } from '../adapters/store/keys.ts'
import { touchMembership } from '../adapters/store/memberships.ts'
import { findSession, prolongSession } from '../adapters/store/sessions.ts'
import type { World } from './world.ts'

/**
 * Who calls. Either a member with a session or a token. Everything they read or write lies in `workspaceId`. `role`: the first of
 * `roles`. `scopes`: the actions a token is held to, null for all that its role may. `tokenEndsAt`: when the token runs out.
 */
export type Caller = {
  readonly workspaceId: number
  readonly role: Role
  readonly roles: readonly Role[]
  readonly scopes: readonly Action[] | null
  readonly name: string
  readonly memberId: number | null
  readonly tokenId: number | null
  readonly tokenEndsAt: number | null
  readonly session: CallerSession | null
}

/**
 * The session a member calls by. `renewed`: it was prolonged just now, so the cookie is to be set again. `freshAt`: when they last proved
 * who they are. `strong`: by two factors. `bound`: by a provider of the workspace, for this workspace alone. `wanting`: the workspace
 * asks for a second factor that was not shown.
 */
export type CallerSession = {
  readonly id: number
  readonly secret: string
  readonly renewed: boolean
  readonly freshAt: number
  readonly strong: boolean
  readonly bound: boolean
  readonly wanting: boolean
}

/** The name of the session cookie. */
export const SESSION_COOKIE = 'lotse_session'
/** How long a session lasts after it was last used. */
export const SESSION_MS = 14 * 86_400_000
/** A session in use is prolonged at most this often, so that reading does not write each time. */
const PROLONG_MS = 300_000
/** A token's last use is written down to the minute, for the same reason. */
const TOUCH_MS = 60_000
/** For so long a proof of who one is counts for what must not be done by whoever finds a screen unlocked. */
export const FRESH_MS = 600_000
const SECRET_BYTES = 32
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
const BEARER = /^Bearer +([A-Za-z0-9_-]{20,200})$/i

/** A fresh secret of 256 bits as text. */
export function freshSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** What is stored of a secret. A secret of 256 random bits needs no salt and no slow hash. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/**
 * Hands a session to the browser: out of reach of scripts, not sent along from other sites, over https alone where the page is.
 *
 * @param secret - of the session.
 */
export function setSessionCookie(reply: FastifyReply, secret: string): void {
  const secure = reply.request.protocol === 'https'
  reply.setCookie(SESSION_COOKIE, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: SESSION_MS / 1000,
  })
}

/** Takes the session away from the browser. */
export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, { path: '/' })
}

/**
 * Finds the caller.
 *
 * @throws Problem `auth.missing` without a valid token or session; `auth.cross_site` where another site sent the browser.
 */
export async function callerOf(world: World, request: FastifyRequest): Promise<Caller> {
  if (request.headers.authorization !== undefined) return tokenCaller(world, request.headers.authorization)
  refuseCrossSite(request)
  const secret = request.cookies[SESSION_COOKIE]
  if (secret === undefined || secret.length > 200) throw new Problem('auth.missing')
  return sessionCaller(world, secret)
}

/** Whether the caller's session or token still holds; streams ask from time to time. */
export async function stillHolds(world: World, request: FastifyRequest, operation: Operation): Promise<boolean> {
  try {
    refuseRole(await callerOf(world, request), operation)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/**
 * @throws Problem `auth.forbidden` naming the action that the role may not take; `auth.second_factor_required` where the workspace asks
 * for a second factor that this session has not shown.
 */
export function refuseRole(caller: Caller, operation: Operation): void {
  const { allow } = operation
  if (allow === 'public' || allow === 'member') return
  if (caller.session?.wanting) throw new Problem('auth.second_factor_required')
  refuseAction(caller, allow)
}

/** The same for one action, where what is asked decides which one is needed. @throws Problem `auth.forbidden` as above. */
export function refuseAction({ role, roles, scopes }: Pick<Caller, 'role' | 'roles' | 'scopes'>, action: Action): void {
  if (reachOf(roles, action) === undefined) throw new Problem('auth.forbidden', { action, role })
  if (scopes !== null && !scopes.includes(action))
    throw new Problem('auth.forbidden', { action, role, detail: 'This token is held to other actions' })
}

/**
 * Whether the caller may take an action.
 *
 * @param owned - whether a unit of theirs owns the thing; left out, it is asked whether there is anything they may do it to.
 */
export function may({ roles, scopes }: Pick<Caller, 'roles' | 'scopes'>, action: Action, owned = true): boolean {
  if (scopes !== null && !scopes.includes(action)) return false
  const reach = reachOf(roles, action)
  return reach === 'all' || (reach === 'own' && owned)
}

/**
 * Refuses what needs a fresh proof. A program's token is no screen that somebody left unlocked.
 *
 * @throws Problem `auth.stale` where the member last proved who they are too long ago.
 */
export function refuseStale({ session }: Pick<Caller, 'session'>, operation: Operation, now: number): void {
  if (operation.fresh && session && now - session.freshAt > FRESH_MS) throw new Problem('auth.stale')
}

/**
 * Refuses a state-changing request that a browser sends for another site, as Go's `net/http.CrossOriginProtection` does: by
 * `Sec-Fetch-Site`, else by comparing `Origin` with `Host`. Without either header no browser sent it.
 *
 * @throws Problem `auth.cross_site`.
 */
export function refuseCrossSite(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw new Problem('auth.cross_site')
    return
  }
  const { origin } = request.headers
  if (origin !== undefined && hostOf(origin) !== request.headers.host) throw new Problem('auth.cross_site')
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

async function tokenCaller(world: World, authorization: string): Promise<Caller> {
  const now = world.clock.now()
  const secret = BEARER.exec(authorization)?.[1]
  const found = secret === undefined ? undefined : await findToken(world.db, hashOf(secret), now)
  if (found === undefined) throw new Problem('auth.missing')
  if (now - (found.lastUsedAt ?? 0) >= TOUCH_MS) await touchToken(world.db, found.id, now)
  const { workspaceId, role, name, scopes, expiresAt } = found
  const token = { tokenId: found.id, tokenEndsAt: expiresAt, scopes }
  return { workspaceId, role, roles: [role], name, memberId: null, ...token, session: null }
}

async function sessionCaller(world: World, secret: string): Promise<Caller> {
  const now = world.clock.now()
  const hash = hashOf(secret)
  const found = await findSession(world.db, hash, now)
  if (found === undefined) throw new Problem('auth.missing')
  const renewed = now - found.seenAt >= PROLONG_MS
  if (renewed) {
    await prolongSession(world.db, hash, now, now + SESSION_MS)
    await touchMembership(world.db, found.workspaceId, found.memberId, now)
  }
  const { workspaceId, roles, name, memberId, id, freshAt, strong, bound, secondFactor } = found
  const session = { id, secret, renewed, freshAt, strong, bound, wanting: secondFactor && !strong }
  const nobodysToken = { tokenId: null, tokenEndsAt: null, scopes: null }
  return { workspaceId, role: roles[0], roles, name, memberId, ...nobodysToken, session }
}
