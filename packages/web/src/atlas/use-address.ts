// What the address of a journey says, for components, and how they change it without leaving the page.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The address; `change` replaces what it names and leaves the rest. */
export function useAddress() {
  const search = useSearch({ from: '/shell/journeys/$journeyId' })
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const change = useCallback(
    (more: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...more }), replace: true }),
    [navigate],
  )
  return { search, change }
}
