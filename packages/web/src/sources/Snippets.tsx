// Code to copy, one kind at a time.
import { useState } from 'react'
import { Choices } from '../parts/Choices.tsx'
import { Snippet } from '../parts/Snippet.tsx'
import { useWords } from '../words/use.ts'
import { type SnippetKind, snippetKinds, snippetOf } from './snippets.ts'

/** The kinds as tabs, the chosen code below. */
export function Snippets({ writeKey }: { writeKey: string }) {
  const { t } = useWords()
  const [kind, setKind] = useState<SnippetKind>('terminal')
  return (
    <div style={{ display: 'grid', gap: 8, minWidth: 0 }}>
      <Choices
        label={t('sources.as')}
        choices={snippetKinds.map((value) => ({ value, label: t(`sources.${value}`) }))}
        chosen={kind}
        choose={setKind}
      />
      <Snippet code={snippetOf(kind, window.location.origin, writeKey)} />
    </div>
  )
}
