// One connection to the workspace's live figures for the whole page, however many parts read it. Opened by the first, closed after the last.
import type { LiveSnapshot } from '@lotse/protocol'
import { call } from '../api.ts'
import { type History, noHistory, withSnapshot } from './history.ts'
import { type Connection, listen } from './stream.ts'

/** What is known at this moment. */
export type Workspace = { readonly history: History; readonly connection: Connection }

/** A screen change takes a moment in which nobody reads; the connection outlives it. */
const LINGER_MS = 2000

const atFirst: Workspace = { history: noHistory, connection: { state: 'connecting', since: null } }
let now: Workspace = atFirst
let stop: (() => void) | undefined
let closing: ReturnType<typeof setTimeout> | undefined
const readers = new Set<() => void>()

function set(next: Workspace): void {
  if (next === now) return
  now = next
  for (const reader of readers) reader()
}

function open(): () => void {
  return listen('/api/v1/live', {
    event: 'snapshot',
    onData: (data) => set({ ...now, history: withSnapshot(now.history, data as LiveSnapshot) }),
    onState: (state) =>
      set({
        ...now,
        connection: { state, since: state === 'waiting' ? (now.connection.since ?? Date.now()) : null },
      }),
    // Asking who one is tells a lost session from a restarted server: the first leads to sign-in.
    onRefused: () => void call('getMe', {}).catch(() => {}),
  })
}

/** Reads on until told to stop. @param reader - called when something changed. */
export function readWorkspace(reader: () => void): () => void {
  readers.add(reader)
  clearTimeout(closing)
  stop ??= open()
  return () => {
    readers.delete(reader)
    if (readers.size === 0) closing = setTimeout(close, LINGER_MS)
  }
}

/** Ends the connection and forgets what it said: after signing out nothing of the workspace stays. */
function close(): void {
  stop?.()
  stop = undefined
  now = atFirst
}

/** What is known at this moment. */
export function workspaceNow(): Workspace {
  return now
}
