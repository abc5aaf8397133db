// What the screens of events ask for: one query per question.
import type { OperationAnswer } from '@lotse/protocol'
import { keepPreviousData, queryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../api.ts'
import { type EventQuery, type EventSearch, queryOf, timesOf } from './filter.ts'

const PAGE = 100
const NAMES_MS = 30_000

/** Pages of events with where the tail begins and how far back was searched. */
export function useEventPages(search: EventSearch) {
  const query = queryOf(search)
  const { since, until } = search
  const ask = (cursor: string | undefined, signal: AbortSignal) =>
    call('listEvents', { query: { ...query, ...timesOf({ since, until }, Date.now()), cursor, limit: PAGE } }, signal)
  const pages = useInfiniteQuery({
    queryKey: ['events', query, since, until],
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const all: readonly OperationAnswer<'listEvents'>[] = pages.data?.pages ?? []
  return {
    pages,
    items: all.flatMap(({ items }) => items),
    place: pages.isPlaceholderData ? undefined : all[0]?.place,
    searchedTo: all.at(-1)?.searchedTo ?? null,
  }
}

/** The address of the tail from a place on. */
export function tailPath(query: EventQuery, after: string): string {
  const set = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return `/api/v1/events/live?${new URLSearchParams([...set, ['after', after]])}`
}

/** One event. */
export const eventQuery = (id: string) =>
  queryOptions({ queryKey: ['event', id], queryFn: ({ signal }) => call('getEvent', { params: { id } }, signal) })

/** All event names, for filters and for the list of names. */
export const namesQuery = (find?: string) =>
  queryOptions({
    queryKey: ['event-names', find],
    queryFn: ({ signal }) => call('listEventNames', { query: find === undefined ? {} : { find } }, signal),
    staleTime: NAMES_MS,
  })

/** What the events of a name hold. */
export const schemaQuery = (name: string) =>
  queryOptions({
    queryKey: ['event-schema', name],
    queryFn: ({ signal }) => call('getEventSchema', { query: { name } }, signal),
    refetchInterval: NAMES_MS,
  })

/** What volumes are asked for. */
export type VolumeQuery = {
  readonly span: '24h' | '7d' | '28d'
  readonly by: 'name' | 'source' | 'channel'
  readonly name?: string | undefined
  readonly source?: string | undefined
  readonly channel?: string | undefined
}

/** How much happened. */
export const volumesQuery = (query: VolumeQuery) =>
  queryOptions({
    queryKey: ['event-volumes', query],
    queryFn: ({ signal }) => call('getEventVolumes', { query }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: NAMES_MS,
  })
