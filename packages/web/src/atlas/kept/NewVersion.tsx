// Keeps a journey as it stands: a name by which one finds it again, and why.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { call } from '../../api.ts'
import type { Session } from '../../canvas/session.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Notice } from '../../parts/Notice.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import { useUndo } from '../../parts/undo.ts'
import { problemText } from '../../words/problem.ts'
import { useWords } from '../../words/use.ts'
import { versionsQuery } from './data.ts'
import { whenSent } from './sent.ts'

type Given = { readonly journey: string; readonly session: Session; readonly close: () => void }

/** The dialog. */
export function NewVersion({ journey, session, close }: Given) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say } = useUndo()
  const keep = useMutation({
    mutationFn: async (form: FormData) => {
      await whenSent(session)
      const body = { name: fieldOf(form, 'name').trim(), note: fieldOf(form, 'note').trim() }
      return call('createVersion', { params: { id: journey }, body })
    },
    onSuccess: async ({ name }) => {
      close()
      say(t('kept.done', { name }))
      await client.invalidateQueries({ queryKey: versionsQuery(journey).queryKey })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    keep.mutate(new FormData(event.currentTarget))
  }
  return (
    <Dialog open close={close} title={t('kept.keep')}>
      <form className="stack" onSubmit={submit}>
        {keep.isError ? <Notice kind="harm">{problemText(t, keep.error)}</Notice> : null}
        <p className="quiet">{t('kept.keepText')}</p>
        <Field
          label={t('kept.name')}
          hint={t('kept.nameHint')}
          name="name"
          maxLength={100}
          required
          pattern=".*\S.*"
          autoComplete="off"
        />
        <TextArea label={t('kept.note')} name="note" maxLength={2000} rows={3} />
        <div>
          <Button type="submit" kind="primary" busy={keep.isPending}>
            {t('kept.keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
