// A shared journey as its views want it: a session in which nothing can be changed, and that takes in what came anew. Asks the server for nothing.
import { editsTowards } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import { useEffect, useRef, useState } from 'react'
import { newId } from '../atlas/ids.ts'
import { Session } from '../canvas/session.ts'
import { useUndo } from '../parts/undo.ts'

/** The session; as long as the component is shown it stays the same, so that nobody is thrown back to the beginning of a map. */
export function useReadSession(records: ReadonlyMap<string, AtlasRecord>): Session {
  const { sayFailure } = useUndo()
  const [session] = useState(() => readSession([...records.values()], sayFailure))
  const seq = useRef(0)
  useEffect(() => {
    const edits = editsTowards(session.now().records.values(), records.values())
    if (edits.length > 0) session.receive({ seq: ++seq.current, id: newId(), edits })
  }, [session, records])
  return session
}

/** A journey that is only read: whatever was tried to change would be refused here already. */
function readSession(records: readonly AtlasRecord[], tell: (failure: unknown) => void): Session {
  const refuse = () => Promise.reject(new Error('a shared journey is only read'))
  return new Session(
    { records, seq: 0 },
    { change: refuse, undo: refuse, refused: () => true, newId, later: () => {} },
    tell,
  )
}
