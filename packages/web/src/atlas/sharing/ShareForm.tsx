// What a new link to a journey allows, whom it is for, and when it ends.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api.ts'
import { Button } from '../../parts/Button.tsx'
import { Choices } from '../../parts/Choices.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Notice } from '../../parts/Notice.tsx'
import { Select } from '../../parts/Select.tsx'
import { Switch } from '../../parts/Switch.tsx'
import { problemText } from '../../words/problem.ts'
import { useWords } from '../../words/use.ts'
import { sharesKey } from './shares.ts'
import css from './sharing.module.css'

const DAY_MS = 86_400_000
/** After so many days a link ends; 0: never. */
const SPANS = ['7', '30', '90', '0'] as const

type Rights = 'view' | 'comment'
type Given = { readonly journey: string; readonly made: (address: string) => void }

/** What the form says, as the server takes it. */
function bodyOf(form: FormData, rights: Rights) {
  const days = Number(fieldOf(form, 'days'))
  const password = fieldOf(form, 'password')
  return {
    name: fieldOf(form, 'name').trim(),
    rights,
    opens: (['library', 'comments'] as const).filter((part) => form.has(part)),
    ...(password === '' ? {} : { password }),
    ...(days === 0 ? {} : { expiresAt: new Date(Date.now() + days * DAY_MS).toISOString() }),
  }
}

/** The form. @param made - called with the address of the link. */
export function ShareForm({ journey, made }: Given) {
  const { t } = useWords()
  const client = useQueryClient()
  const [rights, setRights] = useState<Rights>('view')
  const make = useMutation({
    mutationFn: (form: FormData) => call('createShare', { params: { id: journey }, body: bodyOf(form, rights) }),
    onSuccess: async ({ address }) => {
      made(address)
      await client.invalidateQueries({ queryKey: sharesKey(journey) })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    make.mutate(new FormData(event.currentTarget))
  }
  return (
    <form className="stack" onSubmit={submit}>
      {make.isError ? <Notice kind="harm">{problemText(t, make.error)}</Notice> : null}
      <p className="quiet">{t('sharing.text')}</p>
      <div className={css.fields}>
        <Field
          label={t('sharing.name')}
          hint={t('sharing.nameHint')}
          name="name"
          maxLength={100}
          required
          pattern=".*\S.*"
          autoComplete="off"
        />
        <Select
          label={t('sharing.ends')}
          hint={t('sharing.endsHint')}
          name="days"
          defaultValue="30"
          choices={SPANS.map((value) => ({
            value,
            label: value === '0' ? t('sharing.endless') : t('sharing.days', { count: Number(value) }),
          }))}
        />
      </div>
      <Choices
        label={t('sharing.rights')}
        chosen={rights}
        choose={setRights}
        choices={[
          { value: 'view', label: t('sharing.may.view') },
          { value: 'comment', label: t('sharing.may.comment') },
        ]}
      />
      <Switch name="comments" label={t('sharing.opens.comments')} />
      <Switch name="library" label={t('sharing.opens.library')} />
      <Field
        label={t('sharing.password')}
        hint={t('sharing.passwordHint')}
        type="password"
        name="password"
        minLength={8}
        maxLength={200}
        autoComplete="new-password"
      />
      <div>
        <Button type="submit" kind="primary" busy={make.isPending}>
          {t('sharing.make')}
        </Button>
      </div>
    </form>
  )
}
