// Makes a taxonomy or a term, for the dialogs that ask for one, with the way back.
import { textsOf } from '@lotse/core/atlas'
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { newId } from '../ids.ts'
import { takingBack } from '../taking-back.ts'

/** What is to be made. `ownerId`: the unit of what it stands under. */
export type Making = {
  readonly kind: Extract<AtlasKind, 'taxonomy' | 'term'>
  readonly fields: AtlasRecord['fields']
  readonly ownerId?: string | null
}

/** The mutation; `done` once it is there and every list knows it. */
export function useMaking(done: () => void) {
  const { t, f } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const fresh = () => client.invalidateQueries({ queryKey: ['records'] })
  return useMutation({
    mutationFn: ({ kind, fields, ownerId }: Making) =>
      call('changeAtlas', {
        body: {
          id: newId(),
          edits: [{ do: 'make', id: newId(), kind, journey: null, fields }],
          ...(ownerId ? { ownerId } : {}),
        },
      }),
    onSuccess: async ({ id }, { fields }) => {
      await fresh()
      done()
      offerUndo(t('terms.made', { name: textsOf(fields['name'])[f.language] ?? '' }), takingBack(id, fresh))
    },
  })
}
