// Which of a list is looked at: it stays the same while others come and go, and where it is gone, what came into its place is. Draws nothing.
import { useState } from 'react'

type Place = { readonly id: string | undefined; readonly at: number }

/** The place of what is looked at, after the list became another one. */
export function placeIn(ids: readonly string[], { id, at }: Place): number {
  const found = id === undefined ? -1 : ids.indexOf(id)
  return found >= 0 ? found : Math.max(0, Math.min(at, ids.length - 1))
}

/** @param ids - of the list. @returns the place, and how to go to another, also to one that is not in the list yet. */
export function useCurrent(ids: readonly string[]) {
  const [place, set] = useState<Place>({ id: undefined, at: 0 })
  const at = placeIn(ids, place)
  // Seen now, so that it is known where it stood when it is gone.
  if (ids.length > 0 && (place.id === undefined || (ids[at] !== place.id && !ids.includes(place.id))))
    set({ id: ids[at], at })
  else if (place.at !== at && ids[at] === place.id) set({ id: place.id, at })
  return {
    at,
    go: (to: number) => {
      const next = Math.max(0, Math.min(to, ids.length - 1))
      set({ id: ids[next], at: next })
    },
    find: (id: string) => set({ id, at }),
  }
}
