// Derives what lists look up from states that an older version wrote. Done once for each; the engine keeps it up to date from then on.
import { lexemesOf, readState } from '@lotse/core/understand'
import { setDerived, underivedStates } from '../adapters/store/customer-search.ts'
import { vectorText } from '../adapters/store/lexemes.ts'
import type { World } from '../base/world.ts'

const STATES_AT_ONCE = 500

/** Derives until nothing is left. @returns how many states. */
export async function deriveAll({ db }: Pick<World, 'db'>, stopping: AbortSignal): Promise<number> {
  let done = 0
  while (!stopping.aborted) {
    const states = await underivedStates(db, STATES_AT_ONCE)
    for (const { id, state } of states) {
      const known = readState(state)
      const facts = vectorText(lexemesOf(known))
      await setDerived(db, id, { firstAt: known.first, lastAt: known.last, facts })
    }
    done += states.length
    if (states.length < STATES_AT_ONCE) return done
  }
  return done
}
