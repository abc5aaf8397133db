// Working in another workspace: nothing that was asked in the one before stays on the screen.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call } from '../api.ts'
import { meQuery } from '../app/data.ts'

/** Switches to the workspace with an id and goes to its start page. */
export function useSwitchWorkspace() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (workspaceId: string) => call('chooseWorkspace', { body: { workspaceId } }),
    onSuccess: async (me) => {
      client.clear()
      client.setQueryData(meQuery.queryKey, me)
      await navigate({ to: '/' })
    },
  })
}
