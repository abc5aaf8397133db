// Puts a journey or a thing of the library aside: at once, with the way back; nothing that stands in it is lost.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { newId } from './ids.ts'
import { takingBack } from './taking-back.ts'

type Given = {
  readonly id: string
  readonly name: string
  /** Leads away from what is gone. */
  readonly leave: () => void
}

/** The button. */
export function RemoveButton({ id, name, leave }: Given) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const fresh = () =>
    Promise.all(
      ['record', 'records', 'journeys', 'insights'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    )
  const remove = useMutation({
    mutationFn: () => call('changeAtlas', { body: { id: newId(), edits: [{ do: 'remove', id }] } }),
    onSuccess: async ({ id: change }) => {
      leave()
      await fresh()
      offerUndo(t('library.removed', { name }), takingBack(change, fresh))
    },
    onError: sayFailure,
  })
  return (
    <Button busy={remove.isPending} onClick={() => remove.mutate()}>
      {t('library.remove')}
    </Button>
  )
}
