// How close the rows of lists stand: one choice for all lists, remembered in this browser.
import { useSyncExternalStore } from 'react'

/** `compact`: 32 px a row; `comfortable`: 40 px. */
export const densities = ['compact', 'comfortable'] as const
/** One of these. */
export type Density = (typeof densities)[number]

const STORAGE_KEY = 'lotse-density'
const listeners = new Set<() => void>()
let chosen: Density | undefined

function read(): Density {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'compact' ? 'compact' : 'comfortable'
  } catch {
    return 'comfortable'
  }
}

const now = (): Density => {
  chosen ??= read()
  return chosen
}

const watch = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Chooses for all lists. */
export function setDensity(density: Density): void {
  chosen = density
  try {
    localStorage.setItem(STORAGE_KEY, density)
  } catch {
    // Without storage the choice holds until the page is closed.
  }
  for (const listener of listeners) listener()
}

/** The choice of the moment. */
export function useDensity(): Density {
  return useSyncExternalStore(watch, now)
}
