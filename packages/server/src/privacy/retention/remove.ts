// Removes events that are older than their name's rule says, in small batches between which others get their turn. Never touches who people are.
import { setTimeout as wait } from 'node:timers/promises'
import { DAY_MS, MINUTE_MS } from '@lotse/core/base'
import { oldestWaiting } from '../../adapters/store/log.ts'
import {
  type Aged,
  type AgedSpan,
  countRemoved,
  type LogPlace,
  markCleared,
  type RetentionRow,
  removeAged,
  removeAgedIn,
  retentionRules,
} from '../../adapters/store/privacy/retention.ts'
import type { World } from '../../base/world.ts'

const BUCKETS = 256
const BATCH_ROWS = 2000
const PAUSE_MS = 10
/** Entries of one writer may be dated a little before those that came in earlier. */
const SKEW_MS = 10 * MINUTE_MS
const SLICE_MS = 5 * MINUTE_MS
const SLICES_MAX = 24
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
    // What the engine has not come to stays, and is looked at again next time.
    const seenAt = Math.min(now, (await oldestWaiting(world.pool)) ?? now) - SKEW_MS
    const part = { rule, aged: agedBy(rule, rules, now) }
    total += await (rule.clearedBefore === null
      ? removeFromAll(world, part, stopping)
      : removeSince(world, part, stopping))
    if (stopping.aborted) return total
    await markCleared(world.pool, rule, { before: part.aged.before, seenAt })
    await countRemoved(world.pool, rule, 0, now)
  }
  return total
}

type Part = { readonly rule: RetentionRow; readonly aged: Aged }

/** Once for every rule: goes through the whole log, a batch at a time. */
async function removeFromAll(world: World, part: Part, stopping: AbortSignal): Promise<number> {
  let total = 0
  for (let bucket = 0; bucket < BUCKETS && !stopping.aborted; bucket++)
    total += await removeIn(world, { ...part, bucket }, stopping)
  return total
}

async function removeIn(
  { pool, clock }: World,
  { rule, aged, bucket }: Part & { readonly bucket: number },
  stopping: AbortSignal,
): Promise<number> {
  let total = 0
  let after: LogPlace = { txid: '0', seq: 0 }
  while (!stopping.aborted) {
    const reached = await removeAged(pool, aged, { bucket, after, limit: BATCH_ROWS })
    if (reached === null) return total
    after = reached
    total += reached.removed
    if (reached.removed > 0) await countRemoved(pool, rule, reached.removed, clock.now())
    await wait(PAUSE_MS)
  }
  return total
}

/** From then on: what came of age since the last round, and what arrived since although it happened long before. */
async function removeSince(world: World, part: Part, stopping: AbortSignal): Promise<number> {
  const { rule, aged } = part
  const spans: readonly AgedSpan[] = [
    { by: 'occurred_at', from: rule.clearedBefore ?? 0, until: aged.before },
    { by: 'received_at', from: rule.seenAt ?? 0, until: world.clock.now() + 1 },
  ]
  let total = 0
  for (const span of spans)
    for (const slice of slicesOf(span))
      total += stopping.aborted ? 0 : await removeSlice(world, { ...part, slice }, stopping)
  return total
}

/** The same span in short ones, so that rows that were just removed are not passed over again and again. */
function* slicesOf({ by, from, until }: AgedSpan): Generator<AgedSpan> {
  const sliceMs = Math.max(SLICE_MS, Math.ceil((until - from) / SLICES_MAX))
  for (let at = from; at < until; at += sliceMs) yield { by, from: at, until: Math.min(until, at + sliceMs) }
}

async function removeSlice(
  { pool, clock }: World,
  { rule, aged, slice }: Part & { readonly slice: AgedSpan },
  stopping: AbortSignal,
): Promise<number> {
  let total = 0
  for (let removed = BATCH_ROWS; removed === BATCH_ROWS && !stopping.aborted; ) {
    removed = await removeAgedIn(pool, aged, { ...slice, limit: BATCH_ROWS })
    total += removed
    if (removed > 0) {
      await countRemoved(pool, rule, removed, clock.now())
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
