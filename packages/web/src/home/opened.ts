// What somebody opened recently in this browser: customers and flows, for a quick way back. Kept here alone, never sent anywhere.

/** Something that was opened. `path`: its address; `name`: as it was called then. */
export type Opened = { readonly path: string; readonly name: string; readonly at: number }

const KEPT_MAX = 8
const SHOWN = /^\/(customers|flows)\/[^/]+$/

/** Only what can be come back to: a customer's or a flow's page. */
export const isWorthKeeping = (path: string): boolean => SHOWN.test(path)

/** The list with one more on top, each address once. */
export function withOpened(before: readonly Opened[], opened: Opened): readonly Opened[] {
  return [opened, ...before.filter(({ path }) => path !== opened.path)].slice(0, KEPT_MAX)
}

const keyOf = (whose: string): string => `lotse-opened-${whose}`

/** What was opened. @param whose - the member and the workspace, so that nobody sees another's list on a shared machine. */
export function readOpened(whose: string): readonly Opened[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(keyOf(whose)) ?? '[]')
    return Array.isArray(read) ? read.filter(isOpened) : []
  } catch {
    return []
  }
}

function isOpened(value: unknown): value is Opened {
  if (typeof value !== 'object' || value === null) return false
  const { path, name, at } = value as Record<string, unknown>
  return typeof path === 'string' && isWorthKeeping(path) && typeof name === 'string' && typeof at === 'number'
}

/** Remembers that something was opened. */
export function keepOpened(whose: string, opened: Opened): void {
  try {
    localStorage.setItem(keyOf(whose), JSON.stringify(withOpened(readOpened(whose), opened)))
  } catch {
    // Without storage the list stays empty.
  }
}
