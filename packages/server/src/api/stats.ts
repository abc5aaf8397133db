// The counters scripts read, and how far processing is behind; asked of the database at most once a second however many ask us.
import type { Stats } from '@lotse/protocol'
import { oldestWaiting } from '../adapters/store/log.ts'
import type { Db } from '../adapters/store/members.ts'
import { acceptCounters, engineCounters, messageCounters } from '../adapters/store/stats.ts'
import type { World } from '../base/world.ts'

const LAG_KEPT_MS = 1000

/** States of messages that have left, and of those that will not. */
const SENT = new Set(['accepted', 'delivered', 'opened', 'clicked', 'bounced', 'complained'])
const FAILED = new Set(['refused', 'dead'])
const WAITING = new Set(['queued', 'claimed', 'handed', 'unknown'])

/** Answers how old the oldest unprocessed event is, in milliseconds; asks again after a second. */
export type LagProbe = () => Promise<number>

/** A probe for this process. Lag belongs to the server, not to one workspace. */
export function createLagProbe({ pool, clock }: Pick<World, 'pool' | 'clock'>): LagProbe {
  let asked: { readonly at: number; readonly lag: Promise<number> } | undefined
  return () => {
    const now = clock.now()
    if (asked === undefined || now - asked.at >= LAG_KEPT_MS || now < asked.at) {
      const lag = oldestWaiting(pool).then((oldest) => (oldest === null ? 0 : Math.max(0, now - oldest)))
      asked = { at: now, lag }
      // A failed answer is not kept.
      lag.catch(() => {
        asked = undefined
      })
    }
    return asked.lag
  }
}

/**
 * The counters of a workspace. Events that Lotse itself says (a message was sent) count neither as accepted nor as processed, so that
 * both follow what sources have sent.
 */
export async function statsOf(db: Db, workspaceId: number, lagMs: LagProbe): Promise<Stats> {
  const taken = await acceptCounters(db, workspaceId)
  const done = await engineCounters(db, workspaceId)
  const messages = await messageCounters(db, workspaceId)
  const [accepted, own] = [taken.get('accepted') ?? 0, taken.get('own') ?? 0]
  const handled = (done.get('events') ?? 0) + (done.get('set_aside') ?? 0)
  const sum = (states: ReadonlySet<string>): number =>
    messages.filter(({ state }) => states.has(state)).reduce((total, { count }) => total + count, 0)
  return {
    events: {
      accepted,
      // What is under way may be of our own; it is counted as if it were not, and never as more than was accepted.
      processed: Math.min(accepted, Math.max(0, handled - own)),
      duplicates: taken.get('duplicate') ?? 0,
      refused: taken.get('refused') ?? 0,
    },
    lagMs: await lagMs(),
    messages: { queued: sum(WAITING), sent: sum(SENT), failed: sum(FAILED), suppressed: sum(new Set(['suppressed'])) },
  }
}
