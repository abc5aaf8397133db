// What the screens of the atlas ask the server for: one query per question, named by what it answers.

import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'

/** A journey as it is opened: always fresh, because it is gone on with from there. */
export const journeyQuery = (id: string) =>
  queryOptions({
    queryKey: ['journey', id],
    queryFn: ({ signal }) => call('openJourney', { params: { id } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** A record with every place where it stands. */
export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ['record', id],
    queryFn: ({ signal }) => call('getRecord', { params: { id } }, signal),
  })

const OFFERED_MAX = 8

/** Records of the library that fit what is typed, kinds one after the other. */
export async function lookInLibrary(kinds: readonly AtlasKind[], find: string): Promise<readonly AtlasRecord[]> {
  const asked = { limit: OFFERED_MAX, ...(find === '' ? {} : { find }) }
  const pages = await Promise.all(kinds.map((kind) => call('listRecords', { query: { ...asked, kind } })))
  return pages.flatMap(({ items }) => items).slice(0, OFFERED_MAX)
}
