// The state of one who works at a map: where they are, what they are writing; and what they can do. Turns wishes into edits and draws nothing.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Acts, Editing } from './acts.ts'
import { feelingAt, feelingSet, makingItem, placesItems, placing, writing, writtenAt } from './contents.ts'
import type { Layout } from './layout.ts'
import { holdsPicture, type Pictures } from './pictures.ts'
import type { Session } from './session.ts'
import { HEAD, moved, numbersOf, only, type Selection, type Spot, spotAt } from './spots.ts'
import { newStep, removal } from './structure.ts'

/** What the editor is given. */
type EditorGiven = {
  readonly session: Session
  readonly journey: string
  readonly layout: Layout
  readonly language: string
  readonly mayEdit: boolean
  readonly newId: () => string
  readonly look: (kinds: readonly AtlasKind[], find: string) => Promise<readonly AtlasRecord[]>
  readonly tell: (failure: unknown) => void
  readonly pictures: Pictures
  readonly grid: RefObject<HTMLDivElement | null>
}

/** Where one is, what one writes, what one can do. */
export type Editor = {
  readonly selection: Selection
  readonly editing: Editing | null
  readonly acts: Acts
}

const START: Selection = only({ row: 'steps', col: HEAD })

/** The editor of a map. */
export function useEditor(given: EditorGiven): Editor {
  const [selection, setSelection] = useState(START)
  const [editing, setEditing] = useState<Editing | null>(null)
  const now = useRef(given)
  now.current = given
  const writingNow = useRef<Editing | null>(null)
  const setBoth = useCallback((next: Editing | null) => {
    writingNow.current = next
    setEditing(next)
  }, [])
  const acts = useMemo(() => actsOf({ now, writingNow, setEditing: setBoth, setSelection }), [setBoth])
  const standing = useStanding(given.layout, selection)
  return { selection: standing, editing, acts }
}

/** Where one stands: at first at the first step; when what one stood at has gone, where it was. */
function useStanding(layout: Layout, selection: Selection): Selection {
  const last = useRef({ row: 1, col: 0 })
  const { at } = selection
  const there = selection !== START && layout.rowAt.has(at.row) && (at.col === HEAD || layout.columnAt.has(at.col))
  const numbers = there ? numbersOf(layout, at) : last.current
  last.current = numbers
  const spot = spotAt(layout, numbers.row, numbers.col)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same place is the same object.
  return useMemo(() => (there ? selection : only(spot)), [there, selection, spot.row, spot.col])
}

type Held = {
  readonly now: RefObject<EditorGiven>
  readonly writingNow: RefObject<Editing | null>
  readonly setEditing: (next: Editing | null) => void
  readonly setSelection: (next: Selection | ((before: Selection) => Selection)) => void
}

function actsOf(held: Held): Acts {
  const { now, setSelection } = held
  const edit: Acts['edit'] = (edits) => {
    if (now.current.mayEdit) now.current.session.edit(edits)
  }
  const making = () => ({ journey: now.current.journey, newId: now.current.newId })
  return {
    layout: () => now.current.layout,
    language: () => now.current.language,
    tell: (failure) => now.current.tell(failure),
    select: (at, extend = false) =>
      setSelection((before) => (extend && before !== START ? { from: before.from, at } : only(at))),
    ...writingActs(held, edit),
    edit,
    place: (spot, item) => {
      now.current.session.learn([item])
      edit(placing(now.current.layout, spot, item.id, making()))
    },
    placeNew: (spot, kind, name) => {
      const { layout, language, newId } = now.current
      const item = makingItem(kind, name, language, newId)
      edit([item.edit, ...placing(layout, spot, item.id, making())])
    },
    unplace: (placement) => edit([removal(placement)]),
    feel: (spot, value) => edit(feelingSet(now.current.layout, spot, value, now.current.journey)),
    stepAfter: (step) => edit(stepBehind(now.current.layout, step, making())),
    look: (kinds, find) => now.current.look(kinds, find),
  }
}

function stepBehind(layout: Layout, step: string, making: { journey: string; newId: () => string }) {
  const { phase } = layout.columns[layout.columnAt.get(step) ?? -1] ?? {}
  if (phase === undefined) return []
  const steps = layout.map.phases.find((one) => one.phase.id === phase.id)?.steps ?? []
  return newStep(layout, phase.id, steps.findIndex(({ id }) => id === step) + 1, making).edits
}

function writingActs(
  { now, writingNow, setEditing, setSelection }: Held,
  edit: Acts['edit'],
): Pick<Acts, 'begin' | 'beginItems' | 'write' | 'leave'> {
  const go: NonNullable<Acts['leave']> = (move) => {
    if (move) setSelection((before) => only(moved(now.current.layout, before.at, move)))
    // The field goes away with the focus in it: the map takes it back, without moving.
    now.current.grid.current?.focus({ preventScroll: true })
  }
  return {
    begin: (spot, draft) => {
      const { layout, language, mayEdit, pictures } = now.current
      if (!mayEdit || !canWrite(layout, spot)) return
      if (pictures.open !== undefined && holdsPicture(layout, spot)) {
        setSelection(only(spot))
        return pictures.open(spot, typeof draft === 'string' ? undefined : draft)
      }
      if (draft instanceof File) return
      const type = layout.rows[layout.rowAt.get(spot.row) ?? -1]?.type ?? 'text'
      const sort = spot.col !== HEAD && placesItems(type) ? 'items' : 'words'
      const feeling = type === 'emotion' && spot.col !== HEAD ? feelingAt(layout, spot) : null
      const from = feeling === null ? writtenAt(layout, spot, language) : String(feeling)
      // At once, so that the letter that is being typed lands in the field.
      flushSync(() => {
        setSelection(only(spot))
        setEditing({ spot, sort, from, draft: draft ?? from })
      })
    },
    beginItems: (spot) => {
      flushSync(() => setEditing({ spot, sort: 'items', from: '', draft: '' }))
    },
    write: (text, move) => {
      const standing = writingNow.current
      if (standing === null) return
      setEditing(null)
      const { layout, language, journey, newId } = now.current
      const type = layout.rows[layout.rowAt.get(standing.spot.row) ?? -1]?.type
      if (type === 'emotion' && standing.spot.col !== HEAD) {
        const value = feelingIn(text)
        if (value !== undefined) edit(feelingSet(layout, standing.spot, value, journey))
      } else
        edit(writing(layout, standing.spot, { language, from: standing.from, to: text.trimEnd() }, { journey, newId }))
      go(move)
    },
    leave: (move = null) => {
      if (writingNow.current === null) return
      setEditing(null)
      go(move)
    },
  }
}

/** A feeling as people write it, in halves; null: nothing; undefined: no feeling. */
function feelingIn(text: string): number | null | undefined {
  const plain = text.trim().replace('−', '-').replace(',', '.')
  if (plain === '') return null
  const value = Number(plain)
  return Number.isFinite(value) ? Math.max(-2, Math.min(2, Math.round(value * 2) / 2)) : undefined
}

/** The corner holds nothing, and in a phase without steps only the first step can be begun. */
function canWrite(layout: Layout, spot: Spot): boolean {
  const { row } = numbersOf(layout, spot)
  if (spot.col === HEAD) return row > 1
  return !spot.col.startsWith('empty:') || row < 2
}
