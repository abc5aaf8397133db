// Whether shortcuts of single letters are on: remembered in this browser, on until switched off (WCAG 2.1.4).
import { useSyncExternalStore } from 'react'

const STORAGE_KEY = 'lotse-single-keys'
const listeners = new Set<() => void>()

function read(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off'
  } catch {
    return true
  }
}

let on: boolean | undefined

/** Whether they are on. */
export function singleKeysOn(): boolean {
  on ??= read()
  return on
}

/** Switches them on or off. */
export function setSingleKeys(wish: boolean): void {
  on = wish
  try {
    localStorage.setItem(STORAGE_KEY, wish ? 'on' : 'off')
  } catch {
    // Without storage the choice holds until the page is closed.
  }
  for (const listener of listeners) listener()
}

const watch = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether they are on, for components. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(watch, singleKeysOn)
}
