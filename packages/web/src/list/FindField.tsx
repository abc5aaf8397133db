// A list's search field. Writes into the address a moment after the last letter, so that links and views keep it.
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import css from './list.module.css'
import type { Change, Texts } from './use-list-state.ts'

const PAUSE_MS = 250

/** @param label - what is searched for: "Kunden suchen". */
export function FindField({ label, state, change }: { label: string; state: Texts; change: Change }) {
  const { t } = useWords()
  const field = useRef<HTMLInputElement>(null)
  const find = state['find'] ?? ''
  const later = useDebouncedCallback((text: string) => change({ find: text === '' ? undefined : text }, true), PAUSE_MS)
  useCommands([{ id: 'list.find', label, group: 'here', keys: '/', run: () => field.current?.focus() }])
  // A view or the back button changes the text from outside; what someone is typing stays.
  useEffect(() => {
    if (field.current !== null && field.current !== document.activeElement) field.current.value = find
  }, [find])
  return (
    <search>
      <label className={css.find}>
        <IconSearch size={15} stroke={1.8} aria-hidden />
        <span className="visually-hidden">{label}</span>
        <input
          ref={field}
          type="search"
          defaultValue={find}
          placeholder={t('list.find')}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          aria-keyshortcuts="/"
          onChange={(event) => later(event.currentTarget.value)}
        />
      </label>
    </search>
  )
}
