// Keeping what is changed at a thing of the library, for components: at once for every journey, with the way back.
import { textsOf } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { newId } from './ids.ts'
import type { Keeping } from './RecordFields.tsx'
import { takingBack } from './taking-back.ts'

const STALE = ['record', 'records', 'journeys', 'journey', 'insights'] as const

/** Reads anew what a changed record made stale. */
export function useFreshRecord(): () => Promise<unknown> {
  const client = useQueryClient()
  return () => Promise.all(STALE.map((key) => client.invalidateQueries({ queryKey: [key] })))
}

/** Keeps changes of a record. */
export function useKeeping(record: AtlasRecord): Keeping {
  const { t } = useWords()
  const { offerUndo, sayFailure } = useUndo()
  const fresh = useFreshRecord()
  const send = async (edit: AtlasEdit) => {
    const change = newId()
    try {
      await call('changeAtlas', { body: { id: change, edits: [edit] } })
      await fresh()
      offerUndo(t('library.saved'), takingBack(change, fresh))
    } catch (failure) {
      sayFailure(failure)
    }
  }
  const { id } = record
  return {
    set: (field, value) => void send({ do: 'set', id, field, value }),
    write: ({ field, language, to }) => {
      const value = { ...textsOf(record.fields[field]), [language]: to }
      void send({ do: 'set', id, field, value })
    },
  }
}
