// What waits at the filter: those that wait longest first. Changes nothing.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { INSIGHTS } from '../work/use-work.ts'

const LIVE_MS = 60_000
const SHOWN_MAX = 100

/** What waits, the first hundred with the count of all. @param department - a unit with all below it, `mine`, or undefined: all. */
export const backlogQuery = (department: string | undefined) =>
  queryOptions({
    queryKey: [INSIGHTS, 'backlog', department],
    queryFn: ({ signal }) =>
      call('listInsightWork', { query: { status: 'backlog', order: 'waiting', department, limit: SHOWN_MAX } }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  })
