// Sets up the first admin with the one-time link that the server printed at its start.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../api.ts'
import { meQuery, setupQuery } from '../app/data.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { Gate } from './Gate.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'

/** The screen: the form, or why there is none. */
export function FirstAdmin() {
  const { t } = useWords()
  const { token } = useSearch({ from: '/setup' })
  const setup = useQuery(setupQuery)
  if (setup.data?.needed === false)
    return (
      <Gate title={t('signIn.setup.title')}>
        <Notice kind="plain">{t('signIn.setup.done')}</Notice>
        <ButtonLink to="/sign-in">{t('signIn.setup.toSignIn')}</ButtonLink>
      </Gate>
    )
  if (token === undefined)
    return (
      <Gate title={t('signIn.setup.noLink')}>
        <p>{t('signIn.setup.noLinkText')}</p>
        <ButtonLink to="/sign-in">{t('signIn.setup.toSignIn')}</ButtonLink>
      </Gate>
    )
  return (
    <Gate title={t('signIn.setup.title')}>
      <p>{t('signIn.setup.text')}</p>
      <AdminForm token={token} />
    </Gate>
  )
}

function useMakeAdmin(token: string) {
  const { i18n } = useTranslation('words')
  const navigate = useNavigate()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (form: FormData) =>
      call('setUp', {
        body: {
          token,
          email: fieldOf(form, 'email').trim(),
          name: fieldOf(form, 'name').trim(),
          password: fieldOf(form, 'password'),
          zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          locale: i18n.language === 'de' ? 'de' : 'en',
        },
      }),
    onSuccess: async (me) => {
      client.setQueryData(meQuery.queryKey, me)
      await navigate({ to: '/' })
    },
  })
}

function AdminForm({ token }: { token: string }) {
  const { t } = useWords()
  const make = useMakeAdmin(token)
  const field = make.error instanceof Refused ? make.error.facts['field'] : undefined
  const errorAt = (name: string) =>
    typeof field === 'string' && field.includes(name) ? t('signIn.setup.fieldInvalid') : undefined
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    make.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={submit} style={{ display: 'contents' }}>
      {make.isError ? <Notice kind="harm">{problemText(t, make.error)}</Notice> : null}
      <Field
        label={t('signIn.setup.name')}
        name="name"
        autoComplete="name"
        maxLength={100}
        required
        autoFocus
        error={errorAt('name')}
      />
      <Field
        label={t('signIn.email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        error={errorAt('email')}
      />
      <NewPasswordField label={t('signIn.setup.password')} failure={make.error} error={errorAt('password')} />
      <Button type="submit" kind="primary" wide busy={make.isPending}>
        {t('signIn.setup.submit')}
      </Button>
    </form>
  )
}
