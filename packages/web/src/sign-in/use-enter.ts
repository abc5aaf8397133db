// What happens once somebody is in: the answer is kept and they come to where they wanted to go.
import type { Me } from '@lotse/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { meQuery } from '../app/data.ts'

/** @returns a function of who came in and where to. */
export function useEnter(): (me: Me, to: string) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async (me, to) => {
    client.setQueryData(meQuery.queryKey, me)
    await navigate({ href: to })
  }
}
