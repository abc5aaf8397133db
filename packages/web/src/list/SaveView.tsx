// Asks how a view shall be called and who sees it, and saves it. A name that is there already is changed to the present state.
import type { SavedView } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { Switch } from '../parts/Switch.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'

type Given = {
  readonly open: boolean
  readonly close: () => void
  readonly screen: string
  readonly search: string
  readonly known: readonly SavedView[]
}

/** The dialog. */
export function SaveView({ open, close, screen, search, known }: Given) {
  const { t } = useWords()
  const client = useQueryClient()
  const form = useId()
  const save = useMutation({
    mutationFn: ({ name, shared }: { name: string; shared: boolean }) => {
      const same = known.find((view) => view.name === name)
      return same === undefined
        ? call('createView', { body: { screen, name, search, shared } })
        : call('updateView', { params: { id: same.id }, body: { search, shared } })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['views', screen] })
      close()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const name = fieldOf(fields, 'name').trim()
    if (name !== '') save.mutate({ name, shared: fields.has('shared') })
  }
  return (
    <Dialog
      open={open}
      close={close}
      title={t('list.views.save')}
      actions={
        <>
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} busy={save.isPending}>
            {t('list.views.submit')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <Field label={t('list.views.name')} name="name" required maxLength={80} autoComplete="off" />
        <Switch label={t('list.views.sharedLabel')} name="shared" />
        {save.isError ? <Notice kind="harm">{problemText(t, save.error)}</Notice> : null}
      </form>
    </Dialog>
  )
}
