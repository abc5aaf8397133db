// The second step of signing in: a code of the authenticator app, or a recovery code.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { useEnter } from './use-enter.ts'

/** @param back - to the first step. */
export function SecondFactor({
  email,
  password,
  to,
  back,
}: {
  email: string
  password: string
  to: string
  back: () => void
}) {
  const { t } = useWords()
  const [recovery, setRecovery] = useState(false)
  const arrive = useEnter()
  const enter = useMutation({
    mutationFn: (code: string) => call('signIn', { body: { email, password, code } }),
    onSuccess: (me) => arrive(me, to),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    enter.mutate(fieldOf(new FormData(event.currentTarget), 'code').trim())
  }
  return (
    <form onSubmit={submit} style={{ display: 'contents' }}>
      <p>{recovery ? t('entry.code.recoveryText') : t('entry.code.text')}</p>
      {enter.isError ? <Notice kind="harm">{problemText(t, enter.error)}</Notice> : null}
      <CodeField key={String(recovery)} recovery={recovery} />
      <Button type="submit" kind="primary" wide busy={enter.isPending}>
        {t('signIn.submit')}
      </Button>
      <Button kind="quiet" onClick={() => setRecovery(!recovery)}>
        {recovery ? t('entry.code.toApp') : t('entry.code.toRecovery')}
      </Button>
      <Button kind="quiet" onClick={back}>
        {t('entry.code.back')}
      </Button>
    </form>
  )
}

/** The field of a code; phones show their number keys, and fill codes in by themselves. */
export function CodeField({ recovery = false, focus = true }: { recovery?: boolean; focus?: boolean }) {
  const { t } = useWords()
  return (
    <Field
      label={recovery ? t('entry.code.recovery') : t('entry.code.label')}
      name="code"
      autoComplete={recovery ? 'off' : 'one-time-code'}
      inputMode={recovery ? 'text' : 'numeric'}
      minLength={6}
      maxLength={40}
      required
      autoFocus={focus}
      spellCheck={false}
    />
  )
}
