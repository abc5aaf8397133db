// Many things tried again, a round after the other, with how far it is and a way to stop. Asks nothing itself.
import { useCallback, useRef, useState } from 'react'

/** How far it is. `more`: whether another round follows. */
export type Round = { readonly done: number; readonly more: boolean }

/** What is under way; null when nothing is. */
export type Running = { readonly key: string; readonly done: number; readonly all: number; readonly stop: () => void }

/** Rounds that nothing ends are ended here. */
const ROUNDS_MAX = 10_000

/** Runs rounds until one says that there are no more, or somebody stops them. */
export function useRounds() {
  const [running, setRunning] = useState<Running | null>(null)
  const stopped = useRef(false)
  const run = useCallback(async (key: string, all: number, round: () => Promise<Round>) => {
    stopped.current = false
    const stop = () => {
      stopped.current = true
    }
    setRunning({ key, done: 0, all, stop })
    try {
      for (let rounds = 0, done = 0; rounds < ROUNDS_MAX && !stopped.current; rounds++) {
        const result = await round()
        done += result.done
        setRunning({ key, done, all, stop })
        if (!result.more) break
      }
    } finally {
      setRunning(null)
    }
  }, [])
  return { running, run }
}
