// Waits until all that was done at a map has come through, so that what is kept or restored is what its reader sees.
import type { Session } from '../../canvas/session.ts'

/** Longer than this nobody waits: what is kept then is what the server has. */
const WAIT_MS_MAX = 10_000

/** Resolves when nothing of a session waits for the server any more, or after ten seconds. */
export function whenSent(session: Session): Promise<void> {
  return new Promise((resolve) => {
    if (session.now().waiting === 0) return resolve()
    const end = () => {
      clearTimeout(timer)
      unwatch()
      resolve()
    }
    const timer = setTimeout(end, WAIT_MS_MAX)
    const unwatch = session.watch(() => (session.now().waiting === 0 ? end() : undefined))
  })
}
