// Removes events that are older than their name's rule says, in small batches between which others get their turn. Never touches who people are.
import { setTimeout as wait } from 'node:timers/promises'
import { DAY_MS, MINUTE_MS } from '@lotse/core/base'
import {
  type Aged,
  countRemoved,
  type LogPlace,
  type RetentionRow,
  removeAged,
  retentionRules,
} from '../../adapters/store/privacy/retention.ts'
import type { World } from '../../base/world.ts'

const BUCKETS = 256
const BATCH_ROWS = 2000
const PAUSE_MS = 10
const ROUND_MS = 60 * MINUTE_MS
/** A rule that was changed just now may be a slip; there is this long to take it back. */
const GRACE_MS = 10 * MINUTE_MS

/** Which events a rule is about now. */
export function agedBy(
  rule: Pick<RetentionRow, 'workspaceId' | 'event' | 'days'>,
  rules: readonly RetentionRow[],
  now: number,
): Aged {
  const { workspaceId, event, days } = rule
  const others = rules
    .filter((other) => other.workspaceId === workspaceId && other.event !== '*')
    .map((other) => other.event)
  return { workspaceId, event, others, before: now - days * DAY_MS }
}

/** Removes everything that is due, by all rules. Answers how many events. */
export async function removeAllAged(world: World, stopping: AbortSignal): Promise<number> {
  const rules = await retentionRules(world.pool)
  const now = world.clock.now()
  let total = 0
  for (const rule of rules) {
    if (stopping.aborted || now - rule.changedAt < GRACE_MS) continue
    const aged = agedBy(rule, rules, now)
    for (let bucket = 0; bucket < BUCKETS && !stopping.aborted; bucket++)
      total += await removeIn(world, { rule, aged, bucket }, stopping)
    await countRemoved(world.pool, rule, 0, now)
  }
  return total
}

type Part = { readonly rule: RetentionRow; readonly aged: Aged; readonly bucket: number }

async function removeIn({ pool, clock }: World, { rule, aged, bucket }: Part, stopping: AbortSignal): Promise<number> {
  let total = 0
  let after: LogPlace = { txid: '0', seq: 0 }
  while (!stopping.aborted) {
    const reached = await removeAged(pool, aged, { bucket, after, limit: BATCH_ROWS })
    if (reached === null) return total
    after = reached
    if (reached.removed > 0) {
      total += reached.removed
      await countRemoved(pool, rule, reached.removed, clock.now())
      await wait(PAUSE_MS)
    }
  }
  return total
}

/** Looks once an hour until stopped. */
export async function keepRetention(world: World, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await removeAllAged(world, stopping).catch((error: unknown) =>
      world.log.error({ err: error }, 'old events were not removed'),
    )
    await wait(ROUND_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}
