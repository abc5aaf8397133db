// A note in the timeline: its text, who wrote it, and for them a way to change or remove it; removing can be undone.
import { IconNote, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import type { NoteDetail } from './item-words.ts'
import css from './timeline.module.css'

/** The row. */
export function NoteRow({ note, at, customerId }: { note: NoteDetail; at: number; customerId: string }) {
  const { t, f } = useWords()
  const [editing, setEditing] = useState(false)
  const by = note.by === null ? t('customer.note.byProgram') : t('customer.note.by', { name: note.by })
  return (
    <div className={css.noteRow}>
      <time dateTime={new Date(at).toISOString()} title={f.instant(at)}>
        {f.clock(at)}
      </time>
      <span className={css.mark} data-tone="attention">
        <IconNote size={16} stroke={1.7} role="img" aria-label={t('customer.kind.note')} />
      </span>
      <div>
        {editing ? <Edit note={note} customerId={customerId} done={() => setEditing(false)} /> : <p>{note.text}</p>}
        <small>
          {by}
          {note.editedAt === null
            ? null
            : ` · ${t('customer.note.edited', { time: f.instant(Date.parse(note.editedAt)) })}`}
        </small>
      </div>
      {note.mine && !editing ? <Actions note={note} customerId={customerId} edit={() => setEditing(true)} /> : null}
    </div>
  )
}

type Given = { readonly note: NoteDetail; readonly customerId: string }

function useChanged(customerId: string): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['timeline', customerId] })
}

function Edit({ note, customerId, done }: Given & { readonly done: () => void }) {
  const { t } = useWords()
  const changed = useChanged(customerId)
  const { sayFailure } = useUndo()
  const [text, setText] = useState(note.text)
  const saving = useMutation({
    mutationFn: () => call('updateNote', { params: { id: note.noteId }, body: { text } }),
    onSuccess: () => changed().then(done),
    onError: sayFailure,
  })
  return (
    <div className={css.compose}>
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed.
        autoFocus
        aria-label={t('customer.note.label')}
        value={text}
        maxLength={5000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => (event.key === 'Escape' ? done() : undefined)}
      />
      <Button busy={saving.isPending} onClick={() => text.trim() !== '' && saving.mutate()}>
        {t('customer.note.change')}
      </Button>
    </div>
  )
}

function Actions({ note, customerId, edit }: Given & { readonly edit: () => void }) {
  const { t } = useWords()
  const changed = useChanged(customerId)
  const { offerUndo, sayFailure } = useUndo()
  const params = { id: note.noteId }
  const removing = useMutation({
    mutationFn: () => call('deleteNote', { params }),
    onSuccess: async () => {
      await changed()
      offerUndo(t('customer.note.removed'), () => call('restoreNote', { params }).then(changed))
    },
    onError: sayFailure,
  })
  return (
    <div className={css.noteActions}>
      <Button kind="quiet" aria-label={t('customer.note.edit')} onClick={edit}>
        <IconPencil size={15} stroke={1.7} aria-hidden />
      </Button>
      <Button
        kind="quiet"
        aria-label={t('customer.note.remove')}
        busy={removing.isPending}
        onClick={() => removing.mutate()}
      >
        <IconTrash size={15} stroke={1.7} aria-hidden />
      </Button>
    </div>
  )
}
