// Forgets pictures that nothing names any more (P4). Knows no screens.
import { setTimeout as wait } from 'node:timers/promises'
import { DAY_MS, HOUR_MS } from '@lotse/core/base'
import { holdAtlas } from '../adapters/store/atlas.ts'
import { sweepPictures, workspacesWithPictures } from '../adapters/store/pictures.ts'
import type { World } from '../base/world.ts'

/** So long what was taken away can be taken back. */
const LOOSE_MS = 30 * DAY_MS
const EVERY_MS = 6 * HOUR_MS

/** Looks through all workspaces once. Nobody places anything meanwhile, one workspace after the other. @returns how many were forgotten. */
export async function sweepAllPictures({ db, clock }: Pick<World, 'db' | 'clock'>): Promise<number> {
  let forgotten = 0
  for (const workspaceId of await workspacesWithPictures(db))
    forgotten += await db.transaction().execute(async (one) => {
      await holdAtlas(one, workspaceId)
      const now = clock.now()
      return sweepPictures(one, workspaceId, { now, before: now - LOOSE_MS })
    })
  return forgotten
}

/** Keeps looking until stopped. */
export async function keepSweepingPictures(world: World, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await sweepAllPictures(world).catch((error: unknown) => world.log.error({ err: error }, 'pictures were not swept'))
    await wait(EVERY_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}
