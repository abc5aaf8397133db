// An open journey for components: its session over the API, the stream of what others do, and things of the library that come into the map meanwhile.
import type { AtlasGuest, ShownChange, ShownRecord } from '@lotse/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call, pathOf, Refused } from '../api.ts'
import type { Guest } from '../canvas/presence.ts'
import { Session } from '../canvas/session.ts'
import type { Spot } from '../canvas/spots.ts'
import { type Connection, listen } from '../live/stream.ts'
import { createFetcher } from './fetcher.ts'
import { newId } from './ids.ts'
import { useRefreshTalk } from './talk/use-talk.ts'
import { usePresence } from './use-presence.ts'

/** After this one who has left waits no longer for the server to confirm what they did. */
const LEFT_MS = 60_000

/** An open journey with those who are in it. */
export type OpenSession = {
  readonly session: Session
  readonly connection: Connection
  readonly guests: readonly Guest[]
  readonly onSpot: (spot: Spot) => void
}

type Opened = { readonly seq: number; readonly records: readonly ShownRecord[] }
type Told = ShownChange | { readonly present: readonly AtlasGuest[] } | { readonly talk: true }

/** The session of a journey that was loaded; it holds as long as the component is shown. */
export function useSession(journey: string, opened: Opened, tell: (failure: unknown) => void): OpenSession {
  const [window] = useState(newId)
  const teller = useRef(tell)
  teller.current = tell
  const [session] = useState(() => sessionOf(opened, (failure) => teller.current(failure)))
  const { guests, onSpot, meet } = usePresence(
    useCallback(
      (place) => call('tellPlace', { params: { id: journey }, body: { window, ...place } }),
      [journey, window],
    ),
  )
  const [connection, setConnection] = useState<Connection>({ state: 'connecting', since: null })
  const [after] = useState(opened.seq)
  const refreshTalk = useRefreshTalk(journey)
  useEffect(() => {
    const library = createFetcher(session)
    const stop = listen(pathOf('/api/v1/atlas/live', undefined, { journey, after, window }), {
      event: 'change',
      onData: (data) => {
        const told = data as Told
        if ('present' in told) return meet(told.present)
        if ('talk' in told) return void refreshTalk()
        session.receive(told)
        library.after(told)
      },
      onState: (state) => {
        // What was said while the line was broken was told to nobody here.
        if (state === 'open') void refreshTalk()
        setConnection((before) => ({ state, since: state === 'waiting' ? (before.since ?? Date.now()) : null }))
      },
      // Asking who one is tells a lost session from a restarted server: the first leads to sign-in.
      onRefused: () => void call('getMe', {}).catch(() => {}),
    })
    return () => whenKept(session, stop)
  }, [session, journey, after, window, meet, refreshTalk])
  useEffect(() => warnBeforeLoss(session), [session])
  return { session, connection, guests, onSpot }
}

function sessionOf(opened: Opened, tell: (failure: unknown) => void): Session {
  return new Session(
    opened,
    {
      change: (body) => call('changeAtlas', { body }),
      undo: (of, id) => call('undoChange', { params: { id: of }, body: { id } }),
      refused: (failure) => failure instanceof Refused && failure.status < 500,
      newId,
      later: (act, ms) => void setTimeout(act, ms),
    },
    tell,
  )
}

/** Ends the stream when all that was done has come through: whoever goes on to another screen loses nothing. */
function whenKept(session: Session, stop: () => void): void {
  if (session.now().waiting === 0) return stop()
  const end = () => {
    clearTimeout(timer)
    unwatch()
    stop()
  }
  const timer = setTimeout(end, LEFT_MS)
  const unwatch = session.watch(() => (session.now().waiting === 0 ? end() : undefined))
}

/** Whoever closes the window is asked first while something is not kept yet. */
function warnBeforeLoss(session: Session): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (session.now().waiting > 0) event.preventDefault()
  }
  addEventListener('beforeunload', ask)
  return () => removeEventListener('beforeunload', ask)
}
