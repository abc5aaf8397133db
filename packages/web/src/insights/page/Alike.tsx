// Insights that may say the same as what is being typed, so that none is written down twice. Hinders nobody.
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useState } from 'react'
import { call } from '../../api.ts'
import { calledIn } from '../../atlas/called.ts'
import { StateMark } from '../../parts/Mark.tsx'
import { useWords } from '../../words/use.ts'
import { stateTones } from '../work/tones.ts'
import { INSIGHTS } from '../work/use-work.ts'
import css from './page.module.css'

/** Shorter texts resemble too much. */
const LETTERS_MIN = 4
const SHOWN_MAX = 3
/** Whoever types is not asked about with every letter. */
const PAUSE_MS = 250

const alikeQuery = (text: string) =>
  queryOptions({
    queryKey: [INSIGHTS, 'alike', text],
    queryFn: async ({ signal }) =>
      (await call('listAlikeInsights', { query: { text, limit: SHOWN_MAX } }, signal)).items,
    enabled: text.length >= LETTERS_MIN,
    placeholderData: keepPreviousData,
  })

/** The list; nothing where nothing is alike. @param typed - the text so far. */
export function Alike({ typed, language }: { typed: string; language: string }) {
  const { t } = useWords()
  const text = usePaused(useDeferredValue(typed.trim()))
  const found = useQuery(alikeQuery(text)).data ?? []
  if (text.length < LETTERS_MIN || found.length === 0) return null
  return (
    <section aria-label={t('insightDeciding.alike')} aria-live="polite">
      <h3 className={css.small}>{t('insightDeciding.alike')}</h3>
      <ul className={css.list}>
        {found.map(({ id, name, status }) => (
          <li key={id} className={css.line}>
            <Link to="/insights/$insightId" params={{ insightId: id }}>
              <bdi>{calledIn(name, language) || t('library.unnamed')}</bdi>
            </Link>
            <StateMark tone={stateTones[status]}>{t(`insightWork.state.${status}`)}</StateMark>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The text as it was when typing last paused. */
function usePaused(text: string): string {
  const [paused, set] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => set(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}
