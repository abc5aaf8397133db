// Sign-in: by passkey, password with a second factor where there is one, or a workspace's provider. Leads to where someone wanted to go.
import { IconKey, IconLogin2 } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { waysQuery } from '../account/data.ts'
import { call, Refused } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { Gate } from './Gate.tsx'
import css from './gate.module.css'
import { enterByAutofill, enterByPasskey, passkeyChance, wasDropped } from './passkey.ts'
import { SecondFactor } from './SecondFactor.tsx'
import { useEnter } from './use-enter.ts'

type Given = { readonly email: string; readonly password: string }

/** The screen. */
export function SignIn() {
  const { t } = useWords()
  const { to = '/' } = useSearch({ from: '/sign-in' })
  const [given, setGiven] = useState<Given | null>(null)
  if (given !== null)
    return (
      <Gate title={t('entry.code.title')}>
        <SecondFactor {...given} to={to} back={() => setGiven(null)} />
      </Gate>
    )
  return (
    <Gate title={t('signIn.title')}>
      <Password to={to} needsCode={setGiven} />
      <OtherWays to={to} />
    </Gate>
  )
}

function Password({ to, needsCode }: { to: string; needsCode: (given: Given) => void }) {
  const { t } = useWords()
  const { ended } = useSearch({ from: '/sign-in' })
  const arrive = useEnter()
  const enter = useMutation({
    mutationFn: (given: Given) => call('signIn', { body: given }),
    onSuccess: (me) => arrive(me, to),
    onError: (failure, given) => {
      if (failure instanceof Refused && failure.code === 'auth.second_factor_needed') needsCode(given)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    enter.mutate({ email: fieldOf(form, 'email').trim(), password: fieldOf(form, 'password') })
  }
  return (
    <form onSubmit={submit} style={{ display: 'contents' }}>
      {ended && !enter.isError ? <Notice kind="attention">{t('signIn.ended')}</Notice> : null}
      {enter.isError ? <Notice kind="harm">{problemText(t, enter.error)}</Notice> : null}
      <Field label={t('signIn.email')} name="email" type="email" autoComplete="username webauthn" required autoFocus />
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
      <Link to="/forgot-password" className={css.aside}>
        {t('entry.forgot')}
      </Link>
    </form>
  )
}

/** Passkey and providers; nothing where there is neither. */
function OtherWays({ to }: { to: string }) {
  const { t } = useWords()
  const ways = useQuery(waysQuery)
  const arrive = useEnter()
  const passkey = useMutation({ mutationFn: enterByPasskey, onSuccess: (me) => arrive(me, to) })
  const provider = useMutation({
    mutationFn: (providerId: string) => call('startProviderSignIn', { body: { providerId, to } }),
    onSuccess: ({ url }) => window.location.assign(url),
  })
  const possible = passkeyChance() === 'yes'
  const stopAutofill = useAutofill(possible, to)
  const failure = [passkey.error, provider.error].find((error) => error !== null && !wasDropped(error))
  const providers = ways.data?.providers ?? []
  if (!possible && providers.length === 0) return null
  return (
    <>
      <div className={css.or}>{t('entry.or')}</div>
      {failure === undefined ? null : <Notice kind="harm">{problemText(t, failure)}</Notice>}
      {possible ? (
        <Button
          wide
          busy={passkey.isPending}
          onClick={() => {
            stopAutofill()
            passkey.mutate()
          }}
        >
          <IconKey size={18} stroke={1.7} aria-hidden />
          {t('entry.passkey')}
        </Button>
      ) : null}
      {providers.map(({ id, name }) => (
        <Button key={id} wide busy={provider.isPending} onClick={() => provider.mutate(id)}>
          <IconLogin2 size={18} stroke={1.7} aria-hidden />
          {t('entry.provider', { name })}
        </Button>
      ))}
    </>
  )
}

/** Lets the browser suggest passkeys in the e-mail field, while the screen is shown. @returns stops that, for whoever chooses another way. */
function useAutofill(possible: boolean, to: string): () => void {
  const arrive = useEnter()
  const stop = useRef<() => void>(() => {})
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time the screen is shown.
  useEffect(() => {
    if (!possible) return
    const autofill = new AbortController()
    stop.current = () => autofill.abort()
    // Whoever does not want it signs in by other means; a failure of it is none of theirs.
    void enterByAutofill(autofill.signal)
      .then((me) => (me === null || autofill.signal.aborted ? undefined : arrive(me, to)))
      .catch(() => {})
    return () => autofill.abort()
  }, [possible])
  return () => stop.current()
}
