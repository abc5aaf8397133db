// Makes a taxonomy or a term, for the dialogs that ask for one.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { newId } from '../ids.ts'

/** What is to be made. `ownerId`: the unit of what it stands under. */
export type Making = {
  readonly kind: Extract<AtlasKind, 'taxonomy' | 'term'>
  readonly fields: AtlasRecord['fields']
  readonly ownerId?: string | null
}

/** The mutation; `done` once it is there and every list knows it. */
export function useMaking(done: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ kind, fields, ownerId }: Making) =>
      call('changeAtlas', {
        body: {
          id: newId(),
          edits: [{ do: 'make', id: newId(), kind, journey: null, fields }],
          ...(ownerId ? { ownerId } : {}),
        },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['records'] })
      done()
    },
  })
}
