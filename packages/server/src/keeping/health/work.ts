// Is the work done: engine, messages, jobs, backups? Mends nothing.

import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@lotse/core/base'
import type { Finding } from '@lotse/protocol'
import type { BackupNote } from '../../adapters/store/keeping/backups.ts'
import type { Waiting } from '../../adapters/store/keeping/checks.ts'
import { found, orWell } from './finding.ts'

/** The engine decides within seconds; longer means that it does not keep up. */
const LAG_MS_MAX = 30 * SECOND_MS
/** The jobs remove these within ten minutes of their end. */
const KEPT_MS_MAX = DAY_MS + 2 * HOUR_MS
const ENDED_MS_MAX = 2 * HOUR_MS
/** A nightly backup that takes its time is not late. */
const BACKUP_MS_MAX = 30 * HOUR_MS

/** Messages due before this should have left. */
export const LATE_MS = 5 * MINUTE_MS

/** Whether every bucket is worked on, how far behind the engine is, and what it set aside. */
export function lookAtEngine(
  buckets: { readonly owned: number; readonly unowned: number },
  lagMs: number,
  { setAside }: Pick<Waiting, 'setAside'>,
): Finding[] {
  return orWell(
    [
      buckets.unowned > 0 && found('engine_absent', { buckets: buckets.unowned }),
      buckets.unowned === 0 && lagMs > LAG_MS_MAX && found('engine_late', { seconds: Math.round(lagMs / SECOND_MS) }),
      setAside > 0 && found('inputs_aside', { inputs: setAside }),
    ],
    found('engine_well', { buckets: buckets.owned, seconds: Math.round(lagMs / 100) / 10 }),
  )
}

/** Whether messages leave. */
export function lookAtMessages({
  late,
  dead,
  unknown,
  held,
}: Pick<Waiting, 'late' | 'dead' | 'unknown' | 'held'>): Finding[] {
  return orWell(
    [
      late > 0 && found('messages_late', { messages: late }),
      dead > 0 && found('messages_dead', { messages: dead }),
      unknown > 0 && found('messages_unknown', { messages: unknown }),
      held > 0 && found('messages_held', { messages: held }),
    ],
    found('messages_well'),
  )
}

/** Whether somebody clears up: what should be gone tells that nobody does. */
export function lookAtJobs(
  { oldestKept, oldestEnded }: Pick<Waiting, 'oldestKept' | 'oldestEnded'>,
  now: number,
): Finding[] {
  const behindMs = Math.max(
    oldestKept === null ? 0 : now - oldestKept - KEPT_MS_MAX,
    oldestEnded === null ? 0 : now - oldestEnded - ENDED_MS_MAX,
  )
  return [behindMs > 0 ? found('jobs_absent', { hours: Math.ceil(behindMs / HOUR_MS) }) : found('jobs_well')]
}

/** When the last whole backup was made, and whether the last try failed. */
export function lookAtBackups(newestFirst: readonly BackupNote[], now: number): Finding[] {
  const [last] = newestFirst
  const whole = newestFirst.find(({ fault }) => fault === null)
  const figures = whole ? { hours: Math.floor((now - whole.startedAt) / HOUR_MS), place: whole.place } : {}
  if (last?.fault != null) return [found('backups_failed', { ...figures, fault: last.fault })]
  if (whole === undefined) return [found('backups_none')]
  return [found(now - whole.startedAt > BACKUP_MS_MAX ? 'backups_old' : 'backups_well', figures)]
}
