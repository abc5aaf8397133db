// Choosing things of the library for a place: find by typing, take with Enter, make what is not there. Asks through the map's acts.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useWords } from '../words/use.ts'
import { type Acts, useActs } from './acts.ts'
import css from './canvas.module.css'
import { kindsFor } from './contents.ts'
import { KindIcon } from './KindIcon.tsx'
import type { LaneType } from './layout.ts'
import { focusField, useFound } from './picking.ts'
import type { Chip } from './scene.ts'
import type { Spot } from './spots.ts'
import { nameIn } from './texts.ts'

type Option = { readonly record: AtlasRecord } | { readonly make: string }

/** The field with its list. @param chips - what stands there already. */
export function ItemPicker({ spot, type, chips }: { spot: Spot; type: LaneType; chips: readonly Chip[] }) {
  const { t } = useWords()
  const acts = useActs()
  const language = acts.language()
  const kinds = kindsFor(type)
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { found, settled } = useFound(kinds, typed)
  const name = typed.trim()
  const known = found.some((record) => nameIn(record, language).toLowerCase() === name.toLowerCase())
  const options: Option[] = [
    ...found
      .filter((record) => !chips.some((chip) => chip.name === nameIn(record, language)))
      .map((record) => ({ record })),
    ...(name === '' || known ? [] : [{ make: name }]),
  ]
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top.
  useEffect(() => setAt(0), [typed])
  const take = (option: Option | undefined) => {
    if (option === undefined) return
    if ('record' in option && (settled || name === '')) acts.place(spot, option.record)
    // Whoever types faster than the library answers means what they typed.
    else takeByName(acts, { spot, kinds, name, language }).catch(acts.tell)
    setTyped('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const act = keyAct(event, { typed, options, at, setAt, take, acts, last: chips.at(-1) })
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  return (
    <div className={css.picker} onPointerDown={(event) => event.stopPropagation()}>
      {chips.map((chip) => (
        <Placed key={chip.id} chip={chip} />
      ))}
      <input
        ref={focusField}
        className={css.pick}
        role="combobox"
        aria-label={t('map.pick')}
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(options.length === 0 ? {} : { 'aria-activedescendant': `${id}-${at}` })}
        placeholder={t('map.pickHint')}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => acts.leave()}
      />
      <Options id={id} options={options} at={at} take={take} />
    </div>
  )
}

function Placed({ chip: { id, kind, name } }: { chip: Chip }) {
  const { t } = useWords()
  const { unplace } = useActs()
  return (
    <span className={css.chip} data-kind={kind}>
      <bdi className={css.chipName}>{name}</bdi>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('map.unplace', { name })}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => unplace(id)}
      >
        <IconX size={12} aria-hidden />
      </button>
    </span>
  )
}

type OptionsGiven = {
  readonly id: string
  readonly options: readonly Option[]
  readonly at: number
  readonly take: (option: Option) => void
}

function Options({ id, options, at, take }: OptionsGiven) {
  const { t } = useWords()
  const language = useActs().language()
  return (
    <div
      className={css.options}
      role="listbox"
      id={`${id}-list`}
      aria-label={t('map.pick')}
      hidden={options.length === 0}
    >
      {options.map((option, n) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's.
        <div
          key={'record' in option ? option.record.id : ''}
          id={`${id}-${n}`}
          role="option"
          aria-selected={n === at}
          className={css.option}
          data-at={n === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => take(option)}
        >
          {'record' in option ? <KindIcon kind={option.record.kind} size={15} /> : <IconPlus size={15} aria-hidden />}
          <bdi>{'record' in option ? nameIn(option.record, language) : t('map.makeItem', { name: option.make })}</bdi>
        </div>
      ))}
    </div>
  )
}

type Given = {
  readonly typed: string
  readonly options: readonly Option[]
  readonly at: number
  readonly setAt: (at: number) => void
  readonly take: (option: Option | undefined) => void
  readonly acts: Acts
  readonly last: Chip | undefined
}

type Named = {
  readonly spot: Spot
  readonly kinds: readonly AtlasKind[]
  readonly name: string
  readonly language: string
}

/** Places what is called so, and makes it only where nothing is. */
async function takeByName(acts: Acts, { spot, kinds, name, language }: Named): Promise<void> {
  const records = await acts.look(kinds, name)
  const same = records.find((record) => nameIn(record, language).toLowerCase() === name.toLowerCase())
  if (same === undefined) acts.placeNew(spot, kinds[0] ?? 'touchpoint', name)
  else acts.place(spot, same)
}

/** What a key does; undefined: nothing but typing. */
function keyAct({ key, shiftKey }: KeyboardEvent, given: Given): (() => void) | undefined {
  const { typed, options, at, setAt, take, acts, last } = given
  switch (key) {
    case 'ArrowDown':
      return () => setAt(Math.min(options.length - 1, at + 1))
    case 'ArrowUp':
      return () => setAt(Math.max(0, at - 1))
    case 'Enter':
      return typed.trim() === '' && at === 0 ? () => acts.leave('down') : () => take(options[at])
    case 'Tab':
      return () => {
        if (typed.trim() !== '') take(options[at])
        acts.leave(shiftKey ? 'left' : 'right')
      }
    case 'Escape':
      return () => acts.leave()
    case 'Backspace':
      return typed === '' && last !== undefined ? () => acts.unplace(last.id) : undefined
    default:
      return undefined
  }
}
