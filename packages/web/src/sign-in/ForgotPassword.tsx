// Asks for a link for a new password. Says the same to everybody, whether there is such an account or not.
import { useMutation, useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { waysQuery } from '../account/data.ts'
import { call } from '../api.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { Answer } from '../parts/states.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { Gate } from './Gate.tsx'

/** The screen. */
export function ForgotPassword() {
  const { t } = useWords()
  const ways = useQuery(waysQuery)
  return (
    <Gate title={t('entry.reset.title')}>
      <Answer query={ways}>{({ mail }) => (mail ? <Ask /> : <p>{t('entry.reset.noMail')}</p>)}</Answer>
      <ButtonLink to="/sign-in" kind="quiet">
        {t('entry.toSignIn')}
      </ButtonLink>
    </Gate>
  )
}

function Ask() {
  const { t } = useWords()
  const ask = useMutation({ mutationFn: (email: string) => call('askPasswordReset', { body: { email } }) })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    ask.mutate(fieldOf(new FormData(event.currentTarget), 'email').trim())
  }
  if (ask.isSuccess) return <Notice kind="proof">{t('entry.reset.sent')}</Notice>
  return (
    <form onSubmit={submit} style={{ display: 'contents' }}>
      <p>{t('entry.reset.text')}</p>
      {ask.isError ? <Notice kind="harm">{problemText(t, ask.error)}</Notice> : null}
      <Field label={t('signIn.email')} name="email" type="email" autoComplete="username" required autoFocus />
      <Button type="submit" kind="primary" wide busy={ask.isPending}>
        {t('entry.reset.submit')}
      </Button>
    </form>
  )
}
