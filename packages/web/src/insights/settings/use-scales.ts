// The scales of the workspace as its settings change them: always as a whole, with the version, the way back and refusals. Draws nothing.
import type { InsightScales } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { scalesQuery } from '../data.ts'
import { INSIGHTS } from '../work/use-work.ts'

type Versioned = { readonly version: number; readonly scales: InsightScales }

/** The query, and the mutation that puts other scales in their place. */
export function useScales(saved: () => void = () => {}) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const query = useQuery(scalesQuery)
  const put = (body: Versioned) =>
    call('setInsightScales', { body }).finally(() => client.invalidateQueries({ queryKey: [INSIGHTS] }))
  const save = useMutation({
    mutationFn: (to: InsightScales) => put({ version: query.data?.version ?? 0, scales: to }),
    onMutate: () => query.data?.scales,
    onSuccess: ({ version }, _, before) => {
      saved()
      if (before !== undefined) offerUndo(t('insightSettings.weighing.saved'), () => put({ version, scales: before }))
    },
  })
  return { query, save }
}
