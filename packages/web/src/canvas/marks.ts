// Marks that others put at places of a map, e.g. how many comments are open there; handed down to all places. Draws nothing and asks nobody.
import { createContext, type RefObject, useContext, useEffect } from 'react'
import type { Acts } from './acts.ts'

/** Marks. `counts`: by a step, phase or lane, or by step and lane with `/` between. */
export type Marks = {
  readonly counts: ReadonlyMap<string, number>
  /** Whether what is behind the marks is shown. */
  readonly shown: boolean
  /** Shows what is behind the mark of where one is. */
  readonly open: () => void
  readonly close: () => void
  /** Leads to a place, while a map is there. */
  readonly steer: RefObject<Acts['select'] | null>
}

/** Hands the marks down. */
export const MarksContext = createContext<Marks | null>(null)

/** The marks of the map around, if it has any. */
export const useMarks = (): Marks | null => useContext(MarksContext)

/** Lets others lead to a place of this map. */
export function useSteered(select: Acts['select']): void {
  const steer = useMarks()?.steer
  useEffect(() => {
    if (steer === undefined) return
    steer.current = select
    return () => {
      steer.current = null
    }
  }, [steer, select])
}
