// The Message-ID of an e-mail, made from its key: the same key always gives the same id, so that a repeat can be recognised (M3).
import { createHash } from 'node:crypto'

/** RFC 5322 limits a line to 998 characters; ids this long are still shown whole by mail servers' logs. */
const READABLE_MAX = 180

/**
 * The Message-ID of a key: readable where the key is short, its SHA-256 where not.
 *
 * @param key - of the message; characters that do not belong in an id are written as `=` and two hexadecimal digits per byte.
 * @param domain - of the sender.
 */
export function messageIdOf(key: string, domain: string): string {
  const readable = Buffer.from(key, 'utf8')
    .toString('latin1')
    .replace(/[^A-Za-z0-9/_-]/g, hex)
  const local = readable.length <= READABLE_MAX ? readable : createHash('sha256').update(key).digest('hex')
  return `<${local}@${domain}>`
}

/** The key that a Message-ID was made from; null where it is not one of ours, or the key was too long to stand in it. */
export function keyOfMessageId(messageId: string): string | null {
  const local = /^\s*<?([A-Za-z0-9/_=-]{1,540})@[^@>\s]+>?\s*$/.exec(messageId)?.[1]
  if (local === undefined || /^[0-9a-f]{64}$/.test(local)) return null
  const latin = local.replace(/=([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(latin, 'latin1').toString('utf8')
}

function hex(character: string): string {
  return `=${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}

/** The domain of a sender such as `Shop <shop@example.org>`; `localhost` where it has none. */
export function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]{1,253})>?\s*$/.exec(from)?.[1]?.toLowerCase() ?? 'localhost'
}
