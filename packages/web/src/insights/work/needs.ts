// Insights that need somebody, for the start page: laid before the reader, or seen to by nobody. Changes nothing.
import { waitingStates } from '@lotse/protocol'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { INSIGHTS } from './use-work.ts'

const EVERY_MS = 15_000
const SHOWN = 5
/** What was decided against or is done needs nobody. */
const OPEN = waitingStates.join(',')

/** What was laid before the reader and is not done: the first five, and how many. */
export const laidQuery = queryOptions({
  queryKey: [INSIGHTS, 'laid'],
  queryFn: ({ signal }) =>
    call('listInsightWork', { query: { escalated: 'mine', status: OPEN, limit: SHOWN } }, signal),
  refetchInterval: EVERY_MS,
})

/** How many open insights nobody sees to. */
export const unaddressedQuery = queryOptions({
  queryKey: [INSIGHTS, 'unaddressed'],
  queryFn: async ({ signal }) =>
    (await call('listInsightWork', { query: { addressee: 'none', status: OPEN, limit: 1 } }, signal)).total,
  refetchInterval: EVERY_MS,
})
