// Asks for figures anew when customers have moved, at most once a while however much they move.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

/** An event shows within two seconds: half a second until it is told, this pause, and the answer. */
const PAUSE_MS = 1000

/** @param moved - another value whenever somebody has moved. */
export function useRefresh(journey: string, moved: ReadonlyMap<string, number>): void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const seen = useRef(moved)
  useEffect(() => {
    if (seen.current === moved) return
    seen.current = moved
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      void client.invalidateQueries({
        queryKey: ['journey-numbers', journey],
        predicate: ({ queryKey }) => isOfToday(queryKey),
      })
    }, PAUSE_MS)
  }, [client, journey, moved])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
}

/** Figures of days that are over move when something comes late, which nobody waits for. */
function isOfToday([, , asked]: readonly unknown[]): boolean {
  return !(typeof asked === 'object' && asked !== null && 'until' in asked)
}
