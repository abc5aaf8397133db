// The preference page as the console holds it: asked for once, changed with a way back, and never over somebody else's change.
import type { PreferencePage } from '@lotse/protocol'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useUndo } from '../parts/undo.ts'

/** Topics and texts of the page, and what customers said so far. */
export const pageQuery = queryOptions({
  queryKey: ['preference-page'],
  queryFn: ({ signal }) => call('getPreferencePage', {}, signal),
})

/** What of the page can be set. */
export type Settable = Pick<PreferencePage, 'topics' | 'texts'>

/**
 * Changes the page at once and offers the way back.
 *
 * @param page - as it was read; who changed it meanwhile is not overwritten.
 * @returns a function of what is to be another, and what to say then; answers whether it was done.
 */
export function usePageChange(page: PreferencePage) {
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const set = useMutation({
    mutationFn: (body: Settable & { readonly revision: string }) => call('setPreferencePage', { body }),
    onSuccess: (now) => client.setQueryData(pageQuery.queryKey, now),
    onError: () => void client.invalidateQueries(pageQuery),
  })
  const { topics, texts, revision } = page
  const change = async (next: Partial<Settable>, said: string): Promise<boolean> => {
    try {
      const now = await set.mutateAsync({ topics, texts, ...next, revision })
      offerUndo(said, () => set.mutateAsync({ topics, texts, revision: now.revision }))
      return true
    } catch (failure) {
      sayFailure(failure)
      return false
    }
  }
  return { change, busy: set.isPending }
}
