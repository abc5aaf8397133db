// Passwords: hashed with argon2id, a few at a time. Never kept, logged or compared in any other way.
import { Problem } from '@lotse/core/base'
import { hash, verify } from '@node-rs/argon2'

/** Argon2id with 19 MiB, two passes, one lane: OWASP's Password Storage Cheat Sheet. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Hashing fills a core; more at once would starve everything else. */
const AT_ONCE_MAX = 2
const WAITING_MAX = 50

let running = 0
const waiting: (() => void)[] = []

/** The hash of a new password, with its salt and cost in the text. @throws Problem `server.unavailable` when too many wait. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST))
}

/** Whether the password is the one that was hashed. @throws Problem `server.unavailable` when too many wait. */
export function isPassword(hashed: string, password: string): Promise<boolean> {
  return inTurn(() => verify(hashed, password))
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE_MAX) await turn()
  else running += 1
  try {
    return await work()
  } finally {
    // The next one takes over this place, so that nobody can slip in between.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

function turn(): Promise<void> {
  if (waiting.length >= WAITING_MAX) throw new Problem('server.unavailable', { retryAfterS: 5 })
  return new Promise((resolve) => waiting.push(resolve))
}
