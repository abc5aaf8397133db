// The question for the password of a link, whatever the link opens. Keeps no password.
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Gate } from '../sign-in/Gate.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { isCode } from './refusals.ts'

type Given<Opened> = {
  readonly title: string
  /** Asks the server; refused with `share.password_wrong`. */
  readonly ask: (password: string) => Promise<Opened>
  readonly opened: (what: Opened, password: string) => void
}

/** The form. */
export function PasswordGate<Opened>({ title, ask, opened }: Given<Opened>) {
  const { t } = useWords()
  const open = useMutation({ mutationFn: ask, onSuccess: opened })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    open.mutate(fieldOf(new FormData(event.currentTarget), 'password'))
  }
  const wrong = isCode(open.error, 'share.password_wrong')
  return (
    <Gate title={title}>
      <p>{t('shared.passwordText')}</p>
      <form className="stack" onSubmit={submit}>
        <Field
          label={t('shared.password')}
          type="password"
          name="password"
          autoComplete="off"
          maxLength={200}
          required
          autoFocus
          error={open.isError ? (wrong ? t('shared.wrong') : problemText(t, open.error)) : undefined}
        />
        <Button type="submit" kind="primary" wide busy={open.isPending}>
          {t('shared.open')}
        </Button>
      </form>
    </Gate>
  )
}
