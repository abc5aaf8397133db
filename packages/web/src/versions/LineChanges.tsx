// A text before and after, line by line. What changed is said by a sign and in words, not by colour alone.
import { useMemo } from 'react'
import { useWords } from '../words/use.ts'
import { type Line, linesOf } from './lines.ts'
import css from './versions.module.css'

const signs: Readonly<Record<Line['kind'], string>> = { same: '', removed: '−', added: '+', gap: '⋯' }

/** The lines. @param before - the older text; null where there was none. */
export function LineChanges({ before, after }: { before: string | null; after: string | null }) {
  const lines = useMemo(() => linesOf(before, after), [before, after])
  return (
    <div className={css.lines}>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat, and their order is all that tells them apart.
        <LineOf key={at} line={line} />
      ))}
    </div>
  )
}

function LineOf({ line: { kind, text } }: { line: Line }) {
  const { t, f } = useWords()
  return (
    <div className={css.line} data-kind={kind}>
      <span className={css.sign} aria-hidden>
        {signs[kind]}
      </span>
      <span>
        {kind === 'removed' ? <span className="visually-hidden">{t('parts.before')} </span> : null}
        {kind === 'added' ? <span className="visually-hidden">{t('parts.after')} </span> : null}
        {kind === 'gap' ? (
          t('versions.unchanged', { count: Number(text), formatted: f.whole(Number(text)) })
        ) : (
          <bdi>{text}</bdi>
        )}
      </span>
    </div>
  )
}
