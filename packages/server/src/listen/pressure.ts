// Whether events may be taken now: refuses while the engine is far behind or storage is low. Asks in the background, never per request.
import { statfs } from 'node:fs/promises'
import { MINUTE_MS, Problem } from '@lotse/core/base'
import { oldestWaiting } from '../adapters/store/log.ts'
import { codeOf } from '../adapters/store/pool.ts'
import type { World } from '../base/world.ts'

export type Pressure = {
  /** @throws Problem `listen.behind` or `listen.storage_low`, each with the time to come back. */
  refuse(): void
  /** How long the oldest entry has waited for the engine, in milliseconds, as of the last look. */
  lagMs(): number
  stop(): void
}

/** When to refuse; bytes and milliseconds. */
export type PressureLimits = { readonly lagMs: number; readonly freeBytes: number; readonly lookEveryMs: number }

export const pressureLimits: PressureLimits = { lagMs: 10 * MINUTE_MS, freeBytes: 256 * 1024 * 1024, lookEveryMs: 1000 }

const BEHIND_RETRY_S = 30
const STORAGE_RETRY_S = 60

/** What is known of the outside. */
export type Look = { readonly lagMs: number; readonly freeBytes: number }

/**
 * Watches lag and disk.
 *
 * @param look - asks for both; the world's own by default.
 */
export function watchPressure(
  world: World,
  limits: Partial<PressureLimits> = {},
  look: () => Promise<Look> = () => lookAt(world),
): Pressure {
  const { lagMs, freeBytes, lookEveryMs } = { ...pressureLimits, ...limits }
  let seen: Look = { lagMs: 0, freeBytes: Number.POSITIVE_INFINITY }
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const round = async () => {
    try {
      seen = await look()
    } catch (error) {
      world.log.debug({ code: codeOf(error) }, 'lag and storage could not be looked at')
    }
    if (!stopped) timer = setTimeout(round, lookEveryMs).unref()
  }
  void round()
  return {
    refuse: () => {
      if (seen.freeBytes < freeBytes) throw new Problem('listen.storage_low', { retryAfterS: STORAGE_RETRY_S })
      if (seen.lagMs > lagMs) throw new Problem('listen.behind', { retryAfterS: BEHIND_RETRY_S })
    },
    lagMs: () => seen.lagMs,
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}

async function lookAt({ pool, clock, config }: World): Promise<Look> {
  const [oldest, disk] = await Promise.all([oldestWaiting(pool), statfs(config.dataFolder)])
  return { lagMs: oldest === null ? 0 : Math.max(0, clock.now() - oldest), freeBytes: disk.bavail * disk.bsize }
}
