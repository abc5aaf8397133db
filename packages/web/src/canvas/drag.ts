// Dragging in a map: what is held follows the pointer, a line or a frame shows where it would come to stand. Moves elements of its own only, so that
// a frame of dragging costs next to nothing; says where it was let go and decides nothing.

import { partOf } from './keys.ts'
import { columnUnder, type Layout, rowBelow } from './layout.ts'
import { HEAD, type Spot, spotAt } from './spots.ts'

/** Where something is let go. `before`: the number of the column or lane it would stand before; `spot`: the place under the pointer. */
export type Drop = { readonly spot: Spot; readonly before: number }

type Given = {
  readonly scroller: HTMLElement
  readonly marks: { readonly line: HTMLElement; readonly ghost: HTMLElement }
  readonly layout: Layout
  readonly zoom: number
  readonly held: Spot
  /** `content`: what stands at a place; `whole`: the step, phase or lane itself; `area`: nothing, it selects. */
  readonly sort: 'content' | 'whole' | 'area'
  readonly over: (spot: Spot) => void
  readonly drop: (drop: Drop) => void
}

const BEGIN_PX = 5
const EDGE_PX = 40
const SPEED_PX = 14

/** Follows a pointer that was pressed until it is let go. */
export function follow(start: PointerEvent, given: Given): void {
  const { scroller, marks, sort } = given
  let begun = sort === 'area'
  let last = start
  let frame = 0
  const act = () => {
    frame = 0
    if (!begun) return
    const moving = scrollAtEdge(scroller, last)
    const drop = dropAt(given, last)
    if (sort === 'area') given.over(drop.spot)
    else show(given, last, drop)
    if (moving) frame = requestAnimationFrame(act)
  }
  const onMove = (event: PointerEvent) => {
    last = event
    begun ||= Math.abs(event.clientX - start.clientX) + Math.abs(event.clientY - start.clientY) > BEGIN_PX
    if (begun) event.preventDefault()
    if (frame === 0) frame = requestAnimationFrame(act)
  }
  const end = () => {
    cancelAnimationFrame(frame)
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', onUp)
    window.removeEventListener('pointercancel', end)
    window.removeEventListener('keydown', onKey, true)
    marks.line.hidden = true
    marks.ghost.hidden = true
  }
  const onUp = (event: PointerEvent) => {
    end()
    if (begun && sort !== 'area') given.drop(dropAt(given, event))
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    end()
  }
  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', onUp)
  window.addEventListener('pointercancel', end)
  window.addEventListener('keydown', onKey, true)
}

/** The point of the map under a pointer, at full size. */
function pointOf({ scroller, zoom }: Given, { clientX, clientY }: PointerEvent): { x: number; y: number } {
  const box = scroller.getBoundingClientRect()
  return { x: (clientX - box.left + scroller.scrollLeft) / zoom, y: (clientY - box.top + scroller.scrollTop) / zoom }
}

/** Where a pointer is. The rows on top stay under it however far the map is scrolled. */
function dropAt(given: Given, event: PointerEvent): Drop {
  const { scroller, layout, zoom, held, sort } = given
  const { x, y } = pointOf(given, event)
  const inTop = y - scroller.scrollTop / zoom < (layout.rows[2]?.top ?? 0)
  const row = rowBelow(layout.rows, inTop ? y - scroller.scrollTop / zoom : y)
  const inHead = x - scroller.scrollLeft / zoom < layout.headPx
  const col = inHead ? -1 : columnUnder(layout, x)
  const spot = spotAt(layout, row, col)
  if (sort !== 'whole') return { spot, before: col }
  if (partOf(held) === 'lane') {
    const at = layout.rows[row]
    const below = at !== undefined && y > at.top + at.height / 2 ? 1 : 0
    return { spot, before: Math.max(2, row + below) }
  }
  return {
    spot,
    before: Math.max(0, Math.min(layout.columns.length, Math.round((x - layout.headPx) / layout.columnPx))),
  }
}

function show({ layout, marks, held, sort, scroller, zoom }: Given, event: PointerEvent, { spot, before }: Drop): void {
  const { line, ghost } = marks
  const box = scroller.getBoundingClientRect()
  ghost.hidden = false
  ghost.style.transform = `translate(${event.clientX - box.left + 10}px, ${event.clientY - box.top + 10}px)`
  const lane = sort === 'whole' && partOf(held) === 'lane'
  const row = layout.rows[layout.rowAt.get(spot.row) ?? 0]
  const [left, top, width, height] =
    sort === 'content'
      ? [
          layout.headPx + (layout.columnAt.get(spot.col) ?? 0) * layout.columnPx,
          row?.top ?? 0,
          layout.columnPx,
          row?.height ?? 0,
        ]
      : lane
        ? [0, layout.rows[before]?.top ?? layout.height, layout.width, 3]
        : [layout.headPx + before * layout.columnPx - 1, 0, 3, layout.height]
  line.hidden = spot.col === HEAD && sort === 'content'
  line.dataset['sort'] = sort
  line.style.width = `${width * zoom}px`
  line.style.height = `${height * zoom}px`
  line.style.transform = `translate(${left * zoom - scroller.scrollLeft}px, ${top * zoom - scroller.scrollTop}px)`
}

/** Scrolls on while the pointer is near an edge. @returns whether it did. */
function scrollAtEdge(scroller: HTMLElement, { clientX, clientY }: PointerEvent): boolean {
  const box = scroller.getBoundingClientRect()
  const pull = (at: number, from: number, to: number) => (at < from + EDGE_PX ? -1 : at > to - EDGE_PX ? 1 : 0)
  const [x, y] = [pull(clientX, box.left + EDGE_PX, box.right), pull(clientY, box.top + EDGE_PX, box.bottom)]
  const before = scroller.scrollLeft + scroller.scrollTop
  if (x !== 0 || y !== 0) scroller.scrollBy(x * SPEED_PX, y * SPEED_PX)
  return scroller.scrollLeft + scroller.scrollTop !== before
}
