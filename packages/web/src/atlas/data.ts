// What the screens of the atlas ask the server for: one query per question, named by what it answers.

import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'

/** A journey as it is opened. What comes after it comes by its stream, so that it is never asked for again while it is open. */
export const journeyQuery = (id: string) =>
  queryOptions({
    queryKey: ['journey', id],
    queryFn: ({ signal }) => call('openJourney', { params: { id } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    // Whoever opens it again soon goes on from there, and hears what came since.
    gcTime: 30_000,
  })

/** A record with every place where it stands. */
export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ['record', id],
    queryFn: ({ signal }) => call('getRecord', { params: { id } }, signal),
  })

/** All personas (at most 100). */
export const personasQuery = queryOptions({
  queryKey: ['records', 'persona'],
  queryFn: async ({ signal }) =>
    (await call('listRecords', { query: { kind: 'persona', limit: 100 } }, signal)).items as readonly AtlasRecord[],
})

/** Names of events that came lately, for proposals. */
export const eventNamesQuery = queryOptions({
  queryKey: ['event-names', 'proposed'],
  queryFn: async ({ signal }) => (await call('listEventNames', { query: {} }, signal)).items.map(({ name }) => name),
})

/** Editions of a journey, looked at again while one is filled from history. */
export const editionsQuery = (journey: string) =>
  queryOptions({
    queryKey: ['editions', journey],
    queryFn: async ({ signal }) => (await call('listEditions', { params: { id: journey } }, signal)).items,
    refetchInterval: ({ state }) =>
      state.data?.some(({ measured, filled }) => measured && filled.doneAt === null) ? 2000 : false,
  })

/** What hinders measuring a journey. */
export const checkQuery = (journey: string) =>
  queryOptions({
    queryKey: ['journey-check', journey],
    queryFn: ({ signal }) => call('checkJourney', { params: { id: journey } }, signal),
  })

const OFFERED_MAX = 8

/** Records of the library that fit what is typed, kinds one after the other. */
export async function lookInLibrary(kinds: readonly AtlasKind[], find: string): Promise<readonly AtlasRecord[]> {
  const asked = { limit: OFFERED_MAX, ...(find === '' ? {} : { find }) }
  const pages = await Promise.all(kinds.map((kind) => call('listRecords', { query: { ...asked, kind } })))
  return pages.flatMap(({ items }) => items).slice(0, OFFERED_MAX)
}
