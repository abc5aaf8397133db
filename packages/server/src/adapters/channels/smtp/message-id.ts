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

function hex(character: string): string {
  return `=${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}

/** The domain of a sender such as `Shop <shop@example.org>`; `localhost` where it has none. */
export function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]{1,253})>?\s*$/.exec(from)?.[1]?.toLowerCase() ?? 'localhost'
}
