// The way back from changes of insights' work. Draws nothing.
import { call } from '../../api.ts'
import type { Undo } from '../../parts/toasts.ts'

/** An insight as it stands at a version. */
export type Version = { readonly id: string; readonly version: number }

/**
 * Takes back the last change of each, the one that led to its version; what was taken back already is not asked for again.
 *
 * @param changed - at the versions to which the changes led.
 * @param fresh - reads anew what is shown of insights, however it ends.
 */
export function takingBackWork(changed: readonly Version[], fresh: () => Promise<unknown>): Undo {
  const open = [...changed]
  return async () => {
    const failures: unknown[] = []
    for (const one of [...open])
      try {
        await call('undoInsightWork', { params: { id: one.id }, body: { version: one.version } })
        open.splice(open.indexOf(one), 1)
      } catch (failure) {
        failures.push(failure)
      }
    await fresh()
    if (failures.length > 0) throw failures[0]
  }
}
