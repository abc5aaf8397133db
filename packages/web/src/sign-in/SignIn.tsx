// Sign-in: e-mail and password, one clear sentence for each refusal. Leads to where someone wanted to go.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { call } from '../api.ts'
import { meQuery } from '../app/data.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { Gate } from './Gate.tsx'

/** The screen. */
export function SignIn() {
  const { t } = useWords()
  const { to = '/control', ended } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const client = useQueryClient()
  const enter = useMutation({
    mutationFn: (form: FormData) =>
      call('signIn', { body: { email: fieldOf(form, 'email').trim(), password: fieldOf(form, 'password') } }),
    onSuccess: async (me) => {
      client.setQueryData(meQuery.queryKey, me)
      await navigate({ href: to })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    enter.mutate(new FormData(event.currentTarget))
  }
  return (
    <Gate title={t('signIn.title')}>
      {ended && !enter.isError ? <Notice kind="attention">{t('signIn.ended')}</Notice> : null}
      {enter.isError ? <Notice kind="harm">{problemText(t, enter.error)}</Notice> : null}
      <form onSubmit={submit} style={{ display: 'contents' }}>
        <Field label={t('signIn.email')} name="email" type="email" autoComplete="username" required autoFocus />
        <Field
          label={t('signIn.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          maxLength={200}
          required
        />
        <Button type="submit" kind="primary" wide busy={enter.isPending}>
          {t('signIn.submit')}
        </Button>
      </form>
    </Gate>
  )
}
