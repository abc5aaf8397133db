// The pointer at a map, for components: a press selects, a second one writes, pulling selects more or takes things elsewhere.
import { type PointerEvent, type RefObject, useCallback, useRef } from 'react'
import { follow } from './drag.ts'
import { contentDropped, wholeDropped } from './dropping.ts'
import type { Layout } from './layout.ts'
import { HEAD, type Spot, sameSpot } from './spots.ts'
import type { Editor } from './use-editor.ts'

type Given = {
  readonly grid: RefObject<HTMLDivElement | null>
  readonly marks: { readonly line: RefObject<HTMLDivElement | null>; readonly ghost: RefObject<HTMLDivElement | null> }
  readonly editor: Editor
  readonly layout: Layout
  readonly zoom: number
  readonly journey: string
  readonly mayEdit: boolean
}

/** A handler of presses. */
export function usePointer(given: Given): (event: PointerEvent<HTMLElement>, spot: Spot) => void {
  const now = useRef(given)
  now.current = given
  return useCallback((event, spot) => {
    const { editor, mayEdit } = now.current
    const { acts, selection, editing } = editor
    if (event.button !== 0 || (editing !== null && sameSpot(editing.spot, spot))) return
    const again = event.pointerType === 'touch' && sameSpot(selection.at, spot)
    acts.select(spot, event.shiftKey)
    if (again) acts.begin(spot)
    // A finger scrolls; pulling is for what points more exactly.
    if (event.pointerType === 'touch' || event.shiftKey) return
    const held = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-content=true]') : null
    const whole = spot.row === 'phases' || spot.row === 'steps' || spot.col === HEAD
    if (whole && held === null) return
    begin(event, { held: mayEdit ? held : null, spot, whole, now })
  }, [])
}

type Begun = {
  readonly held: HTMLElement | null
  readonly spot: Spot
  readonly whole: boolean
  readonly now: RefObject<Given>
}

function begin(event: PointerEvent<HTMLElement>, { held, spot, whole, now }: Begun): void {
  const { grid, marks, layout, zoom, journey, editor } = now.current
  const [scroller, line, ghost] = [grid.current, marks.line.current, marks.ghost.current]
  if (scroller === null || line === null || ghost === null) return
  ghost.textContent = held?.textContent ?? ''
  follow(event.nativeEvent, {
    scroller,
    marks: { line, ghost },
    layout,
    zoom,
    held: spot,
    sort: held === null ? 'area' : whole ? 'whole' : 'content',
    over: (at) => {
      if (!sameSpot(now.current.editor.selection.at, at)) editor.acts.select(at, true)
    },
    drop: (drop) => {
      // Others may have moved things meanwhile: what holds is the map as it is now.
      const standing = editor.acts.layout()
      editor.acts.edit(whole ? wholeDropped(standing, spot, drop) : contentDropped(standing, spot, drop, journey))
      if (!whole) editor.acts.select(drop.spot)
    },
  })
}
