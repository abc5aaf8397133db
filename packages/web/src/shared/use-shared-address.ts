// What the address of a shared journey says, for components. The secret behind the hash stays where it is.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The address; `change` replaces what it names and leaves the rest. */
export function useSharedAddress() {
  const search = useSearch({ from: '/shared' })
  const navigate = useNavigate({ from: '/shared' })
  const change = useCallback(
    (more: Partial<typeof search>) =>
      void navigate({ search: (before) => ({ ...before, ...more }), hash: true, replace: true }),
    [navigate],
  )
  return { search, change }
}
