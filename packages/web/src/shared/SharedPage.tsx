// What somebody sees who opens a link to a journey: the journey, or a question for its password. The secret stays behind the hash.
import type { SharedJourney } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, Refused } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Failure, Loading } from '../parts/states.tsx'
import { Toasts } from '../parts/Toasts.tsx'
import { Gate } from '../sign-in/Gate.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import type { Coming } from './coming.ts'
import { SharedView } from './SharedView.tsx'
import { useSharedAddress } from './use-shared-address.ts'

const SECRET_LENGTH_MIN = 20
/** How often an open page looks whether anything changed, and whether the link still holds. */
const AGAIN_MS = 60_000

/** A link may get a password, or another one, while somebody has it open. */
const asksPassword = (failure: unknown): boolean =>
  isCode(failure, 'share.password_needed') || isCode(failure, 'share.password_wrong')

const isCode = (failure: unknown, code: string): boolean => failure instanceof Refused && failure.code === code

/** The screen. */
export function SharedPage() {
  const { t } = useWords()
  const [secret] = useState(() => window.location.hash.slice(1))
  const [password, setPassword] = useState<string>()
  const client = useQueryClient()
  const { frame } = useSharedAddress()
  const key = ['shared', secret]
  const coming: Coming = {
    secret,
    ...(password === undefined ? {} : { password }),
    ...(frame === undefined ? {} : { frame }),
  }
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      call('openShare', { body: { ...coming, again: client.getQueryData(key) !== undefined } }, signal),
    enabled: secret.length >= SECRET_LENGTH_MIN,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data === undefined || asksPassword(state.error) ? false : AGAIN_MS),
  })
  const keep = (journey: SharedJourney) => void client.setQueryData(key, journey)
  if (secret.length < SECRET_LENGTH_MIN || isCode(query.error, 'share.not_valid'))
    return (
      <Gate title={t('shared.ended')}>
        <p>{t('shared.endedText')}</p>
      </Gate>
    )
  if (asksPassword(query.error))
    return (
      <PasswordGate
        coming={coming}
        opened={(journey, given) => {
          setPassword(given)
          keep(journey)
        }}
      />
    )
  if (query.data !== undefined)
    return (
      <>
        <SharedView coming={coming} shared={query.data} keep={keep} />
        <Toasts />
      </>
    )
  if (query.isError)
    return (
      <Gate title={t('shared.wait')}>
        <Failure failure={query.error} retry={() => void query.refetch()} />
      </Gate>
    )
  return <Loading />
}

type GateGiven = {
  readonly coming: Coming
  readonly opened: (journey: SharedJourney, password: string) => void
}

/** The question for the password. */
function PasswordGate({ coming, opened }: GateGiven) {
  const { t } = useWords()
  const open = useMutation({
    mutationFn: (password: string) => call('openShare', { body: { ...coming, password } }),
    onSuccess: opened,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    open.mutate(fieldOf(new FormData(event.currentTarget), 'password'))
  }
  const wrong = isCode(open.error, 'share.password_wrong')
  return (
    <Gate title={t('shared.passwordTitle')}>
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
