// Which journeys others are made from. Asks the server, decides nothing.
import type { AtlasRecord } from '@lotse/protocol'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../api.ts'

const JOURNEYS_MAX = 200

/** Journeys that are templates (of the 200 touched last). */
export const templatesQuery = queryOptions({
  queryKey: ['journeys', 'templates'],
  queryFn: async ({ signal }): Promise<readonly AtlasRecord[]> => {
    const { items } = await call('listJourneys', { query: { limit: JOURNEYS_MAX } }, signal)
    return items.filter(({ fields }) => fields['isTemplate'] === true)
  },
})
