// The role `jobs`: housekeeping that nobody waits for. Several servers may run it at once without harm.
import { setTimeout as wait } from 'node:timers/promises'
import { MINUTE_MS } from '@lotse/core/base'
import type { Role } from '../base/role.ts'
import type { World } from '../base/world.ts'
import { keepDelivering } from '../insights/feeds/deliver.ts'
import { keepGathering } from '../insights/feeds/gather.ts'
import { keepTickets } from '../insights/tickets/worker.ts'
import { keepBackingUp } from '../keeping/nightly.ts'
import { keepImporting } from '../listen/files/job.ts'
import { keepJudging } from '../measures/job.ts'
import { keepSweepingPictures } from '../pictures/sweep.ts'
import { keepSealing } from '../privacy/audit/seal.ts'
import { keepErasing } from '../privacy/erasure/job.ts'
import { keepRetention } from '../privacy/retention/remove.ts'
import { deriveAll } from './derive.ts'
import { expireAll } from './expiry.ts'
import { keepWeighing } from './feedback.ts'
import { measure } from './measure.ts'
import { keepSurveying } from './survey.ts'

const ROUND_MS = 10 * MINUTE_MS

/** What is kept going side by side, each until stopped. */
const WORKS = [
  rounds,
  minutes,
  keepSealing,
  keepSurveying,
  keepErasing,
  keepRetention,
  keepImporting,
  keepBackingUp,
  keepSweepingPictures,
  keepTickets,
  keepGathering,
  keepWeighing,
  keepJudging,
  keepDelivering,
]

/** Starts the rounds; the first at once. A round that fails is logged, the next one tries again. */
export function startJobs(world: World): Role {
  const stopping = new AbortController()
  const life = Promise.all(WORKS.map((work) => work(world, stopping.signal)))
  return {
    name: 'jobs',
    ready: () => true,
    stop: async (deadlineMs) => {
      stopping.abort()
      await Promise.race([life, wait(deadlineMs, undefined, { ref: false })])
    },
  }
}

async function rounds(world: World, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await Promise.all([deriveAll(world, stopping), expireAll(world, stopping)]).catch((error: unknown) =>
      world.log.error({ err: error }, 'a round of housekeeping failed'),
    )
    await wait(ROUND_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}

async function minutes(world: World, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await measure(world).catch((error: unknown) => world.log.warn({ err: error }, 'a minute was not measured'))
    const restMs = MINUTE_MS - (world.clock.now() % MINUTE_MS)
    await wait(restMs, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}
