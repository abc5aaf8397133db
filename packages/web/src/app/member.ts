// Who is signed in, for screens behind sign-in. Hides what would be refused; the server refuses by itself.
import type { Action, Me } from '@lotse/protocol'
import { useSuspenseQuery } from '@tanstack/react-query'
import { meQuery } from './data.ts'

/** The caller; present on every screen behind sign-in. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** Answers whether the caller may take an action. */
export function useMay(): (action: Action) => boolean {
  const { actions } = useMe()
  return (action) => actions.includes(action)
}
