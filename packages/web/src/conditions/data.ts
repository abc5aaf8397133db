// What conditions ask the server for.
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'

/** What conditions can ask for here. */
export const vocabularyQuery = queryOptions({
  queryKey: ['vocabulary'],
  queryFn: ({ signal }) => call('getVocabulary', {}, signal),
  staleTime: 60_000,
})
