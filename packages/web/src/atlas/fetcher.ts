// Loads things of the library that others put into an open map, and those that they changed since. Each once at a time; what fails is asked for again
// with the next change.
import type { AtlasEdit } from '@lotse/protocol'
import { call } from '../api.ts'
import type { Session } from '../canvas/session.ts'

/** Keeps the library's part of a session up to date. */
export function createFetcher(session: Session): {
  readonly after: (change: { readonly edits: readonly AtlasEdit[] }) => void
} {
  const asked = new Set<string>()
  const known = new Set<string>()
  const ask = async (id: string): Promise<void> => {
    if (asked.has(id)) return
    asked.add(id)
    try {
      const { places: _, ...record } = await call('getRecord', { params: { id } })
      known.add(id)
      session.learn([record])
    } catch {
      // With the next change.
    } finally {
      asked.delete(id)
    }
  }
  return {
    after: ({ edits }) => {
      const { records } = session.now()
      for (const edit of edits) if (known.has(edit.id)) void ask(edit.id)
      for (const { kind, fields, removed } of records.values()) {
        const named = kind === 'placement' ? fields['item'] : kind === 'lane' ? fields['persona'] : undefined
        if (!removed && typeof named === 'string' && !records.has(named)) void ask(named)
      }
    },
  }
}
