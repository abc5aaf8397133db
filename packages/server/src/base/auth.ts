// Who calls the management API: found by session cookie or API token, refused by role. Never by a write key, which can only add events.
import { createHash, randomBytes } from 'node:crypto'
import type {} from '@fastify/cookie'
import { Problem } from '@lotse/core/base'
import { type Action, mayRole, type Operation, type Role } from '@lotse/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findSession, findToken, prolongSession } from '../adapters/store/members.ts'
import type { World } from './world.ts'

/**
 * Who calls. Either a member with a session or a token. Everything they read or write lies in `workspaceId`.
 * `renewed`: the session was prolonged just now, so the cookie is to be set again.
 */
export type Caller = {
  readonly workspaceId: number
  readonly role: Role
  readonly name: string
  readonly memberId: number | null
  readonly tokenId: number | null
  readonly session: { readonly secret: string; readonly renewed: boolean } | null
}

/** The name of the session cookie. */
export const SESSION_COOKIE = 'lotse_session'
/** How long a session lasts after it was last used. */
export const SESSION_MS = 14 * 86_400_000
/** A session in use is prolonged at most this often, so that reading does not write each time. */
const PROLONG_MS = 3_600_000
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

/** @throws Problem `auth.forbidden` naming the action that the role may not take. */
export function refuseRole(caller: Caller, operation: Operation): void {
  const { allow } = operation
  if (allow !== 'public' && allow !== 'member') refuseAction(caller, allow)
}

/** The same for one action, where what is asked decides which one is needed. @throws Problem `auth.forbidden` as above. */
export function refuseAction({ role }: Pick<Caller, 'role'>, action: Action): void {
  if (!mayRole(role, action)) throw new Problem('auth.forbidden', { action, role })
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
  const secret = BEARER.exec(authorization)?.[1]
  const found = secret === undefined ? undefined : await findToken(world.db, hashOf(secret), world.clock.now())
  if (found === undefined) throw new Problem('auth.missing')
  const { workspaceId, role, name } = found
  return { workspaceId, role, name, memberId: null, tokenId: found.id, session: null }
}

async function sessionCaller(world: World, secret: string): Promise<Caller> {
  const now = world.clock.now()
  const hash = hashOf(secret)
  const found = await findSession(world.db, hash, now)
  if (found === undefined) throw new Problem('auth.missing')
  const renewed = now - found.seenAt >= PROLONG_MS
  if (renewed) await prolongSession(world.db, hash, now, now + SESSION_MS)
  const { workspaceId, role, name, memberId } = found
  return { workspaceId, role, name, memberId, tokenId: null, session: { secret, renewed } }
}
