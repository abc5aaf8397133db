// Who is signed in, for screens behind sign-in. Hides what would be refused; the server refuses by itself.
import type { Action, Me } from '@lotse/protocol'
import { useSuspenseQuery } from '@tanstack/react-query'
import { meQuery } from './data.ts'

/** The caller; present on every screen behind sign-in. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** Something that a unit may own. */
export type Owned = { readonly ownerId: string | null }

/**
 * Answers whether the caller may take an action; with a thing, whether they may take it on this one.
 *
 * @returns a function of the action and, for what units own, the thing.
 */
export function useMay(): (action: Action, thing?: Owned) => boolean {
  const { actions, units } = useMe()
  return (action, thing) => {
    const reach = actions[action]
    return reach === 'all' || (reach === 'own' && (thing === undefined || units.some(({ id }) => id === thing.ownerId)))
  }
}
