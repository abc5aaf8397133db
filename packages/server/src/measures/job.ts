// Once a day each measure that began is judged and what was found is kept. Several servers may do it at once; of the same day they find the same.
import { setTimeout as wait } from 'node:timers/promises'
import { DAY_MS, MINUTE_MS } from '@lotse/core/base'
import { keepJudgement, measureOf, unjudgedMeasures } from '../adapters/store/measures.ts'
import type { World } from '../base/world.ts'
import { dayTextOf, findingsOf } from './judging.ts'

const EVERY_MS = 10 * MINUTE_MS
const BATCH = 50

/** Judges what was not judged today. @returns how many measures were. */
export async function judgeAll({ db, clock }: Pick<World, 'db' | 'clock'>, stopping: AbortSignal): Promise<number> {
  let done = 0
  while (!stopping.aborted) {
    const now = clock.now()
    const day = Math.floor(now / DAY_MS)
    const waiting = await unjudgedMeasures(db, { day, today: dayTextOf(day), limit: BATCH })
    for (const { workspaceId, id } of waiting) {
      const row = await measureOf(db, workspaceId, id)
      if (row === undefined) continue
      const { judgement } = await findingsOf(db, workspaceId, row.fields, now)
      await keepJudgement(db, workspaceId, { id, day, at: now, judgement })
    }
    done += waiting.length
    if (waiting.length < BATCH) break
  }
  return done
}

/** Judges until stopped. A round that fails is logged, the next one tries again. */
export async function keepJudging(world: World, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await judgeAll(world, stopping).catch((error: unknown) =>
      world.log.error({ err: error }, 'measures were not judged'),
    )
    await wait(EVERY_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}
