// Operations on the installation's health. What is looked at stands in health/.
import type { Health } from '@lotse/protocol'
import { type Api, read } from '../base/operation.ts'
import type { World } from '../base/world.ts'
import { examine, worstOf } from './health/examine.ts'

/** Looking costs a connection to the mail server; many who ask get the same answer. */
const KEPT_MS = 15_000

/** Registers the operations. */
export function healthRoutes(api: Api): void {
  const look = createLook(api.world)
  read(api, 'getHealth', look)
}

/** Looks anew when the last look is old, however many ask. */
function createLook(world: World): () => Promise<Health> {
  let last: { readonly at: number; readonly health: Promise<Health> } | undefined
  return () => {
    const now = world.clock.now()
    if (last === undefined || now - last.at >= KEPT_MS || now < last.at) {
      const health = examine(world).then((findings) => ({
        lookedAt: new Date(now).toISOString(),
        state: worstOf(findings),
        findings,
      }))
      last = { at: now, health }
      // A failed look is not kept.
      health.catch(() => {
        last = undefined
      })
    }
    return last.health
  }
}
