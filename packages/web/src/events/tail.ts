// Events as they come: shown at once, or held back until somebody asks for them. Bounded; each event once; nothing dropped unsaid. Pure.
import type { EventItem, EventTail } from '@lotse/protocol'

/** Events that came since the list was loaded, newest first. `dropped`: how many there was no room for, here or on the server. */
export type Tail = {
  readonly shown: readonly EventItem[]
  readonly held: readonly EventItem[]
  readonly dropped: number
}

/** Nothing has come yet. */
export const noTail: Tail = { shown: [], held: [], dropped: 0 }

/** The most events kept on top of the list, and the most that wait. */
export const KEPT_MAX = 1000

/** What happens to a tail. */
export type TailChange =
  | { readonly kind: 'came'; readonly tail: EventTail; readonly hold: boolean; readonly known: ReadonlySet<string> }
  | { readonly kind: 'show' }
  | { readonly kind: 'clear' }

/** The tail after a change. */
export function tailAfter(tail: Tail, change: TailChange): Tail {
  if (change.kind === 'clear') return noTail
  if (change.kind === 'show') return kept({ ...tail, shown: [...tail.held, ...tail.shown], held: [] })
  const { items, dropped } = change.tail
  const known = new Set([...change.known, ...tail.shown.map(({ id }) => id), ...tail.held.map(({ id }) => id)])
  const fresh = items.filter(({ id }) => !known.has(id)).toReversed()
  if (fresh.length === 0 && dropped === 0) return tail
  const sum = { ...tail, dropped: tail.dropped + dropped }
  return change.hold
    ? kept({ ...sum, held: [...fresh, ...tail.held] })
    : kept({ ...sum, shown: [...fresh, ...tail.held, ...tail.shown], held: [] })
}

/** What no longer fits at the end of those shown is in the list; of those that wait, the oldest are dropped and counted. */
function kept({ shown, held, dropped }: Tail): Tail {
  const over = Math.max(0, held.length - KEPT_MAX)
  return {
    shown: shown.slice(0, KEPT_MAX),
    held: held.slice(0, KEPT_MAX),
    dropped: dropped + over + Math.max(0, shown.length - KEPT_MAX),
  }
}
