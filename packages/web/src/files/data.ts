// What the screens of uploaded files ask for.
import type { FileImport } from '@lotse/protocol'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'

const LIVE_MS = 1500

/** Whether something happens to an import by itself. */
export function isUnderWay({ state }: Pick<FileImport, 'state'>): boolean {
  return state === 'waiting' || state === 'running'
}

/** Uploaded files of a source; asked for again while one of them is imported. */
export const importsQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ['imports', sourceId],
    queryFn: ({ signal }) => call('listImports', { params: { id: sourceId }, query: { limit: 50 } }, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? LIVE_MS : false),
  })
