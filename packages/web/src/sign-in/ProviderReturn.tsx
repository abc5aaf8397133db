// Where a provider sends people back to: finishes signing in, or says in plain words why not.
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call, Refused } from '../api.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Loading } from '../parts/states.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { Gate } from './Gate.tsx'
import { useEnter } from './use-enter.ts'

const reasons = {
  email_unverified: 'entry.refused.emailUnverified',
  domain: 'entry.refused.domain',
  not_a_member: 'entry.refused.notMember',
  another_person: 'entry.refused.anotherPerson',
  not_begun: 'entry.refused.notBegun',
  answer: 'entry.refused.answer',
} as const

const isReason = (why: unknown): why is keyof typeof reasons => typeof why === 'string' && Object.hasOwn(reasons, why)

/** The screen. */
export function ProviderReturn() {
  const { t } = useWords()
  const arrive = useEnter()
  // A code is taken once, so this is asked once.
  const finish = useQuery({
    queryKey: ['provider-return', window.location.search],
    queryFn: () => call('finishProviderSignIn', { body: { search: window.location.search || '?' } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the answer is there, once.
  useEffect(() => {
    if (finish.data !== undefined) void arrive(finish.data.me, finish.data.to ?? '/')
  }, [finish.data])
  if (!finish.isError) return <Loading />
  const why = finish.error instanceof Refused ? finish.error.facts['why'] : undefined
  return (
    <Gate title={t('entry.refused.title')}>
      <Notice kind="harm">{isReason(why) ? t(reasons[why]) : problemText(t, finish.error)}</Notice>
      <ButtonLink to="/sign-in">{t('entry.toSignIn')}</ButtonLink>
    </Gate>
  )
}
