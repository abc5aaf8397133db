// The command palette: one field that goes anywhere, finds customers, flows, templates and whatever else has a name, and does what can be done at this moment.
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import { Keys } from '../parts/Keys.tsx'
import { useWords } from '../words/use.ts'
import { type Command, commandGroups } from './commands.ts'
import css from './palette.module.css'
import { ranked } from './ranking.ts'
import { useCommandList } from './use-commands.ts'
import { useFound } from './use-found.ts'

const PAUSE_MS = 180
const SHOWN_MAX = 60

type Group = { readonly name: string; readonly entries: readonly Command[] }

/** @param close - called when something was chosen or nothing is wanted. */
export function Palette({ close }: { close: () => void }) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const groups = useGroups(typed)
  const entries = groups.flatMap((group) => group.entries)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (element?.open === false) element.showModal()
  }, [])
  const leave = () => {
    dialog.current?.close()
    close()
  }
  const run = (entry: Command | undefined) => {
    if (entry === undefined) return
    // First closed, so that focus is back where it was before the command moves it on.
    leave()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key]
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(entries[at])
    else if (next !== undefined && entries.length > 0) setAt((next + entries.length) % entries.length)
    else return
    event.preventDefault()
  }
  const type = (text: string) => {
    setTyped(text)
    setAt(0)
  }
  return (
    <Window dialog={dialog} leave={leave}>
      <Search typed={typed} type={type} onKeyDown={onKeyDown} active={entries[at]} />
      <Results groups={groups} active={entries[at]} run={run} typed={typed} />
    </Window>
  )
}

type WindowGiven = {
  readonly dialog: React.RefObject<HTMLDialogElement | null>
  readonly leave: () => void
  readonly children: React.ReactNode
}

function Window({ dialog, leave, children }: WindowGiven) {
  const { t } = useWords()
  const beside = (event: MouseEvent) => (event.target === dialog.current ? leave() : undefined)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does what a click beside it does.
    <dialog ref={dialog} className={css.dialog} aria-label={t('shell.palette.open')} onClick={beside} onClose={leave}>
      <div className={css.sheet}>{children}</div>
    </dialog>
  )
}

/** What there is, by group: commands first, then what the server found. */
function useGroups(typed: string): readonly Group[] {
  const { t } = useWords()
  const commands = useCommandList()
  const [settled] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const found = useFound(settled)
  const fitting = ranked(
    typed,
    commands.filter(({ id }) => id !== 'palette'),
  ).slice(0, SHOWN_MAX)
  const named = commandGroups.map((group) => ({
    name: t(`shell.palette.group.${group}`),
    entries: fitting.filter((command) => command.group === group),
  }))
  return [...named, ...found].filter(({ entries }) => entries.length > 0)
}

const optionId = (id: string): string => `palette-${id}`

type SearchGiven = {
  readonly typed: string
  readonly type: (text: string) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly active: Command | undefined
}

function Search({ typed, type, onKeyDown, active }: SearchGiven) {
  const { t } = useWords()
  return (
    <label className={css.search}>
      <IconSearch size={18} stroke={1.7} aria-hidden />
      <span className="visually-hidden">{t('shell.palette.open')}</span>
      <input
        // biome-ignore lint/a11y/noAutofocus: a palette is opened to type into it.
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-autocomplete="list"
        {...(active === undefined ? {} : { 'aria-activedescendant': optionId(active.id) })}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        placeholder={t('shell.palette.placeholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
      />
    </label>
  )
}

type ResultsGiven = {
  readonly groups: readonly Group[]
  readonly active: Command | undefined
  readonly run: (entry: Command) => void
  readonly typed: string
}

function Results({ groups, active, run, typed }: ResultsGiven) {
  const { t } = useWords()
  return (
    <>
      <div id="palette-list" role="listbox" className={css.list} aria-label={t('shell.palette.results')}>
        {groups.map((group) => (
          <GroupOf key={group.name} group={group} active={active} run={run} />
        ))}
      </div>
      <p role="status" className={groups.length === 0 ? css.none : 'visually-hidden'}>
        {groups.length === 0 ? t('shell.palette.none', { typed }) : ''}
      </p>
    </>
  )
}

function GroupOf({ group, active, run }: { group: Group } & Pick<ResultsGiven, 'active' | 'run'>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields.
    <div role="group" aria-label={group.name}>
      {/* A list of options holds nothing else for assistive technology; the group says its name. */}
      <p className={css.group} aria-hidden>
        {group.name}
      </p>
      {group.entries.map((entry) => (
        <Option key={entry.id} entry={entry} active={entry.id === active?.id} run={run} />
      ))}
    </div>
  )
}

function Option({ entry, active, run }: { entry: Command; active: boolean; run: (entry: Command) => void }) {
  const option = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) option.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the active option.
    <div
      ref={option}
      role="option"
      id={optionId(entry.id)}
      aria-selected={active}
      className={css.option}
      onClick={() => run(entry)}
    >
      {entry.icon === undefined ? <span className={css.noIcon} /> : <entry.icon size={17} stroke={1.6} aria-hidden />}
      <span className={css.label}>{entry.label}</span>
      {entry.keys === undefined ? null : <Keys keys={entry.keys} />}
    </div>
  )
}
