// What the address of a shared journey says, for components, also within the frame of another page. The secret behind the hash stays where it is.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

type Search = { readonly [Name in 'view' | 'lang' | 'talk']?: string | undefined }

/** The address; `change` replaces what it names and leaves the rest. `frame`: names the link within a page that shows it. */
export function useSharedAddress() {
  const { view, lang, talk }: Search = useSearch({ strict: false })
  const { frame } = useParams({ strict: false })
  const navigate = useNavigate()
  const change = useCallback(
    (more: Search) => {
      const search = (before: Search) => ({ ...before, ...more })
      const stay = { hash: true, replace: true } as const
      void (frame === undefined
        ? navigate({ to: '/shared', search, ...stay })
        : navigate({ to: '/embed/$frame', params: { frame }, search, ...stay }))
    },
    [navigate, frame],
  )
  return { search: { view, lang, talk }, frame, change }
}
