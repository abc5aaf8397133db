// Mission Control's picture of a workspace at one instant: rates, people in flows, messages, what is stuck. Asks counters, never history.
import { MINUTE_MS, SECOND_MS } from '@lotse/core/base'
import type { FlowStatus, Incident, LiveDecision, LiveFlow, LiveSnapshot, Stuck as ShownStuck } from '@lotse/protocol'
import { showNumbers } from '../act/flow/presenter.ts'
import { figuresOf, rulingFlows } from '../adapters/store/flows.ts'
import { newestManaged } from '../adapters/store/keeping/backups.ts'
import type { Db } from '../adapters/store/members.ts'
import { customersMoving, latestDecisions, MOVING_MAX } from '../adapters/store/motion.ts'
import {
  engineCounters,
  messageCounters,
  minutesSince,
  type RecentEvent,
  recentEvents,
  topEventsSince,
} from '../adapters/store/stats.ts'
import {
  bucketOwners,
  heldByRestore,
  openSetAside,
  overdueMessages,
  refusedSince,
  retriedMessages,
  type Stuck,
  stuckMessages,
} from '../adapters/store/stuck.ts'
import { instantOf, instantOrNull } from '../base/ids.ts'
import type { World } from '../base/world.ts'
import { MOVING_MS } from '../jobs/measure.ts'
import type { LagProbe } from './stats.ts'

const MINUTES_SHOWN = 60
const TOP_MINUTES = 15
const TOP_EVENTS = 12
const RECENT_SHOWN = 40
const DECISIONS_SHOWN = 40
const PER_BUCKET = 8
/** The rate is taken over this span, so that batches do not make it jump. */
const RATE_SPAN_MS = 10 * SECOND_MS
/** A message that should have left this long ago does not move. */
const OVERDUE_MS = 2 * MINUTE_MS
const REFUSED_SPAN_MS = 24 * 60 * MINUTE_MS
const BEHIND_MS = 10 * SECOND_MS
/** How long an engine may be silent before its buckets count as nobody's. */
const OWNER_ALIVE_MS = 15 * SECOND_MS

/** Processed events at an instant, for the rate. */
type Sample = { readonly at: number; readonly events: number }

/** Takes pictures of one workspace; remembers the last seconds' counters for the rate. */
export type Photographer = () => Promise<LiveSnapshot>

/** A photographer of one workspace. */
export function createPhotographer(
  world: Pick<World, 'db' | 'pool' | 'clock' | 'config'>,
  workspaceId: number,
  lagMs: LagProbe,
): Photographer {
  const { db, clock } = world
  let samples: Sample[] = []
  return async () => {
    const now = clock.now()
    const events = (await engineCounters(db, workspaceId)).get('events') ?? 0
    samples = [...samples.filter(({ at }) => at <= now && now - at <= RATE_SPAN_MS), { at: now, events }]
    const recent = await recentEvents(db, workspaceId, { since: now - MOVING_MS, perBucket: PER_BUCKET })
    const moving = await customersMoving(db, workspaceId, now - MOVING_MS)
    const lag = await lagMs()
    const flows = await rulingFlows(db, workspaceId)
    return {
      at: instantOf(now),
      eventsPerSecond: rateOf(samples),
      minutes: await minutesShown(db, workspaceId, now),
      topEvents: await topEventsSince(db, workspaceId, {
        since: minuteOf(now) - TOP_MINUTES * MINUTE_MS,
        limit: TOP_EVENTS,
      }),
      customersMoving: moving,
      customersMovingCut: moving >= MOVING_MAX,
      recent: newestOf(recent),
      decisions: (await latestDecisions(db, workspaceId, DECISIONS_SHOWN)).map(showDecision),
      flows: await liveFlows(db, workspaceId, flows),
      messages: (await messageCounters(db, workspaceId)).filter(({ count }) => count > 0) as LiveSnapshot['messages'],
      stuck: [...(await stuckOf(db, workspaceId, now, lag)), ...pausedOf(flows)],
      incidents: await incidentsOf(world, workspaceId, { now, lag, flows }),
      lagMs: lag,
    }
  }
}

const minuteOf = (at: number): number => at - (at % MINUTE_MS)

function rateOf(samples: readonly Sample[]): number {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.at === first.at) return 0
  return Math.max(0, Math.round(((last.events - first.events) / (last.at - first.at)) * SECOND_MS * 10) / 10)
}

/** Every minute stands in the list, also those in which nothing happened. */
async function minutesShown(db: Db, workspaceId: number, now: number): Promise<LiveSnapshot['minutes']> {
  const first = minuteOf(now) - (MINUTES_SHOWN - 1) * MINUTE_MS
  const counted = new Map((await minutesSince(db, workspaceId, first)).map(({ minute, events }) => [minute, events]))
  return Array.from({ length: MINUTES_SHOWN }, (_, index) => {
    const minute = first + index * MINUTE_MS
    return { minute: instantOf(minute), events: counted.get(minute) ?? 0 }
  })
}

