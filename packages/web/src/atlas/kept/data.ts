// What the screens of versions ask the server for.
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { editionOf } from './difference-words.ts'

/** A version with all that stood in it. It never changes, so that it is asked for once. */
export const versionQuery = (journey: string, number: number) =>
  queryOptions({
    queryKey: ['kept', 'version', journey, number],
    queryFn: async ({ signal }) => {
      const { records, ...version } = await call('getVersion', { params: { id: journey, number } }, signal)
      return { version, edition: editionOf(records) }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The versions of a journey, newest first (at most 200). */
export const versionsQuery = (journey: string) =>
  queryOptions({
    queryKey: ['kept', 'versions', journey],
    queryFn: async ({ signal }) =>
      (await call('listVersions', { params: { id: journey }, query: { limit: 200 } }, signal)).items,
  })
