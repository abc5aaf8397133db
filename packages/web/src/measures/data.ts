// What screens ask the server about measures, and how one is changed, with the way back. Draws nothing.
import type { Measure, MeasureFields } from '@lotse/protocol'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useUndo } from '../parts/undo.ts'

/** A measure that nobody has said anything of yet. */
export const emptyMeasure: MeasureFields = {
  name: '',
  about: '',
  type: 'process',
  state: 'planned',
  insights: [],
  tickets: [],
  at: { journey: null, step: null, touchpoint: null },
  metric: null,
  leftOut: null,
  startsOn: null,
  effectDays: 0,
  watchDays: 56,
  baselineDays: 84,
  worth: null,
  costCents: null,
  memberId: null,
  archived: false,
}

const HERE_MAX = 100

/** One measure with all that is known. */
export const measureQuery = (id: string) =>
  queryOptions({
    queryKey: ['measures', 'one', id],
    queryFn: ({ signal }) => call('getMeasure', { params: { id } }, signal),
  })

/** How improving goes. */
export const improvementQuery = queryOptions({
  queryKey: ['measures', 'improvement'],
  queryFn: ({ signal }) => call('getImprovement', {}, signal),
})

/** What measures are about: a journey, step or touchpoint, or the insight that they answer. */
export type About = { readonly at: string } | { readonly insight: string }

/** The measures about something. */
export const measuresHereQuery = (of: About) =>
  queryOptions({
    queryKey: ['measures', 'here', of],
    queryFn: async ({ signal }) => (await call('listMeasures', { query: { ...of, limit: HERE_MAX } }, signal)).items,
  })

/** Changes a measure from the version that is shown, and offers the way back. */
export function useMeasureChange({ id, version }: Pick<Measure, 'id' | 'version'>) {
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const fresh = () => client.invalidateQueries({ queryKey: ['measures'] })
  return useMutation({
    mutationFn: ({ fields }: { fields: MeasureFields; said: string }) =>
      call('changeMeasure', { params: { id }, body: { version, fields } }),
    onSuccess: async (now, { said }) => {
      offerUndo(said, async () => {
        await call('undoMeasure', { params: { id }, body: { version: now.version } })
        await fresh()
      })
      await fresh()
    },
  })
}
