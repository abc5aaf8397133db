// Working in another workspace. The page starts anew, so that nothing of the one before stays: no answer, no live figure, no undo.
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { call } from '../api.ts'

/** Pages of one browser share a session, and with it the workspace: they tell one another when it becomes another. */
let pages: BroadcastChannel | undefined

/** Starts this page anew when another page of the browser went to another workspace. Called once, when the console starts. */
export function followSwitches(): void {
  pages = new BroadcastChannel('lotse-workspace')
  pages.onmessage = () => window.location.assign('/')
}

/** Starts the page anew in the workspace that the session has now, and every other page of this browser too. */
export function startAnew(path = '/'): void {
  pages?.postMessage('changed')
  window.location.assign(path)
}

/** Switches to the workspace with an id and goes to its start page. Whoever has unsaved changes is asked first, and may stay. */
export function useSwitchWorkspace() {
  const router = useRouter()
  return useMutation({
    mutationFn: async (workspaceId: string) => {
      await router.navigate({ to: '/' })
      if (router.state.location.pathname !== '/') return
      await call('chooseWorkspace', { body: { workspaceId } })
      startAnew()
    },
  })
}
