// What of a map is in sight, for components: told anew only when other columns or rows come near, not at every pixel of scrolling, and in as many frames as
// drawing it takes.
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { type Layout, type Sight, sightOf } from './layout.ts'
import { allOf, isSettled, nextStage, type Staged } from './staging.ts'

const NOTHING: Sight = { columns: { from: 0, to: 0 }, rows: { from: 0, to: 0 } }

/** What to draw, and what to call when the window over the map has moved. */
export function useSight(scroller: RefObject<HTMLDivElement | null>, layout: Layout, zoom: number) {
  const [staged, setStaged] = useState(() => allOf(NOTHING))
  const drawn = useRef<Staged>(staged)
  const frame = useRef(0)
  const known = useRef({ layout, zoom })
  known.current = { layout, zoom }
  const draw = useCallback((next: Staged) => {
    drawn.current = next
    setStaged(next)
  }, [])
  const wanted = useCallback(() => sightIn(scroller.current, known.current), [scroller])
  const look = useCallback(() => {
    if (frame.current !== 0) return
    const step = () => {
      frame.current = 0
      const sight = wanted()
      const next = nextStage(drawn.current, sight)
      if (next !== drawn.current) draw(next)
      if (!isSettled(next, sight)) frame.current = requestAnimationFrame(step)
    }
    frame.current = requestAnimationFrame(step)
  }, [wanted, draw])
  const lookAtOnce = useCallback(() => {
    const sight = wanted()
    if (!isSettled(drawn.current, sight)) draw(allOf(sight))
  }, [wanted, draw])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes the map or its size changes what is in sight.
  useLayoutEffect(lookAtOnce, [lookAtOnce, layout, zoom])
  useLayoutEffect(() => () => cancelAnimationFrame(frame.current), [])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const observer = new ResizeObserver(lookAtOnce)
    observer.observe(element)
    return () => observer.disconnect()
  }, [lookAtOnce, scroller])
  return { staged, look }
}

function sightIn(
  element: HTMLElement | null,
  { layout, zoom }: { readonly layout: Layout; readonly zoom: number },
): Sight {
  if (element === null) return NOTHING
  const { scrollLeft, scrollTop, clientWidth, clientHeight } = element
  return sightOf(layout, {
    left: scrollLeft / zoom,
    top: scrollTop / zoom,
    width: clientWidth / zoom,
    height: clientHeight / zoom,
  })
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
