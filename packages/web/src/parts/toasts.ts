// Short messages that come after an action, with a way back. Keeps them and their time; draws nothing.

/** How long a message with a way back stays, in milliseconds. It stays longer while someone points at it or has focus in it. */
export const UNDO_MS = 10_000

/** Takes something back. What comes is waited for: only then was it taken back; what it throws says why it was not. */
export type Undo = () => Promise<unknown>

/** A message. `waiting` stands until another one takes its place. */
export type Toast = {
  readonly id: number
  readonly kind: 'done' | 'failed' | 'waiting'
  readonly text: string
  readonly undo?: Undo
}

let last = 0
let toasts: readonly Toast[] = []
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** The most messages at a time; the oldest go first. */
const TOASTS_MAX = 3

/** Shows a message. */
export function addToast(toast: Omit<Toast, 'id'>): void {
  last += 1
  set([...toasts, { ...toast, id: last }].slice(-TOASTS_MAX))
}

/**
 * Puts a message in the place of another one; where that is gone meanwhile, at the end.
 *
 * @returns its id.
 */
export function replaceToast(id: number, toast: Omit<Toast, 'id'>): number {
  if (!toasts.some((one) => one.id === id)) {
    addToast(toast)
    return last
  }
  last += 1
  const next = { ...toast, id: last }
  set(toasts.map((one) => (one.id === id ? next : one)))
  return last
}

/** Takes a message away. */
export function dropToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id))
}

/** The messages of the moment, oldest first. */
export function toastsNow(): readonly Toast[] {
  return toasts
}

/** Tells when messages come or go. @returns a function that ends it. */
export function watchToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
