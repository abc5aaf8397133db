// Begins sessions. The secret is always fresh, so that a session somebody planted is worth nothing.
import type { SignInMethod } from '@lotse/protocol'
import type { FastifyReply } from 'fastify'
import { insertAudit } from '../adapters/store/audit.ts'
import type { Db } from '../adapters/store/members.ts'
import { deleteSession, insertSession } from '../adapters/store/sessions.ts'
import { freshSecret, hashOf, SESSION_COOKIE, SESSION_MS, setSessionCookie } from '../base/auth.ts'
import type { World } from '../base/world.ts'
import { describeDevice } from './device.ts'

/** Who signs in, where, and how. `strong`: by two factors; `bound`: by the workspace's provider. */
export type Entrant = {
  readonly memberId: number
  readonly workspaceId: number
  readonly method?: SignInMethod
  readonly strong?: boolean
  readonly bound?: boolean
}

/** Opens a session and hands it to the browser; the one it had before ends. */
export async function beginSession(
  { db, clock }: { readonly db: Db; readonly clock: World['clock'] },
  reply: FastifyReply,
  { memberId, workspaceId, method = 'password', strong = false, bound = false }: Entrant,
): Promise<void> {
  const now = clock.now()
  const secret = freshSecret()
  const before = reply.request.cookies[SESSION_COOKIE]
  if (before !== undefined) await deleteSession(db, hashOf(before))
  const device = describeDevice(reply.request.headers['user-agent'])
  const facts = { memberId, workspaceId, method, strong, bound, ...device }
  await insertSession(db, { hash: hashOf(secret), ...facts, now, expiresAt: now + SESSION_MS })
  const detail = { method, strong, browser: device.browser, system: device.system }
  await insertAudit(db, { workspaceId, memberId, tokenId: null, operation: 'signIn', target: {}, detail, now })
  setSessionCookie(reply, secret)
}
