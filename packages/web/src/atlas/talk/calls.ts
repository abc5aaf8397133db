// Who calls the reader in comments, and where that leads. Asks one question for Home, the navigation and the talk itself.
import type { Mention } from '@lotse/protocol'
import { queryOptions } from '@tanstack/react-query'
import type { LinkProps } from '@tanstack/react-router'
import { call } from '../../api.ts'

const EVERY_MS = 15_000

/** Threads that call the reader and were not read since. */
export const mentionsQuery = queryOptions({
  queryKey: ['mentions'],
  queryFn: ({ signal }) => call('listMentions', {}, signal),
  refetchInterval: EVERY_MS,
})

/** Where a call is answered: at its place in the map, or on the page of the thing. */
export function placeOfCall({ journey, record, thread }: Pick<Mention, 'journey' | 'record' | 'thread'>): LinkProps {
  return journey === null
    ? { to: '/journeys/library/$recordId', params: { recordId: record }, hash: 'talk' }
    : { to: '/journeys/$journeyId', params: { journeyId: journey.id }, search: { talk: 'all', thread } }
}
