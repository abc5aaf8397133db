// What screens ask the server for about insights and their work: lists, the matrix, scales, filters; and whether any of it changed. Draws nothing.
import type { WorkedInsight } from '@lotse/protocol'
import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call } from '../api.ts'
import type { InputOf } from '../operations.ts'
import { INSIGHTS } from './work/use-work.ts'

const PAGE = 100
/** So often it is asked whether something changed: a short answer, whatever the number of insights. */
const PULSE_MS = 3000
/** Dates move by themselves: what waits, what comes back. */
const LATEST_MS = 60_000

type Query<Name extends 'listInsightWork' | 'getInsightMatrix'> = NonNullable<InputOf<Name>['query']>

/** How the workspace weighs. */
export const scalesQuery = queryOptions({
  queryKey: [INSIGHTS, 'scales'],
  queryFn: ({ signal }) => call('getInsightScales', {}, signal),
  staleTime: LATEST_MS,
})

/** The filter of each department, with what waits there and what it has under way. */
export const filtersQuery = queryOptions({
  queryKey: [INSIGHTS, 'filters'],
  queryFn: async ({ signal }) => (await call('listFilters', {}, signal)).items,
  refetchInterval: LATEST_MS,
})

/** Points by two axes. @param asked - narrowing and axes. */
export const matrixQuery = (asked: Query<'getInsightMatrix'>) =>
  queryOptions({
    queryKey: [INSIGHTS, 'matrix', asked],
    queryFn: ({ signal }) => call('getInsightMatrix', { query: asked }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: LATEST_MS,
  })

/** Of each state the first ones. @param asked - narrowing and order. */
export const boardQuery = (asked: Query<'listInsightWork'>, each: number) =>
  queryOptions({
    queryKey: [INSIGHTS, 'board', asked, each],
    queryFn: ({ signal }) => call('listInsightWork', { query: { ...asked, groupBy: 'status', each } }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: LATEST_MS,
  })

/** A list page by page, with the counts of the whole. @param asked - narrowing, order and groups. */
export function useInsightPages(asked: Query<'listInsightWork'>) {
  return useInfiniteQuery({
    queryKey: [INSIGHTS, 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      call('listInsightWork', { query: { ...asked, cursor: pageParam, limit: PAGE } }, signal),
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => ({
      items: onceEach(pages.flatMap(({ items }) => items)),
      total: pages.at(-1)?.total ?? 0,
      groups: pages.at(-1)?.groups ?? [],
    }),
  })
}

/** Pages that were asked for one after the other may both hold what moved between them: the first place holds. */
function onceEach(items: readonly WorkedInsight[]): readonly WorkedInsight[] {
  const seen = new Set<string>()
  return items.filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** Keeps what is shown of insights true while others change them. */
export function useFreshInsights(): void {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: ['insight-pulse'],
    queryFn: ({ signal }) => call('getInsightPulse', {}, signal),
    refetchInterval: PULSE_MS,
    staleTime: 0,
  })
  const before = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (data === undefined) return
    const changed = before.current !== undefined && before.current !== data.pulse
    before.current = data.pulse
    if (changed) void client.invalidateQueries({ queryKey: [INSIGHTS] })
  }, [client, data])
}
