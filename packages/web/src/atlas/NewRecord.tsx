// Asks for the name of something new in the library, and whose it is.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { call } from '../api.ts'
import { useMe } from '../app/member.ts'
import { makingItem } from '../canvas/contents.ts'
import { OwnerField } from '../owners/OwnerField.tsx'
import { usualOwner } from '../owners/units.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { Failure } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { newId } from './ids.ts'
import type { ListedKind } from './kinds.ts'

type Given = {
  readonly kind: ListedKind
  readonly close: () => void
  readonly made: (id: string) => void
}

/** The dialog. */
export function NewRecord({ kind, close, made }: Given) {
  const { t, f } = useWords()
  const form = useId()
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
      void client.invalidateQueries({ queryKey: ['records'] })
      made(id)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!make.isPending) make.mutate()
  }
  return (
    <Dialog
      open
      close={close}
      title={t(`kinds.create.${kind}`)}
      actions={
        <Button type="submit" form={form} kind="primary" busy={make.isPending}>
          {t('library.make')}
        </Button>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        {make.isError ? <Failure failure={make.error} /> : null}
        <Field
          label={t('library.field.name')}
          hint={t(`kinds.nameHint.${kind}`)}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={200}
          required
        />
        <OwnerField reach={actions['atlas.edit']} owner={owner} choose={setOwner} />
      </form>
    </Dialog>
  )
}
