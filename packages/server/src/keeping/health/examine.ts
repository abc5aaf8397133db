// Looks at everything an operator would ask about. Reads only; what is found is told in words elsewhere.
import { statfs } from 'node:fs/promises'
import { DAY_MS } from '@lotse/core/base'
import { type Finding, type HealthState, healthStates, healthTopics } from '@lotse/protocol'
import { channelKinds } from '../../adapters/channels/index.ts'
import { newestBackups } from '../../adapters/store/keeping/backups.ts'
import { databaseState, growthOf, waitingOf } from '../../adapters/store/keeping/checks.ts'
import { oldestWaiting } from '../../adapters/store/log.ts'
import { bucketOwners } from '../../adapters/store/stuck.ts'
import type { World } from '../../base/world.ts'
import { bytesPerDayOf, lookAtClock, lookAtDatabase, lookAtDisk } from './database.ts'
import { found } from './finding.ts'
import { lookAtSettings } from './settings.ts'
import { LATE_MS, lookAtBackups, lookAtEngine, lookAtJobs, lookAtMessages } from './work.ts'

/** An engine that was not heard of for this long does not count. */
const ENGINE_ALIVE_MS = 15_000
const GROWTH_MS = 7 * DAY_MS
const BACKUPS_LOOKED_AT = 50

/** Everything that was found, by topic in the order of `healthTopics`. */
export async function examine(world: World): Promise<Finding[]> {
  const findings = [
    ...lookAtSettings(world.config),
    ...(await storage(world)),
    ...(await work(world)),
    ...(await mail(world)),
  ]
  return findings.sort((a, b) => healthTopics.indexOf(a.topic) - healthTopics.indexOf(b.topic))
}

/** The worst state among findings. */
export function worstOf(findings: readonly Finding[]): HealthState {
  return healthStates.findLast((state) => findings.some((finding) => finding.state === state)) ?? 'well'
}

async function storage({ db, clock, config }: World): Promise<Finding[]> {
  const askedAt = clock.now()
  const state = await databaseState(db)
  const answeredAt = clock.now()
  const { bavail, bsize } = await statfs(config.dataFolder)
  const growth = await growthOf(db, answeredAt - GROWTH_MS)
  return [
    ...(await lookAtDatabase(db, state)),
    ...lookAtClock(state, askedAt, answeredAt),
    ...lookAtDisk({ freeBytes: bavail * bsize, folder: config.dataFolder }, bytesPerDayOf(growth)),
  ]
}

async function work({ db, pool, clock }: World): Promise<Finding[]> {
  const now = clock.now()
  const waiting = await waitingOf(db, now - LATE_MS)
  const oldest = await oldestWaiting(pool)
  const lagMs = oldest === null ? 0 : Math.max(0, now - oldest)
  return [
    waiting.members > 0 ? found('members_well', { members: waiting.members }) : found('members_none'),
    ...lookAtEngine(await bucketOwners(db, ENGINE_ALIVE_MS), lagMs, waiting),
    ...lookAtMessages(waiting),
    ...lookAtJobs(waiting, now),
    ...lookAtBackups(await newestBackups(pool, BACKUPS_LOOKED_AT), now),
  ]
}

/** Connects to the mail server and signs in, as if to send; sends nothing. */
async function mail(world: World): Promise<Finding[]> {
  const host = world.config.mail === null ? '' : new URL(world.config.mail.url).host
  const kind = channelKinds.find(({ name }) => name === 'email')
  try {
    const channel = kind?.open(world) ?? null
    if (channel === null) return [found('mail_absent')]
    const answer = await channel.check().finally(() => channel.close())
    return [answer.ok ? found('mail_well', { host }) : found('mail_fails', { host, why: answer.why })]
  } catch (error) {
    // A key file that cannot be read.
    return [found('mail_fails', { host, why: error instanceof Error ? error.message : String(error) })]
  }
}
