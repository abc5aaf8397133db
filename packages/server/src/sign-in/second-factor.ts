// One-time codes of an authenticator app (RFC 6238) and recovery codes. Each code is taken once; secrets are stored sealed, recovery codes hashed.
import { randomBytes } from 'node:crypto'
import { Problem } from '@lotse/core/base'
import { Secret, TOTP } from 'otpauth'
import {
  beginTotp,
  confirmTotp,
  replaceRecoveryCodes,
  takeRecoveryCode,
  takeStep,
  totpOf,
} from '../adapters/store/factors.ts'
import type { Db } from '../adapters/store/members.ts'
import type { World } from '../base/world.ts'

const ISSUER = 'Lotse'
const PERIOD_S = 30
/** Codes of one step before and after count, for phones whose clock is off. */
const WINDOW = 1
const SECRET_BYTES = 20
const SEAL_PURPOSE = 'one-time code secret'
const CODE_PURPOSE = 'recovery code'
const RECOVERY_CODES = 10
const RECOVERY_LENGTH = 16
/** Without letters and digits that look alike. */
const RECOVERY_ALPHABET = 'abcdefghjkmnpqrstvwxyz23456789'

/** What every function here needs. `db`: where the code is used up. */
type Tools = { readonly db: Db; readonly secrets: World['secrets']; readonly now: number }

/**
 * Begins with a fresh secret.
 *
 * @param account - the member's e-mail, shown by the app.
 * @returns the secret to type, and the address that the app reads from a picture.
 * @throws Problem `conflict` where codes are in force already.
 */
export async function startTotp(
  { db, secrets, now }: Tools,
  memberId: number,
  account: string,
): Promise<{ secret: string; uri: string }> {
  const secret = new Secret({ size: SECRET_BYTES })
  const begun = await beginTotp(db, memberId, secrets.encrypt(SEAL_PURPOSE, secret.base32), now)
  if (!begun) throw new Problem('conflict', { detail: 'One-time codes are in force already' })
  return { secret: secret.base32, uri: totpWith(secret, account).toString() }
}

/**
 * Puts the begun secret in force and makes recovery codes.
 *
 * @throws Problem `auth.wrong_code`, `conflict` where nothing was begun.
 */
export async function finishTotp(tools: Tools, memberId: number, code: string): Promise<string[]> {
  if (!(await takeTotp(tools, memberId, code))) throw new Problem('auth.wrong_code', { field: 'code' })
  if (!(await confirmTotp(tools.db, memberId, tools.now)))
    throw new Problem('conflict', { detail: 'There are no one-time codes to put in force' })
  return makeRecoveryCodes(tools, memberId)
}

/** Replaces the recovery codes and answers the fresh ones, which nobody can read again. */
export async function makeRecoveryCodes({ db, secrets }: Tools, memberId: number): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode)
  await replaceRecoveryCodes(
    db,
    memberId,
    codes.map((code) => recoveryHash(secrets, memberId, plainOf(code))),
  )
  return codes
}

/** Whether the code is right; it is used up then. Six digits are a one-time code, anything else a recovery code. */
export async function takeCode(tools: Tools, memberId: number, code: string): Promise<boolean> {
  const plain = plainOf(code)
  if (/^\d{6}$/.test(plain)) return takeTotp(tools, memberId, plain)
  return takeRecoveryCode(tools.db, memberId, recoveryHash(tools.secrets, memberId, plain), tools.now)
}

async function takeTotp({ db, secrets, now }: Tools, memberId: number, code: string): Promise<boolean> {
  const found = await totpOf(db, memberId)
  const base32 = found && secrets.decrypt(SEAL_PURPOSE, found.secret)
  if (!base32) return false
  const token = plainOf(code)
  const delta = totpWith(Secret.fromBase32(base32)).validate({ token, timestamp: now, window: WINDOW })
  return delta !== null && takeStep(db, memberId, Math.floor(now / (PERIOD_S * 1000)) + delta)
}

const totpWith = (secret: Secret, label = ''): TOTP =>
  new TOTP({ issuer: ISSUER, label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_S })

/** Codes are read aloud, typed and pasted: spaces, dashes and case do not count. */
const plainOf = (code: string): string => code.replace(/[\s-]/g, '').toLowerCase()

function recoveryCode(): string {
  const letters = Array.from({ length: RECOVERY_LENGTH }, letter).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

// 240 is a multiple of the alphabet's length; bytes above would make some letters likelier.
function letter(): string {
  const [byte = 255] = randomBytes(1)
  return byte < 240 ? (RECOVERY_ALPHABET[byte % RECOVERY_ALPHABET.length] ?? letter()) : letter()
}

// Nearly 80 random bits need no slow hash; the key keeps a stolen table from being searched.
const recoveryHash = (secrets: World['secrets'], memberId: number, plain: string): Buffer =>
  Buffer.from(secrets.sign(CODE_PURPOSE, `${memberId} ${plain}`), 'base64url')
