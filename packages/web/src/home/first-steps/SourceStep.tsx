// The first step: a source with a name, and its write key follows in the next one.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api.ts'
import { sourcesQuery } from '../../app/data.ts'
import { useMay } from '../../app/member.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { Failure } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import css from './first-steps.module.css'

/** The form. */
export function SourceStep() {
  const { t } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const [name, setName] = useState(t('home.steps.source.example'))
  const create = useMutation({
    mutationFn: () => call('createSource', { body: { name: name.trim() } }),
    onSuccess: () => client.invalidateQueries({ queryKey: sourcesQuery.queryKey }),
  })
  if (!may('sources.manage')) return <p>{t('home.steps.source.ask')}</p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && !create.isPending) create.mutate()
  }
  return (
    <form className={css.form} onSubmit={submit}>
      <p>{t('home.steps.source.text')}</p>
      <Field
        label={t('home.steps.source.name')}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
      />
      {create.isError ? <Failure failure={create.error} /> : null}
      <div>
        <Button kind="primary" type="submit" busy={create.isPending}>
          {t('home.steps.source.create')}
        </Button>
      </div>
    </form>
  )
}
