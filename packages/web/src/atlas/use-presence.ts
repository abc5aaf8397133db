// Who else is in a map, for components: hears of the others and tells them where one is, now and again while one stays.
import type { AtlasGuest } from '@lotse/protocol'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Guest } from '../canvas/presence.ts'
import type { Spot } from '../canvas/spots.ts'
import { hueOf } from '../parts/hue.ts'
import { initialsOf } from '../shell/initials.ts'

const PAUSE_MS = 250
/** Who says nothing for 12 seconds is taken to have gone. */
const AGAIN_MS = 5000

type Place = { readonly row: string | null; readonly col: string | null }

/**
 * The others.
 *
 * @param tell - tells where one is; may fail, it is said again.
 */
export function usePresence(tell: (place: Place) => Promise<unknown>) {
  const [present, setPresent] = useState<readonly AtlasGuest[]>([])
  const place = useRef<Place>({ row: null, col: null })
  const known = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const say = useCallback(
    (afterMs: number) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        say(AGAIN_MS)
        tell(place.current).catch(() => {})
      }, afterMs)
    },
    [tell],
  )
  useEffect(() => {
    say(0)
    return () => clearTimeout(timer.current)
  }, [say])
  const onSpot = useCallback(
    ({ row, col }: Spot) => {
      place.current = { row, col }
      say(PAUSE_MS)
    },
    [say],
  )
  const meet = useCallback(
    (guests: readonly AtlasGuest[]) => {
      // Who comes new has not heard of those who were there before.
      if (guests.some(({ window }) => !known.current.has(window))) say(PAUSE_MS)
      known.current = new Set(guests.map(({ window }) => window))
      setPresent(guests)
    },
    [say],
  )
  const guests = useMemo(() => present.map(asGuest), [present])
  return { guests, onSpot, meet }
}

function asGuest({ window, memberId, name, row, col }: AtlasGuest): Guest {
  const spot = row === null || col === null ? null : { row, col }
  const of = memberId ?? name
  return { id: window, name, initials: initialsOf(name), of, hue: hueOf(of), spot }
}
