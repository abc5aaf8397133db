// Keys for links, sessions and stored credentials, each purpose its own, all derived from one secret. Never logs or returns a key.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Signing and sealing. A purpose is a fixed word such as `unsubscribe`; what was made for one is worthless for another. */
export type Secrets = {
  /** HMAC-SHA-256 of the text, base64url, 43 characters. */
  sign(purpose: string, text: string): string
  /** Whether the signature was made by `sign` for this purpose and text; compares in constant time. */
  verify(purpose: string, text: string, signature: string): boolean
  /** AES-256-GCM; a different result each time. base64url. */
  encrypt(purpose: string, plain: string): string
  /** The text again, or null when it was not sealed for this purpose with this secret. */
  decrypt(purpose: string, sealed: string): string | null
}

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** The data folder's own secret stands in it. */
export const SECRET_FILE = 'secret'

/**
 * Derives a key per purpose with HKDF-SHA-256 (RFC 5869).
 *
 * @param secret - at least 32 characters.
 */
export function createSecrets(secret: string): Secrets {
  const keys = new Map<string, Buffer>()
  const keyOf = (use: string, purpose: string): Buffer => {
    const info = `lotse ${use} ${purpose}`
    const key = keys.get(info) ?? Buffer.from(hkdfSync('sha256', secret, 'lotse', info, KEY_BYTES))
    keys.set(info, key)
    return key
  }
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', keyOf('sign', purpose)).update(text).digest('base64url')
  return {
    sign,
    verify: (purpose, text, signature) => same(sign(purpose, text), signature),
    encrypt: (purpose, plain) => seal(keyOf('seal', purpose), plain),
    decrypt: (purpose, sealed) => open(keyOf('seal', purpose), sealed),
  }
}

function same(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function seal(key: Buffer, plain: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

function open(key: Buffer, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    // A wrong tag: sealed for something else, or forged.
    return null
  }
}

/**
 * The data folder's own secret, made on the first call (256 bits, readable by the owner alone).
 *
 * @param dataFolder - created when missing.
 */
export function secretIn(dataFolder: string): string {
  const file = join(dataFolder, SECRET_FILE)
  return readOrCreate(file, () => randomBytes(KEY_BYTES).toString('base64url'))
}

/**
 * A small private file that exists once: two processes that start together get the same text.
 *
 * @param file - absolute path; its folder is created when missing.
 * @param create - makes the text when the file is missing.
 */
export function readOrCreate(file: string, create: () => string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o711 })
  }
  const fresh = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(fresh, `${create()}\n`, { mode: 0o600, flag: 'wx' })
  chmodSync(fresh, 0o600)
  linkOnce(fresh, file)
  return readFileSync(file, 'utf8').trim()
}

// A link fails when the name exists, so the first process wins and a half-written file is never seen.
function linkOnce(fresh: string, file: string): void {
  try {
    linkSync(fresh, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(fresh)
  }
}
