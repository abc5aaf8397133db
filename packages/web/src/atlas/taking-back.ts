// The way back from a change of the atlas. Draws nothing.
import { call } from '../api.ts'
import type { Undo } from '../parts/toasts.ts'
import { newId } from './ids.ts'

/**
 * Takes a change back. Asked again it is the same request: what was done, while its answer got lost, is done once.
 *
 * @param change - its id.
 * @param fresh - reads anew what it made stale, however it ends.
 */
export function takingBack(change: string, fresh: () => Promise<unknown>): Undo {
  const id = newId()
  return () => call('undoChange', { params: { id: change }, body: { id } }).finally(fresh)
}
