// The second step: a line to copy with the write key filled in, and a wait that ends by itself when the event is there.
import type { Source } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Choices } from '../../parts/Choices.tsx'
import { Snippet } from '../../parts/Snippet.tsx'
import { snippetOf } from '../../sources/snippets.ts'
import { useWords } from '../../words/use.ts'
import { eventLine } from './curl.ts'
import css from './first-steps.module.css'

const ways = ['terminal', 'browser'] as const

/** The code and the wait. */
export function EventStep({ source }: { source: Source | undefined }) {
  const { t } = useWords()
  const [way, choose] = useState<(typeof ways)[number]>('terminal')
  if (source === undefined) return null
  const { origin } = window.location
  const code = way === 'terminal' ? eventLine(origin, source.writeKey) : snippetOf('browser', origin, source.writeKey)
  return (
    <div className={css.form}>
      <p>{t('home.steps.event.text')}</p>
      <Choices
        label={t('home.steps.event.way')}
        choices={ways.map((value) => ({ value, label: t(`home.steps.event.${value}`) }))}
        chosen={way}
        choose={choose}
      />
      <Snippet code={code} />
      <Waiting text={t('home.steps.event.waiting')} />
      <p className={css.aside}>
        <Link to="/sources">{t('home.steps.event.more')}</Link>
      </p>
    </div>
  )
}

/** Says that something is awaited, with a mark that breathes. */
export function Waiting({ text }: { text: string }) {
  return (
    <p className={css.waiting}>
      <span className={css.pulse} aria-hidden />
      {text}
    </p>
  )
}
