// Counts failed tries per key in memory, to slow down guessing. Bounded in size; forgets by itself. Knows nothing of what is tried.
import { LRUCache } from 'lru-cache'

const KEYS_MAX = 50_000

type Tries = { count: number; readonly until: number }

/** How many failures a key may have in a span before it has to wait for the span's end. */
export type AttemptLimit = { readonly max: number; readonly spanMs: number }

/** Failed tries by key. Each process counts its own: with n processes a guesser gets n times as many. */
export type Attempts = {
  /** Milliseconds to wait before the next try; 0 when it may be made now. */
  waitMs(key: string, now: number): number
  fail(key: string, now: number): void
  forget(key: string): void
}

/** An empty counter with one limit for every key. */
export function createAttempts({ max, spanMs }: AttemptLimit): Attempts {
  const tries = new LRUCache<string, Tries>({ max: KEYS_MAX })
  const current = (key: string, now: number): Tries | undefined => {
    const found = tries.get(key)
    return found && found.until > now ? found : undefined
  }
  return {
    waitMs(key, now) {
      const found = current(key, now)
      return found && found.count >= max ? found.until - now : 0
    },
    fail(key, now) {
      const found = current(key, now)
      if (found) found.count += 1
      else tries.set(key, { count: 1, until: now + spanMs })
    },
    forget(key) {
      tries.delete(key)
    },
  }
}
