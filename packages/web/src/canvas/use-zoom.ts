// How large a map is shown, for components: in steps, or so that all of it fits. Kept in this browser.
import { type RefObject, useCallback, useState } from 'react'
import type { Layout } from './layout.ts'

const STORAGE_KEY = 'lotse-map-zoom'
const STEPS = [0.3, 0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.5, 2] as const
const MIN = STEPS[0]
const MAX = 2

function stored(): number {
  try {
    const value = Number(localStorage.getItem(STORAGE_KEY))
    return value >= MIN && value <= MAX ? value : 1
  } catch {
    return 1
  }
}

/** The size, and how to change it. */
export type Zoom = {
  readonly factor: number
  readonly larger: () => void
  readonly smaller: () => void
  readonly whole: () => void
  readonly fit: () => void
}

/** The size of a map. */
export function useZoom(grid: RefObject<HTMLElement | null>, layout: Pick<Layout, 'width' | 'height'>): Zoom {
  const [factor, setFactor] = useState(stored)
  const set = useCallback((next: number) => {
    setFactor(next)
    try {
      localStorage.setItem(STORAGE_KEY, String(next))
    } catch {
      // Without storage it holds until the page is closed.
    }
  }, [])
  return {
    factor,
    larger: () => set(STEPS.find((step) => step > factor + 0.01) ?? MAX),
    smaller: () => set(STEPS.findLast((step) => step < factor - 0.01) ?? MIN),
    whole: () => set(1),
    fit: () => {
      const { clientWidth = 1, clientHeight = 1 } = grid.current ?? {}
      const fitting = Math.min(clientWidth / layout.width, clientHeight / layout.height)
      set(Math.max(MIN, Math.min(1, Math.floor(fitting * 100) / 100)))
    },
  }
}
