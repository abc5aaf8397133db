// What somebody sees who opens a link to an insight: the insight, or a question for its password. The secret stays behind the hash.
import type { SharedInsight } from '@lotse/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { Failure, Loading } from '../../parts/states.tsx'
import { Toasts } from '../../parts/Toasts.tsx'
import { Gate } from '../../sign-in/Gate.tsx'
import { useWords } from '../../words/use.ts'
import { PasswordGate } from '../PasswordGate.tsx'
import { asksPassword, isCode } from '../refusals.ts'
import type { Coming } from './coming.ts'
import { InsightView } from './InsightView.tsx'

const SECRET_LENGTH_MIN = 20
/** How often an open page looks whether anything changed, and whether the link still holds. */
const AGAIN_MS = 60_000

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
  if (asksPassword(query.error))
    return (
      <PasswordGate
        title={t('sharedInsight.passwordTitle')}
        ask={(given) => call('openInsightLink', { body: { secret, password: given } })}
        opened={opened}
      />
    )
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
