// Dragging an insight over the field with the pointer, from wherever it is listed. Tells where it would stand; stores nothing itself.
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react'
import { type Axis, valueAt } from './places.ts'
import type { HalfPlace, Placeable, Placing } from './use-placing.ts'

/** Less than this is a click with an unsteady hand. */
const FIRM_PX = 4

type Given = {
  readonly field: RefObject<HTMLElement | null>
  readonly axes: { readonly x: Axis; readonly y: Axis }
  readonly placing: Placing
  readonly mayMove: (point: Placeable) => boolean
}

/** What a thing that can be dragged listens to. */
export type DragEars = {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerCancel: () => void
}

/** What is dragged, and what things listen to. `wasDragged`: the click that ends a drag is none. */
export type Dragging = {
  readonly id: string | null
  readonly earsOf: (point: Placeable) => DragEars | undefined
  readonly wasDragged: () => boolean
  readonly giveUp: (event: KeyboardEvent) => boolean
}

type Held = { readonly point: Placeable; readonly x: number; readonly y: number; firm: boolean; over: HalfPlace | null }

/** @param given - the field with its axes, and what places are given by. */
export function useDragging({ field, axes, placing, mayMove }: Given): Dragging {
  const [id, setId] = useState<string | null>(null)
  const held = useRef<Held | null>(null)
  const dragged = useRef(false)

  const letGo = () => {
    const { current } = held
    held.current = null
    setId(null)
    return current
  }
  const giveUp = () => {
    const before = letGo()
    if (before !== null) placing.wish(before.point.id, null)
    return before?.firm === true
  }
  const earsOf = (point: Placeable): DragEars | undefined => {
    if (!mayMove(point)) return undefined
    return {
      onPointerDown: (event) => {
        dragged.current = false
        if (event.button !== 0 || !event.isPrimary) return
        event.currentTarget.setPointerCapture(event.pointerId)
        held.current = { point, x: event.clientX, y: event.clientY, firm: false, over: null }
      },
      onPointerMove: (event) => {
        const { current } = held
        if (current === null || current.point.id !== point.id) return
        const far = Math.hypot(event.clientX - current.x, event.clientY - current.y)
        if (!current.firm && far < FIRM_PX) return
        if (!current.firm) setId(point.id)
        current.firm = true
        dragged.current = true
        current.over = placeUnder(event, field.current, axes, current.point)
        placing.wish(point.id, current.over)
      },
      onPointerUp: () => {
        const before = letGo()
        if (before === null || !before.firm) return
        if (before.over === null) placing.wish(point.id, null)
        else placing.put(before.point, before.over)
      },
      onPointerCancel: () => void giveUp(),
    }
  }
  return {
    id,
    earsOf,
    wasDragged: () => dragged.current,
    giveUp: (event) => event.key === 'Escape' && giveUp(),
  }
}

/** How far beside the field one may be and still mean its edge. */
const EDGE_PX = 24

/** The place under the pointer, at steps of the scales; along a formula it stays. Null outside of the field. */
function placeUnder(
  { clientX, clientY }: PointerEvent,
  field: HTMLElement | null,
  axes: Given['axes'],
  point: Placeable,
): HalfPlace | null {
  if (field === null) return null
  const { left, top, width, height, right, bottom } = field.getBoundingClientRect()
  const beside = clientX < left - EDGE_PX || clientX > right + EDGE_PX
  if (beside || clientY < top - EDGE_PX || clientY > bottom + EDGE_PX) return null
  return {
    x: valueAt(axes.x, (clientX - left) / width) ?? point.x,
    y: valueAt(axes.y, 1 - (clientY - top) / height) ?? point.y,
  }
}
