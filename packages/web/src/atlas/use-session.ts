// An open journey for components: its session over the API and the stream of what others do.
import type { ShownChange, ShownRecord } from '@lotse/protocol'
import { useMemo } from 'react'
import { call, pathOf, Refused } from '../api.ts'
import { openSession, type Session } from '../canvas/session.ts'
import { type Connection, useStream } from '../live/use.ts'
import { newId } from './ids.ts'

type Opened = { readonly seq: number; readonly records: readonly ShownRecord[] }

/** The session of a journey that was loaded, and how its connection is. `tell` must stay the same function. */
export function useSession(
  journey: string,
  opened: Opened,
  tell: (failure: unknown) => void,
): { readonly session: Session; readonly connection: Connection } {
  const session = useMemo(
    () =>
      openSession(
        opened,
        {
          change: (body) => call('changeAtlas', { body }),
          undo: (of, id) => call('undoChange', { params: { id: of }, body: { id } }),
          refused: (failure) => failure instanceof Refused && failure.status < 500,
          newId,
          later: (act, ms) => void setTimeout(act, ms),
        },
        tell,
      ),
    [opened, tell],
  )
  const path = useMemo(
    () => pathOf('/api/v1/atlas/live', undefined, { journey, after: opened.seq }),
    [journey, opened.seq],
  )
  const connection = useStream(path, 'change', (change) => session.receive(change as ShownChange))
  return { session, connection }
}
