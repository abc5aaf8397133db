// What somebody sees who opens a link to an insight: the insight, or a question for its password. The secret stays behind the hash.
import type { SharedInsight } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, Refused } from '../../api.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Failure, Loading } from '../../parts/states.tsx'
import { Toasts } from '../../parts/Toasts.tsx'
import { Gate } from '../../sign-in/Gate.tsx'
import { problemText } from '../../words/problem.ts'
import { useWords } from '../../words/use.ts'
import type { Coming } from './coming.ts'
import { InsightView } from './InsightView.tsx'

const SECRET_LENGTH_MIN = 20
/** How often an open page looks whether anything changed, and whether the link still holds. */
const AGAIN_MS = 60_000

const isCode = (failure: unknown, code: string): boolean => failure instanceof Refused && failure.code === code
const asksPassword = (failure: unknown): boolean =>
  isCode(failure, 'share.password_needed') || isCode(failure, 'share.password_wrong')

/** The screen. */
export function InsightGate() {
  const { t } = useWords()
  const [secret] = useState(() => window.location.hash.slice(1))
  const [password, setPassword] = useState<string>()
  const client = useQueryClient()
  const key = ['shared-insight', secret]
  const coming: Coming = { secret, ...(password === undefined ? {} : { password }) }
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      call('openInsightLink', { body: { ...coming, again: client.getQueryData(key) !== undefined } }, signal),
    enabled: secret.length >= SECRET_LENGTH_MIN,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data === undefined || asksPassword(state.error) ? false : AGAIN_MS),
  })
  const keep = (insight: SharedInsight) => void client.setQueryData(key, insight)
  if (secret.length < SECRET_LENGTH_MIN || isCode(query.error, 'share.not_valid'))
    return (
      <Gate title={t('shared.ended')}>
        <p>{t('shared.endedText')}</p>
      </Gate>
    )
  const opened = (insight: SharedInsight, given: string) => {
    setPassword(given)
    keep(insight)
  }
  if (asksPassword(query.error)) return <PasswordGate secret={secret} opened={opened} />
  if (query.data !== undefined)
    return (
      <>
        <InsightView coming={coming} shared={query.data} keep={keep} />
        <Toasts />
      </>
    )
  if (query.isError)
    return (
      <Gate title={t('sharedInsight.wait')}>
        <Failure failure={query.error} retry={() => void query.refetch()} />
      </Gate>
    )
  return <Loading />
}

type GateGiven = {
  readonly secret: string
  readonly opened: (insight: SharedInsight, password: string) => void
}

/** The question for the password. */
function PasswordGate({ secret, opened }: GateGiven) {
  const { t } = useWords()
  const open = useMutation({
    mutationFn: (password: string) => call('openInsightLink', { body: { secret, password } }),
    onSuccess: opened,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    open.mutate(fieldOf(new FormData(event.currentTarget), 'password'))
  }
  const wrong = isCode(open.error, 'share.password_wrong')
  return (
    <Gate title={t('sharedInsight.passwordTitle')}>
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
