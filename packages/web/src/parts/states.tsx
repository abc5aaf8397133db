// The three states every list has besides its content: loading, failed, empty. Each says what to do next.
import type { Icon } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemText, worthRetrying } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'
import css from './states.module.css'

/** Quiet bars that appear only when loading takes longer than a blink. */
export function Loading() {
  const { t } = useWords()
  return (
    <div className={css.loading} role="status" aria-label={t('parts.loading')}>
      <div className={css.bar} />
      <div className={css.bar} />
      <div className={css.bar} />
    </div>
  )
}

/** What went wrong and, where it may help, a button to try again. */
export function Failure({ failure, retry }: { failure: unknown; retry?: () => void }) {
  const { t } = useWords()
  const button =
    retry !== undefined && worthRetrying(failure) ? <Button onClick={retry}>{t('parts.retry')}</Button> : undefined
  return (
    <div className={css.failure}>
      <Notice kind="harm" action={button}>
        {problemText(t, failure)}
      </Notice>
    </div>
  )
}

/** Nothing here yet: what will be here, and the next action. */
export function Empty({
  icon: Mark,
  title,
  children,
  action,
}: {
  icon: Icon
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={css.empty}>
      <Mark size={28} stroke={1.5} className={css.mark} aria-hidden />
      <h2>{title}</h2>
      {children}
      {action === undefined ? null : <div className={css.actions}>{action}</div>}
    </div>
  )
}

/** Shows an answer, or that it is loading or failed. An answer that is already here stays while it is asked for again. */
export function Answer<T>({ query, children }: { query: UseQueryResult<T>; children: (answer: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <Failure failure={query.error} retry={() => void query.refetch()} />
  return <Loading />
}
