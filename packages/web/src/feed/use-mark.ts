// Marks items of the feed as seen or not, and everything at once with a way back. Holds nothing itself.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'

/** `read`: items; `readAll`: everything up to an instant; `before` is what had been said until then. */
export function useMark() {
  const { t } = useWords()
  const client = useQueryClient()
  const { sayFailure, offerUndo } = useUndo()
  const anew = () => client.invalidateQueries({ queryKey: ['feed'] })
  const read = useMutation({
    mutationFn: (body: { readonly items: string[]; readonly read: boolean }) => call('markFeed', { body }),
    onSuccess: anew,
    onError: sayFailure,
  })
  const readAll = useMutation({
    mutationFn: ({ readTo }: { readonly readTo: string; readonly before: string | null }) =>
      call('markFeed', { body: { readTo } }),
    onSuccess: (_, { before }) => {
      offerUndo(t('feed.allRead'), async () => {
        await call('markFeed', { body: { readTo: before } })
        await anew()
      })
      return anew()
    },
    onError: sayFailure,
  })
  return { read, readAll }
}
