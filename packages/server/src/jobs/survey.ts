// Keeps the survey of the log going: a step after the other while more waits, then every two seconds. Several servers may run it; one works.
import { setTimeout as wait } from 'node:timers/promises'
import type { World } from '../base/world.ts'
import { Learner } from '../listen/learn-schema.ts'
import { surveyStep } from '../listen/survey.ts'

const EVERY_MS = 2000
/** Lets the commits of others pass between two steps. */
const PAUSE_MS = 20
const FAILURE_MS = 10_000
/** Well-known names are opened this often at most, however much comes. */
const OPEN_EVERY_MS = 1000

/** Surveys until it is told to stop. A step that fails is logged and tried again later. */
export async function keepSurveying(world: Pick<World, 'pool' | 'log'>, stopping: AbortSignal): Promise<void> {
  const learner = new Learner()
  let openedAt = 0
  const rest = (ms: number) => wait(ms, undefined, { signal: stopping, ref: false }).catch(() => {})
  while (!stopping.aborted) {
    learner.open = performance.now() - openedAt >= OPEN_EVERY_MS
    if (learner.open) openedAt = performance.now()
    const pause = await surveyStep(world.pool, learner)
      .then((step) => (step?.behind ? PAUSE_MS : EVERY_MS))
      .catch((error: unknown) => {
        world.log.warn({ err: error }, 'a step of the survey failed')
        return FAILURE_MS
      })
    await rest(pause)
  }
}
