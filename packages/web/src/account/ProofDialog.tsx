// Asks again who one is, before what must not be done at a screen left unlocked: password and code, a passkey, or the provider anew.
import type { Security } from '@lotse/protocol'
import { IconKey } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { call } from '../api.ts'
import { useMe } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { Answer } from '../parts/states.tsx'
import { passkeyChance, proveByPasskey, wasDropped } from '../sign-in/passkey.ts'
import { CodeField } from '../sign-in/SecondFactor.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { securityQuery } from './data.ts'

/** @param answer - called with whether the proof was given. */
export function ProofDialog({ answer }: { answer: (given: boolean) => void }) {
  const { t } = useWords()
  const security = useQuery({ ...securityQuery, staleTime: 0 })
  return (
    <Dialog open close={() => answer(false)} title={t('account.proof.title')}>
      <Answer query={security}>{(known) => <Ways known={known} answer={answer} />}</Answer>
    </Dialog>
  )
}

function Ways({ known, answer }: { known: Security; answer: (given: boolean) => void }) {
  const { t } = useWords()
  const passkey = useMutation({ mutationFn: proveByPasskey, onSuccess: () => answer(true) })
  const byPasskey = known.passkeys.length > 0 && passkeyChance() === 'yes'
  if (known.bound) return <ByProvider />
  return (
    <div className="stack">
      <p>{t('account.proof.text')}</p>
      {passkey.isError && !wasDropped(passkey.error) ? (
        <Notice kind="harm">{problemText(t, passkey.error)}</Notice>
      ) : null}
      {byPasskey ? (
        <Button wide busy={passkey.isPending} onClick={() => passkey.mutate()}>
          <IconKey size={18} stroke={1.7} aria-hidden />
          {t('account.proof.passkey')}
        </Button>
      ) : null}
      {known.password === null ? null : <ByPassword code={known.totp !== null} answer={answer} />}
    </div>
  )
}

function ByPassword({ code, answer }: { code: boolean; answer: (given: boolean) => void }) {
  const { t } = useWords()
  const form = useId()
  const prove = useMutation({
    mutationFn: (given: FormData) => {
      const password = fieldOf(given, 'password')
      return call('proveIdentity', { body: { password, ...(code ? { code: fieldOf(given, 'code') } : {}) } })
    },
    onSuccess: () => answer(true),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    prove.mutate(new FormData(event.currentTarget))
  }
  return (
    <form id={form} className="stack" onSubmit={submit}>
      {prove.isError ? <Notice kind="harm">{problemText(t, prove.error)}</Notice> : null}
      <Field
        label={t('signIn.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={200}
        required
        autoFocus
      />
      {code ? <CodeField focus={false} /> : null}
      <Button type="submit" kind="primary" busy={prove.isPending}>
        {t('account.proof.submit')}
      </Button>
    </form>
  )
}

/** A provider proves by letting the person sign in there once more. */
function ByProvider() {
  const { t } = useWords()
  const { workspace } = useMe()
  const to = `${window.location.pathname}${window.location.search}`
  const go = useMutation({
    mutationFn: () => call('startProviderSignIn', { body: { providerId: workspace.id, to, again: true } }),
    onSuccess: ({ url }) => window.location.assign(url),
  })
  return (
    <div className="stack">
      <p>{t('account.proof.provider')}</p>
      {go.isError ? <Notice kind="harm">{problemText(t, go.error)}</Notice> : null}
      <Button kind="primary" busy={go.isPending} onClick={() => go.mutate()}>
        {t('account.proof.go')}
      </Button>
    </div>
  )
}
