// What screens ask the server for: one query per question, named by what it answers. Screens never build paths or keys.
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'
import { Answers } from '../live/answers.ts'
import { worthRetrying } from '../words/problem.ts'

const RETRIES_MAX = 2
const FRESH_MS = 10_000

/** The one cache of answers. Refusals are not asked again; a missing answer is, twice. */
export const queryClient = new Answers({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (failures, failure) => failures < RETRIES_MAX && worthRetrying(failure),
      refetchOnWindowFocus: false,
    },
  },
})

/** Who is signed in, where, and what they may do. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call('getMe', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Whether the first admin is still to be made. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call('getSetup', {}, signal),
})

/** Counters since the beginning. */
export const statsQuery = queryOptions({
  queryKey: ['stats'],
  queryFn: ({ signal }) => call('getStats', {}, signal),
})

/** The sources of events. */
export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: ({ signal }) => call('listSources', { query: { limit: 100 } }, signal),
})

/** All flows, newest first (at most 200). */
export const flowsQuery = queryOptions({
  queryKey: ['flows'],
  queryFn: ({ signal }) => call('listFlows', { query: { limit: 200 } }, signal),
})

/** One flow with its documents. `version` only makes the answer fresh when a new one is published. */
export const flowQuery = (id: string, version?: number) =>
  queryOptions({
    queryKey: ['flow', id, version],
    queryFn: ({ signal }) => call('getFlow', { params: { id } }, signal),
    // While the answer for a new version is under way, what was shown stays, and with it what is being written.
    placeholderData: (before) => (before?.id === id ? before : undefined),
    staleTime: 60_000,
  })

/** A flow's figures over all versions. */
export const flowNumbersQuery = (id: string) =>
  queryOptions({
    queryKey: ['flow-numbers', id],
    queryFn: ({ signal }) => call('getFlowNumbers', { params: { id } }, signal),
  })

/** One customer. */
export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id],
    queryFn: ({ signal }) => call('getCustomer', { params: { id } }, signal),
  })

/** How often positions are asked for again: an event shows in the timeline before it was counted. */
const POSITIONS_EVERY_MS = 2000

/** Where a customer is on each journey. */
export const positionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'journeys'],
    queryFn: ({ signal }) => call('getCustomerPositions', { params: { id } }, signal),
    refetchInterval: POSITIONS_EVERY_MS,
  })

/** Why a customer did or did not take a flow. */
export const whyQuery = (id: string, flowId: string) =>
  queryOptions({
    queryKey: ['why', id, flowId],
    queryFn: ({ signal }) => call('getWhy', { params: { id, flowId } }, signal),
  })
