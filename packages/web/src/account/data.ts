// What the account's screens ask the server for.
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'

/** How the own account is protected. */
export const securityQuery = queryOptions({
  queryKey: ['security'],
  queryFn: ({ signal }) => call('getSecurity', {}, signal),
})

/** Where one is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => call('listSessions', {}, signal),
})

/** By what one can sign in here besides a password. */
export const waysQuery = queryOptions({
  queryKey: ['ways'],
  queryFn: ({ signal }) => call('getSignInWays', {}, signal),
  staleTime: 60_000,
})
