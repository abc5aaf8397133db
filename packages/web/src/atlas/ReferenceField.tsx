// What a record names of the library or the atlas: each with the way to its page, taken off by one click, others found by typing. Keeps nothing itself.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { IconPlus, IconX } from '@tabler/icons-react'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { KindIcon } from '../canvas/KindIcon.tsx'
import { focusField } from '../canvas/picking.ts'
import { nameIn } from '../canvas/texts.ts'
import fieldCss from '../parts/field.module.css'
import { useWords } from '../words/use.ts'
import { calledIn } from './called.ts'
import { lookAmong, type Offered, recordQuery } from './data.ts'
import css from './reference.module.css'
import { whereOf } from './where.ts'

type Given = {
  readonly label: string
  readonly kinds: readonly AtlasKind[]
  /** Ids of what is named now. */
  readonly named: readonly string[]
  /** One at most. */
  readonly single: boolean
  readonly language: string
  readonly mayEdit: boolean
  readonly choose: (ids: readonly string[], chosen?: AtlasRecord) => void
}

/** The field. */
export function ReferenceField(given: Given) {
  const { label, named, single, mayEdit, choose } = given
  const { t } = useWords()
  const id = useId()
  const [asking, setAsking] = useState(false)
  if (!mayEdit && named.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its frame around one field.
    <div role="group" aria-labelledby={`${id}-label`} className={fieldCss.root}>
      <span className={fieldCss.label} id={`${id}-label`}>
        {label}
      </span>
      <Named {...given} />
      {!mayEdit || (single && named.length > 0) ? null : !asking ? (
        <button
          type="button"
          className={css.ask}
          aria-label={t('library.nameOne', { field: label })}
          onClick={() => setAsking(true)}
        >
          <IconPlus size={14} stroke={1.8} aria-hidden />
          {t('library.nameThis')}
        </button>
      ) : (
        <Finder
          {...given}
          id={id}
          take={(record) => choose(single ? [record.id] : [...named, record.id], record)}
          hint={t('library.nameIt')}
          close={() => setAsking(false)}
        />
      )}
    </div>
  )
}

function Named({ named, language, mayEdit, choose }: Given) {
  const { t } = useWords()
  const answers = useQueries({ queries: named.map((id) => recordQuery(id)) })
  if (named.length === 0) return null
  return (
    <ul className={css.named}>
      {named.map((id, at) => {
        const record = answers[at]?.data
        const name = record === undefined ? '…' : nameIn(record, language) || t('library.unnamed')
        return (
          <li key={id}>
            {record === undefined ? (
              <span>{name}</span>
            ) : (
              <Link {...whereOf(record)}>
                <bdi>{name}</bdi>
              </Link>
            )}
            {mayEdit ? (
              <button
                type="button"
                aria-label={t('map.unplace', { name })}
                onClick={() => choose(named.filter((one) => one !== id))}
              >
                <IconX size={13} stroke={2} aria-hidden />
              </button>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

type FinderGiven = Given & {
  readonly id: string
  readonly hint: string
  readonly take: (record: AtlasRecord) => void
  readonly close: () => void
}

/** Finds by typing: arrows choose, Enter takes, Escape closes. */
function Finder({ id, label, kinds, named, language, hint, take, close }: FinderGiven) {
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const find = useDeferredValue(typed.trim())
  const found = useQuery({
    queryKey: ['records', 'offered', kinds, find],
    queryFn: () => lookAmong(kinds, find),
    enabled: open,
    placeholderData: keepPreviousData,
  })
  const options = open ? (found.data ?? []).filter((record) => !named.includes(record.id)) : []
  const chosen = (record: AtlasRecord | undefined) => {
    if (record === undefined) return
    take(record)
    setTyped('')
  }
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => (open ? setAt(Math.min(at + 1, options.length - 1)) : setOpen(true)),
    ArrowUp: () => setAt(Math.max(at - 1, 0)),
    ...(open ? { Enter: () => chosen(options[at]), Escape: close } : {}),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.nativeEvent.isComposing ? undefined : acts[event.key]
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <div className={css.finder}>
      <input
        className={fieldCss.input}
        role="combobox"
        aria-label={label}
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(options.length === 0 ? {} : { 'aria-activedescendant': `${id}-${at}` })}
        placeholder={hint}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value)
          setOpen(true)
          setAt(0)
        }}
        onFocus={() => setOpen(true)}
        ref={focusField}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <Options {...{ id, label, options, at, language }} take={chosen} />
    </div>
  )
}

type OptionsGiven = {
  readonly id: string
  readonly label: string
  readonly options: readonly Offered[]
  readonly at: number
  readonly language: string
  readonly take: (record: AtlasRecord) => void
}

function Options({ id, label, options, at, language, take }: OptionsGiven) {
  const { t } = useWords()
  return (
    <div className={css.options} role="listbox" id={`${id}-list`} aria-label={label} hidden={options.length === 0}>
      {options.map((record, n) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's.
        <div
          key={record.id}
          id={`${id}-${n}`}
          role="option"
          aria-selected={n === at}
          tabIndex={-1}
          className={css.option}
          data-at={n === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => take(record)}
        >
          <KindIcon kind={record.kind} size={15} />
          <bdi>{nameIn(record, language) || t('library.unnamed')}</bdi>
          {record.within ? (
            <span className="quiet">
              <bdi>{calledIn(record.within, language)}</bdi>
            </span>
          ) : null}
        </div>
      ))}
    </div>
  )
}
