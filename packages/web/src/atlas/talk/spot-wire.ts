// Tells who wants to know where one is in a map, without drawing the map anew for it.
import type { Spot } from '../../canvas/spots.ts'

/** A wire. Its functions can be handed on as they are. */
export type SpotWire = {
  readonly now: () => Spot | null
  readonly watch: (listener: () => void) => () => void
  readonly tell: (spot: Spot) => void
}

/** A wire on which nothing was told yet. */
export function spotWire(): SpotWire {
  let last: Spot | null = null
  const listeners = new Set<() => void>()
  return {
    now: () => last,
    watch: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: (spot) => {
      last = spot
      for (const listener of listeners) listener()
    },
  }
}
