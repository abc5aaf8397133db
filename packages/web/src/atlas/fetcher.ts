// Loads things of the library that others put into an open map, and those that they changed since. Each once at a time, and once more for what was
// changed meanwhile; what fails is asked for again with the next change.
import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'
import { call } from '../api.ts'
import type { Session } from '../canvas/session.ts'

async function recordOf(id: string): Promise<AtlasRecord> {
  const { places: _, ...record } = await call('getRecord', { params: { id } })
  return record
}

/**
 * Keeps the library's part of a session up to date.
 *
 * @param load - how a thing of the library is read.
 */
export function createFetcher(
  session: Pick<Session, 'learn'> & { readonly now: () => Pick<ReturnType<Session['now']>, 'records'> },
  load: (id: string) => Promise<AtlasRecord> = recordOf,
): { readonly after: (change: { readonly edits: readonly AtlasEdit[] }) => void } {
  const asked = new Set<string>()
  /** Changed after they were asked for: the answer that is under way may be from before. */
  const outdated = new Set<string>()
  const known = new Set<string>()
  const ask = async (id: string): Promise<void> => {
    if (asked.has(id)) return
    asked.add(id)
    try {
      const record = await load(id)
      known.add(id)
      session.learn([record])
    } catch {
      // With the next change.
    } finally {
      asked.delete(id)
    }
    if (outdated.delete(id)) await ask(id)
  }
  return {
    after: ({ edits }) => {
      const { records } = session.now()
      for (const { id } of edits) {
        if (asked.has(id)) outdated.add(id)
        else if (known.has(id)) void ask(id)
      }
      for (const { kind, fields, removed } of records.values()) {
        const named = kind === 'placement' ? fields['item'] : kind === 'lane' ? fields['persona'] : undefined
        if (!removed && typeof named === 'string' && !records.has(named)) void ask(named)
      }
    },
  }
}
