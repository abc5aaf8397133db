// Taking a change back after others went on: what they changed since stays. Knows no log.
import type { AtlasEdit } from '@lotse/protocol'
import { bringTogether } from './edit.ts'

/**
 * The edits that take a change back now (A3).
 *
 * @param reverse - what would take it back right after it.
 * @param since - everything that was done after it, by anybody, in order.
 * @returns nothing where nothing of it is left to take back.
 */
export function undoEdits(reverse: readonly AtlasEdit[], since: readonly AtlasEdit[]): readonly AtlasEdit[] {
  const taken = new Set(since.flatMap((edit) => (edit.do === 'set' ? [`${edit.id} ${edit.field}`] : [])))
  const left = reverse.filter((edit) => edit.do !== 'set' || !taken.has(`${edit.id} ${edit.field}`))
  return bringTogether(since, left).second
}
