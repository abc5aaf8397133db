// Once a minute: adds finished minutes of movements up into hours and writes down how things stand. Several servers may do it at once.
import { HOUR_MS, MINUTE_MS } from '@lotse/core/base'
import { sumUpMinutes, takeGauges } from '../adapters/store/motion.ts'
import type { World } from '../base/world.ts'

/** Minutes stay this many full hours, so that the last hour can be compared with the one before. */
const MINUTE_HOURS = 2
/** Who had an event so long ago at most is in motion. */
export const MOVING_MS = 5 * MINUTE_MS

/** Measures the minute that has just begun. */
export async function measure({ db, clock }: Pick<World, 'db' | 'clock'>): Promise<void> {
  const now = clock.now()
  const minute = now - (now % MINUTE_MS)
  await sumUpMinutes(db, now - (now % HOUR_MS) - MINUTE_HOURS * HOUR_MS)
  await takeGauges(db, { minute, since: now - MOVING_MS })
}
