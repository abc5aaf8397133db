// Figures of the moment: the counters scripts read, and the snapshot Mission Control shows once a second.
import { z } from 'zod'
import { flowStatuses } from './flows.ts'
import { apiMessageStates } from './messages.ts'
import type { Operations } from './operation.ts'
import { flowIdText, idText, instantText } from './shapes.ts'

const count = z.int().min(0)

/** Counters since the beginning. `lagMs`: age of the oldest event that its bucket has not processed yet, 0 when there is none. */
export const stats = z
  .object({
    events: z.object({ accepted: count, processed: count, duplicates: count, refused: count }),
    lagMs: z.number().min(0),
    messages: z.object({ queued: count, sent: count, failed: count, suppressed: count }),
  })
  .meta({ id: 'Stats' })
export type Stats = z.infer<typeof stats>

/** What can be stuck. */
export const stuckKinds = [
  'message_dead',
  'message_unknown',
  'message_overdue',
  'message_held',
  'input_set_aside',
  'events_refused',
  'bucket_unowned',
  'engine_behind',
  'flow_paused',
] as const

/** Something that does not move: how many, since when, and why in one code or sentence. `flowId` where it concerns one flow. */
export const stuck = z
  .object({
    kind: z.enum(stuckKinds),
    count,
    since: instantText.nullable(),
    reason: z.string().nullable(),
    flowId: flowIdText.nullable(),
  })
  .meta({ id: 'Stuck' })
export type Stuck = z.infer<typeof stuck>

/** What the engine decided. `not_entered`: a trigger event that let nobody in; the others are of a run or of a message. */
export const decisionOutcomes = ['sent', 'held', 'failed', 'waiting', 'entered', 'not_entered', 'ended'] as const

/**
 * One decision of the last hour. `customerId` is null for those who may not see customers; `until`: how long the customer waits at
 * most. The list is a sample: at most some a second.
 */
export const liveDecision = z
  .object({
    id: idText,
    at: instantText,
    customerId: idText.nullable(),
    flowId: flowIdText,
    step: z.string().nullable(),
    outcome: z.enum(decisionOutcomes),
    reason: z.string().nullable(),
    channel: z.string().nullable(),
    until: instantText.nullable(),
  })
  .meta({ id: 'LiveDecision' })
export type LiveDecision = z.infer<typeof liveDecision>

/** What can be in trouble as a whole. */
export const incidentKinds = [
  'engine_stopped',
  'engine_behind',
  'mail_failing',
  'mail_missing',
  'backup_failed',
] as const

/** Trouble of the whole: since when, how many it holds up, and what the other side said; of a backup its cause. */
export const incident = z
  .object({
    kind: z.enum(incidentKinds),
    since: instantText.nullable(),
    count,
    reason: z.string().nullable(),
  })
  .meta({ id: 'Incident' })
export type Incident = z.infer<typeof incident>

/** One flow now: totals, and per step who came in, waits there, and went out. */
export const liveFlow = z
  .object({
    id: flowIdText,
    name: z.string(),
    status: z.enum(flowStatuses),
    version: z.int(),
    entered: count,
    active: count,
    ended: count,
    steps: z.array(
      z.object({
        step: z.string(),
        name: z.string().nullable(),
        kind: z.string(),
        in: count,
        waiting: count,
        out: count,
      }),
    ),
  })
  .meta({ id: 'LiveFlow' })
export type LiveFlow = z.infer<typeof liveFlow>

/**
 * Mission Control once a second. `eventsPerSecond`: processed in the last 10 s. `minutes`: processed events of the last 60
 * minutes, oldest first, the last one still under way. `customersMoving`: customers with an event in the last five minutes; exact up to
 * 100,000, then `customersMovingCut` is true. `recent`: the newest events with their customer, newest first; `customerId` is null for
 * those who may not see customers.
 */
export const liveSnapshot = z
  .object({
    at: instantText,
    eventsPerSecond: z.number().min(0),
    minutes: z.array(z.object({ minute: instantText, events: count })),
    topEvents: z.array(z.object({ name: z.string(), events: count })),
    customersMoving: count,
    customersMovingCut: z.boolean(),
    recent: z.array(
      z.object({
        id: idText,
        customerId: idText.nullable(),
        sourceId: idText.nullable(),
        name: z.string(),
        channel: z.string(),
        receivedAt: instantText,
      }),
    ),
    decisions: z.array(liveDecision),
    flows: z.array(liveFlow),
    messages: z.array(z.object({ state: z.enum(apiMessageStates), channel: z.string(), count })),
    stuck: z.array(stuck),
    incidents: z.array(incident),
    lagMs: z.number().min(0),
  })
  .meta({ id: 'LiveSnapshot' })
export type LiveSnapshot = z.infer<typeof liveSnapshot>

/** Operations on live figures. */
export const liveOperations = {
  getStats: {
    method: 'GET',
    path: '/api/v1/stats',
    tag: 'Live',
    summary: 'Counters of events and messages, and how far processing is behind',
    allow: 'stats.read',
    answer: stats,
  },
  watchWorkspace: {
    method: 'GET',
    path: '/api/v1/live',
    tag: 'Live',
    summary: 'Server-sent events `snapshot`, one a second while something changes',
    allow: 'stats.read',
    stream: liveSnapshot,
  },
} as const satisfies Operations
