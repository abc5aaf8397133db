// What of a map is in sight, for components: told anew only when other columns or rows come near, not at every pixel of scrolling.
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { type Layout, type Sight, sightOf } from './layout.ts'

const NOTHING: Sight = { columns: { from: 0, to: 0 }, rows: { from: 0, to: 0 } }

const same = (a: Sight, b: Sight): boolean =>
  a.columns.from === b.columns.from &&
  a.columns.to === b.columns.to &&
  a.rows.from === b.rows.from &&
  a.rows.to === b.rows.to

/** The columns and rows to draw, and what to call when the window over the map has moved. */
export function useSight(scroller: RefObject<HTMLDivElement | null>, layout: Layout, zoom: number) {
  const [sight, setSight] = useState(NOTHING)
  const known = useRef({ layout, zoom })
  known.current = { layout, zoom }
  const look = useCallback(() => {
    const element = scroller.current
    if (element === null) return
    const { layout: now, zoom: by } = known.current
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = element
    const next = sightOf(now, {
      left: scrollLeft / by,
      top: scrollTop / by,
      width: clientWidth / by,
      height: clientHeight / by,
    })
    setSight((before) => (same(before, next) ? before : next))
  }, [scroller])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes the map or its size changes what is in sight.
  useLayoutEffect(look, [look, layout, zoom])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [look, scroller])
  return { sight, look }
}

/** How wide an element is inside of its frame, in pixels; 0 before it is there. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const standing = element.current
    if (standing === null) return
    const look = () => setWidth(standing.clientWidth)
    look()
    const observer = new ResizeObserver(look)
    observer.observe(standing)
    return () => observer.disconnect()
  }, [element])
  return width
}
