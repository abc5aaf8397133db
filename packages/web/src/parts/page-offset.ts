// How far down the page an element begins, for lists that scroll with the page.
import { type RefObject, useLayoutEffect, useState } from 'react'

/** In px. Measured again whenever the page grows or shrinks, for what stands above the element may come late. */
export function usePageOffset(element: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const measure = () => setOffset(Math.round((element.current?.getBoundingClientRect().top ?? 0) + window.scrollY))
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(document.documentElement)
    return () => watch.disconnect()
  }, [element])
  return offset
}
