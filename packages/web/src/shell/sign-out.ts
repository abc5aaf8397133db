// Signing out: forgets what was loaded and leads to sign-in, even when the server does not answer.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call } from '../api.ts'

/** @returns signs out. */
export function useSignOut(): () => void {
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = useMutation({
    mutationFn: () => call('signOut', {}),
    onSettled: async () => {
      client.clear()
      await navigate({ to: '/sign-in' })
    },
  })
  return () => leave.mutate()
}
