// Keys at a map, for components: each wish becomes an act. What is being written hears its keys itself.
import type { KeyboardEvent } from 'react'
import { useRef } from 'react'
import { clearing, feelingAt } from './contents.ts'
import { type Wish, wishOf } from './keys.ts'
import type { Layout } from './layout.ts'
import { useMarks } from './marks.ts'
import { duplicated, inserted, shifted } from './moving.ts'
import type { Session } from './session.ts'
import { areaOf, HEAD, moved, type Spot, sameSpot, spotAt } from './spots.ts'
import type { Editor } from './use-editor.ts'

type Given = {
  readonly session: Session
  readonly journey: string
  readonly language: string
  readonly mayEdit: boolean
  readonly newId: () => string
  readonly openDetails: (id: string) => void
  readonly layout: Layout
  readonly editor: Editor
}

/** A handler of key presses. After Escape the next Tab leaves the map, so that nobody is held in it. */
export function useKeys(given: Given): (event: KeyboardEvent<HTMLElement>) => void {
  const leaving = useRef(false)
  const openTalk = useMarks()?.open
  return (event) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    const { layout, editor } = given
    const { at } = editor.selection
    const feels = at.col !== HEAD && layout.rows[layout.rowAt.get(at.row) ?? -1]?.type === 'emotion'
    const { key, altKey: alt, shiftKey: shift } = event
    const wish = wishOf({ key, alt, shift, mod: event.ctrlKey || event.metaKey }, feels)
    const outside =
      key === 'Tab' && (leaving.current || (wish?.do === 'go' && sameSpot(moved(layout, at, wish.move), at)))
    leaving.current = key === 'Escape' || (leaving.current && key === 'Shift')
    if (wish === undefined || outside) return
    // Letters are words here, no shortcuts of the console.
    event.stopPropagation()
    if (wish.do !== 'type') event.preventDefault()
    if (wish.do === 'talk') openTalk?.()
    else grant(wish, given)
  }
}

function grant(wish: Exclude<Wish, { do: 'talk' }>, given: Given): void {
  const { layout, editor, session, mayEdit, openDetails } = given
  const { acts, selection } = editor
  const { at } = selection
  switch (wish.do) {
    case 'go':
      return acts.select(moved(layout, at, wish.move), wish.extend)
    case 'all':
      acts.select(spotAt(layout, 2, 0))
      return acts.select(spotAt(layout, layout.rows.length - 1, layout.columns.length - 1), true)
    case 'open':
      return acts.begin(at)
    case 'type':
      return acts.begin(at, '')
    case 'out':
      return acts.select(at)
    case 'details': {
      const id = recordIdAt(layout, at)
      return id === undefined ? undefined : openDetails(id)
    }
    case 'undo':
      return session.undo()
    case 'redo':
      return session.redo()
    default:
      return mayEdit ? change(wish, given) : undefined
  }
}

/** What one stands in: its phase, its lane, else its step. */
function recordIdAt({ columns, columnAt }: Layout, { row, col }: Spot): string | undefined {
  if (col === HEAD) return row
  const column = columns[columnAt.get(col) ?? -1]
  return row === 'phases' ? column?.phase.id : column?.step?.id
}

function change(wish: Wish, { layout, editor, journey, language, newId }: Given): void {
  const { acts, selection } = editor
  const { at } = selection
  const making = { journey, newId }
  switch (wish.do) {
    case 'feel':
      return acts.feel(at, Math.max(-2, Math.min(2, (feelingAt(layout, at) ?? 0) + wish.by)))
    case 'clear':
      return acts.edit(clearing(layout, areaOf(layout, selection), { language, journey }))
    case 'shift':
      return acts.edit(shifted(layout, at, wish.by).edits)
    case 'insert':
    case 'duplicate': {
      const { edits, spot } = (wish.do === 'insert' ? inserted : duplicated)(layout, at, making)
      acts.edit(edits)
      return acts.select(spot)
    }
  }
}
