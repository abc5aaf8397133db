// How many customers are meant, live: exact once everybody was looked through, until then with how far it is and an estimate.
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import css from './conditions.module.css'
import { type CountFilters, useCount } from './use-count.ts'

/** The count. Read out when it is done, not at each piece. */
export function CountOf({ filters }: { filters: CountFilters | undefined }) {
  const { t, f } = useWords()
  const count = useCount(filters)
  if (filters === undefined) return null
  if (count === null) return <span className={css.count}>{t('conditions.counting')}</span>
  if (count.state === 'failed') return <span className={css.error}>{problemText(t, count.failure)}</span>
  const formatted = f.whole(count.count)
  if (count.state === 'done')
    return (
      <span className={css.count} role="status">
        <b>{t('conditions.count', { count: count.count, formatted })}</b>
      </span>
    )
  const share = t('conditions.share', { percent: f.whole(Math.round(count.share * 100)) })
  const estimate = f.whole(count.share === 0 ? count.count : Math.round(count.count / count.share))
  return (
    <span className={css.count}>
      {t('conditions.countSoFar', { formatted, share, estimate })}
      <progress max={1} value={count.share} aria-hidden />
    </span>
  )
}
