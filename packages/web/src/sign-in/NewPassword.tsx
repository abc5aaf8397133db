// Sets a new password with a one-time link. The secret stands behind # in the address, so that it is sent nowhere by itself.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { weakText } from '../account/weak.ts'
import { call } from '../api.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { Gate } from './Gate.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'

/** The screen. */
export function NewPassword() {
  const { t } = useWords()
  const [token] = useState(() => window.location.hash.slice(1))
  const set = useMutation({ mutationFn: (password: string) => call('resetPassword', { body: { token, password } }) })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    set.mutate(fieldOf(new FormData(event.currentTarget), 'password'))
  }
  if (set.isSuccess)
    return (
      <Gate title={t('entry.reset.done')}>
        <p>{t('entry.reset.doneText')}</p>
        <ButtonLink to="/sign-in" kind="primary">
          {t('entry.toSignIn')}
        </ButtonLink>
      </Gate>
    )
  const weak = weakText(t, set.error)
  return (
    <Gate title={t('entry.reset.new')}>
      {set.isError && weak === undefined ? <Notice kind="harm">{linkText(t, set.error)}</Notice> : null}
      <form onSubmit={submit} style={{ display: 'contents' }}>
        <NewPasswordField label={t('account.password.new')} failure={set.error} autoFocus />
        <Button type="submit" kind="primary" wide busy={set.isPending}>
          {t('entry.reset.set')}
        </Button>
      </form>
      <ButtonLink to="/forgot-password" kind="quiet">
        {t('entry.reset.again')}
      </ButtonLink>
    </Gate>
  )
}

const linkText = (t: ReturnType<typeof useWords>['t'], failure: unknown): string =>
  failure instanceof Error && failure.message === 'auth.link_invalid' ? t('entry.reset.ended') : problemText(t, failure)
