// Passwords: hashed with argon2id, a few at a time. Never kept, logged or compared in any other way.
import { hash, verify } from '@node-rs/argon2'
import { freshSecret } from './auth.ts'
import { createTurns } from './turns.ts'

/** Argon2id with 19 MiB, two passes, one lane: OWASP's Password Storage Cheat Sheet. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Hashing fills a core; more at once would starve everything else. */
const inTurn = createTurns({ atOnce: 2, waiting: 50, retryAfterS: 5 })

/** The hash of a new password, with its salt and cost in the text. @throws Problem `server.unavailable` when too many wait. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST))
}

let nobodys: Promise<string> | undefined

/**
 * Whether the password is the one that was hashed. Without a hash it is never right and takes as long, so that time does not tell who
 * is a member.
 *
 * @throws Problem `server.unavailable` when too many wait.
 */
export async function isPassword(hashed: string | null | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword(freshSecret())
  const against = hashed ?? (await nobodys)
  const right = await inTurn(() => verify(against, password))
  return right && hashed != null
}
