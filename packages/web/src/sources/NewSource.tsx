// Connecting a new source: what it is and what it is called; the guide for it follows on its own page.
import type { SourceKind } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../api.ts'
import { sourcesQuery } from '../app/data.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Failure } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { kindIcons } from './kinds.ts'
import css from './sources.module.css'

const kinds = Object.keys(kindIcons) as SourceKind[]

/** The dialog. */
export function NewSource({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [kind, setKind] = useState<SourceKind>('website')
  const create = useMutation({
    mutationFn: (name: string) => call('createSource', { body: { name, kind } }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries(sourcesQuery)
      close()
      await navigate({ to: '/sources/$sourceId', params: { sourceId: id } })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = fieldOf(new FormData(event.currentTarget), 'name').trim()
    if (name !== '') create.mutate(name)
  }
  return (
    <Dialog open={open} close={close} title={t('sources.create')} wide>
      <form className={css.form} onSubmit={submit}>
        <fieldset className={css.kinds}>
          <legend>{t('sources.kindLabel')}</legend>
          {kinds.map((value) => (
            <KindChoice key={value} kind={value} checked={value === kind} choose={() => setKind(value)} />
          ))}
        </fieldset>
        <Field
          label={t('sources.name')}
          name="name"
          placeholder={t('sources.namePlaceholder')}
          maxLength={100}
          required
          autoComplete="off"
        />
        {create.isError ? <Failure failure={create.error} /> : null}
        <div className={css.buttons}>
          <Button onClick={close}>{t('sources.cancel')}</Button>
          <Button kind="primary" type="submit" busy={create.isPending}>
            {t('sources.createSubmit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function KindChoice({ kind, checked, choose }: { kind: SourceKind; checked: boolean; choose: () => void }) {
  const { t } = useWords()
  const Icon = kindIcons[kind]
  return (
    <label className={css.kind} data-checked={checked}>
      <input type="radio" name="kind" className="visually-hidden" checked={checked} onChange={choose} />
      <Icon size={20} stroke={1.6} aria-hidden />
      <span>
        <b>{t(`sources.kind.${kind}`)}</b>
        <span className={css.quiet}>{t(`sources.kindHint.${kind}`)}</span>
      </span>
    </label>
  )
}
