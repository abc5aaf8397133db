// A new password by a one-time link: mailed to the member, or handed over by an administrator (RULES.md, SI8-SI10). Never says whether an account exists.
import { Problem } from '@lotse/core/base'
import { shownBrand } from '../adapters/store/brand.ts'
import { findPasswordReset, putPasswordReset, setPassword, takePasswordReset } from '../adapters/store/factors.ts'
import { type Db, findMember, findMemberById, workspaceById, workspacesOf } from '../adapters/store/members.ts'
import { deleteSessionsOf } from '../adapters/store/sessions.ts'
import { freshSecret, hashOf } from '../base/auth.ts'
import type { OpenCall } from '../base/operation.ts'
import { hashPassword } from '../base/passwords.ts'
import { refuseWeak } from '../base/weak-passwords.ts'
import type { World } from '../base/world.ts'
import { mailLook } from '../brand/mail-look.ts'
import { mailLanguage, sendAccountMail } from './mail.ts'
import { consoleOrigin } from './origin.ts'
import { beginTries, MAIL, paced, pacedAddress } from './pace.ts'

/** How long a mailed link holds. */
const MAILED_MS = 3_600_000
/** How long a link holds that an administrator hands over. */
export const HANDED_MS = 24 * 3_600_000

/** Mails a link, where there is such a member and a mail server. The answer and its time are the same for every address. */
export async function askReset({ world, body, request }: OpenCall<'askPasswordReset'>): Promise<undefined> {
  await beginTries(world, [pacedAddress(world, request)])
  const origin = consoleOrigin(world, request)
  // After the answer, so that its time does not tell whether somebody was found.
  setImmediate(() => {
    mailReset(world, body.email.trim().toLowerCase(), origin).catch((error: unknown) =>
      world.log.error({ err: error }, 'a link for a new password could not be mailed'),
    )
  })
  return undefined
}

async function mailReset(world: World, email: string, origin: string): Promise<void> {
  if (world.config.mail === null) return
  const member = await findMember(world.db, email)
  if (!member) return
  try {
    await beginTries(world, [paced(world, `mail ${member.id}`, MAIL)])
  } catch (error) {
    // Too many mails to one account: the asker learns nothing of it.
    if (error instanceof Problem) return
    throw error
  }
  const link = await makeResetLink(world.db, {
    memberId: member.id,
    origin,
    now: world.clock.now(),
    holdsMs: MAILED_MS,
  })
  const { locale, only } = await homeOf(world.db, member.id)
  const language = mailLanguage(member.locale, locale)
  const look = mailLook(only === null ? null : await shownBrand(world.db, only), origin)
  await sendAccountMail(world, { to: email, language, link, ...MAIL_WORDS[language] }, look)
}

/** The language of a member's oldest workspace, and that workspace where it is the only one: an account of several is of none. */
async function homeOf(db: Db, memberId: number): Promise<{ locale: string | null; only: number | null }> {
  const [first, another] = await workspacesOf(db, memberId)
  const workspace = first && (await workspaceById(db, first.id))
  return { locale: workspace?.locale ?? null, only: first && another === undefined ? first.id : null }
}

/**
 * Makes the one link with which a member may set a new password. Its secret stands behind `#`, which no browser sends and no server logs.
 *
 * @param holdsMs - how long.
 */
export async function makeResetLink(
  db: Db,
  { memberId, origin, now, holdsMs }: { memberId: number; origin: string; now: number; holdsMs: number },
): Promise<string> {
  const secret = freshSecret()
  await putPasswordReset(db, { hash: hashOf(secret), memberId, now, expiresAt: now + holdsMs })
  return `${origin}/new-password#${secret}`
}

/**
 * Sets a new password with the link, and ends all sessions of the member. A second factor is still asked for at the next sign-in.
 *
 * @throws Problem `auth.link_invalid`, `auth.weak_password`.
 */
export async function resetPassword({ world, now, body }: OpenCall<'resetPassword'>): Promise<undefined> {
  const hash = hashOf(body.token)
  const memberId = await findPasswordReset(world.db, hash, now)
  const member = memberId === undefined ? undefined : await findMemberById(world.db, memberId)
  if (!member) throw new Problem('auth.link_invalid')
  refuseWeak(body.password, [member.email, member.name])
  const passwordHash = await hashPassword(body.password)
  await world.db.transaction().execute(async (db) => {
    if (!(await takePasswordReset(db, hash))) throw new Problem('auth.link_invalid')
    await setPassword(db, member.id, passwordHash, now)
    await deleteSessionsOf(db, member.id, null)
  })
  return undefined
}

const MAIL_WORDS = {
  de: {
    subject: 'Neues Passwort für Lotse',
    lines: [
      'Für Ihr Konto wurde ein neues Passwort angefordert. Mit dem Link unten setzen Sie es; er gilt eine Stunde und nur einmal.',
      'Haben Sie nichts angefordert? Dann tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
    ],
    linkText: 'Neues Passwort setzen',
  },
  en: {
    subject: 'New password for Lotse',
    lines: [
      'Somebody asked for a new password for your account. Set it with the link below; it holds for an hour and works once.',
      'You did not ask? Then do nothing: your password stays as it is.',
    ],
    linkText: 'Set a new password',
  },
} as const
