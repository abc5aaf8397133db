// Before and after of one value: struck out and marked, and said in words for those who do not see it.
import { useWords } from '../words/use.ts'
import css from './change.module.css'

/** @param before - null where there was nothing; the same for `after`. */
export function Change({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useWords()
  return (
    <span className={css.change}>
      {before === null ? null : (
        <del className={css.before}>
          <span className="visually-hidden">{t('parts.before')} </span>
          <bdi>{before}</bdi>
        </del>
      )}
      {after === null ? null : (
        <ins className={css.after}>
          <span className="visually-hidden">{t('parts.after')} </span>
          <bdi>{after}</bdi>
        </ins>
      )}
    </span>
  )
}
