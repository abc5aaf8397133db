// Asks for the name of something new in the library, and whose it is.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { useMe } from '../app/member.ts'
import { makingItem } from '../canvas/contents.ts'
import { Alike } from '../insights/page/Alike.tsx'
import { OwnerField } from '../owners/OwnerField.tsx'
import { usualOwner } from '../owners/units.ts'
import { Field } from '../parts/Field.tsx'
import { useWords } from '../words/use.ts'
import { newId } from './ids.ts'
import type { ListedKind } from './kinds.ts'
import { MakingDialog } from './MakingDialog.tsx'

type Given = {
  readonly kind: ListedKind
  readonly close: () => void
  readonly made: (id: string) => void
}

/** The dialog. */
export function NewRecord({ kind, close, made }: Given) {
  const { t, f } = useWords()
  const { actions, units } = useMe()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [owner, setOwner] = useState(() => usualOwner(units))
  const make = useMutation({
    mutationFn: async () => {
      const { id, edit } = makingItem(kind, name.trim(), f.language, newId)
      await call('changeAtlas', { body: { id: newId(), edits: [edit], ...(owner === null ? {} : { ownerId: owner }) } })
      return id
    },
    onSuccess: (id) => {
      for (const key of ['records', 'insights']) void client.invalidateQueries({ queryKey: [key] })
      made(id)
    },
  })
  return (
    <MakingDialog title={t(`kinds.create.${kind}`)} making={make} make={make.mutate} close={close}>
      <Field
        label={t('library.field.name')}
        hint={t(`kinds.nameHint.${kind}`)}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
        required
      />
      {kind === 'insight' ? <Alike typed={name} language={f.language} /> : null}
      <OwnerField reach={actions['atlas.edit']} owner={owner} choose={setOwner} />
    </MakingDialog>
  )
}
