// Works on erasures until none is left. Several servers may do so at once: each erasure has one worker, and a dead one's is taken over.
import { setTimeout as wait } from 'node:timers/promises'
import { leaveErasure, takeErasure } from '../../adapters/store/privacy/requests.ts'
import type { World } from '../../base/world.ts'
import { erasureStep } from './work.ts'

const ROUND_MS = 2000
/** Longer than any single step between two signs of life, apart from sweeping, which may be done twice. */
const SILENT_MS = 120_000
const STEPS_MAX = 1_000_000

/** Works on everything that waits. Answers how many erasures were finished. */
export async function eraseAll(world: World, stopping: AbortSignal): Promise<number> {
  for (let finished = 0; ; finished++) {
    const now = world.clock.now()
    const taken = stopping.aborted ? undefined : await takeErasure(world.pool, { now, silent: now - SILENT_MS })
    if (taken === undefined) return finished
    try {
      let erasure = taken
      for (let steps = 0; erasure.step !== 'done' && !stopping.aborted && steps < STEPS_MAX; steps++)
        erasure = await erasureStep(world, erasure)
      if (erasure.step !== 'done') await leaveErasure(world.pool, taken.id)
      else world.log.info({ erasure: taken.id }, 'somebody was erased')
    } catch (error) {
      // It waits until it counts as silent, so that one that cannot be done does not hold up the others.
      world.log.error({ err: error, erasure: taken.id }, 'an erasure failed and is tried again')
    }
  }
}

/** The same every two seconds until stopped. */
export async function keepErasing(world: World, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await eraseAll(world, stopping).catch((error: unknown) =>
      world.log.error({ err: error }, 'erasures were not looked at'),
    )
    await wait(ROUND_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}
