// Where customers stray from the design, in words, the most frequent first; each leads to the customers behind it.
import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../words/use.ts'
import type { NameOf } from './names.ts'
import { type Behind, type Ranked, strayKinds } from './ranking.ts'
import css from './reality.module.css'

type Given = {
  readonly ranked: readonly Ranked[]
  readonly nameOf: NameOf
  /** Lists the customers; null where the reader may not know them. */
  readonly open: ((behind: Behind) => void) | null
}

/** So many stand there before one asks for the others. */
const SHOWN = 8

/** The list, with what its words mean. */
export function Deviations({ ranked, nameOf, open }: Given) {
  const { t, f } = useWords()
  const [shown, show] = useState(SHOWN)
  if (ranked.length === 0) return <p className="quiet">{t('reality.noStrays')}</p>
  const kinds = strayKinds.filter((kind) => ranked.some(({ what }) => what === kind))
  return (
    <>
      <ol className={css.strays}>
        {ranked.slice(0, shown).map(({ what, step, count, share }) => {
          const text = t(`reality.stray.${what}`, { step: nameOf(step) })
          const line = (
            <>
              <span>
                <bdi>{text}</bdi>
              </span>
              <b className="figures">{f.whole(count)}</b>
              <span className={css.bar} data-what={what} style={{ width: `${share * 100}%` }} aria-hidden />
            </>
          )
          return (
            <li key={`${what} ${step}`}>
              {open === null ? (
                <span className={css.stray}>{line}</span>
              ) : (
                <button type="button" className={css.stray} onClick={() => open({ what, step })}>
                  {line}
                </button>
              )}
            </li>
          )
        })}
      </ol>
      {ranked.length > shown ? (
        <Button onClick={() => show(ranked.length)}>
          {t('reality.moreStrays', { count: ranked.length - shown, formatted: f.whole(ranked.length - shown) })}
        </Button>
      ) : null}
      <details className={css.more}>
        <summary>{t('reality.meanings')}</summary>
        <ul>
          {kinds.map((kind) => (
            <li key={kind}>{t(`reality.meaning.${kind}`)}</li>
          ))}
        </ul>
      </details>
    </>
  )
}
