// A bounded queue for work that fills a core: so many at once, so many waiting, the others are refused. Knows nothing of the work.
import { Problem } from '@lotse/core/base'

/** `atOnce`: pieces of work under way; `waiting`: those that wait their turn; `retryAfterS`: what whoever finds the queue full is told. */
export type TurnLimits = { readonly atOnce: number; readonly waiting: number; readonly retryAfterS: number }

/** Does work when it is its turn, first come first served. @throws Problem `server.unavailable` when too many wait. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** A queue of its own. */
export function createTurns({ atOnce, waiting, retryAfterS }: TurnLimits): InTurn {
  const queue: (() => void)[] = []
  let running = 0
  const turn = (): Promise<void> => {
    if (queue.length >= waiting) throw new Problem('server.unavailable', { retryAfterS })
    return new Promise((resolve) => queue.push(resolve))
  }
  return async (work) => {
    if (running >= atOnce) await turn()
    else running += 1
    try {
      return await work()
    } finally {
      // The next one takes over this place, so that nobody can slip in between.
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}
