// The text form of a condition with suggestions at the caret. Tells what was typed; whether it can be read is decided above.
import type { Vocabulary } from '@lotse/protocol'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useWords } from '../words/use.ts'
import { completionOf, type Suggestion } from './complete.ts'
import css from './conditions.module.css'

type Given = {
  readonly text: string
  readonly change: (text: string) => void
  readonly vocabulary: Vocabulary | undefined
  readonly error: string | null
}

/** The field with its list. */
export function TextForm({ text, change, vocabulary, error }: Given) {
  const { t } = useWords()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const { caret, at, setAt, follow, from, suggestions } = useSuggestions(text, vocabulary)
  const open = suggestions.length > 0
  const take = ({ insert }: Suggestion) => {
    const rest = text.slice(caret ?? text.length)
    const tail = insert.endsWith('"') && rest.startsWith('"') ? rest.slice(1) : rest
    const next = text.slice(0, from) + insert
    change(next + tail)
    follow(next.length)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(next.length, next.length)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keyActs({ event, open, at, suggestions, setAt, take, close: () => follow(null) })
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <div className={css.text}>
      <label htmlFor={id}>{t('conditions.textForm')}</label>
      <textarea
        ref={field}
        id={id}
        value={text}
        rows={5}
        maxLength={4000}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={error !== null}
        aria-describedby={`${id}-help ${id}-error`}
        aria-haspopup="listbox"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(open ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        onChange={(event) => {
          change(event.currentTarget.value)
          follow(event.currentTarget.selectionStart)
        }}
        onClick={(event) => follow(event.currentTarget.selectionStart)}
        onBlur={() => follow(null)}
        onKeyDown={onKeyDown}
      />
      {open ? (
        <div id={`${id}-list`} role="listbox" aria-label={t('conditions.suggestions')} className={css.list}>
          {suggestions.map((one, index) => (
            <Option key={one.insert} id={`${id}-${index}`} suggestion={one} active={index === at} take={take} />
          ))}
        </div>
      ) : null}
      <p id={`${id}-help`} className={css.help}>
        {t('conditions.textHelp')}
      </p>
      <p id={`${id}-error`} className={css.error} role="status">
        {error ?? ''}
      </p>
    </div>
  )
}

/** What may stand where the caret is, and which of it is chosen; `caret` null: nothing is offered. */
function useSuggestions(text: string, vocabulary: Given['vocabulary']) {
  const [caret, setCaret] = useState<number | null>(null)
  const [at, setAt] = useState(0)
  const found =
    caret === null || vocabulary === undefined
      ? { from: 0, suggestions: [] }
      : completionOf(text.slice(0, caret), vocabulary)
  const follow = (position: number | null) => {
    setCaret(position)
    setAt(0)
  }
  return { caret, at, setAt, follow, ...found }
}

type Acting = {
  readonly event: KeyboardEvent
  readonly open: boolean
  readonly at: number
  readonly suggestions: readonly Suggestion[]
  readonly setAt: (at: number) => void
  readonly take: (suggestion: Suggestion) => void
  readonly close: () => void
}

/** What a key does to the list; undefined for keys that belong to the text. */
function keyActs({ event, open, at, suggestions, setAt, take, close }: Acting): (() => void) | undefined {
  const chosen = suggestions[at]
  if (!open || chosen === undefined) return undefined
  if (event.key === 'ArrowDown') return () => setAt((at + 1) % suggestions.length)
  if (event.key === 'ArrowUp') return () => setAt((at + suggestions.length - 1) % suggestions.length)
  if (event.key === 'Escape') return close
  return event.key === 'Tab' && !event.shiftKey ? () => take(chosen) : undefined
}

function Option({
  id,
  suggestion,
  active,
  take,
}: {
  id: string
  suggestion: Suggestion
  active: boolean
  take: (suggestion: Suggestion) => void
}) {
  const { t } = useWords()
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the text, which names the active option.
    <div
      id={id}
      role="option"
      aria-selected={active}
      className={css.option}
      data-active={active}
      onPointerDown={(event) => {
        event.preventDefault()
        take(suggestion)
      }}
    >
      <span>{suggestion.label}</span>
      <small>{t(`conditions.suggest.${suggestion.kind}`)}</small>
    </div>
  )
}
