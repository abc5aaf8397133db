// Changing the own password. All other sessions end with it, and the screen says so before.
import type { Security } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef } from 'react'
import { call, Refused } from '../api.ts'
import { useMe } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { useUndo } from '../parts/undo.ts'
import { NewPasswordField } from '../sign-in/NewPasswordField.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import css from './account.module.css'
import { securityQuery, sessionsQuery } from './data.ts'
import { weakText } from './weak.ts'

/** The part of the screen. */
export function Password({ password }: { password: Security['password'] }) {
  const { t, f } = useWords()
  const changed = password?.changedAt
  const note = changed ? t('account.password.changed', { date: f.date(Date.parse(changed)) }) : undefined
  return (
    <Card title={t('account.password.title')} note={note}>
      {password === null ? <p>{t('account.password.none')}</p> : <Form />}
    </Card>
  )
}

function Form() {
  const { t } = useWords()
  const { member } = useMe()
  const form = useRef<HTMLFormElement>(null)
  const { change, wrong, weak } = useChange(() => form.current?.reset())
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    change.mutate(new FormData(event.currentTarget))
  }
  return (
    <form ref={form} className={css.form} onSubmit={submit}>
      {change.isError && !wrong && weak === undefined ? (
        <Notice kind="harm">{problemText(t, change.error)}</Notice>
      ) : null}
      {/* Password managers want to know whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={member?.email ?? ''} readOnly />
      <Field
        label={t('account.password.now')}
        error={wrong ? t('account.password.wrong') : undefined}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={200}
        required
      />
      <NewPasswordField label={t('account.password.new')} name="newPassword" failure={change.error} />
      <div>
        <Button type="submit" busy={change.isPending}>
          {t('account.password.submit')}
        </Button>
      </div>
    </form>
  )
}

function useChange(done: () => void) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say } = useUndo()
  const change = useMutation({
    mutationFn: (form: FormData) =>
      call('changePassword', {
        body: { password: fieldOf(form, 'password'), newPassword: fieldOf(form, 'newPassword') },
      }),
    onSuccess: async () => {
      done()
      say(t('account.password.done'))
      await Promise.all([client.invalidateQueries(securityQuery), client.invalidateQueries(sessionsQuery)])
    },
  })
  const wrong = change.error instanceof Refused && change.error.code === 'auth.wrong_password'
  return { change, wrong, weak: weakText(t, change.error) }
}
