// What somebody sees who opens a link to a journey: the journey, or a question for its password. The secret stays behind the hash.
import type { SharedJourney } from '@lotse/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { Failure, Loading } from '../parts/states.tsx'
import { Toasts } from '../parts/Toasts.tsx'
import { Gate } from '../sign-in/Gate.tsx'
import { useWords } from '../words/use.ts'
import type { Coming } from './coming.ts'
import { PasswordGate } from './PasswordGate.tsx'
import { asksPassword, isCode } from './refusals.ts'
import { SharedView } from './SharedView.tsx'
import { useSharedAddress } from './use-shared-address.ts'

const SECRET_LENGTH_MIN = 20
/** How often an open page looks whether anything changed, and whether the link still holds. */
const AGAIN_MS = 60_000

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
        title={t('shared.passwordTitle')}
        ask={(given) => call('openShare', { body: { ...coming, password: given } })}
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