/** The newest from outside, newest first. */
function newestOf(recent: readonly RecentEvent[]): LiveSnapshot['recent'] {
  return recent
    .filter(({ source_id }) => source_id !== null)
    .toSorted((a, b) => b.received_at - a.received_at)
    .slice(0, RECENT_SHOWN)
    .map(({ seq, customer_id, source_id, name, channel, received_at }) => ({
      id: String(seq),
      customerId: String(customer_id),
      sourceId: String(source_id),
      name,
      channel,
      receivedAt: instantOf(received_at),
    }))
}

type RulingFlow = Awaited<ReturnType<typeof rulingFlows>>[number]

async function liveFlows(db: Db, workspaceId: number, flows: readonly RulingFlow[]): Promise<LiveFlow[]> {
  const figures = await figuresOf(db, workspaceId, { flowIds: flows.map(({ id }) => id) })
  const ofFlow = new Map(flows.map(({ id }) => [id, figures.filter(({ flowId }) => flowId === id)]))
  return flows.map(({ id, name, status, version, document }) => {
    const { entered, active, ended, steps } = showNumbers(id, ofFlow.get(id) ?? [], document)
    return { id, name, status: status as FlowStatus, version, entered, active, ended, steps }
  })
}

async function stuckOf(db: Db, workspaceId: number, now: number, lag: number): Promise<ShownStuck[]> {
  const { unowned } = await bucketOwners(db, OWNER_ALIVE_MS)
  const found: [ShownStuck['kind'], Stuck][] = [
    ['message_dead', await stuckMessages(db, workspaceId, 'dead')],
    ['message_unknown', await stuckMessages(db, workspaceId, 'unknown')],
    ['message_overdue', await overdueMessages(db, workspaceId, now - OVERDUE_MS)],
    ['message_held', await heldByRestore(db, workspaceId)],
    ['input_set_aside', await openSetAside(db, workspaceId)],
    ['events_refused', await refusedSince(db, workspaceId, now - REFUSED_SPAN_MS)],
    ['bucket_unowned', { count: unowned, since: null, reason: null }],
    ['engine_behind', { count: lag > BEHIND_MS ? 1 : 0, since: now - lag, reason: null }],
  ]
  return found
    .filter(([, { count }]) => count > 0)
    .map(([kind, { count, since, reason }]) => ({ kind, count, since: instantOrNull(since), reason, flowId: null }))
}

const pausedOf = (flows: readonly RulingFlow[]): ShownStuck[] =>
  flows
    .filter(({ status }) => status === 'paused')
    .map(({ id, name, updated_at }) => ({
      kind: 'flow_paused',
      count: 1,
      since: instantOf(updated_at),
      reason: name,
      flowId: id,
    }))

type DecisionRow = Awaited<ReturnType<typeof latestDecisions>>[number]

const showDecision = (row: DecisionRow): LiveDecision => ({
  id: String(row.id),
  at: instantOf(row.at),
  customerId: String(row.customer_id),
  flowId: row.flow_id,
  step: row.step,
  outcome: row.outcome as LiveDecision['outcome'],
  reason: row.reason,
  channel: row.channel,
  until: instantOrNull(row.until),
})

/** So many mails that are tried again are more than chance. */
const RETRIED_MIN = 3

type Standing = { readonly now: number; readonly lag: number; readonly flows: readonly RulingFlow[] }

/** What is in trouble as a whole, the worst first. */
async function incidentsOf(
  { db, pool, config }: Pick<World, 'db' | 'pool' | 'config'>,
  workspaceId: number,
  { now, lag, flows }: Standing,
): Promise<Incident[]> {
  const { owned } = await bucketOwners(db, OWNER_ALIVE_MS)
  const retried = await retriedMessages(db, workspaceId, 'email')
  const backup = await newestManaged(pool)
  const mailNeeded = config.mail === null && flows.some(({ document }) => sendsMail(document))
  const found: (Incident | false)[] = [
    owned === 0 && { kind: 'engine_stopped', since: lag > 0 ? instantOf(now - lag) : null, count: 0, reason: null },
    owned > 0 && lag > BEHIND_MS && { kind: 'engine_behind', since: instantOf(now - lag), count: 0, reason: null },
    mailNeeded && { kind: 'mail_missing', since: null, count: 0, reason: null },
    retried.count >= RETRIED_MIN && {
      kind: 'mail_failing',
      since: instantOrNull(retried.since),
      count: retried.count,
      reason: retried.reason,
    },
    backup?.fault != null && {
      kind: 'backup_failed',
      since: instantOf(backup.endedAt),
      count: 0,
      reason: backup.cause,
    },
  ]
  return found.filter((one) => one !== false)
}

function sendsMail(document: unknown): boolean {
  const { steps = [] } = document as { steps?: readonly { readonly channel?: string }[] }
  return steps.some(({ channel }) => channel === 'email')
}
