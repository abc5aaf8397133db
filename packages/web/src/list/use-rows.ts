// The keyboard and the pointer in a list: which row has focus, which are selected, what a key does. Draws nothing.
import { type KeyboardEvent, type MouseEvent, useReducer, useRef, useState } from 'react'
import { singleKeysOn } from '../shell/single-keys.ts'
import { allOrNone, extended, nothingSelected, type Selection, toggled } from './selection.ts'

/** Rows that PageUp and PageDown pass. */
const PAGE_ROWS = 12
/** What takes clicks and keys for itself inside a row. */
const OWN = 'a, button, input, select, textarea, summary, [role=menuitem]'

/** The state of a list's rows and what changes it. */
export type Rows = {
  /** The row that has focus, or had it last; null before the first time. */
  readonly activeId: string | null
  readonly selection: Selection
  readonly select: (selection: Selection) => void
  /** Moves focus to a row. */
  readonly focus: (index: number) => void
  /** Moves focus on by so many rows; to the first one when there was none. */
  readonly step: (by: number) => void
  /** The row that waits for focus once it is drawn. */
  readonly wanted: { current: string | null }
  /** A click on a row's box; with Shift everything from the last one. */
  readonly tick: (id: string, shift: boolean) => void
  readonly onFocus: (id: string) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  readonly onRowClick: (event: MouseEvent<HTMLElement>, id: string) => void
  readonly onRowDoubleClick: (event: MouseEvent<HTMLElement>, id: string) => void
}

type Given = {
  readonly ids: readonly string[]
  readonly selectable: boolean
  /** Brings a row into sight. */
  readonly reveal: (index: number) => void
  readonly open: ((id: string) => void) | undefined
  /** A click only moves to a row, a double click opens it. */
  readonly opens?: 'double' | undefined
}

const ownTarget = (event: { target: EventTarget }): boolean =>
  event.target instanceof Element && event.target.closest(OWN) !== null

/** @param given - the ids in order, and what rows can do. */
export function useRows({ ids, selectable, reveal, open, opens }: Given): Rows {
  const [activeId, setActive] = useState<string | null>(null)
  const [selection, select] = useState(nothingSelected)
  const wanted = useRef<string | null>(null)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const at = activeId === null ? -1 : ids.indexOf(activeId)

  const focus = (index: number) => {
    const id = ids[Math.max(0, Math.min(ids.length - 1, index))]
    if (id === undefined) return
    wanted.current = id
    setActive(id)
    redraw()
    reveal(ids.indexOf(id))
  }
  const step = (by: number) => focus(at < 0 ? 0 : at + by)
  const stretch = (by: number) => {
    const to = ids[Math.max(0, Math.min(ids.length - 1, at + by))]
    if (to === undefined) return
    const from = selection.anchor === null && activeId !== null ? toggled(selection, activeId) : selection
    select(extended(from, ids, to))
    step(by)
  }
  const toggle = () => (selectable && activeId !== null ? select(toggled(selection, activeId)) : undefined)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const act = actOf(event, { step, stretch, focus, toggle, last: ids.length - 1, selectable })
    const special = keyActs({ event, selectable, ids, activeId, selection, select, open })
    const chosen = act ?? special
    if (chosen === undefined) return
    event.preventDefault()
    chosen()
  }
  const onRowClick = (event: MouseEvent<HTMLElement>, id: string) => {
    if (ownTarget(event) || String(window.getSelection()) !== '') return
    setActive(id)
    if (selectable && event.shiftKey) return select(extended(selection, ids, id))
    if (selectable && (event.metaKey || event.ctrlKey)) return select(toggled(selection, id))
    if (opens !== 'double') open?.(id)
  }
  const onRowDoubleClick = (event: MouseEvent<HTMLElement>, id: string) => {
    if (opens === 'double' && !ownTarget(event)) open?.(id)
  }
  const tick = (id: string, shift: boolean) => select(shift ? extended(selection, ids, id) : toggled(selection, id))
  return {
    activeId,
    selection,
    select,
    focus,
    step,
    wanted,
    tick,
    onFocus: setActive,
    onKeyDown,
    onRowClick,
    onRowDoubleClick,
  }
}

type Moves = {
  readonly step: (by: number) => void
  readonly stretch: (by: number) => void
  readonly focus: (index: number) => void
  readonly toggle: () => void
  readonly last: number
  readonly selectable: boolean
}

/** What a key does to the place in the list; undefined for keys of others. */
function actOf(event: KeyboardEvent, moves: Moves): (() => void) | undefined {
  if (event.metaKey || event.ctrlKey || event.altKey) return undefined
  const { step, stretch, focus, toggle, last, selectable } = moves
  const by = event.shiftKey && selectable ? stretch : step
  const letters: Record<string, () => void> = { j: () => by(1), k: () => by(-1), x: toggle }
  const named: Record<string, () => void> = {
    ArrowDown: () => by(1),
    ArrowUp: () => by(-1),
    PageDown: () => step(PAGE_ROWS),
    PageUp: () => step(-PAGE_ROWS),
    Home: () => focus(0),
    End: () => focus(last),
  }
  return named[event.key] ?? (singleKeysOn() ? letters[event.key.toLowerCase()] : undefined)
}

type Special = {
  readonly event: KeyboardEvent
  readonly selectable: boolean
  readonly ids: readonly string[]
  readonly activeId: string | null
  readonly selection: Selection
  readonly select: (selection: Selection) => void
  readonly open: ((id: string) => void) | undefined
}

/** Opening, selecting all, selecting with the space bar, letting go. */
function keyActs({ event, selectable, ids, activeId, selection, select, open }: Special): (() => void) | undefined {
  const own = ownTarget(event)
  if (selectable && event.key === 'a' && (event.metaKey || event.ctrlKey))
    return () => select(allOrNone(selection, ids))
  if (event.key === 'Escape' && selection.ids.size > 0) return () => select(nothingSelected)
  if (own || activeId === null) return undefined
  if (event.key === 'Enter' && open !== undefined) return () => open(activeId)
  return event.key === ' ' && selectable ? () => select(toggled(selection, activeId)) : undefined
}
