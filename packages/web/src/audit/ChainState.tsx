// Whether the audit log is whole: checked when asked, said in words, with what to do when it is not.
import { useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Failure } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'

/** The line above the log. */
export function ChainState() {
  const { t, f } = useWords()
  const check = useQuery({
    queryKey: ['audit-check'],
    queryFn: ({ signal }) => call('checkAudit', {}, signal),
    staleTime: 60_000,
  })
  const again = (
    <Button kind="quiet" busy={check.isFetching} onClick={() => void check.refetch()}>
      {t('audit.checkAgain')}
    </Button>
  )
  if (check.isError) return <Failure failure={check.error} retry={() => void check.refetch()} />
  if (check.data === undefined) return <Notice kind="plain">{t('audit.checking')}</Notice>
  const { entries, unsealed, anchors, brokenAt, why, checkedAt } = check.data
  if (brokenAt !== null && why !== null)
    return (
      <Notice kind="harm" title={t('audit.broken', { place: f.whole(brokenAt) })} action={again}>
        <p>{t(`audit.why.${why}`)}</p>
        <p>{t('audit.brokenText')}</p>
      </Notice>
    )
  return (
    <Notice kind="proof" title={t('audit.whole', { count: entries, formatted: f.whole(entries) })} action={again}>
      {anchors === 0 ? t('audit.noAnchors') : t('audit.anchors', { count: anchors, formatted: f.whole(anchors) })}{' '}
      {unsealed === 0 ? '' : t('audit.unsealed', { count: unsealed, formatted: f.whole(unsealed) })}{' '}
      {t('audit.checkedAt', { at: f.instant(Date.parse(checkedAt)) })}
    </Notice>
  )
}
