// How many customers a search finds, counted piece by piece while one watches; a search that is no longer asked for is given up.
import { useEffect, useState } from 'react'
import { call } from '../api.ts'
import type { InputOf } from '../operations.ts'

/** The filters that are counted. */
export type CountFilters = Omit<NonNullable<InputOf<'countCustomers'>['query']>, 'cursor'>

/** Where the count stands. `share`: of everybody looked through, 0 to 1. `of`: how many customers there are. */
export type Count =
  | { readonly state: 'counting' | 'done'; readonly count: number; readonly share: number; readonly of: number }
  | { readonly state: 'failed'; readonly failure: unknown }
  | null

/** Time to finish a word before it is counted. */
const PAUSE_MS = 350

/**
 * Counts.
 *
 * @param filters - undefined: nothing is counted, because the condition is not right yet.
 */
export function useCount(filters: CountFilters | undefined): Count {
  const [count, setCount] = useState<Count>(null)
  const key = filters === undefined ? null : JSON.stringify(filters)
  useEffect(() => {
    if (key === null) return setCount(null)
    const stopping = new AbortController()
    const timer = setTimeout(() => void countAll(JSON.parse(key) as CountFilters, setCount, stopping.signal), PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stopping.abort()
    }
  }, [key])
  return count
}

async function countAll(filters: CountFilters, tell: (count: Count) => void, signal: AbortSignal): Promise<void> {
  let count = 0
  let cursor: string | undefined
  try {
    do {
      const piece = await call(
        'countCustomers',
        { query: { ...filters, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      )
      if (signal.aborted) return
      count += piece.count
      cursor = piece.next ?? undefined
      const share = piece.of === 0 ? 1 : piece.examined / piece.of
      tell({ state: cursor === undefined ? 'done' : 'counting', count, share, of: piece.of })
    } while (cursor !== undefined)
  } catch (failure) {
    if (!signal.aborted) tell({ state: 'failed', failure })
  }
}
