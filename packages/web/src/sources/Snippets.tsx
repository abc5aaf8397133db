// Code to copy, one kind at a time, by what is connected.
import type { SourceKind } from '@lotse/protocol'
import { useState } from 'react'
import { Choices } from '../parts/Choices.tsx'
import { Snippet } from '../parts/Snippet.tsx'
import { useWords } from '../words/use.ts'
import { type SnippetKind, snippetOf, snippetsOf } from './snippets.ts'
import css from './sources.module.css'

/** The kinds of code as choices, the chosen one below. */
export function Snippets({ writeKey, kind = 'server' }: { writeKey: string; kind?: SourceKind }) {
  const { t } = useWords()
  const fitting = snippetsOf[kind]
  const [chosen, choose] = useState<SnippetKind | null>(null)
  const shown = chosen !== null && fitting.includes(chosen) ? chosen : (fitting[0] ?? 'curl')
  return (
    <div className={css.snippets}>
      {fitting.length < 2 ? null : (
        <Choices
          label={t('sources.as')}
          choices={fitting.map((value) => ({ value, label: t(`sources.code.${value}`) }))}
          chosen={shown}
          choose={choose}
        />
      )}
      <Snippet code={snippetOf(shown, window.location.origin, writeKey)} />
    </div>
  )
}
