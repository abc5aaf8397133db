// Signing in: checks a password without telling which part was wrong, and slows guessing down without locking anybody else out.
import { randomBytes } from 'node:crypto'
import { Problem } from '@lotse/core/base'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findMember, insertSession, workspacesOf } from '../../adapters/store/members.ts'
import { createAttempts } from '../attempts.ts'
import { freshSecret, hashOf, SESSION_MS, setSessionCookie } from '../auth.ts'
import type { OpenCall } from '../operation.ts'
import { hashPassword, isPassword } from '../passwords.ts'
import type { World } from '../world.ts'

/** Names a browser that has signed in as somebody before; signed, so that nobody can claim to be one. */
const DEVICE_COOKIE = 'lotse_device'
const DEVICE_MS = 365 * 86_400_000
const DEVICE_PURPOSE = 'device'
const SPAN_MS = 900_000

/**
 * Who may fail how often. A stranger is counted by address and e-mail together and by address alone; a browser that has signed in as
 * this member before is counted by itself. So strangers' failures never stop a member at their own browser, and no count is by e-mail
 * alone, with which anybody could lock a member out (OWASP, "device cookies").
 */
const byStranger = createAttempts({ max: 10, spanMs: SPAN_MS })
const byAddress = createAttempts({ max: 100, spanMs: SPAN_MS })
const byDevice = createAttempts({ max: 10, spanMs: SPAN_MS })

/**
 * Signs a member in and sets their cookies.
 *
 * @returns the member's id.
 * @throws Problem `auth.wrong_password`, `auth.too_many_tries`.
 */
export async function signIn(call: OpenCall<'signIn'>): Promise<{ memberId: number; workspaceId: number }> {
  const { world, db, now, body, request, reply } = call
  const email = body.email.trim().toLowerCase()
  const tries = triesOf(world, request, email)
  refuseGuessing(tries, now)
  const member = await findMember(db, email)
  const right = await isPassword(member?.password_hash ?? (await nobodysHash()), body.password)
  const [workspace] = member && right ? await workspacesOf(db, member.id) : []
  if (!member || !workspace) {
    for (const { attempts, key } of tries) attempts.fail(key, now)
    throw new Problem('auth.wrong_password')
  }
  for (const { attempts, key } of tries) if (attempts !== byAddress) attempts.forget(key)
  await beginSession(world, reply, { memberId: member.id, workspaceId: workspace.id })
  rememberDevice(world, reply, email)
  return { memberId: member.id, workspaceId: workspace.id }
}

/** Opens a session and hands it to the browser. */
export async function beginSession(
  { db, clock }: Pick<World, 'db' | 'clock'>,
  reply: FastifyReply,
  { memberId, workspaceId }: { readonly memberId: number; readonly workspaceId: number },
): Promise<void> {
  const now = clock.now()
  const secret = freshSecret()
  await insertSession(db, { hash: hashOf(secret), memberId, workspaceId, now, expiresAt: now + SESSION_MS })
  setSessionCookie(reply, secret)
}

type Tries = readonly { readonly attempts: ReturnType<typeof createAttempts>; readonly key: string }[]

function triesOf(world: World, request: FastifyRequest, email: string): Tries {
  const device = knownDevice(world, request.cookies[DEVICE_COOKIE], email)
  if (device !== undefined) return [{ attempts: byDevice, key: device }]
  return [
    { attempts: byStranger, key: `${request.ip} ${email}` },
    { attempts: byAddress, key: request.ip },
  ]
}

function refuseGuessing(tries: Tries, now: number): void {
  const waitMs = Math.max(...tries.map(({ attempts, key }) => attempts.waitMs(key, now)))
  if (waitMs > 0) throw new Problem('auth.too_many_tries', { retryAfterS: Math.ceil(waitMs / 1000) })
}

function knownDevice({ secrets }: World, cookie: string | undefined, email: string): string | undefined {
  const [device, signature] = cookie?.split('.') ?? []
  if (device === undefined || signature === undefined || device.length > 50) return undefined
  return secrets.verify(DEVICE_PURPOSE, `${device} ${email}`, signature) ? device : undefined
}

function rememberDevice({ secrets }: World, reply: FastifyReply, email: string): void {
  const device = randomBytes(16).toString('base64url')
  const secure = reply.request.protocol === 'https'
  reply.setCookie(DEVICE_COOKIE, `${device}.${secrets.sign(DEVICE_PURPOSE, `${device} ${email}`)}`, {
    path: '/api/v1/session',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: DEVICE_MS / 1000,
  })
}

let nobodys: Promise<string> | undefined

// An unknown e-mail costs as much as a wrong password, so that time does not tell who is a member.
function nobodysHash(): Promise<string> {
  nobodys ??= hashPassword(freshSecret())
  return nobodys
}
