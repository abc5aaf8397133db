// What screens ask the server for about insights: those of a record, and those under it through all layers, kept true while one looks.
import type { AtlasKind } from '@lotse/protocol'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { aboutField } from './origins.ts'

const LIVE_MS = 5000
const SHOWN_MAX = 100

/** Insights about a record, those on what lies inside of it, too (at most 100). */
export const insightsQuery = ({ id, kind }: { readonly id: string; readonly kind: AtlasKind }) =>
  queryOptions({
    queryKey: ['records', 'insights', id],
    queryFn: async ({ signal }) => {
      const about = aboutField(kind) === 'products' ? { uses: id } : { at: id }
      return (await call('listInsights', { query: { ...about, limit: SHOWN_MAX } }, signal)).items
    },
    refetchInterval: LIVE_MS,
  })

/** Insights that hang at a journey or at anything that it stands on. */
export const journeyInsightsQuery = (id: string) =>
  queryOptions({
    queryKey: ['records', 'insights', 'under', id],
    queryFn: async ({ signal }) =>
      (await call('getLayers', { params: { id }, query: { direction: 'down' } }, signal)).insights,
    refetchInterval: LIVE_MS,
  })
