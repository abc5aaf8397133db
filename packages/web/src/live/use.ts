// Live data for components: the newest value of a stream, how the connection is, and since when it is interrupted.
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { call } from '../api.ts'
import { type Connection, listen } from './stream.ts'
import { readWorkspace, type Workspace, workspaceNow } from './workspace.ts'

export type { Connection } from './stream.ts'

/**
 * Listens to a stream while the component is shown.
 *
 * @param path - of the stream.
 * @param event - name of its events.
 * @param onData - gets each parsed value; may change from render to render.
 */
export function useStream(path: string, event: string, onData: (data: unknown) => void): Connection {
  const [connection, setConnection] = useState<Connection>({ state: 'connecting', since: null })
  const handler = useRef(onData)
  handler.current = onData
  useEffect(
    () =>
      listen(path, {
        event,
        onData: (data) => handler.current(data),
        onState: (state) =>
          setConnection((before) => ({ state, since: state === 'waiting' ? (before.since ?? Date.now()) : null })),
        // Asking who one is tells a lost session from a restarted server: the first leads to sign-in.
        onRefused: () => void call('getMe', {}).catch(() => {}),
      }),
    [path, event],
  )
  return connection
}

/** The workspace's live figures: the newest snapshot and what it was before, for small charts. */
export function useWorkspace(): Workspace {
  return useSyncExternalStore(readWorkspace, workspaceNow)
}
