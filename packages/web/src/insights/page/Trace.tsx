// The line of an insight from its source to its outcome, station by station. Decides nothing.
import { Link } from '@tanstack/react-router'
import { Since } from '../../parts/Since.tsx'
import { useWords } from '../../words/use.ts'
import css from './page.module.css'
import type { Station } from './trace.ts'

/** The line. */
export function Trace({ line }: { line: readonly Station[] }) {
  const { t } = useWords()
  return (
    <ol className={css.trace} aria-label={t('insightPage.trace.title')}>
      {line.map((station) => (
        <li key={station.name} data-state={station.state}>
          <span className={css.dot} aria-hidden />
          <b>{t(`insightPage.trace.${station.name}`)}</b>
          <span className={css.said}>
            <Said {...station} />
          </span>
        </li>
      ))}
    </ol>
  )
}

function Said({ name, state, at, by, count, called, link, measure }: Station) {
  const { t, f } = useWords()
  if (called !== undefined && measure !== undefined)
    return (
      <Link to="/measures/$measureId" params={{ measureId: measure }}>
        <bdi>{called}</bdi>
      </Link>
    )
  if (called !== undefined)
    return link === undefined ? (
      <bdi>{called}</bdi>
    ) : (
      <a href={link} target="_blank" rel="noreferrer">
        <bdi>{called}</bdi>
      </a>
    )
  if (count !== undefined && count > 0) return t('insightPage.trace.evidence', { count, formatted: f.whole(count) })
  return (
    <>
      {name === 'insight' ? t('insightPage.trace.written') : t(`insightPage.trace.state.${state}`)}
      {at === null ? null : (
        <>
          {' · '}
          <Since at={at} />
        </>
      )}
      {by == null ? null : (
        <>
          {' · '}
          <bdi>{by}</bdi>
        </>
      )}
    </>
  )
}
