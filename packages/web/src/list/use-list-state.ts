// The address as a list's memory: reads its texts and changes them, so that links, views and the back button bring everything back.
import { useRouter, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The texts of the address. */
export type Texts = Readonly<Record<string, string | undefined>>

/** Changes some texts of the address; undefined takes one out. `replace`: without a step for the back button. */
export type Change = (changes: Texts, replace?: boolean) => void

/** The texts of the address, and how to change them. */
export function useListState(): { readonly state: Texts; readonly change: Change } {
  const state: Texts = useSearch({ strict: false })
  const router = useRouter()
  const change = useCallback<Change>(
    (changes, replace = false) => {
      const { pathname, search } = router.latestLocation
      const next = { ...search, ...changes } as Texts
      const set = Object.entries(next).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
      const query = new URLSearchParams(set).toString()
      void router.navigate({ href: query === '' ? pathname : `${pathname}?${query}`, replace, resetScroll: false })
    },
    [router],
  )
  return { state, change }
}
