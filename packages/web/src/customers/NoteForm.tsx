// Writes a note on a customer. Shown only to who may; what is written stands in the timeline at once.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './timeline.module.css'

const TEXT_MAX = 5000

/** The form. */
export function NoteForm({ customerId }: { customerId: string }) {
  const { t } = useWords()
  const id = useId()
  const may = useMay()
  const client = useQueryClient()
  const { sayFailure } = useUndo()
  const [text, setText] = useState('')
  const writing = useMutation({
    mutationFn: (note: string) => call('createNote', { params: { id: customerId }, body: { text: note } }),
    onSuccess: () => {
      setText('')
      void client.invalidateQueries({ queryKey: ['timeline', customerId] })
    },
    onError: sayFailure,
  })
  if (!may('notes.write')) return null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') writing.mutate(text)
  }
  return (
    <form className={css.compose} onSubmit={submit}>
      <label htmlFor={id} className="visually-hidden">
        {t('customer.note.label')}
      </label>
      <textarea
        id={id}
        rows={1}
        value={text}
        maxLength={TEXT_MAX}
        placeholder={t('customer.note.placeholder')}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => (event.key === 'Enter' && (event.metaKey || event.ctrlKey) ? submit(event) : undefined)}
      />
      <Button type="submit" busy={writing.isPending}>
        {t('customer.note.save')}
      </Button>
    </form>
  )
}
